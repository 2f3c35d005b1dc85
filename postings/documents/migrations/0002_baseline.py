import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from recruitment.database.together import Together


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("documents", "0006_selection_memo"),
    ]

    dependencies = [
        ("assessment", "0001_baseline"),
        ("documents", "0001_baseline"),
        ("postings", "0001_baseline"),
    ]

    operations = [
        Together(
            [
                migrations.AddField(
                    model_name="issuedreport",
                    name="posting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="postings.posting"
                    ),
                ),
                migrations.AddField(
                    model_name="issuedreport",
                    name="round",
                    field=models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.assessmentround",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="issuedreport",
                    constraint=models.UniqueConstraint(
                        fields=("posting", "kind", "version"), name="issuedreport_version_once_per_posting_and_kind"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="issuedreport",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "selection_report",
                                    "posting",
                                    "profile",
                                    "interview_guide",
                                    "selection_memo",
                                    "applicant_overview",
                                    "rating_sheets",
                                    "formal_sheet",
                                    "file_extract",
                                    "statistics",
                                ],
                            )
                        ),
                        name="issuedreport_kind_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="issuedreport",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "interview_guide"), ("round__isnull", False)),
                            models.Q(models.Q(("kind", "interview_guide"), _negated=True), ("round", None)),
                            _connector="OR",
                        ),
                        name="issuedreport_guide_of_a_round",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="issuedreport",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("application__isnull", False),
                                ("kind__in", ("rating_sheets", "formal_sheet", "file_extract")),
                            ),
                            models.Q(
                                models.Q(
                                    ("kind__in", ("rating_sheets", "formal_sheet", "file_extract")), _negated=True
                                ),
                                ("application", None),
                            ),
                            _connector="OR",
                        ),
                        name="issuedreport_application_iff_about_one",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="issuedreport",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("unsigned_sha256__regex", "^([0-9a-f]{64})?$")),
                        name="issuedreport_unsigned_sha256",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="issuedreport",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="issuedreport_sha256"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="issuedreport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="issuedreport_unchangeable",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF TG_OP = 'DELETE' AND OLD.kind = ANY (ARRAY['rating_sheets', 'formal_sheet', 'file_extract', 'applicant_overview']) AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN\n                        RETURN OLD;\n                    END IF;\n                    RAISE EXCEPTION 'Cannot % rows of the issued documents', lower(TG_OP);\n                ",
                            hash="f023fbc211b83976e4d30958f4b84ba95aae671c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_issuedreport_unchangeable_3285a",
                            table="documents_issuedreport",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        )
    ]
