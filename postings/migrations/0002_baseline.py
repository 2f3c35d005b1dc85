import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from recruitment.database.together import Together


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("postings", "0009_closeness_band"),
    ]

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("postings", "0001_baseline"),
        ("profiles", "0001_baseline"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.AddField(
                    model_name="posting",
                    name="profile",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="profiles.requirementprofile",
                        verbose_name="Anforderungsprofil",
                    ),
                ),
                migrations.AddField(
                    model_name="committeemembershipevent",
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
                    model_name="committeemembership",
                    name="posting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="postings.posting"
                    ),
                ),
                migrations.AddField(
                    model_name="postingevent",
                    name="names_disclosed_by",
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
                    model_name="postingevent",
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
                    model_name="postingevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="postings.posting",
                    ),
                ),
                migrations.AddField(
                    model_name="postingevent",
                    name="profile",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="profiles.requirementprofile",
                        verbose_name="Anforderungsprofil",
                    ),
                ),
                migrations.AddField(
                    model_name="postingnotice",
                    name="posting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notices", to="postings.posting"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="posting",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["draft", "published", "scoring_open", "decided", "filled", "aborted"])
                        ),
                        name="posting_status_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="posting",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("contract_term__in", ["undecided", "permanent", "fixed_term"])),
                        name="posting_contract_term_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="posting",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("status", "draft"),
                            models.Q(
                                models.Q(("contract_term", "undecided"), _negated=True), ("published_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="posting_published_is_settled",
                        violation_error_message="Vor der Veröffentlichung muss geklärt sein, ob die Stelle befristet ist.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="posting",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("names_disclosed_at", None),
                                ("names_disclosed_by", None),
                                ("names_disclosed_reason", ""),
                            ),
                            models.Q(
                                models.Q(("names_disclosed_reason", ""), _negated=True),
                                ("is_blind", True),
                                ("names_disclosed_at__isnull", False),
                                ("names_disclosed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="posting_names_disclosed_with_person_and_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="posting",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("appraisal_current_months__range", (1, 60))),
                        name="posting_appraisal_current_months",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="posting",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("closeness_steps__range", (0, 4))), name="posting_closeness_steps_0_to_4"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="posting",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("closeness_weight__range", (1, 4))), name="posting_closeness_weight_1_to_4"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="posting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="posting_frozen",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE free TEXT[];",
                            func="\n                    IF OLD.status <> 'draft' THEN\n                        free := ARRAY['status'];\n                        IF OLD.names_disclosed_at IS NULL THEN\n                            free := free || ARRAY['names_disclosed_at', 'names_disclosed_by_id',\n                                                  'names_disclosed_reason'];\n                        END IF;\n                        IF TG_OP = 'DELETE' OR NEW.status = 'draft'\n                           OR (to_jsonb(OLD) - free) <> (to_jsonb(NEW) - free) THEN\n                            RAISE EXCEPTION 'frozen: the posting has been published';\n                        END IF;\n                    END IF;\n                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                    RETURN NEW;\n                ",
                            hash="e23b1dbc45b1b63d039adddecc8d7f03c5510d10",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_posting_frozen_6b132",
                            table="postings_posting",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="posting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="posting_decided_with_decision",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF TG_OP = 'UPDATE' THEN\n                        IF NEW.status = OLD.status THEN RETURN NEW; END IF;\n                        IF OLD.status IN ('filled', 'aborted') THEN\n                            RAISE EXCEPTION 'a procedure that has ended stays so';\n                        END IF;\n                        IF OLD.status = 'decided' AND NEW.status = 'published' THEN\n                            RAISE EXCEPTION 'a decided procedure does not go back before the rating';\n                        END IF;\n                        IF NEW.status = 'filled' AND OLD.status <> 'decided' THEN\n                            RAISE EXCEPTION 'a post is filled only after the decision';\n                        END IF;\n                    END IF;\n                    IF NEW.status IN ('decided', 'filled') AND NOT EXISTS (\n                        SELECT 1 FROM decision_selectiondecision d\n                        WHERE d.posting_id = NEW.id AND NOT EXISTS (\n                            SELECT 1 FROM decision_decisionwithdrawal w WHERE w.decision_id = d.id)\n                    ) THEN\n                        RAISE EXCEPTION 'a decided posting needs a decision that stands';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="1f34f288ec583a42dacc1d7333d1f6814a194145",
                            operation='INSERT OR UPDATE OF "status"',
                            pgid="pgtrigger_posting_decided_with_decision_c84fc",
                            table="postings_posting",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="posting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="posting_ends_with_a_row",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."status" IS DISTINCT FROM (NEW."status"))',
                            func="\n                    IF NEW.status = 'filled' AND EXISTS (\n                        SELECT 1 FROM decision_decisionentry e\n                        JOIN decision_selectiondecision d ON d.id = e.decision_id\n                        WHERE d.posting_id = NEW.id AND e.outcome = 'selected'\n                          AND NOT EXISTS (SELECT 1 FROM decision_decisionwithdrawal w WHERE w.decision_id = d.id)\n                          AND NOT EXISTS (SELECT 1 FROM notices_appointment p WHERE p.decision_id = d.id\n                                          AND p.application_id = e.application_id)\n                    ) THEN\n                        RAISE EXCEPTION 'a post is filled only when everybody selected is appointed';\n                    END IF;\n                    IF NEW.status = 'aborted' AND NOT EXISTS (\n                        SELECT 1 FROM notices_abort WHERE posting_id = NEW.id\n                    ) THEN\n                        RAISE EXCEPTION 'a procedure is aborted with a reason only';\n                    END IF;\n                    IF OLD.status = 'decided' AND NEW.status IN ('published', 'scoring_open') AND EXISTS (\n                        SELECT 1 FROM notices_appointment p\n                        JOIN applications_application a ON a.id = p.application_id WHERE a.posting_id = NEW.id\n                    ) THEN\n                        RAISE EXCEPTION 'a decision that somebody was appointed by stands';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="15b9008c7172d5162eeadbe46a1c893086f9c583",
                            operation="UPDATE",
                            pgid="pgtrigger_posting_ends_with_a_row_80120",
                            table="postings_posting",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="posting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="posting_published_with_frozen_profile",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF NEW.status <> 'draft' AND NOT EXISTS (\n                        SELECT 1 FROM profiles_requirementprofile WHERE id = NEW.profile_id AND frozen_at IS NOT NULL\n                    ) THEN\n                        RAISE EXCEPTION 'a published posting needs a frozen requirement profile';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="23aeab7b69e36ca98151fb591677f326a5b0cae1",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_posting_published_with_frozen_profile_8151e",
                            table="postings_posting",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="posting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "postings_postingevent" ("appraisal_current_months", "authority", "available_from", "closeness_steps", "closeness_weight", "code_seed", "contact_url", "contract_term", "contract_term_reason", "created_at", "deadline_moves_to_working_day", "deadline_weeks", "designation", "function", "id", "is_blind", "names_disclosed_at", "names_disclosed_by_id", "names_disclosed_reason", "office", "pay_grade_a", "pay_grade_e", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portal_url", "profile_id", "profile_url", "published_on", "reference_number", "signatory", "status", "work_location", "working_time", "working_time_percent") VALUES (NEW."appraisal_current_months", NEW."authority", NEW."available_from", NEW."closeness_steps", NEW."closeness_weight", NEW."code_seed", NEW."contact_url", NEW."contract_term", NEW."contract_term_reason", NEW."created_at", NEW."deadline_moves_to_working_day", NEW."deadline_weeks", NEW."designation", NEW."function", NEW."id", NEW."is_blind", NEW."names_disclosed_at", NEW."names_disclosed_by_id", NEW."names_disclosed_reason", NEW."office", NEW."pay_grade_a", NEW."pay_grade_e", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."portal_url", NEW."profile_id", NEW."profile_url", NEW."published_on", NEW."reference_number", NEW."signatory", NEW."status", NEW."work_location", NEW."working_time", NEW."working_time_percent"); RETURN NULL;',
                            hash="58fb5a73168d54540bce08ff9f58cc5586c315e9",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8de67",
                            table="postings_posting",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="posting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "postings_postingevent" ("appraisal_current_months", "authority", "available_from", "closeness_steps", "closeness_weight", "code_seed", "contact_url", "contract_term", "contract_term_reason", "created_at", "deadline_moves_to_working_day", "deadline_weeks", "designation", "function", "id", "is_blind", "names_disclosed_at", "names_disclosed_by_id", "names_disclosed_reason", "office", "pay_grade_a", "pay_grade_e", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portal_url", "profile_id", "profile_url", "published_on", "reference_number", "signatory", "status", "work_location", "working_time", "working_time_percent") VALUES (NEW."appraisal_current_months", NEW."authority", NEW."available_from", NEW."closeness_steps", NEW."closeness_weight", NEW."code_seed", NEW."contact_url", NEW."contract_term", NEW."contract_term_reason", NEW."created_at", NEW."deadline_moves_to_working_day", NEW."deadline_weeks", NEW."designation", NEW."function", NEW."id", NEW."is_blind", NEW."names_disclosed_at", NEW."names_disclosed_by_id", NEW."names_disclosed_reason", NEW."office", NEW."pay_grade_a", NEW."pay_grade_e", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."portal_url", NEW."profile_id", NEW."profile_url", NEW."published_on", NEW."reference_number", NEW."signatory", NEW."status", NEW."work_location", NEW."working_time", NEW."working_time_percent"); RETURN NULL;',
                            hash="1f893a83c247ec10614d4c8bfda8e1b345dce7ac",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_429ed",
                            table="postings_posting",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="committeemembershipevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3949f20bd8212a635b06c74b1209b879860b558f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_669ee",
                            table="postings_committeemembershipevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="committeemembership",
                    constraint=models.UniqueConstraint(
                        fields=("posting", "user", "role"), name="committeemembership_role_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="committeemembership",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("role", "chair")),
                        fields=("posting",),
                        name="committeemembership_one_chair_per_posting",
                        violation_error_message="Eine Auswahlkommission hat genau einen Vorsitz.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="committeemembership",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("role__in", ["chair", "assessor", "deputy", "minute_taker", "decider", "observer"])
                        ),
                        name="committeemembership_role_is_known",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="committeemembership",
                    trigger=pgtrigger.compiler.Trigger(
                        name="committeemembership_with_sheets_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF OLD.role IN ('assessor', 'deputy')\n                       AND (TG_OP = 'DELETE' OR (OLD.posting_id, OLD.user_id, OLD.role)\n                                             IS DISTINCT FROM (NEW.posting_id, NEW.user_id, NEW.role))\n                       AND EXISTS (\n                           SELECT 1 FROM assessment_ratingsheet s\n                           JOIN applications_application a ON a.id = s.application_id\n                           WHERE a.posting_id = OLD.posting_id AND s.assessor_id = OLD.user_id\n                             AND s.status = 'submitted')\n                    THEN\n                        RAISE EXCEPTION 'an assessor with submitted sheets stays';\n                    END IF;\n                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                    RETURN NEW;\n                ",
                            hash="1010aa9efc6ed99b584dbf59bacfa1a9bd57575f",
                            operation="DELETE OR UPDATE",
                            pgid="pgtrigger_committeemembership_with_sheets_stays_a54ab",
                            table="postings_committeemembership",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="committeemembership",
                    trigger=pgtrigger.compiler.Trigger(
                        name="committeemembership_observer_never_rates",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF EXISTS (\n                        SELECT 1 FROM postings_committeemembership\n                        WHERE posting_id = NEW.posting_id AND user_id = NEW.user_id AND id <> NEW.id\n                          AND ((role = 'observer' AND NEW.role IN ('assessor', 'chair'))\n                            OR (role IN ('assessor', 'chair') AND NEW.role = 'observer'))\n                    ) THEN\n                        RAISE EXCEPTION 'an observer cannot chair or rate';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="3925a36f0f8c3a297d50120200c12ea1315ebf8e",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_committeemembership_observer_never_rates_6968e",
                            table="postings_committeemembership",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="committeemembership",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "postings_committeemembershipevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "posting_id", "role", "user_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."posting_id", NEW."role", NEW."user_id"); RETURN NULL;',
                            hash="1b5dc570b907867753842f148751340ac25801ef",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d09f9",
                            table="postings_committeemembership",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="committeemembership",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "postings_committeemembershipevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "posting_id", "role", "user_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."posting_id", NEW."role", NEW."user_id"); RETURN NULL;',
                            hash="e78a2e5b28d335553cb228ebc94bc6804b4ce887",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_12d9d",
                            table="postings_committeemembership",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="postingevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="1f7ddc765c7de97061bb2e2f3f445537d8ea0b0e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_250e8",
                            table="postings_postingevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="postingnotice",
                    constraint=models.UniqueConstraint(
                        fields=("posting", "position"), name="postingnotice_position_once_per_posting"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="postingnotice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "family_friendly",
                                    "profile_is_part",
                                    "women",
                                    "severe_disability",
                                    "migration_background",
                                    "appraisal_required",
                                    "consent_personnel_file",
                                    "reference_letter",
                                    "no_photo",
                                    "deadline",
                                    "portal",
                                    "paper",
                                ],
                            )
                        ),
                        name="postingnotice_kind_is_known",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="postingnotice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="postingnotice_frozen",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE state TEXT;",
                            func="\n                    IF TG_OP <> 'INSERT' THEN\n                        SELECT status INTO state FROM postings_posting WHERE id = OLD.posting_id FOR SHARE;\n                        IF state <> 'draft' THEN RAISE EXCEPTION 'frozen: the posting has been published'; END IF;\n                    END IF;\n                    IF TG_OP <> 'DELETE' THEN\n                        SELECT status INTO state FROM postings_posting WHERE id = NEW.posting_id FOR SHARE;\n                        IF state <> 'draft' THEN RAISE EXCEPTION 'frozen: the posting has been published'; END IF;\n                        RETURN NEW;\n                    END IF;\n                    RETURN OLD;\n                ",
                            hash="582f798dfa448a5e9b1a78be6b8767eba88e3534",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_postingnotice_frozen_6af4c",
                            table="postings_postingnotice",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        )
    ]
