"""What public pages show of exemplars, for the page cache."""

from exemplars.models import (
    Award,
    Consent,
    ExemplarIndexPage,
    ExemplarPage,
    ExemplarResult,
    Illustration,
    InitiativeStage,
    Removal,
    ReplicationStep,
)
from portal.pages.cache import watch


def connect() -> None:
    """Have kept pages made anew after every change of an exemplar that readers can see."""
    watch(ExemplarIndexPage, ExemplarPage, ExemplarResult, ReplicationStep, InitiativeStage)
    watch(Award, Consent, Removal, Illustration)
