"""What happens when a workflow ends well."""

from typing import Any

from portal.editorial.acting import acting_as
from portal.editorial.reasons import PublicationRefused


def publish_approved_revision(workflow_state: Any, user: Any = None) -> None:
    """Publish the content that was approved, never merely the latest revision.

    Raises :class:`PublicationRefused` where newer content exists, so that nothing unapproved goes live
    and nothing approved hides behind it unnoticed.
    """
    # Wagtail reads this module while its own models are still loading.
    from portal.editorial import contributions, gate

    revision = workflow_state.current_task_state.revision
    latest = workflow_state.content_object.get_latest_revision()
    if contributions.same_content(latest, revision):
        revision = latest
    elif contributions.newer_content_exists(revision):
        raise PublicationRefused(workflow_state.content_object, [gate.NEWER_CONTENT])
    with acting_as(user):
        revision.publish(user=user, skip_permission_checks=True)
