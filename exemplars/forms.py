"""The edit form of an exemplar: what only the rows together can show."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from exemplars.stages import fault


class ExemplarForm(WagtailAdminPageForm):
    """Form that checks the order of the stages; each row has checked itself."""

    def clean(self) -> dict[str, Any]:
        """Refuse stages that are out of order."""
        data: dict[str, Any] = super().clean()
        rows = self.formsets.get("stages")
        if rows is None or not rows.is_valid():
            return data
        kept = [form.cleaned_data for form in rows.ordered_forms if form.cleaned_data.get("stage")]
        problem = fault([(row["stage"], row["reached_on"]) for row in kept])
        if problem:
            self.add_error(None, problem)
        return data
