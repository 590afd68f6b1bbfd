"""The trunk of the page tree: root, language, collection, home page, site; and who approves what grows on it."""

from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from wagtail.models import (
    Collection,
    Locale,
    Page,
    PageLogEntry,
    Site,
    Task,
    Workflow,
    WorkflowContentType,
    WorkflowMixin,
    WorkflowPage,
    WorkflowTask,
)

from portal.accounts import roles
from portal.accounts.models import User
from portal.editorial.gate import GatedMixin
from portal.editorial.models import FourEyesTask
from portal.editorial.operations import publish
from portal.home.models import HomePage
from portal.home.setup import site_address

WORKFLOW = "Hai người duyệt"
TRUNK = "Gốc"
STOCK_GROUPS = ("Moderators", "Editors")


def plant(user: User) -> None:
    """Make the root, the home page and the site where they are absent."""
    Locale.objects.get_or_create(language_code="vi")
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name=TRUNK)
    root = Page.objects.filter(depth=1).first() or Page.add_root(instance=Page(title=TRUNK, slug="root"))
    home = HomePage.objects.first()
    if home is None:
        home = root.add_child(instance=HomePage(title="Trang chủ", slug="trang-chu"))
        home = publish(home, user=user)
        _make_the_site(home)
        _clear_the_stock(root)
    elif not Site.objects.filter(is_default_site=True).exists():
        _make_the_site(home)


def _make_the_site(home: HomePage) -> None:
    host, port = site_address()
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": host, "port": port, "root_page": home, "site_name": ""}
    )


def _clear_the_stock(root: Page) -> None:
    # Wagtail brings a welcome page, two groups and a workflow of its own; none of them is ours to keep.
    for page in Page.objects.filter(depth=2, content_type=ContentType.objects.get_for_model(Page)):
        number = page.pk
        page.delete()
        PageLogEntry.objects.filter(page_id=number).delete()  # nobody here wrote or removed it
    Group.objects.filter(name__in=STOCK_GROUPS, user__isnull=True).delete()
    Workflow.objects.exclude(name=WORKFLOW).delete()
    Task.objects.exclude(workflow_tasks__workflow__name=WORKFLOW).delete()
    Page.objects.filter(pk=root.pk, title="Root").update(title=TRUNK, draft_title=TRUNK)
    Collection.objects.filter(depth=1, name="Root").update(name=TRUNK)
    root.refresh_from_db()


def give_roles(user: User) -> None:
    """Write the groups of the declared roles, with their rights at the root of the tree."""
    roles.sync_roles()


def set_workflows(user: User) -> None:
    """Let a leader approve what anybody writes: every page, and every record that knows workflows."""
    workflow = Workflow.objects.filter(name=WORKFLOW).first()
    if workflow is None:
        workflow = Workflow.objects.create(name=WORKFLOW)
        task = FourEyesTask.objects.create(name="Lãnh đạo duyệt")
        task.groups.add(roles.group_of("approver"))
        WorkflowTask.objects.create(workflow=workflow, task=task)
        root = Page.objects.get(depth=1)
        WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    for model in apps.get_models():
        if issubclass(model, GatedMixin) and issubclass(model, WorkflowMixin) and not issubclass(model, Page):
            kind = ContentType.objects.get_for_model(model)
            WorkflowContentType.objects.get_or_create(content_type=kind, defaults={"workflow": workflow})
