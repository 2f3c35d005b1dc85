import uuid

import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from recruitment.database.together import Together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("applications", "0002_baseline"),
        ("decision", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("postings", "0001_baseline"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Appointment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "legal_form",
                            models.CharField(
                                choices=[
                                    ("appointment", "Ernennung (Beamtenverhältnis)"),
                                    ("transfer", "Übertragung des Dienstpostens (Beamtenverhältnis)"),
                                    ("contract", "Arbeitsvertrag (Tarifbeschäftigung)"),
                                ],
                                max_length=12,
                                verbose_name="Rechtsform",
                            ),
                        ),
                        (
                            "appointed_on",
                            models.DateField(verbose_name="Tag der Ernennung, Übertragung oder des Vertragsschlusses"),
                        ),
                        ("starts_on", models.DateField(verbose_name="Beginn")),
                        ("waiting_until", models.DateField(null=True, verbose_name="Ende der Wartefrist")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="festgehalten am")),
                    ],
                    options={
                        "verbose_name": "Ernennung, Einstellung oder Übertragung",
                        "verbose_name_plural": "Ernennungen, Einstellungen und Übertragungen",
                    },
                ),
                migrations.CreateModel(
                    name="IndividualReason",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.TextField(verbose_name="wesentliche Gründe")),
                        ("saved_at", models.DateTimeField(auto_now=True, verbose_name="gespeichert am")),
                    ],
                    options={
                        "verbose_name": "Gründe für eine Person",
                        "verbose_name_plural": "Gründe für einzelne Personen",
                    },
                ),
                migrations.CreateModel(
                    name="IndividualReasonEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("text", models.TextField(verbose_name="wesentliche Gründe")),
                        ("saved_at", models.DateTimeField(auto_now=True, verbose_name="gespeichert am")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Lawsuit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("court", models.CharField(max_length=200, verbose_name="Gericht")),
                        ("file_number", models.CharField(max_length=80, verbose_name="Aktenzeichen")),
                        ("received_on", models.DateField(verbose_name="eingegangen am")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="festgehalten am")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="beendet am")),
                        ("result", models.TextField(blank=True, verbose_name="Ergebnis")),
                    ],
                    options={
                        "verbose_name": "Gerichtsverfahren",
                        "verbose_name_plural": "Gerichtsverfahren",
                        "ordering": ["received_on", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="NoSuitCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "asked_of",
                            models.CharField(max_length=200, verbose_name="Gefragte Stelle (Gericht oder Rechtsamt)"),
                        ),
                        ("asked_by", models.CharField(max_length=200, verbose_name="Wer hat gefragt")),
                        ("asked_on", models.DateField(verbose_name="gefragt am")),
                        ("is_clear", models.BooleanField(verbose_name="kein Verfahren anhängig")),
                        ("answer", models.TextField(verbose_name="Auskunft")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="festgehalten am")),
                    ],
                    options={
                        "verbose_name": "Nachfrage nach Gerichtsverfahren",
                        "verbose_name_plural": "Nachfragen nach Gerichtsverfahren",
                        "ordering": ["-asked_on", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
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
                                    ("invitation", "Einladung zum Auswahlgespräch"),
                                    ("early_rejection", "Absage nach der Vorauswahl"),
                                    ("competitor", "Konkurrentenmitteilung"),
                                    ("offer", "Zusage unter Vorbehalt"),
                                    ("rejection", "Abschließende Absage"),
                                    ("abort", "Mitteilung über den Abbruch"),
                                ],
                                max_length=20,
                                verbose_name="Art",
                            ),
                        ),
                        ("occasion", models.CharField(blank=True, editable=False, max_length=80)),
                        (
                            "way",
                            models.CharField(
                                choices=[("letter", "Brief"), ("email", "E-Mail")],
                                max_length=10,
                                verbose_name="Versandweg",
                            ),
                        ),
                        ("address", models.TextField(verbose_name="Anschrift oder Adresse")),
                        ("subject", models.CharField(max_length=400, verbose_name="Betreff")),
                        ("body", models.TextField(verbose_name="Text")),
                        (
                            "presumed_days",
                            models.PositiveSmallIntegerField(verbose_name="Tage bis zum vermuteten Zugang"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("pending", "noch nicht erstellt"),
                                    ("sending", "unklar, ob versandt"),
                                    ("made", "erstellt, noch nicht abgesandt"),
                                    ("sent", "versandt"),
                                    ("failed", "nicht versandt"),
                                ],
                                default="pending",
                                max_length=10,
                                verbose_name="Stand",
                            ),
                        ),
                        ("failure", models.CharField(blank=True, max_length=200, verbose_name="Grund")),
                        ("sha256", models.CharField(blank=True, max_length=64, verbose_name="Prüfsumme (SHA-256)")),
                        ("content", models.BinaryField(null=True)),
                        ("sent_on", models.DateField(null=True, verbose_name="versandt am")),
                        ("received_on", models.DateField(null=True, verbose_name="zugegangen am")),
                        ("returned_on", models.DateField(null=True, verbose_name="unzustellbar zurück am")),
                    ],
                    options={
                        "verbose_name": "Mitteilung",
                        "verbose_name_plural": "Mitteilungen",
                        "ordering": ["-id"],
                    },
                ),
                migrations.CreateModel(
                    name="NoticeRun",
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
                                    ("invitation", "Einladung zum Auswahlgespräch"),
                                    ("early_rejection", "Absage nach der Vorauswahl"),
                                    ("competitor", "Konkurrentenmitteilung"),
                                    ("offer", "Zusage unter Vorbehalt"),
                                    ("rejection", "Abschließende Absage"),
                                    ("abort", "Mitteilung über den Abbruch"),
                                ],
                                max_length=20,
                                verbose_name="Art",
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[("letter", "Brief"), ("email", "E-Mail")],
                                max_length=10,
                                verbose_name="Versandweg",
                            ),
                        ),
                        ("text_version", models.PositiveIntegerField(verbose_name="Fassung des Textes")),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("dated_on", models.DateField(verbose_name="Datum")),
                        ("waiting_days", models.PositiveSmallIntegerField(verbose_name="Wartefrist in Tagen")),
                        (
                            "confirmed_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="veranlasst am"),
                        ),
                    ],
                    options={
                        "verbose_name": "Versand von Mitteilungen",
                        "verbose_name_plural": "Versand von Mitteilungen",
                        "ordering": ["-confirmed_at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="NoticeText",
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
                                    ("invitation", "Einladung zum Auswahlgespräch"),
                                    ("early_rejection", "Absage nach der Vorauswahl"),
                                    ("competitor", "Konkurrentenmitteilung"),
                                    ("offer", "Zusage unter Vorbehalt"),
                                    ("rejection", "Abschließende Absage"),
                                    ("abort", "Mitteilung über den Abbruch"),
                                ],
                                max_length=20,
                                verbose_name="Art",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(verbose_name="Fassung")),
                        ("subject", models.CharField(max_length=200, verbose_name="Betreff")),
                        ("body", models.TextField(max_length=6000, verbose_name="Text")),
                        ("saved_at", models.DateTimeField(auto_now_add=True, verbose_name="gespeichert am")),
                    ],
                    options={
                        "verbose_name": "Text einer Mitteilung",
                        "verbose_name_plural": "Texte der Mitteilungen",
                        "ordering": ["-version"],
                    },
                ),
                migrations.CreateModel(
                    name="Abort",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.TextField(verbose_name="Grund des Abbruchs")),
                        ("aborted_on", models.DateField(verbose_name="abgebrochen am")),
                        (
                            "aborted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="abgebrochen von",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Abbruch",
                        "verbose_name_plural": "Abbrüche",
                    },
                ),
                migrations.AddField(
                    model_name="abort",
                    name="posting",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="abort", to="postings.posting"
                    ),
                ),
                migrations.AddField(
                    model_name="appointment",
                    name="application",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointment",
                        to="applications.application",
                    ),
                ),
                migrations.AddField(
                    model_name="appointment",
                    name="decision",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="decision.selectiondecision",
                    ),
                ),
                migrations.AddField(
                    model_name="appointment",
                    name="recorded_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="festgehalten von",
                    ),
                ),
                migrations.AddField(
                    model_name="individualreason",
                    name="application",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="individual_reason",
                        to="applications.application",
                    ),
                ),
                migrations.AddField(
                    model_name="individualreason",
                    name="saved_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                migrations.AddField(
                    model_name="individualreasonevent",
                    name="application",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="applications.application",
                    ),
                ),
                migrations.AddField(
                    model_name="individualreasonevent",
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
                    model_name="individualreasonevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="notices.individualreason",
                    ),
                ),
                migrations.AddField(
                    model_name="individualreasonevent",
                    name="saved_by",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="lawsuit",
                    name="application",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lawsuits",
                        to="applications.application",
                        verbose_name="Wer klagt",
                    ),
                ),
                migrations.AddField(
                    model_name="lawsuit",
                    name="ended_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="lawsuit",
                    name="posting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lawsuits", to="postings.posting"
                    ),
                ),
                migrations.AddField(
                    model_name="lawsuit",
                    name="recorded_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                migrations.AddField(
                    model_name="nosuitcheck",
                    name="posting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="no_suit_checks",
                        to="postings.posting",
                    ),
                ),
                migrations.AddField(
                    model_name="nosuitcheck",
                    name="recorded_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                migrations.AddField(
                    model_name="appointment",
                    name="no_suit_check",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="notices.nosuitcheck"
                    ),
                ),
                migrations.AddField(
                    model_name="notice",
                    name="application",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sent_notices",
                        to="applications.application",
                    ),
                ),
                migrations.AddField(
                    model_name="notice",
                    name="receipt_by",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Zugang festgehalten von",
                    ),
                ),
                migrations.AddField(
                    model_name="notice",
                    name="sent_by",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Versand durch",
                    ),
                ),
                migrations.AddField(
                    model_name="noticerun",
                    name="confirmed_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="veranlasst von",
                    ),
                ),
                migrations.AddField(
                    model_name="noticerun",
                    name="posting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notice_runs", to="postings.posting"
                    ),
                ),
                migrations.AddField(
                    model_name="notice",
                    name="run",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="notices.noticerun"
                    ),
                ),
                migrations.AddField(
                    model_name="noticetext",
                    name="posting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notice_texts", to="postings.posting"
                    ),
                ),
                migrations.AddField(
                    model_name="noticetext",
                    name="saved_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gespeichert von",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="abort",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason__regex", "\\S.{13,}\\S")),
                        name="abort_reason_long_enough",
                        violation_error_message="Bitte begründen Sie den Abbruch so, dass andere es nachvollziehen können.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="abort",
                    trigger=pgtrigger.compiler.Trigger(
                        name="abort_stands",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="312df58c75989e1ac81df8ebc5033f1b51267061",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_abort_stands_de5a5",
                            table="notices_abort",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="abort",
                    trigger=pgtrigger.compiler.Trigger(
                        name="abort_before_the_end",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    PERFORM 1 FROM postings_posting\n                    WHERE id = NEW.posting_id AND status NOT IN ('draft', 'filled', 'aborted') FOR UPDATE;\n                    IF NOT FOUND THEN RAISE EXCEPTION 'only a procedure that runs can be aborted'; END IF;\n                    IF EXISTS (SELECT 1 FROM notices_appointment p\n                               JOIN applications_application a ON a.id = p.application_id\n                               WHERE a.posting_id = NEW.posting_id) THEN\n                        RAISE EXCEPTION 'a procedure with an appointment cannot be aborted';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="e3a0512d9ca99653d7d0bfdb02b6e87df7cbbb84",
                            operation="INSERT",
                            pgid="pgtrigger_abort_before_the_end_7284d",
                            table="notices_abort",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="individualreason",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("text__regex", "\\S.{13,}\\S")), name="individualreason_long_enough"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="individualreason",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "notices_individualreasonevent" ("application_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_at", "saved_by_id", "text") VALUES (NEW."application_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."saved_at", NEW."saved_by_id", NEW."text"); RETURN NULL;',
                            hash="bcd12b9307607c5903598780f33af7592ba498e8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_56c9f",
                            table="notices_individualreason",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="individualreason",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "notices_individualreasonevent" ("application_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_at", "saved_by_id", "text") VALUES (NEW."application_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."saved_at", NEW."saved_by_id", NEW."text"); RETURN NULL;',
                            hash="4902929b4088fa6cc257b43f27d596ee65078f66",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6f315",
                            table="notices_individualreason",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="individualreasonevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            RAISE EXCEPTION 'Cannot % rows of % without a deletion record', lower(TG_OP), TG_TABLE_NAME;\n        ",
                            hash="0bd6af2cbbffcf3fe2af4f42487159ec4b366d3f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_57f1d",
                            table="notices_individualreasonevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="lawsuit",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("court", ""), _negated=True), models.Q(("file_number", ""), _negated=True)
                        ),
                        name="lawsuit_court_and_number",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="lawsuit",
                    constraint=models.UniqueConstraint(
                        fields=("posting", "court", "file_number"),
                        name="lawsuit_once_per_file_number",
                        violation_error_message="Dieses Aktenzeichen ist für das Gericht schon festgehalten.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="lawsuit",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_by", None), ("ended_on", None), ("result", "")),
                            models.Q(
                                ("ended_by__isnull", False),
                                ("ended_on__gte", models.F("received_on")),
                                models.Q(("result", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="lawsuit_ended_iff_result_and_person",
                        violation_error_message="Ein Gerichtsverfahren endet mit einem Ergebnis, nicht vor seinem Eingang.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lawsuit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="lawsuit_stands",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE free TEXT[];",
                            func="\n                    free := ARRAY[]::TEXT[];\n                    IF TG_OP = 'UPDATE' THEN\n                        IF OLD.ended_on IS NULL THEN free := ARRAY['ended_on', 'result', 'ended_by_id']; END IF;\n                        IF NEW.application_id IS NULL AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN\n                            free := free || ARRAY['application_id'];\n                        END IF;\n                        IF to_jsonb(OLD) - free = to_jsonb(NEW) - free THEN RETURN NEW; END IF;\n                    END IF;\n                    RAISE EXCEPTION 'a suit stays as it was recorded';\n                ",
                            hash="1d95db1c4505e43f2520a7306c112d94c705e6c8",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_lawsuit_stands_e4b95",
                            table="notices_lawsuit",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="nosuitcheck",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("asked_of", ""), _negated=True),
                            models.Q(("asked_by", ""), _negated=True),
                            models.Q(("answer", ""), _negated=True),
                        ),
                        name="nosuitcheck_complete",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="nosuitcheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="nosuitcheck_stands",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="81a17309f522afcc0311c55a7265b0b1ca8dca08",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_nosuitcheck_stands_2040b",
                            table="notices_nosuitcheck",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="appointment",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("legal_form__in", ["appointment", "transfer", "contract"])),
                        name="appointment_legal_form_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="appointment",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("waiting_until", None), ("appointed_on__gt", models.F("waiting_until")), _connector="OR"
                        ),
                        name="appointment_after_the_waiting_period",
                        violation_error_message="Vor dem Ende der Wartefrist darf niemand ernannt werden.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="appointment",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("starts_on__gte", models.F("appointed_on"))),
                        name="appointment_does_not_begin_before_the_act",
                        violation_error_message="Der Beginn kann nicht vor dem Tag der Ernennung liegen.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appointment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="appointment_lawful",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE concerned BIGINT; last_end DATE; checked DATE; today DATE;",
                            func="\n                    today := (now() AT TIME ZONE 'Europe/Berlin')::date;\n                    SELECT posting_id INTO concerned FROM applications_application WHERE id = NEW.application_id;\n                    PERFORM 1 FROM postings_posting WHERE id = concerned AND status = 'decided' FOR UPDATE;\n                    IF NOT FOUND THEN RAISE EXCEPTION 'not lawful: the posting is not decided'; END IF;\n                    IF NOT EXISTS (\n                        SELECT 1 FROM decision_decisionentry e\n                        JOIN applications_application a ON a.id = e.application_id\n                        WHERE e.decision_id = NEW.decision_id AND e.application_id = NEW.application_id\n                          AND e.outcome = 'selected' AND a.status = 'eligible'\n                          AND NOT EXISTS (SELECT 1 FROM decision_decisionwithdrawal w\n                                          WHERE w.decision_id = NEW.decision_id)\n                    ) THEN\n                        RAISE EXCEPTION 'not lawful: this applicant is not selected by a decision that stands';\n                    END IF;\n                    IF EXISTS (SELECT 1 FROM notices_lawsuit WHERE posting_id = concerned AND ended_on IS NULL) THEN\n                        RAISE EXCEPTION 'not lawful: a suit is open';\n                    END IF;\n                    IF EXISTS (\n                        SELECT 1 FROM applications_application a\n                        WHERE a.posting_id = concerned AND a.status NOT IN ('withdrawn', 'duplicate')\n                          AND NOT EXISTS (SELECT 1 FROM decision_decisionentry e WHERE e.application_id = a.id\n                                          AND e.decision_id = NEW.decision_id AND e.outcome = 'selected')\n                          AND NOT EXISTS (SELECT 1 FROM notices_notice n WHERE n.application_id = a.id\n                                          AND n.kind = 'competitor' AND n.state = 'sent' AND n.returned_on IS NULL\n                                          AND n.occasion = 'decision-' || NEW.decision_id)\n                    ) THEN\n                        RAISE EXCEPTION 'not lawful: somebody has not been told of the decision';\n                    END IF;\n                    SELECT max(coalesce(n.received_on, n.sent_on + n.presumed_days) + r.waiting_days) INTO last_end\n                    FROM notices_notice n JOIN notices_noticerun r ON r.id = n.run_id\n                    WHERE r.posting_id = concerned AND n.kind = 'competitor' AND n.state = 'sent'\n                      AND n.returned_on IS NULL AND n.occasion = 'decision-' || NEW.decision_id;\n                    IF last_end IS NOT NULL AND (NEW.waiting_until IS NULL OR NEW.waiting_until < last_end) THEN\n                        RAISE EXCEPTION 'not lawful: the waiting period ends later';\n                    END IF;\n                    IF NEW.appointed_on > today OR NEW.waiting_until >= today THEN\n                        RAISE EXCEPTION 'not lawful: the waiting period is not over';\n                    END IF;\n                    SELECT asked_on INTO checked FROM notices_nosuitcheck\n                    WHERE id = NEW.no_suit_check_id AND posting_id = concerned AND is_clear;\n                    IF checked IS NULL OR checked <= NEW.waiting_until OR checked > NEW.appointed_on\n                       OR EXISTS (SELECT 1 FROM notices_lawsuit WHERE posting_id = concerned AND ended_on > checked)\n                    THEN\n                        RAISE EXCEPTION 'not lawful: nobody asked for suits after the waiting period';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="26e753005768c100a5150e8ac39c1a27f31792f6",
                            operation="INSERT",
                            pgid="pgtrigger_appointment_lawful_3cd95",
                            table="notices_appointment",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appointment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="appointment_stands",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n                    RAISE EXCEPTION 'an appointment stands as it was recorded';\n                ",
                            hash="f21c497cbc64d1d91c11eade54287627de715229",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_appointment_stands_3093f",
                            table="notices_appointment",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="noticerun",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["invitation", "early_rejection", "competitor", "offer", "rejection", "abort"])
                        ),
                        name="noticerun_kind_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="noticerun",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("way__in", ["letter", "email"])), name="noticerun_way_is_known"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="noticerun",
                    trigger=pgtrigger.compiler.Trigger(
                        name="noticerun_stands",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b5b817d9b7073025c70674a9f07b41180b7a7322",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_noticerun_stands_e5bab",
                            table="notices_noticerun",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="noticerun",
                    trigger=pgtrigger.compiler.Trigger(
                        name="noticerun_fits_the_step",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE step TEXT;",
                            func="\n                    SELECT status INTO step FROM postings_posting WHERE id = NEW.posting_id FOR SHARE;\n                    IF (NEW.kind, step) NOT IN (\n                        ('invitation', 'published'), ('invitation', 'scoring_open'),\n                        ('early_rejection', 'published'), ('early_rejection', 'scoring_open'),\n                        ('competitor', 'decided'), ('offer', 'decided'), ('rejection', 'filled'), ('abort', 'aborted')\n                    ) THEN\n                        RAISE EXCEPTION 'this kind of notice does not fit the step of the procedure';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="ea3ac8554d74194903a956cfe7f6a0917ce92d68",
                            operation="INSERT",
                            pgid="pgtrigger_noticerun_fits_the_step_5a568",
                            table="notices_noticerun",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="notice",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("returned_on", None), models.Q(("state", "failed"), _negated=True)),
                        fields=("application", "kind", "occasion"),
                        name="notice_told_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="notice",
                    constraint=models.UniqueConstraint(
                        fields=("run", "application", "occasion"), name="notice_once_per_run"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="notice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["invitation", "early_rejection", "competitor", "offer", "rejection", "abort"])
                        ),
                        name="notice_kind_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="notice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("way__in", ["letter", "email"])), name="notice_way_is_known"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="notice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("state__in", ["pending", "sending", "made", "sent", "failed"])),
                        name="notice_state_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="notice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_by__isnull", False), ("sent_on__isnull", False), ("state", "sent")),
                            models.Q(
                                models.Q(("state", "sent"), _negated=True),
                                ("received_on", None),
                                ("returned_on", None),
                                ("sent_by", None),
                                ("sent_on", None),
                            ),
                            _connector="OR",
                        ),
                        name="notice_sent_with_day_and_person",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="notice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "failed"), models.Q(("failure", ""), _negated=True)),
                            models.Q(models.Q(("state", "failed"), _negated=True), ("failure", "")),
                            _connector="OR",
                        ),
                        name="notice_failed_iff_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="notice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("content", None), ("sha256", "")),
                            models.Q(("content__isnull", False), ("sha256__regex", "^[0-9a-f]{64}$")),
                            _connector="OR",
                        ),
                        name="notice_letter_lies_with_hash",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="notice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["made", "sent"]), ("way", "letter"), _negated=True),
                            models.Q(("sha256", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="notice_letter_is_made_before_it_is_sent",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="notice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("receipt_by", None), ("received_on", None)),
                            models.Q(("receipt_by__isnull", False), ("received_on__gte", models.F("sent_on"))),
                            _connector="OR",
                        ),
                        name="notice_received_not_before_sent",
                        violation_error_message="Der Zugang kann nicht vor dem Versand liegen.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="notice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("returned_on", None),
                            models.Q(("received_on", None), ("returned_on__gte", models.F("sent_on"))),
                            _connector="OR",
                        ),
                        name="notice_returned_not_before_sent",
                        violation_error_message="Eine Mitteilung kann nicht vor dem Versand zurückkommen und nicht, wenn ihr Zugang feststeht.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="notice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("presumed_days__lte", 60)), name="notice_receipt_presumed_in_days"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="notice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="notice_stands",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE free TEXT[];",
                            func="\n                    IF TG_OP = 'DELETE' THEN\n                        IF EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n                        RAISE EXCEPTION 'a notice stands as it was made';\n                    END IF;\n                    IF TG_OP = 'INSERT' THEN\n                        IF NEW.state <> 'pending' THEN\n                            RAISE EXCEPTION 'a notice begins before it is sent';\n                        END IF;\n                        IF NOT EXISTS (SELECT 1 FROM notices_noticerun r\n                                       JOIN applications_application a ON a.posting_id = r.posting_id\n                                       WHERE r.id = NEW.run_id AND a.id = NEW.application_id\n                                         AND r.kind = NEW.kind AND r.way = NEW.way) THEN\n                            RAISE EXCEPTION 'a notice is of the posting, kind and way of its run';\n                        END IF;\n                        RETURN NEW;\n                    END IF;\n                    free := ARRAY['received_on', 'receipt_by_id', 'returned_on'];\n                    IF OLD.state NOT IN ('sent', 'failed') THEN\n                        free := free || ARRAY['state', 'failure', 'sent_on', 'sent_by_id'];\n                    END IF;\n                    IF OLD.state IN ('pending', 'sending') THEN free := free || ARRAY['content', 'sha256']; END IF;\n                    IF OLD.returned_on IS NOT NULL OR to_jsonb(OLD) - free <> to_jsonb(NEW) - free\n                       OR (OLD.state <> 'pending' AND NEW.state = 'pending') THEN\n                        RAISE EXCEPTION 'a notice stands as it was made';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="273c121a70a9351bec214567944fc779e147b528",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_notice_stands_34d80",
                            table="notices_notice",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="noticetext",
                    constraint=models.UniqueConstraint(
                        fields=("posting", "kind", "version"), name="noticetext_version_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="noticetext",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["invitation", "early_rejection", "competitor", "offer", "rejection", "abort"])
                        ),
                        name="noticetext_kind_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="noticetext",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="noticetext_version_from_1"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="noticetext",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("subject", ""), _negated=True), models.Q(("body", ""), _negated=True)
                        ),
                        name="noticetext_not_empty",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="noticetext",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "offer"), _negated=True),
                            ("body__icontains", "vorbehalt"),
                            _connector="OR",
                        ),
                        name="noticetext_offer_with_reservation",
                        violation_error_message="Vor dem Ende der Wartefrist darf die Stelle nur unter Vorbehalt zugesagt werden. Bitte nehmen Sie das Wort „vorbehaltlich“ oder „unter Vorbehalt“ in den Text auf.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="noticetext",
                    trigger=pgtrigger.compiler.Trigger(
                        name="noticetext_stands",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2a0bc95547288717b1bc305e4a1c0005177a588d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_noticetext_stands_ce501",
                            table="notices_noticetext",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        )
    ]
