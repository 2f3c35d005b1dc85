import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.db.models.constraints
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from recruitment.database.together import Together


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("profiles", "0001_initial"),
        ("profiles", "0002_life_cycle_legend_catalogue"),
        ("profiles", "0003_lineages_and_reasons"),
        ("profiles", "0004_lineage_constraints"),
        ("profiles", "0006_weight_readings"),
    ]

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="BaseCriterion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=1, verbose_name="Reihenfolge")),
                        ("title", models.CharField(max_length=200, verbose_name="Bezeichnung")),
                        ("definition", models.TextField(blank=True, verbose_name="Definition")),
                        (
                            "indicators",
                            models.TextField(
                                blank=True, help_text="Eine je Zeile.", verbose_name="Operationalisierungen"
                            ),
                        ),
                        (
                            "is_mandatory",
                            models.BooleanField(
                                blank=True,
                                help_text="Verbindlich heißt: muss mit diesem Wortlaut im Anforderungsprofil stehen. „Unbekannt“, bis der Personalservice es am Vordruck geprüft hat; Unbekanntes gilt nicht als verbindlich.",
                                null=True,
                                verbose_name="verbindlich",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="Herkunft und Hinweis")),
                    ],
                    options={
                        "verbose_name": "Anforderung des Basisanforderungsprofils",
                        "verbose_name_plural": "Anforderungen der Basisanforderungsprofile",
                        "ordering": ["section__base_profile", "section__position", "position", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="BaseProfile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, unique=True, verbose_name="Bezeichnung")),
                        ("note", models.TextField(blank=True, verbose_name="Herkunft und Hinweis")),
                        (
                            "is_offered",
                            models.BooleanField(default=True, verbose_name="für neue Anforderungsprofile anbieten"),
                        ),
                    ],
                    options={
                        "verbose_name": "Basisanforderungsprofil",
                        "verbose_name_plural": "Basisanforderungsprofile",
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="BaseProfileEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=200, verbose_name="Bezeichnung")),
                        ("note", models.TextField(blank=True, verbose_name="Herkunft und Hinweis")),
                        (
                            "is_offered",
                            models.BooleanField(default=True, verbose_name="für neue Anforderungsprofile anbieten"),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="BaseSection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=10, verbose_name="Nummer")),
                        ("title", models.CharField(max_length=200, verbose_name="Bezeichnung")),
                        ("position", models.PositiveSmallIntegerField(default=1, verbose_name="Reihenfolge")),
                    ],
                    options={
                        "verbose_name": "Abschnitt des Basisanforderungsprofils",
                        "verbose_name_plural": "Abschnitte der Basisanforderungsprofile",
                        "ordering": ["base_profile", "position", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="BaseSectionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=10, verbose_name="Nummer")),
                        ("title", models.CharField(max_length=200, verbose_name="Bezeichnung")),
                        ("position", models.PositiveSmallIntegerField(default=1, verbose_name="Reihenfolge")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Criterion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "key",
                            models.UUIDField(
                                db_default=django.contrib.postgres.functions.RandomUUID(),
                                default=uuid.uuid4,
                                editable=False,
                                verbose_name="Kennung über alle Fassungen",
                            ),
                        ),
                        ("number", models.CharField(max_length=10, verbose_name="Nummer")),
                        ("position", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=200, verbose_name="Bezeichnung")),
                        ("raw_title", models.CharField(blank=True, editable=False, max_length=200)),
                        ("definition", models.TextField(blank=True, verbose_name="Definition")),
                        ("raw_definition", models.TextField(blank=True, editable=False)),
                        (
                            "weight",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[(4, "unabdingbar"), (3, "sehr wichtig"), (2, "wichtig"), (1, "erforderlich")],
                                null=True,
                                verbose_name="Gewichtung",
                            ),
                        ),
                        ("weight_confirmed", models.BooleanField(default=True, verbose_name="Gewichtung bestätigt")),
                        (
                            "weight_doubt",
                            models.TextField(blank=True, editable=False, verbose_name="Zweifel an der Gewichtung"),
                        ),
                        (
                            "weight_readings",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                size=None,
                            ),
                        ),
                        ("weight_confirmed_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "weight_reason",
                            models.TextField(blank=True, editable=False, verbose_name="Begründung der Bestätigung"),
                        ),
                        (
                            "is_mandatory_base",
                            models.BooleanField(
                                blank=True,
                                help_text="Die graue Unterlegung des Vordrucks ist im Text nicht erkennbar; „Unbekannt“ heißt: nicht geprüft.",
                                null=True,
                                verbose_name="verbindlicher Teil des Basisanforderungsprofils",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Anforderung",
                        "verbose_name_plural": "Anforderungen",
                        "ordering": ["group__position", "position"],
                    },
                ),
                migrations.CreateModel(
                    name="CriterionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "key",
                            models.UUIDField(
                                db_default=django.contrib.postgres.functions.RandomUUID(),
                                default=uuid.uuid4,
                                editable=False,
                                verbose_name="Kennung über alle Fassungen",
                            ),
                        ),
                        ("number", models.CharField(max_length=10, verbose_name="Nummer")),
                        ("position", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=200, verbose_name="Bezeichnung")),
                        ("raw_title", models.CharField(blank=True, editable=False, max_length=200)),
                        ("definition", models.TextField(blank=True, verbose_name="Definition")),
                        ("raw_definition", models.TextField(blank=True, editable=False)),
                        (
                            "weight",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[(4, "unabdingbar"), (3, "sehr wichtig"), (2, "wichtig"), (1, "erforderlich")],
                                null=True,
                                verbose_name="Gewichtung",
                            ),
                        ),
                        ("weight_confirmed", models.BooleanField(default=True, verbose_name="Gewichtung bestätigt")),
                        (
                            "weight_doubt",
                            models.TextField(blank=True, editable=False, verbose_name="Zweifel an der Gewichtung"),
                        ),
                        (
                            "weight_readings",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                size=None,
                            ),
                        ),
                        ("weight_confirmed_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "weight_reason",
                            models.TextField(blank=True, editable=False, verbose_name="Begründung der Bestätigung"),
                        ),
                        (
                            "is_mandatory_base",
                            models.BooleanField(
                                blank=True,
                                help_text="Die graue Unterlegung des Vordrucks ist im Text nicht erkennbar; „Unbekannt“ heißt: nicht geprüft.",
                                null=True,
                                verbose_name="verbindlicher Teil des Basisanforderungsprofils",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CriterionGroup",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=10, verbose_name="Nummer")),
                        ("title", models.CharField(max_length=200, verbose_name="Bezeichnung")),
                        ("position", models.PositiveSmallIntegerField()),
                    ],
                    options={
                        "verbose_name": "Abschnitt",
                        "verbose_name_plural": "Abschnitte",
                        "ordering": ["position"],
                    },
                ),
                migrations.CreateModel(
                    name="Duty",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("heading", models.TextField(blank=True, verbose_name="Überschrift")),
                        ("text", models.TextField(verbose_name="Aufgabe")),
                        ("raw_text", models.TextField(blank=True, editable=False)),
                        (
                            "is_special",
                            models.BooleanField(default=False, verbose_name="hervorzuhebende Sonderaufgabe"),
                        ),
                    ],
                    options={
                        "verbose_name": "Aufgabe",
                        "verbose_name_plural": "Aufgaben",
                        "ordering": ["position"],
                    },
                ),
                migrations.CreateModel(
                    name="FormalRequirement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "track",
                            models.CharField(
                                choices=[("employee", "Tarifbeschäftigte"), ("civil_servant", "Beamtinnen und Beamte")],
                                max_length=20,
                                verbose_name="gilt für",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("text", models.TextField(verbose_name="Anforderung")),
                        ("raw_text", models.TextField(blank=True, editable=False)),
                    ],
                    options={
                        "verbose_name": "Formale Anforderung",
                        "verbose_name_plural": "Formale Anforderungen",
                        "ordering": ["track", "position"],
                    },
                ),
                migrations.CreateModel(
                    name="ImportFinding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("code", models.CharField(max_length=60)),
                        ("message", models.TextField(verbose_name="Befund")),
                        ("place", models.CharField(blank=True, max_length=200, verbose_name="Stelle")),
                        ("subject", models.CharField(blank=True, max_length=60)),
                    ],
                    options={
                        "verbose_name": "Befund des Imports",
                        "verbose_name_plural": "Befunde des Imports",
                        "ordering": ["position"],
                    },
                ),
                migrations.CreateModel(
                    name="Indicator",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("text", models.TextField(verbose_name="Operationalisierung")),
                        ("raw_text", models.TextField(blank=True, editable=False)),
                    ],
                    options={
                        "verbose_name": "Operationalisierung",
                        "verbose_name_plural": "Operationalisierungen",
                        "ordering": ["position"],
                    },
                ),
                migrations.CreateModel(
                    name="RatingLevel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("value", models.PositiveSmallIntegerField(verbose_name="Stufe")),
                        ("label", models.CharField(max_length=200, verbose_name="Bedeutung")),
                    ],
                    options={
                        "verbose_name": "Stufe",
                        "verbose_name_plural": "Stufen",
                        "ordering": ["-value"],
                    },
                ),
                migrations.CreateModel(
                    name="RatingScale",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="Bezeichnung")),
                        ("minimum", models.PositiveSmallIntegerField(default=1, verbose_name="niedrigste Stufe")),
                        ("maximum", models.PositiveSmallIntegerField(default=5, verbose_name="höchste Stufe (beste)")),
                        (
                            "comment_levels",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text="Stufen, bei denen eine Beobachtung eingetragen werden muss, zum Beispiel [1, 5].",
                                verbose_name="Stufen mit Pflichtbeobachtung",
                            ),
                        ),
                        (
                            "frozen_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="festgeschrieben am"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Bewertungsskala",
                        "verbose_name_plural": "Bewertungsskalen",
                        "ordering": ["name", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="RequirementAlternative",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("text", models.TextField(verbose_name="Nachweis")),
                        ("raw_text", models.TextField(blank=True, editable=False)),
                    ],
                    options={
                        "verbose_name": "Alternative",
                        "verbose_name_plural": "Alternativen",
                        "ordering": ["position"],
                    },
                ),
                migrations.CreateModel(
                    name="RequirementProfile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=300, verbose_name="Stellentitel / Funktion")),
                        ("raw_title", models.CharField(blank=True, editable=False, max_length=300)),
                        (
                            "lineage",
                            models.UUIDField(
                                db_default=django.contrib.postgres.functions.RandomUUID(),
                                default=uuid.uuid4,
                                editable=False,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="Fassung")),
                        (
                            "version_reason",
                            models.TextField(blank=True, editable=False, verbose_name="Grund der Fassung"),
                        ),
                        ("stand", models.CharField(blank=True, max_length=60, verbose_name="Stand")),
                        ("author", models.CharField(blank=True, max_length=200, verbose_name="Ersteller/in")),
                        ("department", models.TextField(blank=True, verbose_name="Dienststelle")),
                        ("pay_grade_e", models.CharField(blank=True, max_length=80, verbose_name="Entgeltgruppe")),
                        ("pay_grade_a", models.CharField(blank=True, max_length=80, verbose_name="Besoldungsgruppe")),
                        (
                            "base_profile_note",
                            models.TextField(blank=True, verbose_name="Hinweis zum Basisanforderungsprofil"),
                        ),
                        (
                            "weight_4_label",
                            models.CharField(default="unabdingbar", max_length=60, verbose_name="4 bedeutet"),
                        ),
                        ("weight_4_verified", models.BooleanField(default=True, verbose_name="Wortlaut von 4 belegt")),
                        (
                            "weight_3_label",
                            models.CharField(default="sehr wichtig", max_length=60, verbose_name="3 bedeutet"),
                        ),
                        ("weight_3_verified", models.BooleanField(default=False, verbose_name="Wortlaut von 3 belegt")),
                        (
                            "weight_2_label",
                            models.CharField(default="wichtig", max_length=60, verbose_name="2 bedeutet"),
                        ),
                        ("weight_2_verified", models.BooleanField(default=False, verbose_name="Wortlaut von 2 belegt")),
                        (
                            "weight_1_label",
                            models.CharField(default="erforderlich", max_length=60, verbose_name="1 bedeutet"),
                        ),
                        ("weight_1_verified", models.BooleanField(default=False, verbose_name="Wortlaut von 1 belegt")),
                        (
                            "aggregation_rule",
                            models.CharField(
                                choices=[("mean", "Mittelwert der unabhängigen Einzelbewertungen")],
                                default="mean",
                                max_length=20,
                                verbose_name="Zusammenfassung der Bewertungen",
                            ),
                        ),
                        (
                            "source_name",
                            models.CharField(blank=True, editable=False, max_length=200, verbose_name="Quelldokument"),
                        ),
                        ("source_sha256", models.CharField(blank=True, editable=False, max_length=64)),
                        (
                            "source_text",
                            models.TextField(blank=True, editable=False, verbose_name="Text des Quelldokuments"),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="angelegt am")),
                        (
                            "last_edited_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="zuletzt bearbeitet am"),
                        ),
                        ("locked_at", models.DateTimeField(editable=False, null=True, verbose_name="gesperrt am")),
                        (
                            "frozen_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="festgeschrieben am"
                            ),
                        ),
                        (
                            "content_hash",
                            models.CharField(
                                blank=True, editable=False, max_length=64, verbose_name="Prüfsumme (SHA-256)"
                            ),
                        ),
                        ("canonical_form", models.PositiveSmallIntegerField(default=2, editable=False)),
                    ],
                    options={
                        "verbose_name": "Anforderungsprofil",
                        "verbose_name_plural": "Anforderungsprofile",
                        "ordering": ["title", "-version", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="RequirementProfileEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("title", models.CharField(max_length=300, verbose_name="Stellentitel / Funktion")),
                        ("raw_title", models.CharField(blank=True, editable=False, max_length=300)),
                        (
                            "lineage",
                            models.UUIDField(
                                db_default=django.contrib.postgres.functions.RandomUUID(),
                                default=uuid.uuid4,
                                editable=False,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="Fassung")),
                        (
                            "version_reason",
                            models.TextField(blank=True, editable=False, verbose_name="Grund der Fassung"),
                        ),
                        ("stand", models.CharField(blank=True, max_length=60, verbose_name="Stand")),
                        ("author", models.CharField(blank=True, max_length=200, verbose_name="Ersteller/in")),
                        ("department", models.TextField(blank=True, verbose_name="Dienststelle")),
                        ("pay_grade_e", models.CharField(blank=True, max_length=80, verbose_name="Entgeltgruppe")),
                        ("pay_grade_a", models.CharField(blank=True, max_length=80, verbose_name="Besoldungsgruppe")),
                        (
                            "base_profile_note",
                            models.TextField(blank=True, verbose_name="Hinweis zum Basisanforderungsprofil"),
                        ),
                        (
                            "weight_4_label",
                            models.CharField(default="unabdingbar", max_length=60, verbose_name="4 bedeutet"),
                        ),
                        ("weight_4_verified", models.BooleanField(default=True, verbose_name="Wortlaut von 4 belegt")),
                        (
                            "weight_3_label",
                            models.CharField(default="sehr wichtig", max_length=60, verbose_name="3 bedeutet"),
                        ),
                        ("weight_3_verified", models.BooleanField(default=False, verbose_name="Wortlaut von 3 belegt")),
                        (
                            "weight_2_label",
                            models.CharField(default="wichtig", max_length=60, verbose_name="2 bedeutet"),
                        ),
                        ("weight_2_verified", models.BooleanField(default=False, verbose_name="Wortlaut von 2 belegt")),
                        (
                            "weight_1_label",
                            models.CharField(default="erforderlich", max_length=60, verbose_name="1 bedeutet"),
                        ),
                        ("weight_1_verified", models.BooleanField(default=False, verbose_name="Wortlaut von 1 belegt")),
                        (
                            "aggregation_rule",
                            models.CharField(
                                choices=[("mean", "Mittelwert der unabhängigen Einzelbewertungen")],
                                default="mean",
                                max_length=20,
                                verbose_name="Zusammenfassung der Bewertungen",
                            ),
                        ),
                        (
                            "source_name",
                            models.CharField(blank=True, editable=False, max_length=200, verbose_name="Quelldokument"),
                        ),
                        ("source_sha256", models.CharField(blank=True, editable=False, max_length=64)),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="angelegt am")),
                        (
                            "last_edited_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="zuletzt bearbeitet am"),
                        ),
                        ("locked_at", models.DateTimeField(editable=False, null=True, verbose_name="gesperrt am")),
                        (
                            "frozen_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="festgeschrieben am"
                            ),
                        ),
                        (
                            "content_hash",
                            models.CharField(
                                blank=True, editable=False, max_length=64, verbose_name="Prüfsumme (SHA-256)"
                            ),
                        ),
                        ("canonical_form", models.PositiveSmallIntegerField(default=2, editable=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Supersession",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.TextField(verbose_name="Grund")),
                        ("stated_at", models.DateTimeField(auto_now_add=True, verbose_name="festgestellt am")),
                    ],
                    options={
                        "verbose_name": "Ablösung",
                        "verbose_name_plural": "Ablösungen",
                    },
                ),
                migrations.CreateModel(
                    name="TextCorrection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("place", models.CharField(max_length=200, verbose_name="Stelle")),
                        ("raw_text", models.TextField(verbose_name="im Dokument")),
                        ("display_text", models.TextField(verbose_name="angezeigt")),
                        ("reason", models.TextField(blank=True, verbose_name="Grund")),
                    ],
                    options={
                        "verbose_name": "Korrektur",
                        "verbose_name_plural": "Korrekturen",
                        "ordering": ["position"],
                    },
                ),
                migrations.CreateModel(
                    name="BaseCriterionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("position", models.PositiveSmallIntegerField(default=1, verbose_name="Reihenfolge")),
                        ("title", models.CharField(max_length=200, verbose_name="Bezeichnung")),
                        ("definition", models.TextField(blank=True, verbose_name="Definition")),
                        (
                            "indicators",
                            models.TextField(
                                blank=True, help_text="Eine je Zeile.", verbose_name="Operationalisierungen"
                            ),
                        ),
                        (
                            "is_mandatory",
                            models.BooleanField(
                                blank=True,
                                help_text="Verbindlich heißt: muss mit diesem Wortlaut im Anforderungsprofil stehen. „Unbekannt“, bis der Personalservice es am Vordruck geprüft hat; Unbekanntes gilt nicht als verbindlich.",
                                null=True,
                                verbose_name="verbindlich",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="Herkunft und Hinweis")),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="profiles.basecriterion",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="baseprofile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "profiles_baseprofileevent" ("id", "is_offered", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."is_offered", NEW."name", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="d1e416c714600215e885282c4609d2ba7f5905e3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_acee9",
                            table="profiles_baseprofile",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="baseprofile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "profiles_baseprofileevent" ("id", "is_offered", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."is_offered", NEW."name", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="ba26172ff532ba13ad365bc17b3fabed4578566f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_89e32",
                            table="profiles_baseprofile",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddField(
                    model_name="baseprofileevent",
                    name="pgh_context",
                    field=models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                migrations.AddField(
                    model_name="baseprofileevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="profiles.baseprofile",
                    ),
                ),
                migrations.AddField(
                    model_name="basesection",
                    name="base_profile",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sections",
                        to="profiles.baseprofile",
                        verbose_name="Basisanforderungsprofil",
                    ),
                ),
                migrations.AddField(
                    model_name="basecriterionevent",
                    name="section",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="profiles.basesection",
                        verbose_name="Abschnitt",
                    ),
                ),
                migrations.AddField(
                    model_name="basecriterion",
                    name="section",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="criteria",
                        to="profiles.basesection",
                        verbose_name="Abschnitt",
                    ),
                ),
                migrations.AddField(
                    model_name="basesectionevent",
                    name="base_profile",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="profiles.baseprofile",
                        verbose_name="Basisanforderungsprofil",
                    ),
                ),
                migrations.AddField(
                    model_name="basesectionevent",
                    name="pgh_context",
                    field=models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                migrations.AddField(
                    model_name="basesectionevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="profiles.basesection",
                    ),
                ),
                migrations.AddField(
                    model_name="criterion",
                    name="base_criterion",
                    field=models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="criteria",
                        to="profiles.basecriterion",
                        verbose_name="Anforderung des Basisanforderungsprofils",
                    ),
                ),
                migrations.AddField(
                    model_name="criterion",
                    name="weight_confirmed_by",
                    field=models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="criterionevent",
                    name="base_criterion",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="profiles.basecriterion",
                        verbose_name="Anforderung des Basisanforderungsprofils",
                    ),
                ),
                migrations.AddField(
                    model_name="criterionevent",
                    name="pgh_context",
                    field=models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                migrations.AddField(
                    model_name="criterionevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="profiles.criterion",
                    ),
                ),
                migrations.AddField(
                    model_name="criterionevent",
                    name="weight_confirmed_by",
                    field=models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="criterionevent",
                    name="group",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="profiles.criteriongroup",
                    ),
                ),
                migrations.AddField(
                    model_name="criterion",
                    name="group",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criteria",
                        to="profiles.criteriongroup",
                    ),
                ),
                migrations.AddField(
                    model_name="indicator",
                    name="criterion",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="indicators", to="profiles.criterion"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="ratingscale",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("maximum", 5), ("minimum", 1)),
                        name="ratingscale_runs_from_1_to_5",
                        violation_error_message="Zurzeit wird auf der Skala von 1 bis 5 bewertet; 5 ist die beste Stufe.",
                    ),
                ),
                migrations.AddField(
                    model_name="ratinglevel",
                    name="scale",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="levels", to="profiles.ratingscale"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ratingscale",
                    trigger=pgtrigger.compiler.Trigger(
                        name="ratingscale_frozen",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."frozen_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="4819e1d82bb156c8bb4870cb04502da61ff7c37b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_ratingscale_frozen_b7792",
                            table="profiles_ratingscale",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ratingscale",
                    trigger=pgtrigger.compiler.Trigger(
                        name="ratingscale_of_locked_profile",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        IF (to_jsonb(OLD) - 'frozen_at') <> (to_jsonb(NEW) - 'frozen_at') AND EXISTS (\n            SELECT 1 FROM profiles_requirementprofile WHERE scale_id = OLD.id AND locked_at IS NOT NULL\n        ) THEN\n            RAISE EXCEPTION 'locked: the requirement profile is locked';\n        END IF;\n        RETURN NEW;\n    ",
                            hash="6680dad87b7d5fd1c081b3a9e8eb14298393a87e",
                            operation="UPDATE",
                            pgid="pgtrigger_ratingscale_of_locked_profile_7ffdb",
                            table="profiles_ratingscale",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddField(
                    model_name="requirementalternative",
                    name="requirement",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="alternatives",
                        to="profiles.formalrequirement",
                    ),
                ),
                migrations.AddField(
                    model_name="requirementprofile",
                    name="base_profile",
                    field=models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="profiles",
                        to="profiles.baseprofile",
                        verbose_name="begonnen mit dem Basisanforderungsprofil",
                    ),
                ),
                migrations.AddField(
                    model_name="requirementprofile",
                    name="copied_from",
                    field=models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copies",
                        to="profiles.requirementprofile",
                        verbose_name="übernommen aus",
                    ),
                ),
                migrations.AddField(
                    model_name="requirementprofile",
                    name="created_by",
                    field=models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="requirementprofile",
                    name="last_edited_by",
                    field=models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="zuletzt bearbeitet von",
                    ),
                ),
                migrations.AddField(
                    model_name="requirementprofile",
                    name="locked_by",
                    field=models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gesperrt von",
                    ),
                ),
                migrations.AddField(
                    model_name="requirementprofile",
                    name="replaces",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="profiles.requirementprofile",
                        verbose_name="ersetzt die Fassung",
                    ),
                ),
                migrations.AddField(
                    model_name="requirementprofile",
                    name="scale",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="profiles",
                        to="profiles.ratingscale",
                        verbose_name="Bewertungsskala",
                    ),
                ),
                migrations.AddField(
                    model_name="importfinding",
                    name="profile",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findings",
                        to="profiles.requirementprofile",
                    ),
                ),
                migrations.AddField(
                    model_name="formalrequirement",
                    name="profile",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="requirements",
                        to="profiles.requirementprofile",
                    ),
                ),
                migrations.AddField(
                    model_name="duty",
                    name="profile",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="duties",
                        to="profiles.requirementprofile",
                    ),
                ),
                migrations.AddField(
                    model_name="criteriongroup",
                    name="profile",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="groups",
                        to="profiles.requirementprofile",
                    ),
                ),
                migrations.AddField(
                    model_name="criterionevent",
                    name="profile",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="profiles.requirementprofile",
                    ),
                ),
                migrations.AddField(
                    model_name="criterion",
                    name="profile",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criteria",
                        to="profiles.requirementprofile",
                    ),
                ),
                migrations.AddField(
                    model_name="requirementprofileevent",
                    name="base_profile",
                    field=models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="profiles.baseprofile",
                        verbose_name="begonnen mit dem Basisanforderungsprofil",
                    ),
                ),
                migrations.AddField(
                    model_name="requirementprofileevent",
                    name="copied_from",
                    field=models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="profiles.requirementprofile",
                        verbose_name="übernommen aus",
                    ),
                ),
                migrations.AddField(
                    model_name="requirementprofileevent",
                    name="created_by",
                    field=models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="requirementprofileevent",
                    name="last_edited_by",
                    field=models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="zuletzt bearbeitet von",
                    ),
                ),
                migrations.AddField(
                    model_name="requirementprofileevent",
                    name="locked_by",
                    field=models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gesperrt von",
                    ),
                ),
                migrations.AddField(
                    model_name="requirementprofileevent",
                    name="pgh_context",
                    field=models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                migrations.AddField(
                    model_name="requirementprofileevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="profiles.requirementprofile",
                    ),
                ),
                migrations.AddField(
                    model_name="requirementprofileevent",
                    name="replaces",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="profiles.requirementprofile",
                        verbose_name="ersetzt die Fassung",
                    ),
                ),
                migrations.AddField(
                    model_name="requirementprofileevent",
                    name="scale",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="profiles.ratingscale",
                        verbose_name="Bewertungsskala",
                    ),
                ),
                migrations.AddField(
                    model_name="supersession",
                    name="profile",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supersession",
                        to="profiles.requirementprofile",
                        verbose_name="Anforderungsprofil",
                    ),
                ),
                migrations.AddField(
                    model_name="supersession",
                    name="stated_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                migrations.AddField(
                    model_name="textcorrection",
                    name="profile",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="profiles.requirementprofile",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="baseprofileevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="5b49e25214d20c1b09a7ba74ef76ad8507be82d6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b3103",
                            table="profiles_baseprofileevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="basesection",
                    constraint=models.UniqueConstraint(
                        fields=("base_profile", "number"), name="basesection_number_once_per_base_profile"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="basesection",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "profiles_basesectionevent" ("base_profile_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title") VALUES (NEW."base_profile_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."title"); RETURN NULL;',
                            hash="7a9981267dfaed563eec63f9ae6fe60dff7b29df",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9ba5f",
                            table="profiles_basesection",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="basesection",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "profiles_basesectionevent" ("base_profile_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title") VALUES (NEW."base_profile_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."title"); RETURN NULL;',
                            hash="939ec920f2834adf270c6e1891904d5302d6edd4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e7810",
                            table="profiles_basesection",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="basecriterionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="68eb8d358e0c6792e18fa1207bddce16d10c6801",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f5843",
                            table="profiles_basecriterionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="basecriterion",
                    constraint=models.UniqueConstraint(
                        fields=("section", "title"), name="basecriterion_title_once_per_section"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="basecriterion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "profiles_basecriterionevent" ("definition", "id", "indicators", "is_mandatory", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "section_id", "title") VALUES (NEW."definition", NEW."id", NEW."indicators", NEW."is_mandatory", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."section_id", NEW."title"); RETURN NULL;',
                            hash="d80bb8fd8b7fa38b07179573223f15429e2cd3a6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9f572",
                            table="profiles_basecriterion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="basecriterion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "profiles_basecriterionevent" ("definition", "id", "indicators", "is_mandatory", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "section_id", "title") VALUES (NEW."definition", NEW."id", NEW."indicators", NEW."is_mandatory", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."section_id", NEW."title"); RETURN NULL;',
                            hash="4d91dc8465d7ed4b971ce1d8ee94dcd570fa61a3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1ebc7",
                            table="profiles_basecriterion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="basesectionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="afd657b4a852e6fdc21be74f11d4fe67732fbe48",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_36f26",
                            table="profiles_basesectionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="indicator",
                    constraint=models.UniqueConstraint(
                        fields=("criterion", "position"), name="indicator_position_once_per_criterion"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="indicator",
                    trigger=pgtrigger.compiler.Trigger(
                        name="indicator_frozen",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE state RECORD; part RECORD;",
                            func="\n            IF TG_OP <> 'INSERT' THEN\n                part := OLD;\n                SELECT frozen_at, locked_at INTO state FROM profiles_requirementprofile\n                    WHERE id = (SELECT profile_id FROM profiles_criterion WHERE id = part.criterion_id) FOR SHARE;\n                IF state.frozen_at IS NOT NULL THEN RAISE EXCEPTION 'frozen: the requirement profile has been published'; END IF;\n                IF state.locked_at IS NOT NULL THEN RAISE EXCEPTION 'locked: the requirement profile is locked'; END IF;\n            END IF;\n            IF TG_OP <> 'DELETE' THEN\n                part := NEW;\n                SELECT frozen_at, locked_at INTO state FROM profiles_requirementprofile\n                    WHERE id = (SELECT profile_id FROM profiles_criterion WHERE id = part.criterion_id) FOR SHARE;\n                IF state.frozen_at IS NOT NULL THEN RAISE EXCEPTION 'frozen: the requirement profile has been published'; END IF;\n                IF state.locked_at IS NOT NULL THEN RAISE EXCEPTION 'locked: the requirement profile is locked'; END IF;\n                RETURN NEW;\n            END IF;\n            RETURN OLD;\n        ",
                            hash="8d2424d5ef7ce0b9d7af9213ead1acfc1f382fa7",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_indicator_frozen_606f6",
                            table="profiles_indicator",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="ratinglevel",
                    constraint=models.UniqueConstraint(fields=("scale", "value"), name="ratinglevel_once_per_scale"),
                ),
                migrations.AddConstraint(
                    model_name="ratinglevel",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("value__range", (1, 5))), name="ratinglevel_value_1_to_5"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ratinglevel",
                    trigger=pgtrigger.compiler.Trigger(
                        name="ratinglevel_frozen",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE frozen TIMESTAMPTZ; part RECORD;",
                            func="\n        IF TG_OP <> 'INSERT' THEN\n            part := OLD;\n            SELECT frozen_at INTO frozen FROM profiles_ratingscale WHERE id = part.scale_id FOR SHARE;\n            IF frozen IS NOT NULL THEN RAISE EXCEPTION 'frozen: the requirement profile has been published'; END IF;\n            IF EXISTS (\n                SELECT 1 FROM profiles_requirementprofile WHERE scale_id = part.scale_id AND locked_at IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'locked: the requirement profile is locked';\n            END IF;\n        END IF;\n        IF TG_OP <> 'DELETE' THEN\n            part := NEW;\n            SELECT frozen_at INTO frozen FROM profiles_ratingscale WHERE id = part.scale_id FOR SHARE;\n            IF frozen IS NOT NULL THEN RAISE EXCEPTION 'frozen: the requirement profile has been published'; END IF;\n            IF EXISTS (\n                SELECT 1 FROM profiles_requirementprofile WHERE scale_id = part.scale_id AND locked_at IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'locked: the requirement profile is locked';\n            END IF;\n            RETURN NEW;\n        END IF;\n        RETURN OLD;\n    ",
                            hash="5078d66e9742b5c86fcf8061f650c267635ded34",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_ratinglevel_frozen_56255",
                            table="profiles_ratinglevel",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="requirementalternative",
                    constraint=models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                        fields=("requirement", "position"),
                        name="alternative_position_once_per_requirement",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requirementalternative",
                    trigger=pgtrigger.compiler.Trigger(
                        name="alternative_frozen",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE state RECORD; part RECORD;",
                            func="\n            IF TG_OP <> 'INSERT' THEN\n                part := OLD;\n                SELECT frozen_at, locked_at INTO state FROM profiles_requirementprofile\n                    WHERE id = (SELECT profile_id FROM profiles_formalrequirement WHERE id = part.requirement_id) FOR SHARE;\n                IF state.frozen_at IS NOT NULL THEN RAISE EXCEPTION 'frozen: the requirement profile has been published'; END IF;\n                IF state.locked_at IS NOT NULL THEN RAISE EXCEPTION 'locked: the requirement profile is locked'; END IF;\n            END IF;\n            IF TG_OP <> 'DELETE' THEN\n                part := NEW;\n                SELECT frozen_at, locked_at INTO state FROM profiles_requirementprofile\n                    WHERE id = (SELECT profile_id FROM profiles_formalrequirement WHERE id = part.requirement_id) FOR SHARE;\n                IF state.frozen_at IS NOT NULL THEN RAISE EXCEPTION 'frozen: the requirement profile has been published'; END IF;\n                IF state.locked_at IS NOT NULL THEN RAISE EXCEPTION 'locked: the requirement profile is locked'; END IF;\n                RETURN NEW;\n            END IF;\n            RETURN OLD;\n        ",
                            hash="121bb428ab3988445168fc27b3bcee59def0dde1",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_alternative_frozen_830eb",
                            table="profiles_requirementalternative",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="requirementprofile",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("content_hash", ""), ("frozen_at__isnull", True)),
                            models.Q(("frozen_at__isnull", False), ("content_hash__regex", "^[0-9a-f]{64}$")),
                            _connector="OR",
                        ),
                        name="requirementprofile_hash_iff_frozen",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="requirementprofile",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("aggregation_rule__in", ["mean"])),
                        name="requirementprofile_aggregation_rule_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="requirementprofile",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("replaces", models.F("id")), _negated=True),
                        name="requirementprofile_does_not_replace_itself",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="requirementprofile",
                    constraint=models.UniqueConstraint(
                        fields=("lineage", "version"), name="requirementprofile_version_once_per_lineage"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="requirementprofile",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("replaces__isnull", True), models.Q(("version_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="requirementprofile_new_version_has_reason",
                        violation_error_message="Eine neue Fassung braucht einen Grund.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="requirementprofile",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("locked_at__isnull", True), ("locked_by__isnull", True)),
                            models.Q(("locked_at__isnull", False), ("locked_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="requirementprofile_lock_is_whole",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="requirementprofile",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("locked_by__isnull", True),
                            ("last_edited_by__isnull", True),
                            models.Q(("locked_by", models.F("last_edited_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="requirementprofile_locked_by_second_person",
                        violation_error_message="Wer zuletzt bearbeitet hat, kann nicht selbst sperren.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="requirementprofile",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("frozen_at__isnull", True),
                            ("locked_at__isnull", False),
                            ("canonical_form", 1),
                            _connector="OR",
                        ),
                        name="requirementprofile_frozen_was_locked",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="requirementprofile",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("canonical_form__in", (1, 2))),
                        name="requirementprofile_canonical_form_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="requirementprofile",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("weight_4_label", ""), _negated=True),
                            models.Q(("weight_3_label", ""), _negated=True),
                            models.Q(("weight_2_label", ""), _negated=True),
                            models.Q(("weight_1_label", ""), _negated=True),
                        ),
                        name="requirementprofile_legend_has_words",
                        violation_error_message="Jede Gewichtung braucht ein Wort in der Legende.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requirementprofile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="requirementprofile_frozen",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."frozen_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="0c6465fffd373376d0dd620e78d0280c5c90a154",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_requirementprofile_frozen_906f9",
                            table="profiles_requirementprofile",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requirementprofile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="requirementprofile_locked",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."frozen_at" IS NULL AND OLD."locked_at" IS NOT NULL)',
                            declare="DECLARE free TEXT[];",
                            func="\n        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'locked: the requirement profile is locked'; END IF;\n        IF NEW.locked_at IS NULL THEN\n            free := ARRAY['locked_at', 'locked_by_id'];\n        ELSE\n            free := ARRAY['frozen_at', 'content_hash', 'canonical_form'];\n        END IF;\n        IF (to_jsonb(OLD) - free) <> (to_jsonb(NEW) - free) THEN RAISE EXCEPTION 'locked: the requirement profile is locked'; END IF;\n        RETURN NEW;\n    ",
                            hash="96239fd14bfb27af2d1b8e423115b6d6d8757739",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_requirementprofile_locked_5c9cc",
                            table="profiles_requirementprofile",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requirementprofile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="requirementprofile_lineage_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."lineage" IS DISTINCT FROM (NEW."lineage") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."replaces_id" IS DISTINCT FROM (NEW."replaces_id"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="33e6fd7b6af968aabdf6a1363211fe6077a0595a",
                            operation="UPDATE",
                            pgid="pgtrigger_requirementprofile_lineage_stays_9d644",
                            table="profiles_requirementprofile",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requirementprofile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "profiles_requirementprofileevent" ("aggregation_rule", "author", "base_profile_id", "base_profile_note", "canonical_form", "content_hash", "copied_from_id", "created_at", "created_by_id", "department", "frozen_at", "id", "last_edited_at", "last_edited_by_id", "lineage", "locked_at", "locked_by_id", "pay_grade_a", "pay_grade_e", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raw_title", "replaces_id", "scale_id", "source_name", "source_sha256", "stand", "title", "version", "version_reason", "weight_1_label", "weight_1_verified", "weight_2_label", "weight_2_verified", "weight_3_label", "weight_3_verified", "weight_4_label", "weight_4_verified") VALUES (NEW."aggregation_rule", NEW."author", NEW."base_profile_id", NEW."base_profile_note", NEW."canonical_form", NEW."content_hash", NEW."copied_from_id", NEW."created_at", NEW."created_by_id", NEW."department", NEW."frozen_at", NEW."id", NEW."last_edited_at", NEW."last_edited_by_id", NEW."lineage", NEW."locked_at", NEW."locked_by_id", NEW."pay_grade_a", NEW."pay_grade_e", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."raw_title", NEW."replaces_id", NEW."scale_id", NEW."source_name", NEW."source_sha256", NEW."stand", NEW."title", NEW."version", NEW."version_reason", NEW."weight_1_label", NEW."weight_1_verified", NEW."weight_2_label", NEW."weight_2_verified", NEW."weight_3_label", NEW."weight_3_verified", NEW."weight_4_label", NEW."weight_4_verified"); RETURN NULL;',
                            hash="b55073d03fbeb0ca283f1aecd9a706d91742bc4d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_787f1",
                            table="profiles_requirementprofile",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requirementprofile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."aggregation_rule" IS DISTINCT FROM (NEW."aggregation_rule") OR OLD."author" IS DISTINCT FROM (NEW."author") OR OLD."base_profile_id" IS DISTINCT FROM (NEW."base_profile_id") OR OLD."base_profile_note" IS DISTINCT FROM (NEW."base_profile_note") OR OLD."canonical_form" IS DISTINCT FROM (NEW."canonical_form") OR OLD."content_hash" IS DISTINCT FROM (NEW."content_hash") OR OLD."copied_from_id" IS DISTINCT FROM (NEW."copied_from_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."department" IS DISTINCT FROM (NEW."department") OR OLD."frozen_at" IS DISTINCT FROM (NEW."frozen_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."last_edited_at" IS DISTINCT FROM (NEW."last_edited_at") OR OLD."last_edited_by_id" IS DISTINCT FROM (NEW."last_edited_by_id") OR OLD."lineage" IS DISTINCT FROM (NEW."lineage") OR OLD."locked_at" IS DISTINCT FROM (NEW."locked_at") OR OLD."locked_by_id" IS DISTINCT FROM (NEW."locked_by_id") OR OLD."pay_grade_a" IS DISTINCT FROM (NEW."pay_grade_a") OR OLD."pay_grade_e" IS DISTINCT FROM (NEW."pay_grade_e") OR OLD."raw_title" IS DISTINCT FROM (NEW."raw_title") OR OLD."replaces_id" IS DISTINCT FROM (NEW."replaces_id") OR OLD."scale_id" IS DISTINCT FROM (NEW."scale_id") OR OLD."source_name" IS DISTINCT FROM (NEW."source_name") OR OLD."source_sha256" IS DISTINCT FROM (NEW."source_sha256") OR OLD."stand" IS DISTINCT FROM (NEW."stand") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."version_reason" IS DISTINCT FROM (NEW."version_reason") OR OLD."weight_1_label" IS DISTINCT FROM (NEW."weight_1_label") OR OLD."weight_1_verified" IS DISTINCT FROM (NEW."weight_1_verified") OR OLD."weight_2_label" IS DISTINCT FROM (NEW."weight_2_label") OR OLD."weight_2_verified" IS DISTINCT FROM (NEW."weight_2_verified") OR OLD."weight_3_label" IS DISTINCT FROM (NEW."weight_3_label") OR OLD."weight_3_verified" IS DISTINCT FROM (NEW."weight_3_verified") OR OLD."weight_4_label" IS DISTINCT FROM (NEW."weight_4_label") OR OLD."weight_4_verified" IS DISTINCT FROM (NEW."weight_4_verified"))',
                            func='INSERT INTO "profiles_requirementprofileevent" ("aggregation_rule", "author", "base_profile_id", "base_profile_note", "canonical_form", "content_hash", "copied_from_id", "created_at", "created_by_id", "department", "frozen_at", "id", "last_edited_at", "last_edited_by_id", "lineage", "locked_at", "locked_by_id", "pay_grade_a", "pay_grade_e", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raw_title", "replaces_id", "scale_id", "source_name", "source_sha256", "stand", "title", "version", "version_reason", "weight_1_label", "weight_1_verified", "weight_2_label", "weight_2_verified", "weight_3_label", "weight_3_verified", "weight_4_label", "weight_4_verified") VALUES (NEW."aggregation_rule", NEW."author", NEW."base_profile_id", NEW."base_profile_note", NEW."canonical_form", NEW."content_hash", NEW."copied_from_id", NEW."created_at", NEW."created_by_id", NEW."department", NEW."frozen_at", NEW."id", NEW."last_edited_at", NEW."last_edited_by_id", NEW."lineage", NEW."locked_at", NEW."locked_by_id", NEW."pay_grade_a", NEW."pay_grade_e", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."raw_title", NEW."replaces_id", NEW."scale_id", NEW."source_name", NEW."source_sha256", NEW."stand", NEW."title", NEW."version", NEW."version_reason", NEW."weight_1_label", NEW."weight_1_verified", NEW."weight_2_label", NEW."weight_2_verified", NEW."weight_3_label", NEW."weight_3_verified", NEW."weight_4_label", NEW."weight_4_verified"); RETURN NULL;',
                            hash="87b7f1455f3c8aefdcc95fcd96a6065120e593ea",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9993a",
                            table="profiles_requirementprofile",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="importfinding",
                    constraint=models.UniqueConstraint(
                        fields=("profile", "position"), name="importfinding_position_once_per_profile"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="importfinding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="importfinding_frozen",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE state RECORD; part RECORD;",
                            func="\n            IF TG_OP <> 'INSERT' THEN\n                part := OLD;\n                SELECT frozen_at, locked_at INTO state FROM profiles_requirementprofile\n                    WHERE id = part.profile_id FOR SHARE;\n                IF state.frozen_at IS NOT NULL THEN RAISE EXCEPTION 'frozen: the requirement profile has been published'; END IF;\n                IF state.locked_at IS NOT NULL THEN RAISE EXCEPTION 'locked: the requirement profile is locked'; END IF;\n            END IF;\n            IF TG_OP <> 'DELETE' THEN\n                part := NEW;\n                SELECT frozen_at, locked_at INTO state FROM profiles_requirementprofile\n                    WHERE id = part.profile_id FOR SHARE;\n                IF state.frozen_at IS NOT NULL THEN RAISE EXCEPTION 'frozen: the requirement profile has been published'; END IF;\n                IF state.locked_at IS NOT NULL THEN RAISE EXCEPTION 'locked: the requirement profile is locked'; END IF;\n                RETURN NEW;\n            END IF;\n            RETURN OLD;\n        ",
                            hash="60af403fb4e71af027c9dccf507fb80278ce9815",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_importfinding_frozen_24fec",
                            table="profiles_importfinding",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="formalrequirement",
                    constraint=models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                        fields=("profile", "track", "position"),
                        name="formalrequirement_position_once_per_track",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="formalrequirement",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("track__in", ["employee", "civil_servant"])),
                        name="formalrequirement_track_is_known",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="formalrequirement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="formalrequirement_frozen",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE state RECORD; part RECORD;",
                            func="\n            IF TG_OP <> 'INSERT' THEN\n                part := OLD;\n                SELECT frozen_at, locked_at INTO state FROM profiles_requirementprofile\n                    WHERE id = part.profile_id FOR SHARE;\n                IF state.frozen_at IS NOT NULL THEN RAISE EXCEPTION 'frozen: the requirement profile has been published'; END IF;\n                IF state.locked_at IS NOT NULL THEN RAISE EXCEPTION 'locked: the requirement profile is locked'; END IF;\n            END IF;\n            IF TG_OP <> 'DELETE' THEN\n                part := NEW;\n                SELECT frozen_at, locked_at INTO state FROM profiles_requirementprofile\n                    WHERE id = part.profile_id FOR SHARE;\n                IF state.frozen_at IS NOT NULL THEN RAISE EXCEPTION 'frozen: the requirement profile has been published'; END IF;\n                IF state.locked_at IS NOT NULL THEN RAISE EXCEPTION 'locked: the requirement profile is locked'; END IF;\n                RETURN NEW;\n            END IF;\n            RETURN OLD;\n        ",
                            hash="2b824d26b8a3f95164a4e51d0c46ed0b0a23f1ef",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_formalrequirement_frozen_31d7c",
                            table="profiles_formalrequirement",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="duty",
                    constraint=models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                        fields=("profile", "position"),
                        name="duty_position_once_per_profile",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="duty",
                    trigger=pgtrigger.compiler.Trigger(
                        name="duty_frozen",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE state RECORD; part RECORD;",
                            func="\n            IF TG_OP <> 'INSERT' THEN\n                part := OLD;\n                SELECT frozen_at, locked_at INTO state FROM profiles_requirementprofile\n                    WHERE id = part.profile_id FOR SHARE;\n                IF state.frozen_at IS NOT NULL THEN RAISE EXCEPTION 'frozen: the requirement profile has been published'; END IF;\n                IF state.locked_at IS NOT NULL THEN RAISE EXCEPTION 'locked: the requirement profile is locked'; END IF;\n            END IF;\n            IF TG_OP <> 'DELETE' THEN\n                part := NEW;\n                SELECT frozen_at, locked_at INTO state FROM profiles_requirementprofile\n                    WHERE id = part.profile_id FOR SHARE;\n                IF state.frozen_at IS NOT NULL THEN RAISE EXCEPTION 'frozen: the requirement profile has been published'; END IF;\n                IF state.locked_at IS NOT NULL THEN RAISE EXCEPTION 'locked: the requirement profile is locked'; END IF;\n                RETURN NEW;\n            END IF;\n            RETURN OLD;\n        ",
                            hash="43afae26b026b7183256caf6c7c8891105c85604",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_duty_frozen_1d3b2",
                            table="profiles_duty",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="criteriongroup",
                    constraint=models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                        fields=("profile", "number"),
                        name="criteriongroup_number_once_per_profile",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="criteriongroup",
                    trigger=pgtrigger.compiler.Trigger(
                        name="criteriongroup_frozen",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE state RECORD; part RECORD;",
                            func="\n            IF TG_OP <> 'INSERT' THEN\n                part := OLD;\n                SELECT frozen_at, locked_at INTO state FROM profiles_requirementprofile\n                    WHERE id = part.profile_id FOR SHARE;\n                IF state.frozen_at IS NOT NULL THEN RAISE EXCEPTION 'frozen: the requirement profile has been published'; END IF;\n                IF state.locked_at IS NOT NULL THEN RAISE EXCEPTION 'locked: the requirement profile is locked'; END IF;\n            END IF;\n            IF TG_OP <> 'DELETE' THEN\n                part := NEW;\n                SELECT frozen_at, locked_at INTO state FROM profiles_requirementprofile\n                    WHERE id = part.profile_id FOR SHARE;\n                IF state.frozen_at IS NOT NULL THEN RAISE EXCEPTION 'frozen: the requirement profile has been published'; END IF;\n                IF state.locked_at IS NOT NULL THEN RAISE EXCEPTION 'locked: the requirement profile is locked'; END IF;\n                RETURN NEW;\n            END IF;\n            RETURN OLD;\n        ",
                            hash="bcc3e0644d6821ca13d5ff95a852ef980c76c2c5",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_criteriongroup_frozen_b5b47",
                            table="profiles_criteriongroup",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="criterionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ed92205987af027677d31ba76d8659cfe108d118",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b9d62",
                            table="profiles_criterionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="criterion",
                    constraint=models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                        fields=("profile", "number"),
                        name="criterion_number_once_per_profile",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="criterion",
                    constraint=models.UniqueConstraint(
                        fields=("profile", "key"), name="criterion_key_once_per_profile"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="criterion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("weight__isnull", True), ("weight__in", [4, 3, 2, 1]), _connector="OR"),
                        name="criterion_weight_1_to_4",
                        violation_error_message="Die Gewichtung muss 4, 3, 2 oder 1 sein.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="criterion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("weight_confirmed", False), ("weight__isnull", False), _connector="OR"),
                        name="criterion_confirmed_has_weight",
                        violation_error_message="Eine bestätigte Gewichtung darf nicht leer sein.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="criterion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("weight_readings__contained_by", [4, 3, 2, 1])),
                        name="criterion_weight_readings_1_to_4",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="criterion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="criterion_frozen",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE state RECORD; part RECORD;",
                            func="\n            IF TG_OP <> 'INSERT' THEN\n                part := OLD;\n                SELECT frozen_at, locked_at INTO state FROM profiles_requirementprofile\n                    WHERE id = part.profile_id FOR SHARE;\n                IF state.frozen_at IS NOT NULL THEN RAISE EXCEPTION 'frozen: the requirement profile has been published'; END IF;\n                IF state.locked_at IS NOT NULL THEN RAISE EXCEPTION 'locked: the requirement profile is locked'; END IF;\n            END IF;\n            IF TG_OP <> 'DELETE' THEN\n                part := NEW;\n                SELECT frozen_at, locked_at INTO state FROM profiles_requirementprofile\n                    WHERE id = part.profile_id FOR SHARE;\n                IF state.frozen_at IS NOT NULL THEN RAISE EXCEPTION 'frozen: the requirement profile has been published'; END IF;\n                IF state.locked_at IS NOT NULL THEN RAISE EXCEPTION 'locked: the requirement profile is locked'; END IF;\n                RETURN NEW;\n            END IF;\n            RETURN OLD;\n        ",
                            hash="8149d3aeebb030f14b706fdd618b6c488a95b674",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_criterion_frozen_6c92b",
                            table="profiles_criterion",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="criterion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="criterion_key_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."key" IS DISTINCT FROM (NEW."key"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="84ac28022ee729ae5cac359086a2566aa34dc1ba",
                            operation="UPDATE",
                            pgid="pgtrigger_criterion_key_stays_133b3",
                            table="profiles_criterion",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="criterion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="criterion_mandatory_keeps_its_words",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."is_mandatory_base")',
                            func="\n        IF (OLD.title, OLD.definition, OLD.profile_id) IS DISTINCT FROM (NEW.title, NEW.definition, NEW.profile_id)\n        THEN\n            RAISE EXCEPTION 'mandatory: criterion % belongs to the base profile and keeps its words', OLD.number;\n        END IF;\n        IF OLD.base_criterion_id IS NOT NULL AND (\n            NEW.base_criterion_id IS DISTINCT FROM OLD.base_criterion_id\n            OR (NEW.is_mandatory_base IS NOT TRUE AND EXISTS (\n                SELECT 1 FROM profiles_basecriterion WHERE id = OLD.base_criterion_id AND is_mandatory IS TRUE))\n        ) THEN\n            RAISE EXCEPTION 'mandatory: criterion % belongs to the base profile and stays linked to it', OLD.number;\n        END IF;\n        RETURN NEW;\n    ",
                            hash="59e110bfbc022351c830bd5a57c41b06d71ee015",
                            operation="UPDATE",
                            pgid="pgtrigger_criterion_mandatory_keeps_its_words_0ff80",
                            table="profiles_criterion",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="criterion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="criterion_mandatory_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."is_mandatory_base")',
                            constraint="CONSTRAINT",
                            func="\n        IF EXISTS (SELECT 1 FROM profiles_requirementprofile WHERE id = OLD.profile_id) THEN\n            RAISE EXCEPTION 'mandatory: criterion % belongs to the base profile and cannot be dropped', OLD.number;\n        END IF;\n        RETURN NULL;\n    ",
                            hash="de71977c017b5197758c31d60e31a28acc6246da",
                            operation="DELETE",
                            pgid="pgtrigger_criterion_mandatory_stays_6b471",
                            table="profiles_criterion",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="criterion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "profiles_criterionevent" ("base_criterion_id", "definition", "group_id", "id", "is_mandatory_base", "key", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "profile_id", "raw_definition", "raw_title", "title", "weight", "weight_confirmed", "weight_confirmed_at", "weight_confirmed_by_id", "weight_doubt", "weight_readings", "weight_reason") VALUES (NEW."base_criterion_id", NEW."definition", NEW."group_id", NEW."id", NEW."is_mandatory_base", NEW."key", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."profile_id", NEW."raw_definition", NEW."raw_title", NEW."title", NEW."weight", NEW."weight_confirmed", NEW."weight_confirmed_at", NEW."weight_confirmed_by_id", NEW."weight_doubt", NEW."weight_readings", NEW."weight_reason"); RETURN NULL;',
                            hash="c6dd3bbb2e650680fdd1f3c8f56a619245fcfbbe",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8c59a",
                            table="profiles_criterion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="criterion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "profiles_criterionevent" ("base_criterion_id", "definition", "group_id", "id", "is_mandatory_base", "key", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "profile_id", "raw_definition", "raw_title", "title", "weight", "weight_confirmed", "weight_confirmed_at", "weight_confirmed_by_id", "weight_doubt", "weight_readings", "weight_reason") VALUES (NEW."base_criterion_id", NEW."definition", NEW."group_id", NEW."id", NEW."is_mandatory_base", NEW."key", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."profile_id", NEW."raw_definition", NEW."raw_title", NEW."title", NEW."weight", NEW."weight_confirmed", NEW."weight_confirmed_at", NEW."weight_confirmed_by_id", NEW."weight_doubt", NEW."weight_readings", NEW."weight_reason"); RETURN NULL;',
                            hash="8739dd1eb8d796acea8ed89392a46d0dabb35e4a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_67b42",
                            table="profiles_criterion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requirementprofileevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="9a636a55f69c93d7bde68a817ac4dcdcb1e5bf4e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_822c4",
                            table="profiles_requirementprofileevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="supersession",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="supersession_has_reason"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supersession",
                    trigger=pgtrigger.compiler.Trigger(
                        name="supersession_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="003ec8892d0a5ca297b19ec0a2ddec92a9d4da92",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_supersession_stays_e45e0",
                            table="profiles_supersession",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supersession",
                    trigger=pgtrigger.compiler.Trigger(
                        name="supersession_of_frozen_profile",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        IF NOT EXISTS (\n            SELECT 1 FROM profiles_requirementprofile WHERE id = NEW.profile_id AND frozen_at IS NOT NULL\n        ) THEN\n            RAISE EXCEPTION 'only a requirement profile in use can be superseded';\n        END IF;\n        RETURN NEW;\n    ",
                            hash="7db6a433c31c1ea7030b3d94d2b97edf9f325a95",
                            operation="INSERT",
                            pgid="pgtrigger_supersession_of_frozen_profile_788ad",
                            table="profiles_supersession",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="textcorrection",
                    constraint=models.UniqueConstraint(
                        fields=("profile", "position"), name="textcorrection_position_once_per_profile"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="textcorrection",
                    trigger=pgtrigger.compiler.Trigger(
                        name="textcorrection_frozen",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE state RECORD; part RECORD;",
                            func="\n            IF TG_OP <> 'INSERT' THEN\n                part := OLD;\n                SELECT frozen_at, locked_at INTO state FROM profiles_requirementprofile\n                    WHERE id = part.profile_id FOR SHARE;\n                IF state.frozen_at IS NOT NULL THEN RAISE EXCEPTION 'frozen: the requirement profile has been published'; END IF;\n                IF state.locked_at IS NOT NULL THEN RAISE EXCEPTION 'locked: the requirement profile is locked'; END IF;\n            END IF;\n            IF TG_OP <> 'DELETE' THEN\n                part := NEW;\n                SELECT frozen_at, locked_at INTO state FROM profiles_requirementprofile\n                    WHERE id = part.profile_id FOR SHARE;\n                IF state.frozen_at IS NOT NULL THEN RAISE EXCEPTION 'frozen: the requirement profile has been published'; END IF;\n                IF state.locked_at IS NOT NULL THEN RAISE EXCEPTION 'locked: the requirement profile is locked'; END IF;\n                RETURN NEW;\n            END IF;\n            RETURN OLD;\n        ",
                            hash="971e21b3bc2ee05730fce6752513d3f4c19278f3",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_textcorrection_frozen_98b5a",
                            table="profiles_textcorrection",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        )
    ]
