import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from recruitment.database.together import Together


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("files", "0001_initial"),
        ("files", "0002_standard_requirements"),
        ("files", "0003_age_by_the_rules"),
    ]

    dependencies = [
        ("applications", "0001_baseline"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="DocumentRequirement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "need",
                            models.CharField(
                                choices=[
                                    ("cv", "Lebenslauf"),
                                    ("cover_letter", "Anschreiben"),
                                    ("performance", "Leistungsnachweis (dienstliche Beurteilung oder Arbeitszeugnis)"),
                                    ("degree", "Abschluss- oder Qualifikationsnachweis"),
                                    ("consent", "Erklärung zur Einsicht in die Personalakte"),
                                ],
                                max_length=20,
                                verbose_name="Unterlage",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "verlangte Unterlage",
                        "verbose_name_plural": "verlangte Unterlagen",
                    },
                ),
                migrations.CreateModel(
                    name="RecordedState",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "need",
                            models.CharField(
                                choices=[
                                    ("cv", "Lebenslauf"),
                                    ("cover_letter", "Anschreiben"),
                                    ("performance", "Leistungsnachweis (dienstliche Beurteilung oder Arbeitszeugnis)"),
                                    ("degree", "Abschluss- oder Qualifikationsnachweis"),
                                    ("consent", "Erklärung zur Einsicht in die Personalakte"),
                                ],
                                max_length=20,
                                verbose_name="Unterlage",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("present", "vorhanden"),
                                    ("missing", "fehlt"),
                                    ("not_required", "nicht erforderlich"),
                                ],
                                max_length=15,
                                verbose_name="Stand",
                            ),
                        ),
                        ("remark", models.CharField(blank=True, max_length=300, verbose_name="Bemerkung")),
                        ("recorded_at", models.DateTimeField(verbose_name="festgehalten am")),
                    ],
                    options={
                        "verbose_name": "Stand einer Unterlage",
                        "verbose_name_plural": "Stand der Unterlagen",
                    },
                ),
                migrations.CreateModel(
                    name="RecordedStateEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "need",
                            models.CharField(
                                choices=[
                                    ("cv", "Lebenslauf"),
                                    ("cover_letter", "Anschreiben"),
                                    ("performance", "Leistungsnachweis (dienstliche Beurteilung oder Arbeitszeugnis)"),
                                    ("degree", "Abschluss- oder Qualifikationsnachweis"),
                                    ("consent", "Erklärung zur Einsicht in die Personalakte"),
                                ],
                                max_length=20,
                                verbose_name="Unterlage",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("present", "vorhanden"),
                                    ("missing", "fehlt"),
                                    ("not_required", "nicht erforderlich"),
                                ],
                                max_length=15,
                                verbose_name="Stand",
                            ),
                        ),
                        ("remark", models.CharField(blank=True, max_length=300, verbose_name="Bemerkung")),
                        ("recorded_at", models.DateTimeField(verbose_name="festgehalten am")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ApplicationFile",
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
                                    ("cover_letter", "Anschreiben"),
                                    ("cv", "Lebenslauf"),
                                    ("appraisal", "dienstliche Beurteilung"),
                                    ("reference", "Arbeitszeugnis"),
                                    ("degree", "Abschluss- oder Qualifikationsnachweis"),
                                    ("evidence", "weiterer Nachweis"),
                                    ("whole", "ganze Bewerbung in einer Datei"),
                                    ("consent", "Einverständnis zur Einsicht in die Personalakte"),
                                    ("other", "Sonstiges (nur für den Personalservice)"),
                                ],
                                max_length=20,
                                verbose_name="Art der Unterlage",
                            ),
                        ),
                        (
                            "dated_on",
                            models.DateField(
                                blank=True,
                                help_text="Bei Beurteilung und Arbeitszeugnis: danach richtet sich, ob sie aktuell ist.",
                                null=True,
                                verbose_name="Datum der Unterlage",
                            ),
                        ),
                        ("name", models.CharField(max_length=130, verbose_name="Name der Datei")),
                        ("storage_name", models.CharField(editable=False, max_length=60, unique=True)),
                        (
                            "file_type",
                            models.CharField(
                                choices=[
                                    ("pdf", "PDF"),
                                    ("png", "Bild (PNG)"),
                                    ("jpg", "Bild (JPEG)"),
                                    ("docx", "Word-Dokument (DOCX)"),
                                ],
                                editable=False,
                                max_length=10,
                                verbose_name="Dateityp",
                            ),
                        ),
                        ("size", models.PositiveIntegerField(editable=False, verbose_name="Größe in Byte")),
                        ("sha256", models.CharField(editable=False, max_length=64, verbose_name="Prüfsumme (SHA-256)")),
                        ("pages", models.PositiveIntegerField(editable=False, null=True, verbose_name="Seiten")),
                        (
                            "merge_problem",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("encrypted", "mit einem Kennwort geschützt"),
                                    ("broken", "beschädigt oder ungewöhnlich aufgebaut"),
                                    ("no_pages", "Word-Dokument"),
                                ],
                                editable=False,
                                max_length=10,
                            ),
                        ),
                        (
                            "scan_state",
                            models.CharField(
                                choices=[
                                    ("not_configured", "ohne Virenprüfung"),
                                    ("pending", "noch nicht auf Viren geprüft"),
                                    ("clean", "auf Viren geprüft"),
                                ],
                                editable=False,
                                max_length=15,
                                verbose_name="Virenprüfung",
                            ),
                        ),
                        ("scanned_at", models.DateTimeField(editable=False, null=True, verbose_name="geprüft am")),
                        ("uploaded_at", models.DateTimeField(auto_now_add=True, verbose_name="aufgenommen am")),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="applications.application",
                            ),
                        ),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="aufgenommen von",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Unterlage",
                        "verbose_name_plural": "Unterlagen",
                        "ordering": ["uploaded_at", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="DocumentRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="Nummer")),
                        ("needs", models.JSONField(default=list)),
                        ("further", models.TextField(blank=True, verbose_name="weitere Unterlagen")),
                        ("dated_on", models.DateField(verbose_name="Datum des Schreibens")),
                        ("due_on", models.DateField(verbose_name="Frist")),
                        ("issued_at", models.DateTimeField(auto_now_add=True, verbose_name="erstellt am")),
                        ("sent_on", models.DateField(null=True, verbose_name="versandt am")),
                        ("sha256", models.CharField(max_length=64, verbose_name="Prüfsumme (SHA-256)")),
                        ("content", models.BinaryField()),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="document_requests",
                                to="applications.application",
                            ),
                        ),
                        (
                            "issued_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="erstellt von",
                            ),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Versand festgehalten von",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Nachforderung",
                        "verbose_name_plural": "Nachforderungen",
                        "ordering": ["-number"],
                    },
                ),
            ]
        )
    ]
