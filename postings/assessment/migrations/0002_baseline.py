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
        ("assessment", "0010_sheet_of_a_rated_application"),
    ]

    dependencies = [
        ("applications", "0003_baseline"),
        ("assessment", "0001_baseline"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("postings", "0001_baseline"),
        ("profiles", "0001_baseline"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.AddField(
                    model_name="consensusrating",
                    name="criterion",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="profiles.criterion"
                    ),
                ),
                migrations.AddField(
                    model_name="consensusrating",
                    name="present",
                    field=models.ManyToManyField(
                        related_name="+",
                        through="assessment.ConsensusPresence",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="an der Besprechung beteiligt",
                    ),
                ),
                migrations.AddField(
                    model_name="consensusrating",
                    name="recorded_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                migrations.AddField(
                    model_name="consensusrating",
                    name="round",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consensus_ratings",
                        to="assessment.assessmentround",
                    ),
                ),
                migrations.AddField(
                    model_name="consensuspresence",
                    name="consensusrating",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presences",
                        to="assessment.consensusrating",
                    ),
                ),
                migrations.AddField(
                    model_name="consensusratingevent",
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
                    model_name="consensusratingevent",
                    name="criterion",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="profiles.criterion",
                    ),
                ),
                migrations.AddField(
                    model_name="consensusratingevent",
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
                    model_name="consensusratingevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="assessment.consensusrating",
                    ),
                ),
                migrations.AddField(
                    model_name="consensusratingevent",
                    name="recorded_by",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="consensusratingevent",
                    name="round",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="assessment.assessmentround",
                    ),
                ),
                migrations.AddField(
                    model_name="exemption",
                    name="application",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exemptions",
                        to="applications.application",
                    ),
                ),
                migrations.AddField(
                    model_name="exemption",
                    name="deputy",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Stellvertretung",
                    ),
                ),
                migrations.AddField(
                    model_name="exemption",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Mitglied",
                    ),
                ),
                migrations.AddField(
                    model_name="exemption",
                    name="recorded_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                migrations.AddField(
                    model_name="exemption",
                    name="round",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exemptions",
                        to="assessment.assessmentround",
                        verbose_name="Runde",
                    ),
                ),
                migrations.AddField(
                    model_name="exemptionevent",
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
                    model_name="exemptionevent",
                    name="deputy",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Stellvertretung",
                    ),
                ),
                migrations.AddField(
                    model_name="exemptionevent",
                    name="person",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Mitglied",
                    ),
                ),
                migrations.AddField(
                    model_name="exemptionevent",
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
                    model_name="exemptionevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="assessment.exemption",
                    ),
                ),
                migrations.AddField(
                    model_name="exemptionevent",
                    name="recorded_by",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="exemptionevent",
                    name="round",
                    field=models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="assessment.assessmentround",
                        verbose_name="Runde",
                    ),
                ),
                migrations.AddField(
                    model_name="impartialitydeclaration",
                    name="application",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declarations",
                        to="applications.application",
                    ),
                ),
                migrations.AddField(
                    model_name="impartialitydeclaration",
                    name="entered_by",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vom Papier eingegeben durch",
                    ),
                ),
                migrations.AddField(
                    model_name="impartialitydeclaration",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Mitglied",
                    ),
                ),
                migrations.AddField(
                    model_name="impartialitydeclarationevent",
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
                    model_name="impartialitydeclarationevent",
                    name="entered_by",
                    field=models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vom Papier eingegeben durch",
                    ),
                ),
                migrations.AddField(
                    model_name="impartialitydeclarationevent",
                    name="person",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Mitglied",
                    ),
                ),
                migrations.AddField(
                    model_name="impartialitydeclarationevent",
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
                    model_name="impartialitydeclarationevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="assessment.impartialitydeclaration",
                    ),
                ),
                migrations.AddField(
                    model_name="privatenote",
                    name="application",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="private_notes",
                        to="applications.application",
                    ),
                ),
                migrations.AddField(
                    model_name="privatenote",
                    name="owner",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                migrations.AddField(
                    model_name="rating",
                    name="criterion",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="profiles.criterion"
                    ),
                ),
                migrations.AddField(
                    model_name="ratingevent",
                    name="criterion",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="profiles.criterion",
                    ),
                ),
                migrations.AddField(
                    model_name="ratingevent",
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
                    model_name="ratingevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="assessment.rating",
                    ),
                ),
                migrations.AddField(
                    model_name="ratingsheet",
                    name="application",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="applications.application",
                    ),
                ),
                migrations.AddField(
                    model_name="ratingsheet",
                    name="assessor",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="bewertet von",
                    ),
                ),
                migrations.AddField(
                    model_name="ratingsheet",
                    name="entered_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vom Papierbogen eingegeben durch",
                    ),
                ),
                migrations.AddField(
                    model_name="ratingsheet",
                    name="round",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="assessment.assessmentround",
                        verbose_name="Bewertungsrunde",
                    ),
                ),
                migrations.AddField(
                    model_name="ratingevent",
                    name="sheet",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="assessment.ratingsheet",
                    ),
                ),
                migrations.AddField(
                    model_name="rating",
                    name="sheet",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ratings", to="assessment.ratingsheet"
                    ),
                ),
                migrations.AddField(
                    model_name="ratingsheetevent",
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
                    model_name="ratingsheetevent",
                    name="assessor",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="bewertet von",
                    ),
                ),
                migrations.AddField(
                    model_name="ratingsheetevent",
                    name="entered_by",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vom Papierbogen eingegeben durch",
                    ),
                ),
                migrations.AddField(
                    model_name="ratingsheetevent",
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
                    model_name="ratingsheetevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="assessment.ratingsheet",
                    ),
                ),
                migrations.AddField(
                    model_name="ratingsheetevent",
                    name="round",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="assessment.assessmentround",
                        verbose_name="Bewertungsrunde",
                    ),
                ),
                migrations.AddField(
                    model_name="reminder",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Mitglied",
                    ),
                ),
                migrations.AddField(
                    model_name="reminder",
                    name="posting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reminders", to="postings.posting"
                    ),
                ),
                migrations.AddField(
                    model_name="reminder",
                    name="sent_by",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="veranlasst von",
                    ),
                ),
                migrations.AddField(
                    model_name="roundcriterion",
                    name="criterion",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="profiles.criterion"
                    ),
                ),
                migrations.AddField(
                    model_name="roundcriterion",
                    name="round",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="observed",
                        to="assessment.assessmentround",
                    ),
                ),
                migrations.AddField(
                    model_name="assessmentround",
                    name="criteria",
                    field=models.ManyToManyField(
                        related_name="+", through="assessment.RoundCriterion", to="profiles.criterion"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assessmentplanevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="fc65b95656607f55b4063b84b3328f83b7374fc7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_512b9",
                            table="assessment_assessmentplanevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assessmentroundevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="738cfba576879593ca3b8262064c1a464d455173",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a3190",
                            table="assessment_assessmentroundevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="assessororder",
                    constraint=models.UniqueConstraint(fields=("posting", "person"), name="assessororder_once"),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assessororder",
                    trigger=pgtrigger.compiler.Trigger(
                        name="assessororder_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            RAISE EXCEPTION 'Cannot % rows of % without a deletion record', lower(TG_OP), TG_TABLE_NAME;\n        ",
                            hash="270e10c0f5a0d835574093bb5dbfdcd670808dec",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_assessororder_kept_5d9a6",
                            table="assessment_assessororder",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assessororder",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessment_assessororderevent" ("id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posting_id", "recorded_at", "seed") VALUES (NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."posting_id", NEW."recorded_at", NEW."seed"); RETURN NULL;',
                            hash="27a438fda647d7a25d0a7aa114bccb0028e14c68",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_39884",
                            table="assessment_assessororder",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assessororder",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assessment_assessororderevent" ("id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posting_id", "recorded_at", "seed") VALUES (NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."posting_id", NEW."recorded_at", NEW."seed"); RETURN NULL;',
                            hash="cb6172674f051c99ce87e3b6f4001a607041a607",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5780e",
                            table="assessment_assessororder",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assessororderevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="28803acc2a969e77aa7d343edcd424caa0a05b91",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_28053",
                            table="assessment_assessororderevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consensusrating",
                    constraint=models.UniqueConstraint(
                        fields=("application", "round", "criterion"), name="consensusrating_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consensusrating",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("value__range", (1, 5))), name="consensusrating_value_1_to_5"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consensusrating",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="consensusrating_with_reason"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consensusrating",
                    trigger=pgtrigger.compiler.Trigger(
                        name="consensusrating_while_discussed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE concerned BIGINT; step TEXT;",
                            func="\n                    IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n                    IF TG_OP = 'DELETE' THEN concerned := OLD.round_id; ELSE concerned := NEW.round_id; END IF;\n                    SELECT status INTO step FROM assessment_assessmentround WHERE id = concerned FOR SHARE;\n                    IF step <> 'closed' THEN\n                        RAISE EXCEPTION 'locked: values are agreed on while the round is closed and not concluded';\n                    END IF;\n                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                    IF NOT EXISTS (\n                        SELECT 1 FROM assessment_roundcriterion o\n                        JOIN assessment_assessmentround r ON r.id = o.round_id\n                        JOIN applications_application a ON a.posting_id = r.plan_id\n                        WHERE o.round_id = NEW.round_id AND o.criterion_id = NEW.criterion_id\n                          AND a.id = NEW.application_id\n                    ) THEN\n                        RAISE EXCEPTION 'the round does not observe this criterion of this application';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="58f4d7496abfe2ce1eaf48629cd0c420abb88dcc",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_consensusrating_while_discussed_b85c8",
                            table="assessment_consensusrating",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consensusrating",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessment_consensusratingevent" ("application_id", "criterion_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "round_id", "value") VALUES (NEW."application_id", NEW."criterion_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."round_id", NEW."value"); RETURN NULL;',
                            hash="bee5d4cc1ecc4ad88ccc97ea3347fae8729532f0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_83bba",
                            table="assessment_consensusrating",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consensusrating",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assessment_consensusratingevent" ("application_id", "criterion_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "round_id", "value") VALUES (NEW."application_id", NEW."criterion_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."round_id", NEW."value"); RETURN NULL;',
                            hash="5f25efa8e9ec3f6461825dd5bec52a16be7a0c31",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_66f7e",
                            table="assessment_consensusrating",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consensuspresence",
                    constraint=models.UniqueConstraint(
                        fields=("consensusrating", "person"), name="consensuspresence_once"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consensuspresence",
                    trigger=pgtrigger.compiler.Trigger(
                        name="consensuspresence_while_discussed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE concerned BIGINT; step TEXT;",
                            func="\n                    IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n                    IF TG_OP = 'INSERT' THEN\n                        concerned := NEW.consensusrating_id;\n                    ELSE\n                        concerned := OLD.consensusrating_id;\n                    END IF;\n                    SELECT r.status INTO step\n                    FROM assessment_consensusrating c JOIN assessment_assessmentround r ON r.id = c.round_id\n                    WHERE c.id = concerned FOR SHARE OF r;\n                    IF step <> 'closed' THEN\n                        RAISE EXCEPTION 'locked: values are agreed on while the round is closed and not concluded';\n                    END IF;\n                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                    RETURN NEW;\n                ",
                            hash="5ff7f22d9cb35782ed100496b458bc8949daf966",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_consensuspresence_while_discussed_bfebf",
                            table="assessment_consensuspresence",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consensusratingevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            RAISE EXCEPTION 'Cannot % rows of % without a deletion record', lower(TG_OP), TG_TABLE_NAME;\n        ",
                            hash="6ea7bf9bd56bbb55a075c4aed867130d62fa27d1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d3353",
                            table="assessment_consensusratingevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="exemption",
                    constraint=models.UniqueConstraint(
                        fields=("application", "person", "round"), name="exemption_once", nulls_distinct=False
                    ),
                ),
                migrations.AddConstraint(
                    model_name="exemption",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="exemption_with_reason"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="exemption",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "conflict"), ("round", None)),
                            models.Q(("kind", "absence"), ("round__isnull", False)),
                            _connector="OR",
                        ),
                        name="exemption_absence_in_a_round",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="exemption",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("deputy", None), models.Q(("deputy", models.F("person")), _negated=True), _connector="OR"
                        ),
                        name="exemption_deputy_is_another",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="exemption",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("deputy", None), ("kind", "conflict"), _connector="OR"),
                        name="exemption_deputy_for_conflicts_only",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="exemption",
                    constraint=models.UniqueConstraint(
                        fields=("application", "deputy"), name="exemption_deputy_once_per_application"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="exemption",
                    trigger=pgtrigger.compiler.Trigger(
                        name="exemption_without_sheet",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF EXISTS (\n                        SELECT 1 FROM assessment_ratingsheet s\n                        WHERE s.application_id = NEW.application_id AND s.assessor_id = NEW.person_id\n                          AND s.status = 'submitted' AND coalesce(NEW.round_id, s.round_id) = s.round_id\n                    ) THEN\n                        RAISE EXCEPTION 'the member has submitted a sheet on this application';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="b2b0bb0c5d386aefb5e9944dc959f26d5e3fbf8d",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_exemption_without_sheet_e12ba",
                            table="assessment_exemption",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="exemption",
                    trigger=pgtrigger.compiler.Trigger(
                        name="exemption_deputy_stands_by",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (\n                        SELECT 1 FROM postings_committeemembership m\n                        JOIN applications_application a ON a.posting_id = m.posting_id\n                        WHERE a.id = NEW.application_id AND m.user_id = NEW.deputy_id AND m.role = 'deputy'\n                    ) THEN\n                        RAISE EXCEPTION 'only a deputy of the committee stands in';\n                    END IF;\n                    IF EXISTS (\n                        SELECT 1 FROM assessment_exemption e\n                        WHERE e.application_id = NEW.application_id AND e.person_id = NEW.deputy_id\n                          AND e.round_id IS NULL\n                    ) THEN\n                        RAISE EXCEPTION 'exempt: the deputy does not rate this application';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="48392c593129d27e1e28cd128eaaac8ff41cb60d",
                            operation='INSERT OR UPDATE OF "deputy_id", "application_id"',
                            pgid="pgtrigger_exemption_deputy_stands_by_536e7",
                            table="assessment_exemption",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="exemption",
                    trigger=pgtrigger.compiler.Trigger(
                        name="exemption_with_sheet_of_deputy_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n                    IF EXISTS (\n                        SELECT 1 FROM assessment_ratingsheet s\n                        WHERE s.application_id = OLD.application_id AND s.assessor_id = OLD.deputy_id\n                          AND s.status = 'submitted'\n                    ) AND (TG_OP = 'DELETE' OR (OLD.application_id, OLD.person_id, OLD.deputy_id)\n                                               IS DISTINCT FROM (NEW.application_id, NEW.person_id, NEW.deputy_id))\n                    THEN\n                        RAISE EXCEPTION 'the deputy has submitted a sheet on this application';\n                    END IF;\n                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                    RETURN NEW;\n                ",
                            hash="5ae04a122cbda36f687e0cb4296bc642d94bf9cc",
                            operation='UPDATE OF "deputy_id", "application_id", "person_id" OR DELETE',
                            pgid="pgtrigger_exemption_with_sheet_of_deputy_stays_68245",
                            table="assessment_exemption",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="exemption",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessment_exemptionevent" ("application_id", "deputy_id", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "round_id") VALUES (NEW."application_id", NEW."deputy_id", NEW."id", NEW."kind", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."round_id"); RETURN NULL;',
                            hash="bb96a9304c42a5e2d859772c71fc8bec5c829a7f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0bdc6",
                            table="assessment_exemption",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="exemption",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assessment_exemptionevent" ("application_id", "deputy_id", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "round_id") VALUES (NEW."application_id", NEW."deputy_id", NEW."id", NEW."kind", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."round_id"); RETURN NULL;',
                            hash="a985caa73ce95191a3fb877f943ec9959e8ef696",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ebdc3",
                            table="assessment_exemption",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="exemptionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            RAISE EXCEPTION 'Cannot % rows of % without a deletion record', lower(TG_OP), TG_TABLE_NAME;\n        ",
                            hash="039299af43bff498500672c163d201eea3db7dfb",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_32b4d",
                            table="assessment_exemptionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="impartialitydeclaration",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("is_conflicted", False)),
                        fields=("application", "person", "names_were_shown"),
                        name="impartialitydeclaration_impartial_once",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="impartialitydeclaration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="impartialitydeclaration_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            RAISE EXCEPTION 'Cannot % rows of % without a deletion record', lower(TG_OP), TG_TABLE_NAME;\n        ",
                            hash="1931794142fb3aa4cb4fb8923fff8e59b48b1771",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_impartialitydeclaration_kept_eeb69",
                            table="assessment_impartialitydeclaration",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="impartialitydeclaration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessment_impartialitydeclarationevent" ("application_id", "declared_on", "entered_by_id", "id", "is_conflicted", "names_were_shown", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at") VALUES (NEW."application_id", NEW."declared_on", NEW."entered_by_id", NEW."id", NEW."is_conflicted", NEW."names_were_shown", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at"); RETURN NULL;',
                            hash="57e951e9d53332069e4d8cd5b042983b47ca286a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_86d8f",
                            table="assessment_impartialitydeclaration",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="impartialitydeclaration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assessment_impartialitydeclarationevent" ("application_id", "declared_on", "entered_by_id", "id", "is_conflicted", "names_were_shown", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at") VALUES (NEW."application_id", NEW."declared_on", NEW."entered_by_id", NEW."id", NEW."is_conflicted", NEW."names_were_shown", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at"); RETURN NULL;',
                            hash="d069a81c60bda031818fa071cf47fbeac54fc527",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ad5db",
                            table="assessment_impartialitydeclaration",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="impartialitydeclarationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            RAISE EXCEPTION 'Cannot % rows of % without a deletion record', lower(TG_OP), TG_TABLE_NAME;\n        ",
                            hash="21ce8de5c65038ba875af83225e5b2f5ae7ba744",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c540a",
                            table="assessment_impartialitydeclarationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="privatenote",
                    constraint=models.UniqueConstraint(
                        fields=("application", "owner", "round_position"), name="privatenote_once_per_owner_and_round"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="privatenote",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="privatenote_says_something"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="privatenote",
                    trigger=pgtrigger.compiler.Trigger(
                        name="privatenote_while_rated",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF TG_OP = 'UPDATE' AND (OLD.application_id, OLD.owner_id, OLD.round_position)\n                       IS DISTINCT FROM (NEW.application_id, NEW.owner_id, NEW.round_position) THEN\n                        RAISE EXCEPTION 'a private note stays with its owner and its application';\n                    END IF;\n                    PERFORM 1 FROM applications_application\n                    WHERE id = NEW.application_id AND status = 'eligible' FOR SHARE;\n                    IF NOT FOUND THEN\n                        RAISE EXCEPTION 'locked: the application is not rated';\n                    END IF;\n                    PERFORM 1 FROM assessment_assessmentround r\n                    JOIN applications_application a ON a.posting_id = r.plan_id\n                    WHERE a.id = NEW.application_id AND r.position = NEW.round_position\n                      AND r.status IN ('open', 'closed') FOR SHARE OF r;\n                    IF NOT FOUND THEN\n                        RAISE EXCEPTION 'locked: the round is not under way';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="3b99cb579b8f11d0748b4e1968b5f21ec0e30ddf",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_privatenote_while_rated_26ccd",
                            table="assessment_privatenote",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="ratingsheet",
                    index=models.Index(
                        condition=models.Q(("status", "submitted")),
                        fields=["application"],
                        include=("assessor", "round", "weighted_points", "rated_weight"),
                        name="ratingsheet_submitted",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="ratingsheet",
                    constraint=models.UniqueConstraint(
                        fields=("application", "assessor", "round"), name="ratingsheet_once_per_assessor_and_round"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="ratingsheet",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("status__in", ["draft", "submitted"])), name="ratingsheet_status_is_known"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="ratingsheet",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("rated_weight__isnull", False),
                                ("status", "submitted"),
                                ("submitted_at__isnull", False),
                                ("weighted_points__isnull", False),
                            ),
                            models.Q(
                                ("rated_weight__isnull", True),
                                ("status", "draft"),
                                ("submitted_at__isnull", True),
                                ("weighted_points__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="ratingsheet_submitted_at_iff_submitted",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ratingsheet",
                    trigger=pgtrigger.compiler.Trigger(
                        name="ratingsheet_locked",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.\"status\" = 'submitted')",
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            RAISE EXCEPTION 'Cannot % rows of % without a deletion record', lower(TG_OP), TG_TABLE_NAME;\n        ",
                            hash="9a93836dd6c07fa95fd11e529766fadee3830ddd",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_ratingsheet_locked_f0fbd",
                            table="assessment_ratingsheet",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ratingsheet",
                    trigger=pgtrigger.compiler.Trigger(
                        name="ratingsheet_assessor_rates_here",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF NOT EXISTS (\n                        SELECT 1 FROM postings_committeemembership m\n                        JOIN applications_application a ON a.posting_id = m.posting_id\n                        JOIN assessment_assessmentround r ON r.plan_id = a.posting_id\n                        WHERE a.id = NEW.application_id AND r.id = NEW.round_id AND m.user_id = NEW.assessor_id\n                          AND (m.role = 'assessor' OR m.role = 'deputy' AND EXISTS (\n                              SELECT 1 FROM assessment_exemption e\n                              WHERE e.application_id = a.id AND e.deputy_id = NEW.assessor_id\n                                AND coalesce(e.round_id, r.id) = r.id))\n                    ) THEN\n                        RAISE EXCEPTION 'only an assessor of the committee has a rating sheet';\n                    END IF;\n                    IF EXISTS (\n                        SELECT 1 FROM assessment_exemption e\n                        WHERE e.application_id = NEW.application_id AND e.person_id = NEW.assessor_id\n                          AND coalesce(e.round_id, NEW.round_id) = NEW.round_id\n                    ) THEN\n                        RAISE EXCEPTION 'exempt: this member does not rate this application';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="974b7bd54ba92d29b70d7aca844d68789b614679",
                            operation='INSERT OR UPDATE OF "status", "application_id", "assessor_id", "round_id"',
                            pgid="pgtrigger_ratingsheet_assessor_rates_here_37012",
                            table="assessment_ratingsheet",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ratingsheet",
                    trigger=pgtrigger.compiler.Trigger(
                        name="ratingsheet_application_is_rated",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    PERFORM 1 FROM applications_application\n                    WHERE id = NEW.application_id AND status = 'eligible' FOR SHARE;\n                    IF NOT FOUND THEN\n                        RAISE EXCEPTION 'locked: the application is not rated';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="1ccec1bc7fdd39d37fb211e6f7ba90444fe0181c",
                            operation='INSERT OR UPDATE OF "status", "application_id"',
                            pgid="pgtrigger_ratingsheet_application_is_rated_87aba",
                            table="assessment_ratingsheet",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ratingsheet",
                    trigger=pgtrigger.compiler.Trigger(
                        name="ratingsheet_by_the_impartial",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF NOT EXISTS (\n                        SELECT 1 FROM assessment_impartialitydeclaration d\n                        JOIN applications_application a ON a.id = d.application_id\n                        JOIN postings_posting p ON p.id = a.posting_id\n                        WHERE d.application_id = NEW.application_id AND d.person_id = NEW.assessor_id\n                          AND NOT d.is_conflicted\n                          AND (d.names_were_shown OR (p.is_blind AND p.names_disclosed_at IS NULL))\n                    ) THEN\n                        RAISE EXCEPTION 'undeclared: no declaration of impartiality on this application';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="78da3a2b5e975f226aa827b2e1335c4ca9d5750d",
                            operation='INSERT OR UPDATE OF "status", "application_id", "assessor_id", "round_id"',
                            pgid="pgtrigger_ratingsheet_by_the_impartial_d5526",
                            table="assessment_ratingsheet",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ratingsheet",
                    trigger=pgtrigger.compiler.Trigger(
                        name="ratingsheet_fixes_the_plan",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    PERFORM 1 FROM assessment_assessmentplan p\n                    JOIN assessment_assessmentround r ON r.plan_id = p.posting_id\n                    WHERE r.id = NEW.round_id FOR SHARE OF p;\n                    RETURN NEW;\n                ",
                            hash="b26dd413cfb88d8075ee08eb6d49efb7ffbcb8f1",
                            operation="INSERT",
                            pgid="pgtrigger_ratingsheet_fixes_the_plan_3870b",
                            table="assessment_ratingsheet",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ratingsheet",
                    trigger=pgtrigger.compiler.Trigger(
                        name="ratingsheet_round_is_open",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE step TEXT;",
                            func="\n                    SELECT status INTO step FROM assessment_assessmentround WHERE id = NEW.round_id FOR SHARE;\n                    IF step <> 'open' THEN\n                        RAISE EXCEPTION 'locked: the round is not open';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="1eee90845aec623532be802a54ad15a4c0a2b1f3",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_ratingsheet_round_is_open_4df29",
                            table="assessment_ratingsheet",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ratingsheet",
                    trigger=pgtrigger.compiler.Trigger(
                        name="ratingsheet_complete_when_submitted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"status\" = 'submitted')",
                            declare="DECLARE expected INTEGER; answered INTEGER;",
                            func="\n                    SELECT count(*) INTO expected FROM assessment_roundcriterion WHERE round_id = NEW.round_id;\n                    SELECT count(*) FILTER (\n                               WHERE r.value IS NOT NULL OR (r.is_not_assessable AND r.not_assessable_reason <> '')),\n                           coalesce(sum(c.weight * r.value), 0),\n                           coalesce(sum(c.weight) FILTER (WHERE r.value IS NOT NULL), 0)\n                    INTO answered, NEW.weighted_points, NEW.rated_weight\n                    FROM assessment_rating r JOIN profiles_criterion c ON c.id = r.criterion_id\n                    WHERE r.sheet_id = NEW.id;\n                    IF answered <> expected THEN\n                        RAISE EXCEPTION 'a submitted sheet answers every criterion (% of %)', answered, expected;\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="88269beab95968cd66ad24d34e7da03dc717e591",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_ratingsheet_complete_when_submitted_9d49c",
                            table="assessment_ratingsheet",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ratingsheet",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessment_ratingsheetevent" ("application_id", "assessor_id", "entered_by_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rated_weight", "round_id", "saved_at", "started_at", "status", "submitted_at", "version", "weighted_points") VALUES (NEW."application_id", NEW."assessor_id", NEW."entered_by_id", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rated_weight", NEW."round_id", NEW."saved_at", NEW."started_at", NEW."status", NEW."submitted_at", NEW."version", NEW."weighted_points"); RETURN NULL;',
                            hash="8b187f1f4e28dd17607300a98cfbc8332d032477",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_cf54c",
                            table="assessment_ratingsheet",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ratingsheet",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assessment_ratingsheetevent" ("application_id", "assessor_id", "entered_by_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rated_weight", "round_id", "saved_at", "started_at", "status", "submitted_at", "version", "weighted_points") VALUES (NEW."application_id", NEW."assessor_id", NEW."entered_by_id", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rated_weight", NEW."round_id", NEW."saved_at", NEW."started_at", NEW."status", NEW."submitted_at", NEW."version", NEW."weighted_points"); RETURN NULL;',
                            hash="0554156d0df83bbe5472e0ffba15d053f125b753",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_bb69b",
                            table="assessment_ratingsheet",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ratingevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            RAISE EXCEPTION 'Cannot % rows of % without a deletion record', lower(TG_OP), TG_TABLE_NAME;\n        ",
                            hash="499c65b82804cf7758d536775cffcc6d521d10e8",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_cbe69",
                            table="assessment_ratingevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="rating",
                    constraint=models.UniqueConstraint(fields=("sheet", "criterion"), name="rating_once_per_criterion"),
                ),
                migrations.AddConstraint(
                    model_name="rating",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("value__isnull", True), ("value__range", (1, 5)), _connector="OR"),
                        name="rating_value_1_to_5",
                        violation_error_message="Die Bewertung liegt nicht auf der Skala.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="rating",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("value__isnull", True), ("is_not_assessable", False), _connector="OR"),
                        name="rating_value_or_not_assessable",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rating",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rating_of_open_sheet",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE state TEXT; step TEXT;",
                            func="\n                    IF TG_OP <> 'INSERT' AND (TG_OP = 'DELETE' OR NEW.sheet_id <> OLD.sheet_id) THEN\n                        SELECT status INTO state FROM assessment_ratingsheet WHERE id = OLD.sheet_id FOR SHARE;\n                        IF state = 'submitted' AND NOT (TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint)) THEN\n                            RAISE EXCEPTION 'locked: the rating sheet has been submitted';\n                        END IF;\n                    END IF;\n                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                    SELECT s.status, r.status INTO state, step\n                    FROM assessment_ratingsheet s JOIN assessment_assessmentround r ON r.id = s.round_id\n                    WHERE s.id = NEW.sheet_id FOR SHARE OF s;\n                    IF state = 'submitted' THEN\n                        RAISE EXCEPTION 'locked: the rating sheet has been submitted';\n                    END IF;\n                    IF step <> 'open' THEN\n                        RAISE EXCEPTION 'locked: the round is not open';\n                    END IF;\n                    IF TG_OP = 'INSERT' OR NEW.criterion_id <> OLD.criterion_id OR NEW.sheet_id <> OLD.sheet_id THEN\n                        IF NOT EXISTS (\n                            SELECT 1 FROM assessment_ratingsheet s\n                            JOIN assessment_roundcriterion o ON o.round_id = s.round_id\n                            WHERE s.id = NEW.sheet_id AND o.criterion_id = NEW.criterion_id\n                        ) THEN\n                            RAISE EXCEPTION 'the round does not observe this criterion';\n                        END IF;\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="3c939a06854ffe54c3ad191e0a73c193cab32e07",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_rating_of_open_sheet_fadc4",
                            table="assessment_rating",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rating",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessment_ratingevent" ("criterion_id", "id", "is_not_assessable", "not_assessable_reason", "observation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sheet_id", "value") VALUES (NEW."criterion_id", NEW."id", NEW."is_not_assessable", NEW."not_assessable_reason", NEW."observation", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sheet_id", NEW."value"); RETURN NULL;',
                            hash="d64fd0a92b52e1716530f9156fac666187aa8633",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3e810",
                            table="assessment_rating",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rating",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assessment_ratingevent" ("criterion_id", "id", "is_not_assessable", "not_assessable_reason", "observation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sheet_id", "value") VALUES (NEW."criterion_id", NEW."id", NEW."is_not_assessable", NEW."not_assessable_reason", NEW."observation", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sheet_id", NEW."value"); RETURN NULL;',
                            hash="166be7d7e00869885b0a676f9451d6ff2c945960",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_77c03",
                            table="assessment_rating",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ratingsheetevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            RAISE EXCEPTION 'Cannot % rows of % without a deletion record', lower(TG_OP), TG_TABLE_NAME;\n        ",
                            hash="ec8bb2c25a0ead521caf59cd95eb7a18c0c655e9",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_257d1",
                            table="assessment_ratingsheetevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="reminder",
                    constraint=models.UniqueConstraint(fields=("batch", "person"), name="reminder_once_per_sending"),
                ),
                migrations.AddConstraint(
                    model_name="reminder",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("is_repeat", False), models.Q(("state", "failed"), _negated=True)),
                        fields=("posting", "round_position", "person", "reminded_on"),
                        name="reminder_once_a_day",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="reminder",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("state__in", ["pending", "sent", "failed"])), name="reminder_state_is_known"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="reminder",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("failure", ""), ("finished_at", None), ("state", "pending")),
                            models.Q(("failure", ""), ("finished_at__isnull", False), ("state", "sent")),
                            models.Q(
                                ("finished_at__isnull", False),
                                ("state", "failed"),
                                models.Q(("failure", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="reminder_result_follows_state",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reminder",
                    trigger=pgtrigger.compiler.Trigger(
                        name="reminder_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF TG_OP = 'INSERT' AND NEW.state = 'pending' THEN RETURN NEW; END IF;\n                    IF TG_OP = 'UPDATE' AND OLD.state = 'pending' AND NEW.state <> 'pending'\n                       AND to_jsonb(OLD) - ARRAY['state', 'failure', 'finished_at']\n                         = to_jsonb(NEW) - ARRAY['state', 'failure', 'finished_at'] THEN\n                        RETURN NEW;\n                    END IF;\n                    RAISE EXCEPTION 'Cannot % rows of reminders', lower(TG_OP);\n                ",
                            hash="0c5a85a6ab0b674c021035072d5ae4696904ea23",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_reminder_kept_65ed0",
                            table="assessment_reminder",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="roundcriterion",
                    constraint=models.UniqueConstraint(fields=("round", "criterion"), name="roundcriterion_once"),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="roundcriterion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="roundcriterion_fixed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE concerned BIGINT;",
                            func="\n            IF TG_OP = 'DELETE' THEN\n                SELECT (SELECT plan_id FROM assessment_assessmentround WHERE id = OLD.round_id) INTO concerned;\n            ELSE\n                SELECT (SELECT plan_id FROM assessment_assessmentround WHERE id = NEW.round_id) INTO concerned;\n            END IF;\n            PERFORM 1 FROM assessment_assessmentplan WHERE posting_id = concerned FOR UPDATE;\n            IF EXISTS (\n                SELECT 1 FROM assessment_ratingsheet s JOIN assessment_assessmentround r ON r.id = s.round_id\n                WHERE r.plan_id = concerned\n            ) THEN\n                RAISE EXCEPTION 'fixed: the first rating has been given';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                            hash="1c7aa6c107d184293ce9641d7abe0d2eb44bc355",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_roundcriterion_fixed_d6870",
                            table="assessment_roundcriterion",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="roundcriterion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="roundcriterion_of_the_profile",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF NOT EXISTS (\n                        SELECT 1 FROM assessment_assessmentround r JOIN postings_posting p ON p.id = r.plan_id\n                        JOIN profiles_criterion c ON c.profile_id = p.profile_id\n                        WHERE r.id = NEW.round_id AND c.id = NEW.criterion_id\n                    ) THEN\n                        RAISE EXCEPTION 'the criterion does not belong to the profile of the posting';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="76f99d0b15f96b5de2ed016210b54bf9747fd9c9",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_roundcriterion_of_the_profile_3924d",
                            table="assessment_roundcriterion",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="assessmentround",
                    constraint=models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("plan", "position"),
                        name="assessmentround_position_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="assessmentround",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("share__range", (1, 100))), name="assessmentround_share"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="assessmentround",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("instrument__in", ["file", "interview", "task"]),
                            ("status__in", ["planned", "open", "closed", "concluded"]),
                            ("visibility__in", ["never", "after_own_sheet", "after_own_sheets", "after_close"]),
                        ),
                        name="assessmentround_choices_are_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="assessmentround",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at", None), ("concluded_at", None), ("opened_at", None), ("status", "planned")
                            ),
                            models.Q(
                                ("closed_at", None),
                                ("concluded_at", None),
                                ("opened_at__isnull", False),
                                ("status", "open"),
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("concluded_at", None),
                                ("opened_at__isnull", False),
                                ("status", "closed"),
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("concluded_at__isnull", False),
                                ("opened_at__isnull", False),
                                ("status", "concluded"),
                            ),
                            _connector="OR",
                        ),
                        name="assessmentround_times_follow_status",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assessmentround",
                    trigger=pgtrigger.compiler.Trigger(
                        name="assessmentround_set_fixed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE concerned BIGINT;",
                            func="\n            IF TG_OP = 'DELETE' THEN\n                SELECT OLD.plan_id INTO concerned;\n            ELSE\n                SELECT NEW.plan_id INTO concerned;\n            END IF;\n            PERFORM 1 FROM assessment_assessmentplan WHERE posting_id = concerned FOR UPDATE;\n            IF EXISTS (\n                SELECT 1 FROM assessment_ratingsheet s JOIN assessment_assessmentround r ON r.id = s.round_id\n                WHERE r.plan_id = concerned\n            ) THEN\n                RAISE EXCEPTION 'fixed: the first rating has been given';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                            hash="e6907df771ea1d5a88e2c25a163064a8f39dcec1",
                            operation="INSERT OR DELETE",
                            pgid="pgtrigger_assessmentround_set_fixed_1b0d9",
                            table="assessment_assessmentround",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assessmentround",
                    trigger=pgtrigger.compiler.Trigger(
                        name="assessmentround_fixed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."instrument" IS DISTINCT FROM (NEW."instrument") OR OLD."plan_id" IS DISTINCT FROM (NEW."plan_id") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."share" IS DISTINCT FROM (NEW."share") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility"))',
                            declare="DECLARE concerned BIGINT;",
                            func="\n            IF TG_OP = 'DELETE' THEN\n                SELECT OLD.plan_id INTO concerned;\n            ELSE\n                SELECT NEW.plan_id INTO concerned;\n            END IF;\n            PERFORM 1 FROM assessment_assessmentplan WHERE posting_id = concerned FOR UPDATE;\n            IF EXISTS (\n                SELECT 1 FROM assessment_ratingsheet s JOIN assessment_assessmentround r ON r.id = s.round_id\n                WHERE r.plan_id = concerned\n            ) THEN\n                RAISE EXCEPTION 'fixed: the first rating has been given';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                            hash="cfd04780586ab3f06315f5ad26596d322720ebe7",
                            operation="UPDATE",
                            pgid="pgtrigger_assessmentround_fixed_5f0a3",
                            table="assessment_assessmentround",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assessmentround",
                    trigger=pgtrigger.compiler.Trigger(
                        name="assessmentround_due_until_closed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."due_on" IS DISTINCT FROM (NEW."due_on"))',
                            func="\n                    IF OLD.status NOT IN ('planned', 'open') THEN\n                        RAISE EXCEPTION 'fixed: the round is closed';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="5dc512a237229a19961cd58e642726ca9551d3bf",
                            operation="UPDATE",
                            pgid="pgtrigger_assessmentround_due_until_closed_62d49",
                            table="assessment_assessmentround",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assessmentround",
                    trigger=pgtrigger.compiler.Trigger(
                        name="assessmentround_steps",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."status" IS DISTINCT FROM (NEW."status"))',
                            func="\n                    IF (OLD.status, NEW.status) NOT IN (\n                        ('planned', 'open'), ('open', 'closed'), ('closed', 'open'), ('closed', 'concluded')\n                    ) AND NOT ((OLD.status, NEW.status) = ('open', 'planned') AND NOT EXISTS (\n                        SELECT 1 FROM assessment_ratingsheet s WHERE s.round_id = OLD.id\n                    )) THEN\n                        RAISE EXCEPTION 'a round does not go from % to %', OLD.status, NEW.status;\n                    END IF;\n                    IF OLD.status = 'closed' AND NEW.status = 'open' AND NEW.reopening_reason = '' THEN\n                        RAISE EXCEPTION 'a round is opened again with a reason only';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="43d5818632a55b4cde0b9cabf8042edcc9cbc964",
                            operation="UPDATE",
                            pgid="pgtrigger_assessmentround_steps_9fa59",
                            table="assessment_assessmentround",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assessmentround",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessment_assessmentroundevent" ("closed_at", "closing_reason", "concluded_at", "concluding_reason", "due_on", "id", "instrument", "opened_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "reopening_reason", "share", "status", "title", "visibility") VALUES (NEW."closed_at", NEW."closing_reason", NEW."concluded_at", NEW."concluding_reason", NEW."due_on", NEW."id", NEW."instrument", NEW."opened_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."position", NEW."reopening_reason", NEW."share", NEW."status", NEW."title", NEW."visibility"); RETURN NULL;',
                            hash="7dba012c3464f67d38f344d5bd62e507b2a503bb",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c4b6b",
                            table="assessment_assessmentround",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assessmentround",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assessment_assessmentroundevent" ("closed_at", "closing_reason", "concluded_at", "concluding_reason", "due_on", "id", "instrument", "opened_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "reopening_reason", "share", "status", "title", "visibility") VALUES (NEW."closed_at", NEW."closing_reason", NEW."concluded_at", NEW."concluding_reason", NEW."due_on", NEW."id", NEW."instrument", NEW."opened_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."position", NEW."reopening_reason", NEW."share", NEW."status", NEW."title", NEW."visibility"); RETURN NULL;',
                            hash="877beb4ebc3c4f428cd38ea772282af6d5d0247c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_10ee9",
                            table="assessment_assessmentround",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        )
    ]
