import django.db.models.deletion
import django.db.models.functions.comparison
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from recruitment.database.together import Together


class Migration(migrations.Migration):
    initial = True

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
                    name="ParticipationDocument",
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
                                    ("letter", "Schreiben"),
                                    ("enclosure", "Anlage"),
                                    ("answer", "Antwort auf Papier"),
                                ],
                                max_length=20,
                                verbose_name="Art",
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="Bezeichnung")),
                        ("sha256", models.CharField(max_length=64, verbose_name="Prüfsumme (SHA-256)")),
                        ("content", models.BinaryField()),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="abgelegt am")),
                    ],
                    options={
                        "verbose_name": "Schriftstück einer Beteiligung",
                        "verbose_name_plural": "Schriftstücke einer Beteiligung",
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="ParticipationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "body",
                            models.CharField(
                                choices=[
                                    ("disability_rep", "Schwerbehindertenvertretung"),
                                    ("womens_rep", "Frauenvertretung"),
                                    ("staff_council", "Personalrat"),
                                ],
                                max_length=20,
                                verbose_name="Beschäftigtenvertretung",
                            ),
                        ),
                        (
                            "subject",
                            models.CharField(
                                choices=[
                                    ("posting", "Stellenausschreibung"),
                                    ("invitation", "Vorauswahl und Einladung"),
                                    ("selection", "Auswahlentscheidung"),
                                    ("appointment", "Einstellung, Ernennung oder Eingruppierung"),
                                    ("other", "Sonstiges"),
                                ],
                                max_length=20,
                                verbose_name="Gegenstand",
                            ),
                        ),
                        (
                            "subject_note",
                            models.CharField(blank=True, max_length=200, verbose_name="Gegenstand in Worten"),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="Maßnahme und Begründung")),
                        ("sent_on", models.DateField(blank=True, null=True, verbose_name="versandt am")),
                        ("received_on", models.DateField(blank=True, null=True, verbose_name="dort eingegangen am")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="Frist")),
                        ("urgency_reason", models.TextField(blank=True, verbose_name="Begründung der Dringlichkeit")),
                        (
                            "made_up_since",
                            models.DateField(
                                blank=True, null=True, verbose_name="unterlassene Beteiligung festgestellt am"
                            ),
                        ),
                        (
                            "extended_until",
                            models.DateField(blank=True, null=True, verbose_name="Frist schriftlich verlängert bis"),
                        ),
                        ("extension_reason", models.TextField(blank=True, verbose_name="Grund der Verlängerung")),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("approved", "zugestimmt"),
                                    ("refused", "Zustimmung verweigert"),
                                    ("no_objection", "keine Einwände"),
                                    ("objection", "beanstandet"),
                                    ("deemed_approved", "gilt als erteilt (Frist abgelaufen)"),
                                    ("not_required", "Beteiligung nicht erforderlich"),
                                ],
                                max_length=20,
                                verbose_name="Ergebnis",
                            ),
                        ),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="Antwort vom")),
                        ("note", models.TextField(blank=True, verbose_name="Begründung oder Anmerkung")),
                        (
                            "is_own_answer",
                            models.BooleanField(default=False, verbose_name="von der Stelle selbst eingetragen"),
                        ),
                        ("recorded_at", models.DateTimeField(blank=True, null=True, verbose_name="festgehalten am")),
                        ("correction_reason", models.TextField(blank=True, verbose_name="Grund der Berichtigung")),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="angelegt am")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Settlement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.TextField(verbose_name="Wie und warum beigelegt")),
                        ("settled_by", models.CharField(max_length=200, verbose_name="entschieden durch")),
                        ("settled_on", models.DateField(verbose_name="beigelegt am")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="festgehalten am")),
                    ],
                    options={
                        "verbose_name": "Beilegung einer Beanstandung",
                        "verbose_name_plural": "Beilegungen von Beanstandungen",
                    },
                ),
                migrations.CreateModel(
                    name="Participation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "body",
                            models.CharField(
                                choices=[
                                    ("disability_rep", "Schwerbehindertenvertretung"),
                                    ("womens_rep", "Frauenvertretung"),
                                    ("staff_council", "Personalrat"),
                                ],
                                max_length=20,
                                verbose_name="Beschäftigtenvertretung",
                            ),
                        ),
                        (
                            "subject",
                            models.CharField(
                                choices=[
                                    ("posting", "Stellenausschreibung"),
                                    ("invitation", "Vorauswahl und Einladung"),
                                    ("selection", "Auswahlentscheidung"),
                                    ("appointment", "Einstellung, Ernennung oder Eingruppierung"),
                                    ("other", "Sonstiges"),
                                ],
                                max_length=20,
                                verbose_name="Gegenstand",
                            ),
                        ),
                        (
                            "subject_note",
                            models.CharField(blank=True, max_length=200, verbose_name="Gegenstand in Worten"),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="Maßnahme und Begründung")),
                        ("sent_on", models.DateField(blank=True, null=True, verbose_name="versandt am")),
                        ("received_on", models.DateField(blank=True, null=True, verbose_name="dort eingegangen am")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="Frist")),
                        ("urgency_reason", models.TextField(blank=True, verbose_name="Begründung der Dringlichkeit")),
                        (
                            "made_up_since",
                            models.DateField(
                                blank=True, null=True, verbose_name="unterlassene Beteiligung festgestellt am"
                            ),
                        ),
                        (
                            "extended_until",
                            models.DateField(blank=True, null=True, verbose_name="Frist schriftlich verlängert bis"),
                        ),
                        ("extension_reason", models.TextField(blank=True, verbose_name="Grund der Verlängerung")),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("approved", "zugestimmt"),
                                    ("refused", "Zustimmung verweigert"),
                                    ("no_objection", "keine Einwände"),
                                    ("objection", "beanstandet"),
                                    ("deemed_approved", "gilt als erteilt (Frist abgelaufen)"),
                                    ("not_required", "Beteiligung nicht erforderlich"),
                                ],
                                max_length=20,
                                verbose_name="Ergebnis",
                            ),
                        ),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="Antwort vom")),
                        ("note", models.TextField(blank=True, verbose_name="Begründung oder Anmerkung")),
                        (
                            "is_own_answer",
                            models.BooleanField(default=False, verbose_name="von der Stelle selbst eingetragen"),
                        ),
                        ("recorded_at", models.DateTimeField(blank=True, null=True, verbose_name="festgehalten am")),
                        ("correction_reason", models.TextField(blank=True, verbose_name="Grund der Berichtigung")),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="angelegt am")),
                        (
                            "application",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="applications.application",
                                verbose_name="Bewerbung",
                            ),
                        ),
                        (
                            "corrects",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="correction",
                                to="participation.participation",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="angelegt von",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Beteiligung",
                        "verbose_name_plural": "Beteiligungen",
                        "ordering": ["-created_at", "-id"],
                    },
                ),
                migrations.AddField(
                    model_name="participation",
                    name="posting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="postings.posting",
                    ),
                ),
                migrations.AddField(
                    model_name="participation",
                    name="recorded_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="festgehalten von",
                    ),
                ),
                migrations.AddField(
                    model_name="participationdocument",
                    name="created_by",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="participationdocument",
                    name="participation",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="participation.participation",
                    ),
                ),
                migrations.AddField(
                    model_name="participationevent",
                    name="application",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="applications.application",
                        verbose_name="Bewerbung",
                    ),
                ),
                migrations.AddField(
                    model_name="participationevent",
                    name="corrects",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="participation.participation",
                    ),
                ),
                migrations.AddField(
                    model_name="participationevent",
                    name="created_by",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="angelegt von",
                    ),
                ),
                migrations.AddField(
                    model_name="participationevent",
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
                    model_name="participationevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="participation.participation",
                    ),
                ),
                migrations.AddField(
                    model_name="participationevent",
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
                    model_name="participationevent",
                    name="recorded_by",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="festgehalten von",
                    ),
                ),
                migrations.AddField(
                    model_name="settlement",
                    name="participation",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settlement",
                        to="participation.participation",
                    ),
                ),
                migrations.AddField(
                    model_name="settlement",
                    name="recorded_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="festgehalten von",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="participation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("body__in", ["disability_rep", "womens_rep", "staff_council"])),
                        name="participation_body_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="participation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("subject__in", ["posting", "invitation", "selection", "appointment", "other"])
                        ),
                        name="participation_subject_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="participation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "result__in",
                                [
                                    "",
                                    "approved",
                                    "refused",
                                    "no_objection",
                                    "objection",
                                    "deemed_approved",
                                    "not_required",
                                ],
                            )
                        ),
                        name="participation_result_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="participation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("subject", "other"), _negated=True),
                            models.Q(("subject_note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="participation_other_is_named",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="participation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("due_on", None), ("received_on", None), ("result", "not_required"), ("sent_on", None)
                            ),
                            models.Q(
                                ("due_on__isnull", False), ("received_on__isnull", False), ("sent_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="participation_sent_unless_not_required",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="participation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("result__in", ["not_required", "refused", "objection"]), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="participation_reason_where_needed",
                        violation_error_message="Bitte geben Sie eine Begründung an.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="participation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("sent_on", None),
                            models.Q(
                                ("received_on__gte", models.F("sent_on")),
                                models.Q(
                                    ("due_on__gte", models.F("received_on")),
                                    ("made_up_since__isnull", False),
                                    _connector="OR",
                                ),
                                models.Q(
                                    ("answered_on", None), ("answered_on__gte", models.F("sent_on")), _connector="OR"
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="participation_days_in_order",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="participation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_on", None), ("recorded_at", None), ("recorded_by", None), ("result", "")
                            ),
                            models.Q(
                                models.Q(("result", ""), _negated=True),
                                ("answered_on__isnull", False),
                                ("recorded_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="participation_answered_iff_result",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="participation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("result__in", ["refused", "deemed_approved", "objection"]), _negated=True),
                            models.Q(("body", "staff_council"), ("result__in", ["refused", "deemed_approved"])),
                            models.Q(models.Q(("body", "staff_council"), _negated=True), ("result", "objection")),
                            _connector="OR",
                        ),
                        name="participation_result_of_the_body",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="participation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("result", "deemed_approved"), _negated=True),
                            (
                                "answered_on__gt",
                                django.db.models.functions.comparison.Coalesce(
                                    models.F("extended_until"), models.F("due_on")
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="participation_deemed_after_period",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="participation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("result", "refused"), _negated=True),
                            (
                                "answered_on__lte",
                                django.db.models.functions.comparison.Coalesce(
                                    models.F("extended_until"), models.F("due_on")
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="participation_refused_in_period",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="participation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("urgency_reason", ""), ("body", "staff_council"), _connector="OR"),
                        name="participation_urgency_of_the_staff_council",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="participation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("application", None), ("made_up_since", None)),
                            ("body", "disability_rep"),
                            _connector="OR",
                        ),
                        name="participation_of_the_disability_rep_only",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="participation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("extended_until", None), ("extension_reason", "")),
                            models.Q(
                                models.Q(("extension_reason", ""), _negated=True),
                                ("body", "staff_council"),
                                ("extended_until__gt", models.F("due_on")),
                            ),
                            _connector="OR",
                        ),
                        name="participation_extension_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="participation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("correction_reason", ""), ("corrects", None)),
                            models.Q(
                                models.Q(("correction_reason", ""), _negated=True),
                                models.Q(("result", ""), _negated=True),
                                ("corrects__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="participation_correction_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="participation",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("result", "")),
                        fields=("posting", "body", "subject", "subject_note", "application"),
                        name="participation_one_open_matter",
                        nulls_distinct=False,
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="participation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="participation_answer_stands",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF TG_OP = 'DELETE' THEN\n                        IF OLD.application_id IS NOT NULL AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n                        RAISE EXCEPTION 'a participation stays';\n                    END IF;\n                    IF OLD.result <> '' THEN RAISE EXCEPTION 'an answer is never overwritten'; END IF;\n                    IF (to_jsonb(OLD) - ARRAY['result', 'answered_on', 'note', 'is_own_answer', 'recorded_by_id', 'recorded_at', 'extended_until', 'extension_reason']) <> (to_jsonb(NEW) - ARRAY['result', 'answered_on', 'note', 'is_own_answer', 'recorded_by_id', 'recorded_at', 'extended_until', 'extension_reason']) THEN\n                        RAISE EXCEPTION 'what was sent stands';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="d04857f5fde6d704689f27b4086f90cf1d28a61b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_participation_answer_stands_082a7",
                            table="participation_participation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="participation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="participation_deemed_in_time",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF NEW.result = 'deemed_approved' AND (\n                        (now() AT TIME ZONE 'Europe/Berlin')::date <= COALESCE(NEW.extended_until, NEW.due_on)\n                        OR NEW.answered_on > (now() AT TIME ZONE 'Europe/Berlin')::date\n                        OR EXISTS (\n                            SELECT 1 FROM participation_participation p\n                            WHERE p.posting_id = NEW.posting_id AND p.body = NEW.body AND p.subject = NEW.subject\n                              AND p.subject_note = NEW.subject_note AND p.sent_on = NEW.sent_on\n                              AND p.result = 'refused'))\n                    THEN\n                        RAISE EXCEPTION 'not yet deemed approved';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="cfa28b0d486e9ccf12cf5587953f77ed9daecba8",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_participation_deemed_in_time_16e7b",
                            table="participation_participation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="participation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="participation_order",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE old participation_participation;",
                            func="\n                    PERFORM 1 FROM postings_posting WHERE id = NEW.posting_id FOR SHARE;\n                    IF NEW.body = 'staff_council' AND NEW.sent_on IS NOT NULL AND NOT EXISTS (\n                        SELECT 1 FROM participation_participation w\n                        WHERE w.posting_id = NEW.posting_id AND w.subject = NEW.subject\n                          AND w.subject_note = NEW.subject_note AND w.body = 'womens_rep'\n                          AND NOT EXISTS (SELECT 1 FROM participation_participation c WHERE c.corrects_id = w.id)\n                          AND (w.result = 'not_required' OR w.sent_on < NEW.sent_on\n                               OR (w.sent_on = NEW.sent_on AND NEW.urgency_reason <> '')))\n                    THEN\n                        RAISE EXCEPTION 'the womens representative first';\n                    END IF;\n                    IF NEW.corrects_id IS NOT NULL THEN\n                        SELECT * INTO old FROM participation_participation WHERE id = NEW.corrects_id;\n                        IF old.result = '' OR (old.posting_id, old.body, old.subject, old.subject_note,\n                                               old.application_id, old.sent_on, old.received_on, old.due_on,\n                                               old.extended_until)\n                            IS DISTINCT FROM (NEW.posting_id, NEW.body, NEW.subject, NEW.subject_note,\n                                              NEW.application_id, NEW.sent_on, NEW.received_on, NEW.due_on,\n                                              NEW.extended_until)\n                        THEN\n                            RAISE EXCEPTION 'a correction concerns the answer of the same matter';\n                        END IF;\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="c5b7fcc6150ee97d7886b7cf868cf383784fb987",
                            operation="INSERT",
                            pgid="pgtrigger_participation_order_e3e35",
                            table="participation_participation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="participation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "participation_participationevent" ("answered_on", "application_id", "body", "correction_reason", "corrects_id", "created_at", "created_by_id", "due_on", "extended_until", "extension_reason", "id", "is_own_answer", "made_up_since", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posting_id", "received_on", "recorded_at", "recorded_by_id", "result", "sent_on", "subject", "subject_note", "text", "urgency_reason") VALUES (NEW."answered_on", NEW."application_id", NEW."body", NEW."correction_reason", NEW."corrects_id", NEW."created_at", NEW."created_by_id", NEW."due_on", NEW."extended_until", NEW."extension_reason", NEW."id", NEW."is_own_answer", NEW."made_up_since", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."posting_id", NEW."received_on", NEW."recorded_at", NEW."recorded_by_id", NEW."result", NEW."sent_on", NEW."subject", NEW."subject_note", NEW."text", NEW."urgency_reason"); RETURN NULL;',
                            hash="1767dfb1e1f670ee44fdb6c496e5cdd0a1e08f20",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_23eb5",
                            table="participation_participation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="participation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "participation_participationevent" ("answered_on", "application_id", "body", "correction_reason", "corrects_id", "created_at", "created_by_id", "due_on", "extended_until", "extension_reason", "id", "is_own_answer", "made_up_since", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posting_id", "received_on", "recorded_at", "recorded_by_id", "result", "sent_on", "subject", "subject_note", "text", "urgency_reason") VALUES (NEW."answered_on", NEW."application_id", NEW."body", NEW."correction_reason", NEW."corrects_id", NEW."created_at", NEW."created_by_id", NEW."due_on", NEW."extended_until", NEW."extension_reason", NEW."id", NEW."is_own_answer", NEW."made_up_since", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."posting_id", NEW."received_on", NEW."recorded_at", NEW."recorded_by_id", NEW."result", NEW."sent_on", NEW."subject", NEW."subject_note", NEW."text", NEW."urgency_reason"); RETURN NULL;',
                            hash="2f90861ee569f066c4662840edd81f5eb1d0e4d6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_de828",
                            table="participation_participation",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="participationdocument",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("kind__in", ["letter", "enclosure", "answer"])),
                        name="participationdocument_kind_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="participationdocument",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="participationdocument_sha256"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="participationdocument",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("kind", "letter")),
                        fields=("participation",),
                        name="participationdocument_one_letter",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="participationdocument",
                    trigger=pgtrigger.compiler.Trigger(
                        name="participationdocument_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            RAISE EXCEPTION 'Cannot % rows of % without a deletion record', lower(TG_OP), TG_TABLE_NAME;\n        ",
                            hash="d705475a6ede01a15883f0c1ec3a1d56cad247aa",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_participationdocument_stays_c6091",
                            table="participation_participationdocument",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="participationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            RAISE EXCEPTION 'Cannot % rows of % without a deletion record', lower(TG_OP), TG_TABLE_NAME;\n        ",
                            hash="931dab06f380fdc137e9bbacc4cc0cb5a3815798",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_18d0c",
                            table="participation_participationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="settlement",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), _negated=True), models.Q(("settled_by", ""), _negated=True)
                        ),
                        name="settlement_with_reason_and_person",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="settlement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="settlement_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            RAISE EXCEPTION 'Cannot % rows of % without a deletion record', lower(TG_OP), TG_TABLE_NAME;\n        ",
                            hash="46c34a2e5ca7768381c3bf12ba8f3364ce133c23",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_settlement_stays_78675",
                            table="participation_settlement",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="settlement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="settlement_of_an_objection",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF NOT EXISTS (\n                        SELECT 1 FROM participation_participation\n                        WHERE id = NEW.participation_id AND result IN ('refused', 'objection')\n                          AND answered_on <= NEW.settled_on\n                    ) THEN\n                        RAISE EXCEPTION 'nothing to settle';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="8bb6bfbe686571b8ae746a0959899c4cd01abd81",
                            operation="INSERT",
                            pgid="pgtrigger_settlement_of_an_objection_5a52b",
                            table="participation_settlement",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        )
    ]
