import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "__first__"),
        ("documents", "0003_effect"),
        ("files", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="filereading",
            name="before",
            field=models.TextField(blank=True, verbose_name="chữ như trong tệp"),
        ),
        migrations.AddField(
            model_name="filereading",
            name="decided_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="quyết định lúc"),
        ),
        migrations.AddField(
            model_name="filereading",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người quyết định",
            ),
        ),
        migrations.AddField(
            model_name="filereading",
            name="decision",
            field=models.CharField(
                blank=True,
                choices=[
                    ("converted", "Dùng bản đã chuyển sang Unicode"),
                    ("as_is", "Giữ nguyên như trong tệp"),
                    ("checked", "Đã đối chiếu, dùng chữ này"),
                    ("retyped", "Dùng chữ gõ lại"),
                    ("none", "Không lấy chữ, chỉ giữ tệp"),
                ],
                max_length=10,
                verbose_name="quyết định về chữ",
            ),
        ),
        migrations.AddField(
            model_name="filereading",
            name="detail",
            field=models.TextField(blank=True, verbose_name="ghi chú của bộ đọc"),
        ),
        migrations.AddField(
            model_name="filereading",
            name="encoding",
            field=models.CharField(blank=True, max_length=12, verbose_name="bảng mã cũ"),
        ),
        migrations.AddField(
            model_name="filereading",
            name="page_count",
            field=models.PositiveIntegerField(default=0, verbose_name="số trang"),
        ),
        migrations.AddField(
            model_name="filereading",
            name="recognised_pages",
            field=models.PositiveIntegerField(default=0, verbose_name="số trang đã nhận dạng"),
        ),
        migrations.AddField(
            model_name="filereading",
            name="recognition",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "chưa nhận dạng"),
                    ("queued", "đang chờ"),
                    ("running", "đang nhận dạng"),
                    ("done", "đã nhận dạng"),
                    ("failed", "không nhận dạng được"),
                ],
                default="",
                max_length=8,
                verbose_name="nhận dạng chữ",
            ),
        ),
        migrations.AddField(
            model_name="officialdocument",
            name="text_origin",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "trích từ tệp hoặc do người nhập"),
                    ("converted", "Chuyển từ phông chữ cũ"),
                    ("ocr", "Nhận dạng từ bản scan"),
                    ("retyped", "Gõ lại"),
                ],
                default="",
                max_length=10,
                verbose_name="toàn văn có từ",
            ),
        ),
        migrations.AddField(
            model_name="withdrawal",
            name="internal_reason",
            field=models.TextField(blank=True, verbose_name="lý do nội bộ"),
        ),
        migrations.AddField(
            model_name="withdrawal",
            name="is_emergency",
            field=models.BooleanField(default=False, verbose_name="gỡ khẩn cấp"),
        ),
        migrations.AlterField(
            model_name="attachment",
            name="text_state",
            field=models.CharField(
                choices=[
                    ("extracted", "Đã trích văn bản"),
                    ("scan", "Bản scan, chưa có bản văn bản"),
                    ("converted", "Chữ chuyển từ phông cũ"),
                    ("ocr", "Chữ nhận dạng từ bản scan"),
                    ("untrusted", "Chữ trong tệp không tin cậy"),
                    ("not_read", "Chưa đọc"),
                ],
                default="not_read",
                editable=False,
                max_length=12,
                verbose_name="lớp văn bản",
            ),
        ),
        migrations.AlterField(
            model_name="provenance",
            name="kind",
            field=models.CharField(
                choices=[
                    ("printed", "in trong chính văn bản"),
                    ("copy_header", "lấy từ khối sao, bản công bố không in"),
                    ("document", "lấy từ văn bản khác"),
                    ("converted", "chuyển từ phông chữ cũ"),
                    ("ocr", "nhận dạng từ bản scan, đã có người đối chiếu"),
                    ("entered", "do người nhập ghi, đã đối chiếu"),
                    ("source", "theo nguồn cung cấp dữ liệu"),
                ],
                max_length=12,
                verbose_name="xuất xứ",
            ),
        ),
        migrations.CreateModel(
            name="HeldFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=500, verbose_name="lý do")),
                ("held_at", models.DateTimeField(auto_now_add=True, verbose_name="lúc")),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="held_files",
                        to="documents.officialdocument",
                        verbose_name="văn bản",
                    ),
                ),
                (
                    "held_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người cách ly",
                    ),
                ),
                (
                    "stored_file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="held",
                        to="files.storedfile",
                        verbose_name="tệp",
                    ),
                ),
            ],
            options={
                "verbose_name": "tệp bị cách ly",
                "verbose_name_plural": "tệp bị cách ly",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Merger",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=500, verbose_name="lý do")),
                ("merged_at", models.DateTimeField(auto_now_add=True, verbose_name="lúc")),
                (
                    "merged",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="merger",
                        to="documents.officialdocument",
                        verbose_name="hồ sơ bị gộp",
                    ),
                ),
                (
                    "merged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người gộp",
                    ),
                ),
                (
                    "survivor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mergers",
                        to="documents.officialdocument",
                        verbose_name="hồ sơ giữ lại",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần gộp hồ sơ",
                "verbose_name_plural": "lần gộp hồ sơ",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("merged", models.F("survivor")), _negated=True),
                        name="documents_not_merged_into_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="documents_merger_has_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NotTheSame",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("judged_at", models.DateTimeField(auto_now_add=True, verbose_name="lúc")),
                (
                    "judged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người xác định",
                    ),
                ),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="documents.officialdocument"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="documents.officialdocument"
                    ),
                ),
            ],
            options={
                "verbose_name": "cặp hồ sơ không trùng",
                "verbose_name_plural": "cặp hồ sơ không trùng",
                "constraints": [
                    models.UniqueConstraint(fields=("one", "other"), name="documents_not_the_same_once"),
                    models.CheckConstraint(
                        condition=models.Q(("one__lt", models.F("other"))), name="documents_not_the_same_order"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TextSketch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.BigIntegerField(db_index=True)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sketches",
                        to="documents.officialdocument",
                        verbose_name="văn bản",
                    ),
                ),
            ],
            options={
                "verbose_name": "dấu nét của toàn văn",
                "verbose_name_plural": "dấu nét của toàn văn",
                "constraints": [models.UniqueConstraint(fields=("document", "value"), name="documents_sketch_once")],
            },
        ),
    ]
