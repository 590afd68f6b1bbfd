"""What public pages show of the rooms at and below this one, which know nothing of pages."""

from wagtail.models import Site

from portal.accounts.models import GrantedRight, User
from portal.audit.models import AuditEntry
from portal.editorial.models import Approval, Contribution, FourEyesTask, OverduePublication
from portal.files.models import PortalImage, PortalRendition, StoredFile
from portal.jobs.models import PeriodicRun, WorkerBeat
from portal.mail.models import Letter
from portal.organisations.models import Organisation, OrganisationName, Succession
from portal.pages.cache.generation import when_moved
from portal.pages.cache.lifetime import ends_by
from portal.pages.cache.models import Generation
from portal.pages.cache.watching import unseen, watch, watch_wagtail
from portal.pages.models import InformationPage, SiteDuty, SiteSettings
from portal.pages.querysets import next_end


def connect() -> None:
    """Have kept pages made anew after every change that readers can see."""
    watch_wagtail()
    watch(InformationPage, SiteSettings, SiteDuty)
    watch(Organisation, OrganisationName, Succession, StoredFile, PortalImage, PortalRendition)
    unseen("the count of changes itself", Generation)
    unseen("who works here, and with which rights", User, GrantedRight)
    unseen("work behind the pages", PeriodicRun, WorkerBeat, Letter, AuditEntry)
    unseen("how a text comes to be published", Contribution, Approval, OverduePublication, FourEyesTask)
    ends_by(next_end)
    # Wagtail keeps the site's address in each process for an hour.
    when_moved(Site.clear_site_root_paths_cache)
