import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from recruitment.database.together import Together


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("applications", "0009_erased_marks"),
    ]

    dependencies = [
        ("applications", "0002_baseline"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("profiles", "0001_baseline"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.AddField(
                    model_name="formalcheck",
                    name="alternative",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="profiles.requirementalternative",
                        verbose_name="erfüllt durch",
                    ),
                ),
                migrations.AddField(
                    model_name="formalcheck",
                    name="application",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="formal_checks",
                        to="applications.application",
                    ),
                ),
                migrations.AddField(
                    model_name="formalcheck",
                    name="checked_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="geprüft von",
                    ),
                ),
                migrations.AddField(
                    model_name="formalcheck",
                    name="requirement",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="profiles.formalrequirement"
                    ),
                ),
                migrations.AddField(
                    model_name="formalcheckevent",
                    name="alternative",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="profiles.requirementalternative",
                        verbose_name="erfüllt durch",
                    ),
                ),
                migrations.AddField(
                    model_name="formalcheckevent",
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
                    model_name="formalcheckevent",
                    name="checked_by",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="geprüft von",
                    ),
                ),
                migrations.AddField(
                    model_name="formalcheckevent",
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
                    model_name="formalcheckevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="applications.formalcheck",
                    ),
                ),
                migrations.AddField(
                    model_name="formalcheckevent",
                    name="requirement",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="profiles.formalrequirement",
                    ),
                ),
                migrations.AddField(
                    model_name="formaldecision",
                    name="application",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="formal_decisions",
                        to="applications.application",
                    ),
                ),
                migrations.AddField(
                    model_name="formaldecision",
                    name="concluded_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="festgestellt von",
                    ),
                ),
                migrations.AddField(
                    model_name="formaldecision",
                    name="confirmed_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="bestätigt von",
                    ),
                ),
                migrations.AddField(
                    model_name="formaldecision",
                    name="ended_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="applicantevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            RAISE EXCEPTION 'Cannot % rows of % without a deletion record', lower(TG_OP), TG_TABLE_NAME;\n        ",
                            hash="5422896933376135bb89d1600427f580f9ab7fc1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b9bf2",
                            table="applications_applicantevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="applicantmerge",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                            models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="applicantmerge_undone_iff_person_and_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="applicantmerge",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("after__isnull", True), ("before__isnull", True)),
                            models.Q(("after__isnull", False), ("before__isnull", False)),
                            _connector="OR",
                        ),
                        name="applicantmerge_rows_of_both_or_none",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="application",
                    constraint=models.UniqueConstraint(
                        fields=("posting", "number"), name="application_number_once_per_posting"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="application",
                    constraint=models.UniqueConstraint(
                        fields=("posting", "applicant"), name="application_once_per_applicant"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="application",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        fields=("posting", "code"),
                        name="application_code_once_per_posting",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="application",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["received", "eligible", "ineligible", "withdrawn", "duplicate"])
                        ),
                        name="application_status_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="application",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("source_number", ""), _negated=True),
                        fields=("posting", "source", "source_number"),
                        name="application_source_number_once_per_posting",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="application",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("track__in", ["", "employee", "civil_servant"])),
                        name="application_track_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="application",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "eligible"), _negated=True),
                            models.Q(("track", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="application_eligible_has_track",
                        violation_error_message="Es ist noch nicht geklärt, auf welchem Weg sich die Person bewirbt.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="application",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("channel__in", ["portal", "paper"])), name="application_channel_is_known"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="application",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("basis__in", ["appraisal", "reference", "none"])),
                        name="application_basis_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="application",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("employment_status__in", ["employee", "civil_servant", "external", "not_stated"])
                        ),
                        name="application_employment_status_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="application",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("late_decision__in", ["not_late", "open", "admitted", "refused"])),
                        name="application_late_decision_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="application",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("invitation__in", ["open", "invited", "not_invited"])),
                        name="application_invitation_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="application",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), ("withdrawn_on__isnull", False)),
                            models.Q(models.Q(("status", "withdrawn"), _negated=True), ("withdrawn_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="application_withdrawn_on_iff_withdrawn",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="application",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("duplicate_of__isnull", False), ("status", "duplicate")),
                            models.Q(models.Q(("status", "duplicate"), _negated=True), ("duplicate_of__isnull", True)),
                            _connector="OR",
                        ),
                        name="application_duplicate_iff_linked",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="application",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("erased_at__isnull", True),
                            models.Q(
                                ("basis_result", ""),
                                ("current_grade", ""),
                                ("current_position", ""),
                                ("experience", ""),
                                ("late_reason", ""),
                                ("qualification", ""),
                                ("remarks", ""),
                                ("source_number", ""),
                                ("status", "withdrawn"),
                                ("status_reason", ""),
                            ),
                            _connector="OR",
                        ),
                        name="application_erased_keeps_no_personal_text",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="application",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("late_decision__in", ["not_late", "open"]),
                            models.Q(("late_reason", ""), _negated=True),
                            ("erased_at__isnull", False),
                            _connector="OR",
                        ),
                        name="application_late_decision_has_reason",
                        violation_error_message="Die Entscheidung über eine verspätete Bewerbung braucht eine Begründung.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="application",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "eligible"), _negated=True),
                            ("late_decision__in", ["not_late", "admitted"]),
                            _connector="OR",
                        ),
                        name="application_eligible_is_admitted",
                        violation_error_message="Über die Verspätung ist noch nicht entschieden.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="application",
                    trigger=pgtrigger.compiler.Trigger(
                        name="application_refused_by_two",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"status\" = 'ineligible')",
                            func="\n                    IF TG_OP = 'UPDATE' THEN\n                        IF OLD.status = 'ineligible' THEN RETURN NEW; END IF;\n                    END IF;\n                    IF NOT EXISTS (\n                        SELECT 1 FROM applications_formaldecision\n                        WHERE application_id = NEW.id AND state = 'standing' AND NOT is_eligible\n                    ) THEN\n                        RAISE EXCEPTION 'a refusal needs the confirmation of a second person';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="81a1e93b3e945a15e91ae7b2594c8b2494896476",
                            operation='INSERT OR UPDATE OF "status"',
                            pgid="pgtrigger_application_refused_by_two_2675d",
                            table="applications_application",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="application",
                    trigger=pgtrigger.compiler.Trigger(
                        name="application_code_drawn",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE seed TEXT; attempt INTEGER; drawn BIGINT;",
                            func="\n                    IF TG_OP = 'UPDATE' THEN\n                        IF OLD.code <> ''\n                           AND (NEW.code, NEW.posting_id) IS DISTINCT FROM (OLD.code, OLD.posting_id) THEN\n                            RAISE EXCEPTION 'the code of an application stays';\n                        END IF;\n                    END IF;\n                    IF NEW.code <> '' THEN RETURN NEW; END IF;\n                    SELECT code_seed::text INTO seed FROM postings_posting WHERE id = NEW.posting_id;\n                    attempt := 0;\n                    LOOP\n                        drawn := ('x' || encode(substring(\n                            sha256(convert_to(seed || ':' || NEW.number || ':' || attempt, 'UTF8')) FROM 1 FOR 4\n                        ), 'hex'))::bit(32)::bigint;\n                        -- four digits are quickly read out in a meeting; more only where thousands applied\n                        NEW.code := 'B-' || CASE WHEN attempt < 40 THEN lpad((drawn % 10000)::text, 4, '0')\n                                                 ELSE lpad((drawn % 1000000)::text, 6, '0') END;\n                        EXIT WHEN NOT EXISTS (\n                            SELECT 1 FROM applications_application\n                            WHERE posting_id = NEW.posting_id AND code = NEW.code\n                        );\n                        attempt := attempt + 1;\n                    END LOOP;\n                    RETURN NEW;\n                ",
                            hash="0d1709d0d77e7353bff7594bf9464ac2928ff590",
                            operation='INSERT OR UPDATE OF "code", "posting_id"',
                            pgid="pgtrigger_application_code_drawn_32baf",
                            table="applications_application",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="application",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "applications_applicationevent" ("applicant_id", "basis", "basis_dated_on", "basis_result", "channel", "code", "consents_to_personnel_file", "current_grade", "current_position", "duplicate_of_id", "employment_status", "erased_at", "experience", "id", "invitation", "is_internal", "late_decision", "late_reason", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posting_id", "qualification", "received_on", "remarks", "source", "source_number", "status", "status_reason", "track", "withdrawn_on") VALUES (NEW."applicant_id", NEW."basis", NEW."basis_dated_on", NEW."basis_result", NEW."channel", NEW."code", NEW."consents_to_personnel_file", NEW."current_grade", NEW."current_position", NEW."duplicate_of_id", NEW."employment_status", NEW."erased_at", NEW."experience", NEW."id", NEW."invitation", NEW."is_internal", NEW."late_decision", NEW."late_reason", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."posting_id", NEW."qualification", NEW."received_on", NEW."remarks", NEW."source", NEW."source_number", NEW."status", NEW."status_reason", NEW."track", NEW."withdrawn_on"); RETURN NULL;',
                            hash="448aae2c3e3181552c650a812728ca037ca2b23c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_60e1b",
                            table="applications_application",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="application",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "applications_applicationevent" ("applicant_id", "basis", "basis_dated_on", "basis_result", "channel", "code", "consents_to_personnel_file", "current_grade", "current_position", "duplicate_of_id", "employment_status", "erased_at", "experience", "id", "invitation", "is_internal", "late_decision", "late_reason", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posting_id", "qualification", "received_on", "remarks", "source", "source_number", "status", "status_reason", "track", "withdrawn_on") VALUES (NEW."applicant_id", NEW."basis", NEW."basis_dated_on", NEW."basis_result", NEW."channel", NEW."code", NEW."consents_to_personnel_file", NEW."current_grade", NEW."current_position", NEW."duplicate_of_id", NEW."employment_status", NEW."erased_at", NEW."experience", NEW."id", NEW."invitation", NEW."is_internal", NEW."late_decision", NEW."late_reason", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."posting_id", NEW."qualification", NEW."received_on", NEW."remarks", NEW."source", NEW."source_number", NEW."status", NEW."status_reason", NEW."track", NEW."withdrawn_on"); RETURN NULL;',
                            hash="fe15541c4e3cba2b029486be6e2024f01845b60b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f714e",
                            table="applications_application",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="applicationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            RAISE EXCEPTION 'Cannot % rows of % without a deletion record', lower(TG_OP), TG_TABLE_NAME;\n        ",
                            hash="0a0629661fedf1804571dc51be559fec0831cc91",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4f572",
                            table="applications_applicationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="erasedmark",
                    constraint=models.UniqueConstraint(fields=("application", "kind"), name="erasedmark_once_per_kind"),
                ),
                migrations.AddConstraint(
                    model_name="erasedmark",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("mark__regex", "^[0-9a-f]{64}$")), name="erasedmark_is_hashed"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="formalcheck",
                    constraint=models.UniqueConstraint(
                        fields=("application", "requirement"), name="formalcheck_once_per_requirement"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="formalcheck",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("result__in", ["met", "not_met", "unclear"])),
                        name="formalcheck_result_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="formalcheck",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("alternative__isnull", False), ("result", "met")),
                            models.Q(models.Q(("result", "met"), _negated=True), ("alternative__isnull", True)),
                            _connector="OR",
                        ),
                        name="formalcheck_met_names_alternative",
                        violation_error_message="Wählen Sie, wodurch die Anforderung erfüllt ist.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="formalcheck",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("result", "met"), _negated=True),
                            models.Q(("evidence", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="formalcheck_met_has_evidence",
                        violation_error_message="Nennen Sie den Nachweis.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="formalcheck",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("result", "met"), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="formalcheck_not_met_has_reason",
                        violation_error_message="Begründen Sie das Ergebnis.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="formalcheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "applications_formalcheckevent" ("alternative_id", "application_id", "checked_at", "checked_by_id", "evidence", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "requirement_id", "result") VALUES (NEW."alternative_id", NEW."application_id", NEW."checked_at", NEW."checked_by_id", NEW."evidence", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."requirement_id", NEW."result"); RETURN NULL;',
                            hash="2d8bf4f9a8eb6eaef70fa45c943aa65719ad5d68",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_35d39",
                            table="applications_formalcheck",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="formalcheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "applications_formalcheckevent" ("alternative_id", "application_id", "checked_at", "checked_by_id", "evidence", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "requirement_id", "result") VALUES (NEW."alternative_id", NEW."application_id", NEW."checked_at", NEW."checked_by_id", NEW."evidence", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."requirement_id", NEW."result"); RETURN NULL;',
                            hash="b9000619f58c8b7e220eede3cf344d133b22aba7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_dd266",
                            table="applications_formalcheck",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="formalcheckevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            RAISE EXCEPTION 'Cannot % rows of % without a deletion record', lower(TG_OP), TG_TABLE_NAME;\n        ",
                            hash="92d71a4484109384c1e16c50a36c2d3026863627",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_270c2",
                            table="applications_formalcheckevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="formaldecision",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "standing", "sent_back", "reopened"])),
                        name="formaldecision_state_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="formaldecision",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state__in", ["proposed", "standing"])),
                        fields=("application",),
                        name="formaldecision_one_open_per_application",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="formaldecision",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("is_eligible", True),
                            models.Q(("concluded_by__isnull", False), models.Q(("grounds", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="formaldecision_no_has_person_and_grounds",
                        violation_error_message="Eine Ablehnung braucht eine Person, die sie feststellt, und Gründe.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="formaldecision",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("is_eligible", True),
                            models.Q(("state", "standing"), _negated=True),
                            models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="formaldecision_no_stands_by_two",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="formaldecision",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by", None),
                            ("concluded_by", None),
                            models.Q(("confirmed_by", models.F("concluded_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="formaldecision_second_person_is_another",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="formaldecision",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "sent_back"), _negated=True),
                            models.Q(
                                ("ended_by__isnull", False),
                                models.Q(("ended_by", models.F("concluded_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="formaldecision_sent_back_by_another",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="formaldecision",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("end_reason", ""), ("ended_at__isnull", True), ("state__in", ["proposed", "standing"])
                            ),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("state__in", ["sent_back", "reopened"]),
                                models.Q(("end_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="formaldecision_ended_with_reason",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="formaldecision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="formaldecision_content_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF OLD.state IN ('sent_back', 'reopened')\n                       OR (NEW.application_id, NEW.is_eligible, NEW.grounds, NEW.concluded_by_id, NEW.concluded_at)\n                          IS DISTINCT FROM\n                          (OLD.application_id, OLD.is_eligible, OLD.grounds, OLD.concluded_by_id, OLD.concluded_at)\n                       OR (OLD.confirmed_at IS NOT NULL AND (NEW.confirmed_by_id, NEW.confirmed_at)\n                           IS DISTINCT FROM (OLD.confirmed_by_id, OLD.confirmed_at)) THEN\n                        RAISE EXCEPTION 'a conclusion of the formal check stays as it was made';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="29b282104bf526f358719499a34fa3200d4c90e2",
                            operation="UPDATE",
                            pgid="pgtrigger_formaldecision_content_stays_2a600",
                            table="applications_formaldecision",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        )
    ]
