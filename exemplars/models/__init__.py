"""The tables of exemplars, one concept a module."""

from exemplars.models.awards import Award, AwardLevel
from exemplars.models.consent import Consent, Giver, Removal, RemovalKind
from exemplars.models.pages import ExemplarField, ExemplarIndexPage, ExemplarKind, ExemplarPage
from exemplars.models.rows import ExemplarResult, Illustration, InitiativeStage, ReplicationStep
from exemplars.stages import Stage

__all__ = [
    "Award",
    "AwardLevel",
    "Consent",
    "ExemplarField",
    "ExemplarIndexPage",
    "ExemplarKind",
    "ExemplarPage",
    "ExemplarResult",
    "Giver",
    "Illustration",
    "InitiativeStage",
    "Removal",
    "RemovalKind",
    "ReplicationStep",
    "Stage",
]
