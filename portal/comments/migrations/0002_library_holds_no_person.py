"""The comment library's table gets a constraint of ours: no row of it holds anything about a person."""

from django.db import migrations, models
from django.db.models import Q

CONSTRAINT = models.CheckConstraint(
    name="comment_library_holds_no_person",
    condition=Q(user__isnull=True, user_name="", user_email="", user_url="", ip_address__isnull=True),
)


def add(apps, schema_editor):
    comment = apps.get_model("django_comments", "Comment")
    # SQLite makes the table anew from what the model says of itself.
    comment._meta.constraints = [*comment._meta.constraints, CONSTRAINT]
    schema_editor.add_constraint(comment, CONSTRAINT)


def remove(apps, schema_editor):
    schema_editor.remove_constraint(apps.get_model("django_comments", "Comment"), CONSTRAINT)


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0001_initial"),
        ("django_comments", "0004_add_object_pk_is_removed_index"),
    ]

    operations = [migrations.RunPython(add, remove)]
