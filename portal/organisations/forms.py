"""The edit form of an organisation: checks its names together, as they were typed."""

from wagtail.admin.forms import WagtailAdminModelForm

from portal.organisations.overlaps import Span, overlap


class OrganisationForm(WagtailAdminModelForm):
    """Refuses names whose periods overlap, before anything is stored."""

    def is_valid(self) -> bool:
        """Return whether the form, its rows, and the rows taken together are in order."""
        if not super().is_valid():
            return False
        rows = [
            form.cleaned_data
            for form in self.formsets["names"].forms
            if form.cleaned_data.get("name") and not form.cleaned_data.get("DELETE")
        ]
        clash = overlap([Span(row.get("valid_from"), row.get("valid_to"), row["name"]) for row in rows])
        if clash is None:
            return True
        self.add_error(None, f"Hai tên có thời gian hiệu lực chồng nhau: “{clash[0].label}” và “{clash[1].label}”.")
        return False
