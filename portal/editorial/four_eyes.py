"""Nobody approves what he wrote: the behaviour of the approval task in Wagtail's workflows."""

from typing import Any

from django.db import transaction

from portal.editorial import contributions, gate


class FourEyesApproval:
    """Behaviour of an approval task: contributors see no approve button and cannot post one either."""

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """Return the actions open to ``user``, without approval for those who wrote the version."""
        actions: list[tuple[str, str, bool]] = super().get_actions(obj, user)  # type: ignore[misc]  # a mixin before Wagtail's task
        revision = obj.get_latest_revision()
        if revision is not None and user.pk in contributions.contributor_ids(obj, revision):
            return [action for action in actions if action[0] != "approve"]
        return actions

    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> None:
        """Approve or reject; an approval that the gate refuses leaves the task as it was."""
        with transaction.atomic():
            if action_name == "approve":
                gate.approve(task_state.workflow_state.content_object, task_state.revision, user)
            super().on_action(task_state, user, action_name, **kwargs)  # type: ignore[misc]  # a mixin before Wagtail's task
