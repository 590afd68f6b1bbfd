"""What follows when a consent is recorded, changed, withdrawn or deleted."""

from typing import Any

from exemplars.models import Consent, ExemplarPage
from exemplars.operations import keep_consent
from portal.editorial.acting import acting_user


def after_change(sender: Any, instance: Consent, raw: bool = False, **kwargs: Any) -> None:
    """Take the page off at once where its people no longer agree to it."""
    if raw:
        return
    exemplar = ExemplarPage.objects.filter(pk=instance.page_id).first()
    if exemplar is not None:
        keep_consent(exemplar=exemplar, by=acting_user())
