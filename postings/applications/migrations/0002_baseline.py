import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from recruitment.database.together import Together


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("applications", "0008_withdrawal_and_merging"),
    ]

    dependencies = [
        ("applications", "0001_baseline"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("postings", "0001_baseline"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.AddField(
                    model_name="applicantmerge",
                    name="posting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applicant_merges",
                        to="postings.posting",
                    ),
                ),
                migrations.AddField(
                    model_name="applicantmerge",
                    name="undone_by",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="aufgehoben von",
                    ),
                ),
                migrations.AddField(
                    model_name="application",
                    name="applicant",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="applications.applicant",
                    ),
                ),
                migrations.AddField(
                    model_name="application",
                    name="duplicate_of",
                    field=models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duplicates",
                        to="applications.application",
                        verbose_name="doppelt zu",
                    ),
                ),
                migrations.AddField(
                    model_name="application",
                    name="posting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="applications", to="postings.posting"
                    ),
                ),
                migrations.AddField(
                    model_name="applicationevent",
                    name="applicant",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="applications.applicant",
                    ),
                ),
                migrations.AddField(
                    model_name="applicationevent",
                    name="duplicate_of",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="applications.application",
                        verbose_name="doppelt zu",
                    ),
                ),
                migrations.AddField(
                    model_name="applicationevent",
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
                    model_name="applicationevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="applications.application",
                    ),
                ),
                migrations.AddField(
                    model_name="applicationevent",
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
                    model_name="erasedmark",
                    name="application",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="erased_marks",
                        to="applications.application",
                    ),
                ),
            ]
        )
    ]
