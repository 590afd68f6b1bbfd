"""The form field for a stored file: the file goes through the upload door, the form keeps its id."""

from typing import Any

from django import forms
from django.urls import reverse

from portal.files.models import StoredFile


class StoredFileInput(forms.HiddenInput):
    """Carries the id of a stored file; the person picks a file and sees its name or why it was refused."""

    input_type = "hidden"
    template_name = "files/stored_file_input.html"

    @property
    def is_hidden(self) -> bool:
        """Shown with its label, although what it submits is a hidden id."""
        return False

    @property
    def media(self) -> forms.Media:
        """The script that sends the picked file to the upload door."""
        return forms.Media(js=["files/stored-file-input.js"])

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the file at hand and the address of the door."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["file"] = StoredFile.objects.filter(pk=value).first() if str(value or "").isdigit() else None
        context["upload_address"] = reverse("upload-file")
        return context
