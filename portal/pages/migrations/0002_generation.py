from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Generation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("writer", models.CharField(max_length=32, unique=True)),
                ("moves", models.PositiveBigIntegerField(default=1)),
                ("reason", models.CharField(blank=True, max_length=100)),
                ("moved_at", models.DateTimeField()),
            ],
        ),
    ]
