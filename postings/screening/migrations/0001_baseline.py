import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from recruitment.database.together import Together


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("screening", "0001_initial"),
        ("screening", "0002_erasable_history"),
        ("screening", "0003_proposal_words"),
    ]

    dependencies = [
        ("applications", "0003_baseline"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("postings", "0002_baseline"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Appraisal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "overall_mark",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "1 – sehr gut (beste Note)"),
                                    (2, "2 – gut"),
                                    (3, "3 – befriedigend"),
                                    (4, "4 – ausreichend"),
                                    (5, "5 – mangelhaft"),
                                ],
                                verbose_name="Gesamturteil (1 = beste Note)",
                            ),
                        ),
                        ("period_from", models.DateField(verbose_name="Beurteilungszeitraum von")),
                        ("period_to", models.DateField(verbose_name="Beurteilungszeitraum bis")),
                        (
                            "grade",
                            models.CharField(
                                help_text="Zum Beispiel A 10. Gleiche Noten in verschiedenen Ämtern sagen nicht das Gleiche.",
                                max_length=80,
                                verbose_name="Statusamt oder Entgeltgruppe im Zeitraum",
                            ),
                        ),
                        ("issuing_authority", models.CharField(max_length=200, verbose_name="beurteilende Stelle")),
                        ("note", models.TextField(blank=True, verbose_name="Bemerkung")),
                        ("entered_at", models.DateTimeField(auto_now=True)),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appraisals",
                                to="applications.application",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Dienstliche Beurteilung",
                        "verbose_name_plural": "Dienstliche Beurteilungen",
                        "ordering": ["-period_to", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="AppraisalEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "overall_mark",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "1 – sehr gut (beste Note)"),
                                    (2, "2 – gut"),
                                    (3, "3 – befriedigend"),
                                    (4, "4 – ausreichend"),
                                    (5, "5 – mangelhaft"),
                                ],
                                verbose_name="Gesamturteil (1 = beste Note)",
                            ),
                        ),
                        ("period_from", models.DateField(verbose_name="Beurteilungszeitraum von")),
                        ("period_to", models.DateField(verbose_name="Beurteilungszeitraum bis")),
                        (
                            "grade",
                            models.CharField(
                                help_text="Zum Beispiel A 10. Gleiche Noten in verschiedenen Ämtern sagen nicht das Gleiche.",
                                max_length=80,
                                verbose_name="Statusamt oder Entgeltgruppe im Zeitraum",
                            ),
                        ),
                        ("issuing_authority", models.CharField(max_length=200, verbose_name="beurteilende Stelle")),
                        ("note", models.TextField(blank=True, verbose_name="Bemerkung")),
                        ("entered_at", models.DateTimeField(auto_now=True)),
                        (
                            "application",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.application",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
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
                                to="screening.appraisal",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Finding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("first_sight", "1. Erste Sichtung"),
                                    ("qualification", "2. Zwingende formale Qualifikation"),
                                    ("comparison", "3. Wertender Leistungsvergleich"),
                                    ("invitation", "4. Einladung zum Auswahlgespräch"),
                                ],
                                max_length=15,
                                verbose_name="Schritt",
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                choices=[("yes", "ja"), ("no", "nein"), ("doubt", "Bedenken")],
                                max_length=10,
                                verbose_name="Ergebnis",
                            ),
                        ),
                        (
                            "basis",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("appraisal", "dienstliche Beurteilung"),
                                    ("reference", "qualifiziertes Arbeitszeugnis"),
                                    ("none", "liegt nicht vor"),
                                ],
                                max_length=10,
                                verbose_name="Grundlage des Vergleichs",
                            ),
                        ),
                        ("reason", models.TextField(blank=True, verbose_name="Begründung")),
                        ("saved_at", models.DateTimeField(verbose_name="gespeichert am")),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
                                to="applications.application",
                            ),
                        ),
                        (
                            "saved_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Feststellung der Vorauswahl",
                        "verbose_name_plural": "Feststellungen der Vorauswahl",
                    },
                ),
                migrations.CreateModel(
                    name="FindingEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("first_sight", "1. Erste Sichtung"),
                                    ("qualification", "2. Zwingende formale Qualifikation"),
                                    ("comparison", "3. Wertender Leistungsvergleich"),
                                    ("invitation", "4. Einladung zum Auswahlgespräch"),
                                ],
                                max_length=15,
                                verbose_name="Schritt",
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                choices=[("yes", "ja"), ("no", "nein"), ("doubt", "Bedenken")],
                                max_length=10,
                                verbose_name="Ergebnis",
                            ),
                        ),
                        (
                            "basis",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("appraisal", "dienstliche Beurteilung"),
                                    ("reference", "qualifiziertes Arbeitszeugnis"),
                                    ("none", "liegt nicht vor"),
                                ],
                                max_length=10,
                                verbose_name="Grundlage des Vergleichs",
                            ),
                        ),
                        ("reason", models.TextField(blank=True, verbose_name="Begründung")),
                        ("saved_at", models.DateTimeField(verbose_name="gespeichert am")),
                        (
                            "application",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.application",
                            ),
                        ),
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
                                to="screening.finding",
                            ),
                        ),
                        (
                            "saved_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PreSelection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("concluded_at", models.DateTimeField(auto_now_add=True, verbose_name="abgeschlossen am")),
                        ("invited_count", models.PositiveIntegerField(verbose_name="zur Einladung vorgeschlagen")),
                        ("not_invited_count", models.PositiveIntegerField(verbose_name="nicht vorgeschlagen")),
                        ("reopened_at", models.DateTimeField(blank=True, null=True)),
                        ("reopen_reason", models.TextField(blank=True, verbose_name="Begründung")),
                        (
                            "concluded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "posting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="preselections",
                                to="postings.posting",
                            ),
                        ),
                        (
                            "reopened_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Abschluss der Vorauswahl",
                        "verbose_name_plural": "Abschlüsse der Vorauswahl",
                        "ordering": ["concluded_at", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="SingleMark",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("label", models.CharField(max_length=200, verbose_name="Merkmal")),
                        (
                            "mark",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "1 – sehr gut (beste Note)"),
                                    (2, "2 – gut"),
                                    (3, "3 – befriedigend"),
                                    (4, "4 – ausreichend"),
                                    (5, "5 – mangelhaft"),
                                ],
                                verbose_name="Note (1 = beste)",
                            ),
                        ),
                        (
                            "appraisal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="single_marks",
                                to="screening.appraisal",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Einzelnote",
                        "verbose_name_plural": "Einzelnoten",
                        "ordering": ["position"],
                    },
                ),
                migrations.CreateModel(
                    name="SingleMarkEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("position", models.PositiveSmallIntegerField()),
                        ("label", models.CharField(max_length=200, verbose_name="Merkmal")),
                        (
                            "mark",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "1 – sehr gut (beste Note)"),
                                    (2, "2 – gut"),
                                    (3, "3 – befriedigend"),
                                    (4, "4 – ausreichend"),
                                    (5, "5 – mangelhaft"),
                                ],
                                verbose_name="Note (1 = beste)",
                            ),
                        ),
                        (
                            "appraisal",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="screening.appraisal",
                            ),
                        ),
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
                                to="screening.singlemark",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.AddConstraint(
                    model_name="appraisal",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("overall_mark__in", [1, 2, 3, 4, 5])), name="appraisal_mark_1_to_5"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="appraisal",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("period_to__gte", models.F("period_from"))),
                        name="appraisal_period_in_order",
                        violation_error_message="Der Zeitraum endet vor seinem Anfang.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="appraisal",
                    constraint=models.UniqueConstraint(
                        fields=("application", "period_from", "period_to"),
                        name="appraisal_once_per_period",
                        violation_error_message="Für diesen Zeitraum ist schon eine Beurteilung erfasst.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appraisal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "screening_appraisalevent" ("application_id", "entered_at", "entered_by_id", "grade", "id", "issuing_authority", "note", "overall_mark", "period_from", "period_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."application_id", NEW."entered_at", NEW."entered_by_id", NEW."grade", NEW."id", NEW."issuing_authority", NEW."note", NEW."overall_mark", NEW."period_from", NEW."period_to", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="57aafe0eae1cf0cbcc7128d8a4d1f2818dbc1668",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_47f08",
                            table="screening_appraisal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appraisal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "screening_appraisalevent" ("application_id", "entered_at", "entered_by_id", "grade", "id", "issuing_authority", "note", "overall_mark", "period_from", "period_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."application_id", NEW."entered_at", NEW."entered_by_id", NEW."grade", NEW."id", NEW."issuing_authority", NEW."note", NEW."overall_mark", NEW."period_from", NEW."period_to", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="552a0fd3a66156cc9a9e407a148ea368706900c5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e2274",
                            table="screening_appraisal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appraisalevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            RAISE EXCEPTION 'Cannot % rows of % without a deletion record', lower(TG_OP), TG_TABLE_NAME;\n        ",
                            hash="67a2b1ba84c327c1fff72a4b8bd58cfb23686890",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_86bd9",
                            table="screening_appraisalevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="finding",
                    constraint=models.UniqueConstraint(fields=("application", "step"), name="finding_once_per_step"),
                ),
                migrations.AddConstraint(
                    model_name="finding",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("step__in", ["first_sight", "qualification", "comparison", "invitation"])),
                        name="finding_step_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="finding",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["yes", "no", "doubt"])), name="finding_verdict_is_known"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="finding",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("verdict", "yes"), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="finding_no_or_doubt_has_reason",
                        violation_error_message="Bitte begründen Sie „nein“ und „Bedenken“.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="finding",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("step", "invitation"), _negated=True),
                            models.Q(("verdict", "doubt"), _negated=True),
                            _connector="OR",
                        ),
                        name="finding_invitation_is_yes_or_no",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="finding",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("step", "comparison"), ("basis__in", ["appraisal", "reference", "none"])),
                            models.Q(models.Q(("step", "comparison"), _negated=True), ("basis", "")),
                            _connector="OR",
                        ),
                        name="finding_comparison_names_basis",
                        violation_error_message="Bitte nennen Sie die Grundlage des Vergleichs.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="finding",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis", "none"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="finding_comparison_without_basis_has_reason",
                        violation_error_message="Bitte begründen Sie, warum kein Leistungsnachweis vorliegt.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="finding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="finding_of_open_preselection",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF EXISTS (\n                        SELECT 1 FROM screening_preselection p\n                        JOIN applications_application a ON a.posting_id = p.posting_id\n                        WHERE a.id = NEW.application_id AND p.reopened_at IS NULL\n                    ) THEN\n                        RAISE EXCEPTION 'the pre-selection is concluded';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="bb76786e26a45d33ef46060a5e7ad08e04959eec",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_finding_of_open_preselection_f9c5c",
                            table="screening_finding",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="finding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "screening_findingevent" ("application_id", "basis", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "saved_at", "saved_by_id", "step", "verdict") VALUES (NEW."application_id", NEW."basis", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."saved_at", NEW."saved_by_id", NEW."step", NEW."verdict"); RETURN NULL;',
                            hash="7bda85ff1e9aefb33257595a89d1e3172784cfde",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_179d2",
                            table="screening_finding",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="finding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "screening_findingevent" ("application_id", "basis", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "saved_at", "saved_by_id", "step", "verdict") VALUES (NEW."application_id", NEW."basis", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."saved_at", NEW."saved_by_id", NEW."step", NEW."verdict"); RETURN NULL;',
                            hash="1d4b226f675f4402d57939366b30ce843fad6acd",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5cc10",
                            table="screening_finding",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="findingevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            RAISE EXCEPTION 'Cannot % rows of % without a deletion record', lower(TG_OP), TG_TABLE_NAME;\n        ",
                            hash="9730859a2333370a6b1544a14c88dce2fb64d908",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7483b",
                            table="screening_findingevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="preselection",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("reopened_at", None)),
                        fields=("posting",),
                        name="preselection_one_standing_per_posting",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="preselection",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reopen_reason", ""), ("reopened_at", None), ("reopened_by", None)),
                            models.Q(
                                models.Q(("reopen_reason", ""), _negated=True),
                                ("reopened_at__isnull", False),
                                ("reopened_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="preselection_reopened_with_person_and_reason",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="preselection",
                    trigger=pgtrigger.compiler.Trigger(
                        name="preselection_reopened_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."reopened_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="1a5cd4015003e3bce86cf507b8aa567e9fd5afdd",
                            operation="UPDATE",
                            pgid="pgtrigger_preselection_reopened_stays_b0cf2",
                            table="screening_preselection",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="preselection",
                    trigger=pgtrigger.compiler.Trigger(
                        name="preselection_is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="ad3c3b64a07ab3784ed6a00b9d5ba906ea3f01b0",
                            operation="DELETE",
                            pgid="pgtrigger_preselection_is_kept_25cf4",
                            table="screening_preselection",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="singlemark",
                    constraint=models.UniqueConstraint(
                        fields=("appraisal", "position"), name="singlemark_position_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="singlemark",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("mark__in", [1, 2, 3, 4, 5])), name="singlemark_1_to_5"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="singlemark",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "screening_singlemarkevent" ("appraisal_id", "id", "label", "mark", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."appraisal_id", NEW."id", NEW."label", NEW."mark", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position"); RETURN NULL;',
                            hash="18a302d4b19b6469651d6ed4e9d46af476cae7a8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_05738",
                            table="screening_singlemark",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="singlemark",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "screening_singlemarkevent" ("appraisal_id", "id", "label", "mark", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."appraisal_id", NEW."id", NEW."label", NEW."mark", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position"); RETURN NULL;',
                            hash="6e033b6f9758fa488e1dde42d99ea61ba9ea87b9",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0502d",
                            table="screening_singlemark",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="singlemarkevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            RAISE EXCEPTION 'Cannot % rows of % without a deletion record', lower(TG_OP), TG_TABLE_NAME;\n        ",
                            hash="ea960e94ec14b44f6bbf7c83109bdfe643bb9760",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_31426",
                            table="screening_singlemarkevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        )
    ]
