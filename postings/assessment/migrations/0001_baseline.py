import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from recruitment.database.together import Together


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("assessment", "0001_initial"),
        ("assessment", "0002_erasable"),
        ("assessment", "0003_rounds"),
        ("assessment", "0004_rounds_of_earlier_procedures"),
        ("assessment", "0005_consensus_presence"),
        ("assessment", "0006_impartiality"),
        ("assessment", "0007_due_dates_and_reminders"),
        ("assessment", "0008_private_notes"),
        ("assessment", "0009_concluding_reason"),
    ]

    dependencies = [
        ("applications", "0002_baseline"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("postings", "0001_baseline"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="AssessmentPlanEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "combination",
                            models.CharField(
                                choices=[
                                    ("mean", "Mittelwert der Runden, die die Anforderung beobachten"),
                                    ("shares", "gewogener Mittelwert nach den Anteilen der Runden"),
                                    ("latest", "der Wert der spätesten Runde, die die Anforderung beobachtet"),
                                ],
                                default="mean",
                                max_length=10,
                                verbose_name="Mehrere Runden zu einer Anforderung",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AssessmentRound",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=1, verbose_name="Reihenfolge")),
                        (
                            "instrument",
                            models.CharField(
                                choices=[
                                    ("file", "Bewerbungsunterlagen"),
                                    ("interview", "Auswahlgespräch"),
                                    ("task", "Aufgabe oder Arbeitsprobe"),
                                ],
                                default="interview",
                                max_length=10,
                                verbose_name="Instrument",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="Bezeichnung")),
                        (
                            "share",
                            models.PositiveSmallIntegerField(
                                default=1,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="Anteil",
                            ),
                        ),
                        (
                            "visibility",
                            models.CharField(
                                choices=[
                                    ("never", "nie"),
                                    ("after_own_sheet", "nach Abgabe des eigenen Bogens zu dieser Bewerbung"),
                                    ("after_own_sheets", "nach Abgabe aller eigenen Bögen der Runde"),
                                    ("after_close", "nach Schluss der Runde"),
                                ],
                                default="after_own_sheets",
                                max_length=20,
                                verbose_name="Bewertungen der anderen sind sichtbar",
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="Bewertungsfrist")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("planned", "geplant"),
                                    ("open", "offen"),
                                    ("closed", "geschlossen, zur Besprechung"),
                                    ("concluded", "abgeschlossen"),
                                ],
                                default="planned",
                                max_length=10,
                                verbose_name="Stand",
                            ),
                        ),
                        ("opened_at", models.DateTimeField(editable=False, null=True, verbose_name="geöffnet am")),
                        ("closed_at", models.DateTimeField(editable=False, null=True, verbose_name="geschlossen am")),
                        (
                            "closing_reason",
                            models.TextField(
                                blank=True, editable=False, verbose_name="Grund des Schließens ohne alle Bögen"
                            ),
                        ),
                        (
                            "reopening_reason",
                            models.TextField(blank=True, editable=False, verbose_name="Grund der erneuten Öffnung"),
                        ),
                        (
                            "concluded_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="abgeschlossen am"),
                        ),
                        (
                            "concluding_reason",
                            models.TextField(
                                blank=True, editable=False, verbose_name="Grund des Abschlusses trotz Lücken"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Bewertungsrunde",
                        "verbose_name_plural": "Bewertungsrunden",
                        "ordering": ["plan_id", "position"],
                    },
                ),
                migrations.CreateModel(
                    name="AssessmentRoundEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("position", models.PositiveSmallIntegerField(default=1, verbose_name="Reihenfolge")),
                        (
                            "instrument",
                            models.CharField(
                                choices=[
                                    ("file", "Bewerbungsunterlagen"),
                                    ("interview", "Auswahlgespräch"),
                                    ("task", "Aufgabe oder Arbeitsprobe"),
                                ],
                                default="interview",
                                max_length=10,
                                verbose_name="Instrument",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="Bezeichnung")),
                        (
                            "share",
                            models.PositiveSmallIntegerField(
                                default=1,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="Anteil",
                            ),
                        ),
                        (
                            "visibility",
                            models.CharField(
                                choices=[
                                    ("never", "nie"),
                                    ("after_own_sheet", "nach Abgabe des eigenen Bogens zu dieser Bewerbung"),
                                    ("after_own_sheets", "nach Abgabe aller eigenen Bögen der Runde"),
                                    ("after_close", "nach Schluss der Runde"),
                                ],
                                default="after_own_sheets",
                                max_length=20,
                                verbose_name="Bewertungen der anderen sind sichtbar",
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="Bewertungsfrist")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("planned", "geplant"),
                                    ("open", "offen"),
                                    ("closed", "geschlossen, zur Besprechung"),
                                    ("concluded", "abgeschlossen"),
                                ],
                                default="planned",
                                max_length=10,
                                verbose_name="Stand",
                            ),
                        ),
                        ("opened_at", models.DateTimeField(editable=False, null=True, verbose_name="geöffnet am")),
                        ("closed_at", models.DateTimeField(editable=False, null=True, verbose_name="geschlossen am")),
                        (
                            "closing_reason",
                            models.TextField(
                                blank=True, editable=False, verbose_name="Grund des Schließens ohne alle Bögen"
                            ),
                        ),
                        (
                            "reopening_reason",
                            models.TextField(blank=True, editable=False, verbose_name="Grund der erneuten Öffnung"),
                        ),
                        (
                            "concluded_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="abgeschlossen am"),
                        ),
                        (
                            "concluding_reason",
                            models.TextField(
                                blank=True, editable=False, verbose_name="Grund des Abschlusses trotz Lücken"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AssessorOrder",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("seed", models.CharField(max_length=64)),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="festgehalten am")),
                    ],
                    options={
                        "verbose_name": "Reihenfolge der Bögen",
                        "verbose_name_plural": "Reihenfolgen der Bögen",
                    },
                ),
                migrations.CreateModel(
                    name="AssessorOrderEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("seed", models.CharField(max_length=64)),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="festgehalten am")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ConsensusPresence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Beteiligung an der Besprechung",
                        "verbose_name_plural": "Beteiligungen an der Besprechung",
                    },
                ),
                migrations.CreateModel(
                    name="ConsensusRating",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("value", models.PositiveSmallIntegerField(verbose_name="gemeinsamer Wert")),
                        ("reason", models.TextField(verbose_name="Begründung")),
                        ("recorded_at", models.DateTimeField(auto_now=True, verbose_name="festgehalten am")),
                    ],
                    options={
                        "verbose_name": "gemeinsamer Wert",
                        "verbose_name_plural": "gemeinsame Werte",
                        "ordering": ["round_id", "application_id", "criterion_id"],
                    },
                ),
                migrations.CreateModel(
                    name="ConsensusRatingEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("value", models.PositiveSmallIntegerField(verbose_name="gemeinsamer Wert")),
                        ("reason", models.TextField(verbose_name="Begründung")),
                        ("recorded_at", models.DateTimeField(auto_now=True, verbose_name="festgehalten am")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Exemption",
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
                                    ("conflict", "Befangenheit"),
                                    ("absence", "Runde ohne diesen Bogen geschlossen"),
                                ],
                                max_length=10,
                                verbose_name="Art",
                            ),
                        ),
                        ("reason", models.TextField(verbose_name="Grund")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="festgehalten am")),
                    ],
                    options={
                        "verbose_name": "Ausschluss von der Bewertung",
                        "verbose_name_plural": "Ausschlüsse von der Bewertung",
                        "ordering": ["recorded_at", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="ExemptionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("conflict", "Befangenheit"),
                                    ("absence", "Runde ohne diesen Bogen geschlossen"),
                                ],
                                max_length=10,
                                verbose_name="Art",
                            ),
                        ),
                        ("reason", models.TextField(verbose_name="Grund")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="festgehalten am")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ImpartialityDeclaration",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("is_conflicted", models.BooleanField(default=False, verbose_name="befangen")),
                        ("names_were_shown", models.BooleanField(verbose_name="in Kenntnis des Namens")),
                        ("declared_on", models.DateField(verbose_name="erklärt am")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="festgehalten am")),
                    ],
                    options={
                        "verbose_name": "Erklärung zur Befangenheit",
                        "verbose_name_plural": "Erklärungen zur Befangenheit",
                        "ordering": ["recorded_at", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="ImpartialityDeclarationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("is_conflicted", models.BooleanField(default=False, verbose_name="befangen")),
                        ("names_were_shown", models.BooleanField(verbose_name="in Kenntnis des Namens")),
                        ("declared_on", models.DateField(verbose_name="erklärt am")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="festgehalten am")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PrivateNote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("round_position", models.PositiveSmallIntegerField(verbose_name="Reihenfolge")),
                        ("text", models.TextField(verbose_name="Eigene Notizen")),
                        ("saved_at", models.DateTimeField(auto_now=True, verbose_name="gespeichert am")),
                    ],
                    options={
                        "verbose_name": "eigene Notizen",
                        "verbose_name_plural": "eigene Notizen",
                    },
                ),
                migrations.CreateModel(
                    name="Rating",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("value", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Bewertung")),
                        ("is_not_assessable", models.BooleanField(default=False, verbose_name="nicht beurteilbar")),
                        ("not_assessable_reason", models.TextField(blank=True, verbose_name="Grund")),
                        ("observation", models.TextField(blank=True, verbose_name="Beobachtung")),
                    ],
                    options={
                        "verbose_name": "Einzelbewertung",
                        "verbose_name_plural": "Einzelbewertungen",
                    },
                ),
                migrations.CreateModel(
                    name="RatingEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("value", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Bewertung")),
                        ("is_not_assessable", models.BooleanField(default=False, verbose_name="nicht beurteilbar")),
                        ("not_assessable_reason", models.TextField(blank=True, verbose_name="Grund")),
                        ("observation", models.TextField(blank=True, verbose_name="Beobachtung")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RatingSheet",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[("draft", "in Arbeit"), ("submitted", "abgegeben")],
                                default="draft",
                                max_length=10,
                                verbose_name="Stand",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("note", models.TextField(blank=True, verbose_name="Gesamteindruck")),
                        ("started_at", models.DateTimeField(auto_now_add=True, verbose_name="begonnen am")),
                        ("saved_at", models.DateTimeField(auto_now=True, verbose_name="gespeichert am")),
                        ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="abgegeben am")),
                        ("weighted_points", models.PositiveIntegerField(editable=False, null=True)),
                        ("rated_weight", models.PositiveIntegerField(editable=False, null=True)),
                    ],
                    options={
                        "verbose_name": "Bewertungsbogen",
                        "verbose_name_plural": "Bewertungsbögen",
                        "ordering": ["application__number", "round__position", "assessor_id"],
                    },
                ),
                migrations.CreateModel(
                    name="RatingSheetEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "status",
                            models.CharField(
                                choices=[("draft", "in Arbeit"), ("submitted", "abgegeben")],
                                default="draft",
                                max_length=10,
                                verbose_name="Stand",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("note", models.TextField(blank=True, verbose_name="Gesamteindruck")),
                        ("started_at", models.DateTimeField(auto_now_add=True, verbose_name="begonnen am")),
                        ("saved_at", models.DateTimeField(auto_now=True, verbose_name="gespeichert am")),
                        ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="abgegeben am")),
                        ("weighted_points", models.PositiveIntegerField(editable=False, null=True)),
                        ("rated_weight", models.PositiveIntegerField(editable=False, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Reminder",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("round_position", models.PositiveSmallIntegerField(verbose_name="Reihenfolge")),
                        ("round_title", models.CharField(max_length=120, verbose_name="Bewertungsrunde")),
                        ("batch", models.UUIDField(editable=False)),
                        ("reminded_on", models.DateField(verbose_name="Tag")),
                        (
                            "is_repeat",
                            models.BooleanField(default=False, verbose_name="am selben Tag mit Absicht wiederholt"),
                        ),
                        ("address", models.EmailField(max_length=254, verbose_name="Adresse")),
                        ("subject", models.CharField(max_length=200, verbose_name="Betreff")),
                        ("body", models.TextField(verbose_name="Text")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("pending", "Ergebnis unbekannt"),
                                    ("sent", "gesendet"),
                                    ("failed", "nicht gesendet"),
                                ],
                                default="pending",
                                max_length=10,
                                verbose_name="Ergebnis",
                            ),
                        ),
                        ("failure", models.CharField(blank=True, max_length=200, verbose_name="Grund")),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="veranlasst am"),
                        ),
                        ("finished_at", models.DateTimeField(null=True, verbose_name="Ergebnis vom")),
                    ],
                    options={
                        "verbose_name": "Erinnerung",
                        "verbose_name_plural": "Erinnerungen",
                        "ordering": ["-created_at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="RoundCriterion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "beobachtete Anforderung",
                        "verbose_name_plural": "beobachtete Anforderungen",
                    },
                ),
                migrations.CreateModel(
                    name="AssessmentPlan",
                    fields=[
                        (
                            "posting",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="plan",
                                serialize=False,
                                to="postings.posting",
                            ),
                        ),
                        (
                            "combination",
                            models.CharField(
                                choices=[
                                    ("mean", "Mittelwert der Runden, die die Anforderung beobachten"),
                                    ("shares", "gewogener Mittelwert nach den Anteilen der Runden"),
                                    ("latest", "der Wert der spätesten Runde, die die Anforderung beobachtet"),
                                ],
                                default="mean",
                                max_length=10,
                                verbose_name="Mehrere Runden zu einer Anforderung",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Bewertungsplan",
                        "verbose_name_plural": "Bewertungspläne",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("combination__in", ["mean", "shares", "latest"])),
                                name="assessmentplan_combination_is_known",
                            )
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assessmentplan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="assessmentplan_fixed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF EXISTS (\n                        SELECT 1 FROM assessment_ratingsheet s JOIN assessment_assessmentround r ON r.id = s.round_id\n                        WHERE r.plan_id = OLD.posting_id\n                    ) THEN\n                        RAISE EXCEPTION 'fixed: the first rating has been given';\n                    END IF;\n                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                    RETURN NEW;\n                ",
                            hash="fa8d06e6bf6d2f2087e95fcde76a19c0469a4cb0",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_assessmentplan_fixed_09343",
                            table="assessment_assessmentplan",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assessmentplan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessment_assessmentplanevent" ("combination", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posting_id") VALUES (NEW."combination", _pgh_attach_context(), NOW(), \'insert\', NEW."posting_id", NEW."posting_id"); RETURN NULL;',
                            hash="2469baf79bd3870613cfe8d02398c345a942988a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a4cf8",
                            table="assessment_assessmentplan",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assessmentplan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assessment_assessmentplanevent" ("combination", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posting_id") VALUES (NEW."combination", _pgh_attach_context(), NOW(), \'update\', NEW."posting_id", NEW."posting_id"); RETURN NULL;',
                            hash="221035236ad9d20090df4c898b7b75c86b605212",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b6462",
                            table="assessment_assessmentplan",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddField(
                    model_name="assessmentplanevent",
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
                    model_name="assessmentplanevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="assessment.assessmentplan",
                    ),
                ),
                migrations.AddField(
                    model_name="assessmentplanevent",
                    name="posting",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        serialize=False,
                        to="postings.posting",
                    ),
                ),
                migrations.AddField(
                    model_name="assessmentround",
                    name="plan",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rounds",
                        to="assessment.assessmentplan",
                    ),
                ),
                migrations.AddField(
                    model_name="assessmentroundevent",
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
                    model_name="assessmentroundevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="assessment.assessmentround",
                    ),
                ),
                migrations.AddField(
                    model_name="assessmentroundevent",
                    name="plan",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="assessment.assessmentplan",
                    ),
                ),
                migrations.AddField(
                    model_name="assessororder",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                migrations.AddField(
                    model_name="assessororder",
                    name="posting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessor_orders",
                        to="postings.posting",
                    ),
                ),
                migrations.AddField(
                    model_name="assessororderevent",
                    name="person",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="assessororderevent",
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
                    model_name="assessororderevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="assessment.assessororder",
                    ),
                ),
                migrations.AddField(
                    model_name="assessororderevent",
                    name="posting",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="postings.posting",
                    ),
                ),
                migrations.AddField(
                    model_name="consensuspresence",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                migrations.AddField(
                    model_name="consensusrating",
                    name="application",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consensus_ratings",
                        to="applications.application",
                    ),
                ),
            ]
        )
    ]
