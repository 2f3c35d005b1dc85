import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from recruitment.database.together import Together


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("documents", "0001_initial"),
        ("documents", "0002_initial"),
        ("documents", "0003_documents_of_several_kinds"),
        ("documents", "0004_interview_guides"),
        ("documents", "0005_archived_documents"),
    ]

    dependencies = [
        ("applications", "0001_baseline"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="IssuedReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("selection_report", "Auswahlbericht"),
                                    ("posting", "Stellenausschreibung mit Anforderungsprofil"),
                                    ("profile", "Anforderungsprofil"),
                                    ("interview_guide", "Gesprächsleitfaden"),
                                    ("selection_memo", "Auswahlvermerk"),
                                    ("applicant_overview", "Bewerberübersicht"),
                                    ("rating_sheets", "Bewertungsbögen"),
                                    ("formal_sheet", "Prüfbogen formale Anforderungen"),
                                    ("file_extract", "Auszug zur Akteneinsicht"),
                                    ("statistics", "Statistik des Verfahrens"),
                                ],
                                default="selection_report",
                                editable=False,
                                max_length=20,
                                verbose_name="Art",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(verbose_name="Fassung")),
                        ("issued_at", models.DateTimeField(auto_now_add=True, verbose_name="ausgefertigt am")),
                        (
                            "profile_hash",
                            models.CharField(max_length=64, verbose_name="Prüfsumme des Anforderungsprofils"),
                        ),
                        ("data_sha256", models.CharField(max_length=64)),
                        ("sha256", models.CharField(max_length=64, verbose_name="Prüfsumme (SHA-256)")),
                        ("unsigned_sha256", models.CharField(blank=True, default="", max_length=64)),
                        ("content", models.BinaryField()),
                        (
                            "application",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="applications.application",
                            ),
                        ),
                        (
                            "issued_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="ausgefertigt von",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Ausgefertigtes Dokument",
                        "verbose_name_plural": "Ausgefertigte Dokumente",
                        "ordering": ["-version"],
                    },
                ),
            ]
        )
    ]
