from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def mark_what_waits(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Until now only files given in for filing were read without a document that carries them."""
    carried = apps.get_model("documents", "Attachment").objects.values("stored_file_id")
    readings = apps.get_model("documents", "FileReading").objects
    readings.exclude(stored_file_id__in=carried).update(for_filing=True)


class Migration(migrations.Migration):
    dependencies = [("documents", "0008_fields_of_work")]

    operations = [
        migrations.AddField(
            model_name="filereading",
            name="for_filing",
            field=models.BooleanField(default=False, verbose_name="đưa vào để lập hồ sơ"),
        ),
        migrations.RunPython(mark_what_waits, migrations.RunPython.noop),
    ]
