import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from recruitment.database.together import Together


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("equality", "0002_notices_and_invitations"),
    ]

    dependencies = [
        ("applications", "0002_baseline"),
        ("equality", "0001_baseline"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("postings", "0001_baseline"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.AddField(
                    model_name="dutybasis",
                    name="posting",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="postings.posting"
                    ),
                ),
                migrations.AddField(
                    model_name="dutybasisevent",
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
                    model_name="dutybasisevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="equality.dutybasis",
                    ),
                ),
                migrations.AddField(
                    model_name="dutybasisevent",
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
                    model_name="equalitydata",
                    name="application",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="applications.application"
                    ),
                ),
                migrations.AddField(
                    model_name="equalitydataevent",
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
                    model_name="equalitydataevent",
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
                    model_name="equalitydataevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="equality.equalitydata",
                    ),
                ),
                migrations.AddField(
                    model_name="invitationdecision",
                    name="adopted_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="festgelegt von",
                    ),
                ),
                migrations.AddField(
                    model_name="invitationdecision",
                    name="posting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="postings.posting"
                    ),
                ),
                migrations.AddField(
                    model_name="invitationline",
                    name="application",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="applications.application"
                    ),
                ),
                migrations.AddField(
                    model_name="invitationline",
                    name="decision",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="equality.invitationdecision",
                    ),
                ),
                migrations.AddField(
                    model_name="receiptnotice",
                    name="application",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="applications.application"
                    ),
                ),
                migrations.AddField(
                    model_name="receiptnotice",
                    name="recorded_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="festgehalten von",
                    ),
                ),
                migrations.AddField(
                    model_name="receiptnoticeevent",
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
                    model_name="receiptnoticeevent",
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
                    model_name="receiptnoticeevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="equality.receiptnotice",
                    ),
                ),
                migrations.AddField(
                    model_name="receiptnoticeevent",
                    name="recorded_by",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="festgehalten von",
                    ),
                ),
                migrations.AddField(
                    model_name="suitabilityfinding",
                    name="application",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="applications.application"
                    ),
                ),
                migrations.AddField(
                    model_name="suitabilityfinding",
                    name="confirmed_by",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="bestätigt von",
                    ),
                ),
                migrations.AddField(
                    model_name="suitabilityfinding",
                    name="proposed_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vorgeschlagen von",
                    ),
                ),
                migrations.AddField(
                    model_name="suitabilityfindingevent",
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
                    model_name="suitabilityfindingevent",
                    name="confirmed_by",
                    field=models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="bestätigt von",
                    ),
                ),
                migrations.AddField(
                    model_name="suitabilityfindingevent",
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
                    model_name="suitabilityfindingevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="equality.suitabilityfinding",
                    ),
                ),
                migrations.AddField(
                    model_name="suitabilityfindingevent",
                    name="proposed_by",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vorgeschlagen von",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="dutybasis",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("migration_share_percent__isnull", True),
                            ("migration_share_percent__range", (0, 100)),
                            _connector="OR",
                        ),
                        name="dutybasis_share_0_to_100",
                        violation_error_message="Der Anteil liegt zwischen 0 und 100 Prozent.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="dutybasis",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("women_underrepresented__isnull", True),
                            models.Q(("women_source", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="dutybasis_women_with_source",
                        violation_error_message="Nennen Sie die Fundstelle, zum Beispiel den Frauenförderplan.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="dutybasis",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("migration_share_percent__isnull", True),
                            models.Q(("migration_source", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="dutybasis_share_with_source",
                        violation_error_message="Nennen Sie die Fundstelle, zum Beispiel die amtliche Statistik.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dutybasis",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "equality_dutybasisevent" ("id", "migration_share_percent", "migration_source", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posting_id", "women_source", "women_underrepresented") VALUES (NEW."id", NEW."migration_share_percent", NEW."migration_source", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."posting_id", NEW."women_source", NEW."women_underrepresented"); RETURN NULL;',
                            hash="945c9a81e75a339461e886834e0a9d310f20e386",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_015e3",
                            table="equality_dutybasis",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dutybasis",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "equality_dutybasisevent" ("id", "migration_share_percent", "migration_source", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posting_id", "women_source", "women_underrepresented") VALUES (NEW."id", NEW."migration_share_percent", NEW."migration_source", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."posting_id", NEW."women_source", NEW."women_underrepresented"); RETURN NULL;',
                            hash="83e4fb613083e78493ee0ea4587bddb9dc0b57d1",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_19229",
                            table="equality_dutybasis",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dutybasisevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="8f837b0d076f7d0b973323311da5a12398a393b2",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_cc7cb",
                            table="equality_dutybasisevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="equalitydata",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("sex__in", ["not_stated", "female", "male", "diverse"])),
                        name="equalitydata_sex_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="equalitydata",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("disability_status__in", ["not_stated", "none", "severe", "equated"])),
                        name="equalitydata_disability_status_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="equalitydata",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("migration_background__in", ["not_stated", "yes", "no"])),
                        name="equalitydata_migration_background_is_known",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="equalitydata",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "equality_equalitydataevent" ("application_id", "disability_proof_seen", "disability_stated_on", "disability_status", "id", "migration_background", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refuses_disability_representative", "sex") VALUES (NEW."application_id", NEW."disability_proof_seen", NEW."disability_stated_on", NEW."disability_status", NEW."id", NEW."migration_background", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."refuses_disability_representative", NEW."sex"); RETURN NULL;',
                            hash="b75e81ce55c37669ad71982fa141dccd6b060812",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_97a00",
                            table="equality_equalitydata",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="equalitydata",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "equality_equalitydataevent" ("application_id", "disability_proof_seen", "disability_stated_on", "disability_status", "id", "migration_background", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refuses_disability_representative", "sex") VALUES (NEW."application_id", NEW."disability_proof_seen", NEW."disability_stated_on", NEW."disability_status", NEW."id", NEW."migration_background", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."refuses_disability_representative", NEW."sex"); RETURN NULL;',
                            hash="f7048c2d03a4ba9237ea92e4f351d31efb9040d2",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5e1d5",
                            table="equality_equalitydata",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="equalitydataevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            RAISE EXCEPTION 'Cannot % rows of % without a deletion record', lower(TG_OP), TG_TABLE_NAME;\n        ",
                            hash="f3bf98ea7701810ab5b8c5b368d0db23c8a12cfa",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_cd4fc",
                            table="equality_equalitydataevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="invitationdecision",
                    constraint=models.UniqueConstraint(
                        fields=("posting", "version"), name="invitationdecision_version_once_per_posting"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="invitationdecision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="invitationdecision_is_append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="02d81e9d8776c78e05213ea48d800aea8c028420",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_invitationdecision_is_append_only_e2fb1",
                            table="equality_invitationdecision",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="invitationline",
                    constraint=models.UniqueConstraint(
                        fields=("decision", "application"), name="invitationline_once_per_application"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="invitationline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="invitationline_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            RAISE EXCEPTION 'Cannot % rows of % without a deletion record', lower(TG_OP), TG_TABLE_NAME;\n        ",
                            hash="02ec2b33e8933f31aac76b8d3dc8abc09063cee0",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_invitationline_stays_154ce",
                            table="equality_invitationline",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="receiptnotice",
                    constraint=models.UniqueConstraint(
                        fields=("application", "body"), name="receiptnotice_once_per_body"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="receiptnotice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("body__in", ["disability_rep", "staff_council"])),
                        name="receiptnotice_body_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="receiptnotice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("way__in", ["email", "letter", "in_person"])),
                        name="receiptnotice_way_is_known",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="receiptnotice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "equality_receiptnoticeevent" ("application_id", "body", "id", "informed_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "way") VALUES (NEW."application_id", NEW."body", NEW."id", NEW."informed_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."way"); RETURN NULL;',
                            hash="111a5833a0bbd21f5b452385dd56001c0e0a5fbe",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2b950",
                            table="equality_receiptnotice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="receiptnotice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "equality_receiptnoticeevent" ("application_id", "body", "id", "informed_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "way") VALUES (NEW."application_id", NEW."body", NEW."id", NEW."informed_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."way"); RETURN NULL;',
                            hash="69756f7a7bbd6db9255dd83d6bb80b9a147c31a3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a1549",
                            table="equality_receiptnotice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="receiptnoticeevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            RAISE EXCEPTION 'Cannot % rows of % without a deletion record', lower(TG_OP), TG_TABLE_NAME;\n        ",
                            hash="d1bfa2d7ce1c465514bacc3060364e27c40497a4",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7bcfe",
                            table="equality_receiptnoticeevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="suitabilityfinding",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), _negated=True),
                            models.Q(("disability_rep_note", ""), _negated=True),
                        ),
                        name="suitabilityfinding_has_reason_and_note",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="suitabilityfinding",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("confirmed_by__isnull", False),
                                models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="suitabilityfinding_confirmed_by_second_person",
                        violation_error_message="Bestätigen muss eine zweite Person.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="suitabilityfinding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "equality_suitabilityfindingevent" ("application_id", "confirmed_at", "confirmed_by_id", "disability_rep_note", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "reason") VALUES (NEW."application_id", NEW."confirmed_at", NEW."confirmed_by_id", NEW."disability_rep_note", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."reason"); RETURN NULL;',
                            hash="992509bdab134dacd746f8636cc95f10f8b2c972",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_71fa5",
                            table="equality_suitabilityfinding",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="suitabilityfinding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "equality_suitabilityfindingevent" ("application_id", "confirmed_at", "confirmed_by_id", "disability_rep_note", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "reason") VALUES (NEW."application_id", NEW."confirmed_at", NEW."confirmed_by_id", NEW."disability_rep_note", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."reason"); RETURN NULL;',
                            hash="728da7e290e8afa097c52e41707996276d800b4c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a578b",
                            table="equality_suitabilityfinding",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="suitabilityfindingevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            RAISE EXCEPTION 'Cannot % rows of % without a deletion record', lower(TG_OP), TG_TABLE_NAME;\n        ",
                            hash="2a6340dd36f6189c94fc1bf7cbd5f1103e58c326",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b3273",
                            table="equality_suitabilityfindingevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        )
    ]
