"""The edit form of a document in the admin."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm

from documents import layout_nodes, nodes
from portal.text.vietnamese import normalise


class OfficialDocumentForm(WagtailAdminModelForm):
    """Reads the parts of the text again when the text was changed; unchanged labels keep their anchors."""

    def save(self, commit: bool = True) -> Any:
        """Save the version with text and parts in step."""
        if "body_text" in self.changed_data or not self.instance.body_nodes:
            text = normalise(self.cleaned_data.get("body_text", self.instance.body_text) or "")
            self.instance.body_text = text
            self.instance.body_nodes = nodes.stored(layout_nodes.nodes(text))
        return super().save(commit)
