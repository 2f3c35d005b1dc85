import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from recruitment.database.together import Together


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("files", "0004_erasable_history"),
    ]

    dependencies = [
        ("applications", "0002_baseline"),
        ("files", "0001_baseline"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("postings", "0001_baseline"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.AddField(
                    model_name="documentrequirement",
                    name="posting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="document_requirements",
                        to="postings.posting",
                    ),
                ),
                migrations.AddField(
                    model_name="recordedstate",
                    name="application",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recorded_states",
                        to="applications.application",
                    ),
                ),
                migrations.AddField(
                    model_name="recordedstate",
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
                    model_name="recordedstateevent",
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
                    model_name="recordedstateevent",
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
                    model_name="recordedstateevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="files.recordedstate",
                    ),
                ),
                migrations.AddField(
                    model_name="recordedstateevent",
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
                migrations.AddConstraint(
                    model_name="applicationfile",
                    constraint=models.UniqueConstraint(
                        fields=("application", "sha256"), name="applicationfile_once_per_application"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="applicationfile",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "cover_letter",
                                    "cv",
                                    "appraisal",
                                    "reference",
                                    "degree",
                                    "evidence",
                                    "whole",
                                    "consent",
                                    "other",
                                ],
                            )
                        ),
                        name="applicationfile_kind_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="applicationfile",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("file_type__in", ["pdf", "png", "jpg", "docx"])),
                        name="applicationfile_type_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="applicationfile",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("scan_state__in", ["not_configured", "pending", "clean"])),
                        name="applicationfile_scan_state_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="applicationfile",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="applicationfile_sha256"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="applicationfile",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("size__gt", 0)), name="applicationfile_is_not_empty"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="applicationfile",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("merge_problem", ""), ("pages__gt", 0), ("pages__isnull", False)),
                            models.Q(
                                ("merge_problem__in", ["encrypted", "broken", "no_pages"]), ("pages__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="applicationfile_pages_or_problem",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="applicationfile",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("scan_state", "clean"), ("scanned_at__isnull", False)),
                            models.Q(models.Q(("scan_state", "clean"), _negated=True), ("scanned_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="applicationfile_scanned_at_iff_clean",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="applicationfile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="applicationfile_bytes_are_fixed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF (OLD.storage_name, OLD.sha256, OLD.size, OLD.file_type, OLD.uploaded_at)\n                       IS DISTINCT FROM (NEW.storage_name, NEW.sha256, NEW.size, NEW.file_type, NEW.uploaded_at) THEN\n                        RAISE EXCEPTION 'the bytes of a document never change';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="7697f96d1b8dd0e45f3d743aebcf40496c491fdc",
                            operation="UPDATE",
                            pgid="pgtrigger_applicationfile_bytes_are_fixed_37898",
                            table="files_applicationfile",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="documentrequest",
                    constraint=models.UniqueConstraint(
                        fields=("application", "number"), name="documentrequest_number_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="documentrequest",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("due_on__gt", models.F("dated_on"))), name="documentrequest_due_after_date"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="documentrequest",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="documentrequest_sha256"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="documentrequest",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_by__isnull", True), ("sent_on__isnull", True)),
                            models.Q(("sent_by__isnull", False), ("sent_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="documentrequest_sent_on_iff_sent_by",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="documentrequest",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("sent_on__isnull", True), ("sent_on__gte", models.F("dated_on")), _connector="OR"
                        ),
                        name="documentrequest_sent_not_before_date",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="documentrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="documentrequest_stands",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF OLD.sent_on IS NOT NULL OR (to_jsonb(OLD) - '{sent_on,sent_by_id,application_id}'::text[])\n                       <> (to_jsonb(NEW) - '{sent_on,sent_by_id,application_id}'::text[]) THEN\n                        RAISE EXCEPTION 'a letter stands as it was made';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="1aeaffc33b7e3aefd5c092537760fb2b6a90b548",
                            operation="UPDATE",
                            pgid="pgtrigger_documentrequest_stands_7311d",
                            table="files_documentrequest",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="documentrequirement",
                    constraint=models.UniqueConstraint(
                        fields=("posting", "need"), name="documentrequirement_once_per_posting"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="documentrequirement",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("need__in", ["cv", "cover_letter", "performance", "degree", "consent"])),
                        name="documentrequirement_need_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="recordedstate",
                    constraint=models.UniqueConstraint(
                        fields=("application", "need"), name="recordedstate_once_per_need"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="recordedstate",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("need__in", ["cv", "cover_letter", "performance", "degree", "consent"])),
                        name="recordedstate_need_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="recordedstate",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("state__in", ["present", "missing", "not_required"])),
                        name="recordedstate_state_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="recordedstate",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state", "present"), models.Q(("remark", ""), _negated=True), _connector="OR"
                        ),
                        name="recordedstate_exception_has_remark",
                        violation_error_message="Bitte begründen Sie, warum die Unterlage fehlt oder nicht erforderlich ist.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recordedstate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "files_recordedstateevent" ("application_id", "id", "need", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "remark", "state") VALUES (NEW."application_id", NEW."id", NEW."need", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."remark", NEW."state"); RETURN NULL;',
                            hash="e48da5c040f0392de786cedc3efbceef7e4c3784",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fe2be",
                            table="files_recordedstate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recordedstate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "files_recordedstateevent" ("application_id", "id", "need", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "remark", "state") VALUES (NEW."application_id", NEW."id", NEW."need", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."remark", NEW."state"); RETURN NULL;',
                            hash="3c1e4d9a870cd95d8a76105d5d17a36c705164e1",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c9997",
                            table="files_recordedstate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recordedstateevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            RAISE EXCEPTION 'Cannot % rows of % without a deletion record', lower(TG_OP), TG_TABLE_NAME;\n        ",
                            hash="1bb5bdf56b2c050700280e5f95a31162b816d8c1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_3125d",
                            table="files_recordedstateevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        )
    ]
