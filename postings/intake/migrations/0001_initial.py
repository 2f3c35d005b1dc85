import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from recruitment.database.together import Together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("postings", "0001_baseline"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="ListSource",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=100, unique=True, verbose_name="Quelle")),
                        ("mapping", models.JSONField(default=dict)),
                        ("defaults", models.JSONField(default=dict)),
                        ("changed_at", models.DateTimeField(auto_now=True, verbose_name="zugeordnet am")),
                    ],
                    options={
                        "verbose_name": "Quelle von Bewerberlisten",
                        "verbose_name_plural": "Quellen von Bewerberlisten",
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="ApplicantList",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sha256", models.CharField(db_index=True, max_length=64, verbose_name="Prüfsumme (SHA-256)")),
                        ("format_name", models.CharField(max_length=60, verbose_name="Format")),
                        ("table", models.JSONField(editable=False, null=True)),
                        ("mapping", models.JSONField(default=dict, editable=False)),
                        ("defaults", models.JSONField(default=dict, editable=False)),
                        ("plan", models.JSONField(editable=False, null=True)),
                        ("decisions", models.JSONField(default=dict, editable=False)),
                        ("reasons", models.JSONField(default=dict, editable=False)),
                        ("summary", models.JSONField(default=dict, editable=False)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("mapping", "Spalten zuordnen"),
                                    ("review", "in Prüfung"),
                                    ("accepted", "übernommen"),
                                ],
                                default="mapping",
                                max_length=10,
                                verbose_name="Stand",
                            ),
                        ),
                        ("uploaded_at", models.DateTimeField(auto_now_add=True, verbose_name="eingelesen am")),
                        ("accepted_at", models.DateTimeField(null=True, verbose_name="übernommen am")),
                        (
                            "accepted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="übernommen von",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Bewerberliste",
                        "verbose_name_plural": "Bewerberlisten",
                        "ordering": ["-uploaded_at", "-id"],
                    },
                ),
                migrations.AddField(
                    model_name="applicantlist",
                    name="posting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applicant_lists",
                        to="postings.posting",
                    ),
                ),
                migrations.AddField(
                    model_name="applicantlist",
                    name="uploaded_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="eingelesen von",
                    ),
                ),
                migrations.AddField(
                    model_name="listsource",
                    name="changed_by",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="zugeordnet von",
                    ),
                ),
                migrations.AddField(
                    model_name="applicantlist",
                    name="source",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lists",
                        to="intake.listsource",
                        verbose_name="Quelle",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="applicantlist",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("status__in", ["mapping", "review", "accepted"])),
                        name="applicantlist_status_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="applicantlist",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("accepted_at__isnull", False), ("accepted_by__isnull", False), ("status", "accepted")
                            ),
                            models.Q(
                                models.Q(("status", "accepted"), _negated=True),
                                ("accepted_at__isnull", True),
                                ("accepted_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="applicantlist_accepted_iff_person_and_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="applicantlist",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "accepted"), _negated=True),
                            models.Q(
                                ("decisions", {}),
                                ("plan__isnull", True),
                                models.Q(
                                    models.Q(("reasons", {}), ("table__isnull", True)),
                                    models.Q(("table__isnull", False), models.Q(("reasons", {}), _negated=True)),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="applicantlist_accepted_keeps_only_the_rest",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="applicantlist",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("status", "accepted"), ("table__isnull", False), _connector="OR"),
                        name="applicantlist_open_has_table",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="applicantlist",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("plan__isnull", False), ("status", "review")),
                            models.Q(models.Q(("status", "review"), _negated=True), ("plan__isnull", True)),
                            _connector="OR",
                        ),
                        name="applicantlist_plan_iff_review",
                    ),
                ),
            ]
        )
    ]
