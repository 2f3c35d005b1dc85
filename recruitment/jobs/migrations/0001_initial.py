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
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Job",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=40, verbose_name="Art")),
                        ("posting_reference", models.CharField(blank=True, max_length=40, verbose_name="Kennzahl")),
                        ("arguments", models.JSONField(default=dict)),
                        ("back_url", models.CharField(max_length=300)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "wartet"),
                                    ("running", "in Arbeit"),
                                    ("succeeded", "fertig"),
                                    ("failed", "nicht gelungen"),
                                ],
                                default="waiting",
                                max_length=10,
                                verbose_name="Stand",
                            ),
                        ),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("done", models.PositiveIntegerField(default=0)),
                        ("total", models.PositiveIntegerField(default=0)),
                        ("note", models.CharField(blank=True, max_length=200)),
                        ("result_url", models.CharField(blank=True, max_length=300)),
                        ("result_label", models.CharField(blank=True, max_length=200)),
                        ("error", models.TextField(blank=True)),
                        ("queue_id", models.BigIntegerField(null=True, unique=True)),
                        ("queued_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="begonnen")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="beendet")),
                        (
                            "started_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="begonnen von",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Vorgang",
                        "verbose_name_plural": "Vorgänge",
                        "ordering": ["-queued_at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["waiting", "running", "succeeded", "failed"])),
                                name="job_state_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("done__lte", models.F("total"))), name="job_done_within_total"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", False), ("state__in", ["failed", "succeeded"])),
                                    models.Q(("ended_at__isnull", True), ("state__in", ["running", "waiting"])),
                                    _connector="OR",
                                ),
                                name="job_ended_at_iff_ended",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "failed"), models.Q(("error", ""), _negated=True)),
                                    models.Q(models.Q(("state", "failed"), _negated=True), ("error", "")),
                                    _connector="OR",
                                ),
                                name="job_error_iff_failed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "succeeded"),
                                    models.Q(("result_label", ""), ("result_url", "")),
                                    _connector="OR",
                                ),
                                name="job_result_only_of_success",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["running", "waiting"])),
                                fields=("kind", "started_by", "arguments"),
                                name="job_open_once_per_person_and_work",
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="job",
                    trigger=pgtrigger.compiler.Trigger(
                        name="job_ended_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.\"state\" IN ('failed', 'succeeded'))",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="ef41dd8cc774593115c0dac7504244f39f4688a7",
                            operation="UPDATE",
                            pgid="pgtrigger_job_ended_stays_04b6f",
                            table="jobs_job",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        )
    ]
