import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from recruitment.database.together import Together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("applications", "0002_baseline"),
        ("assessment", "0001_baseline"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("profiles", "0001_baseline"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="GuideQuestion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="Reihenfolge")),
                        ("text", models.TextField(verbose_name="Frage oder Aufgabe")),
                        ("expected", models.TextField(blank=True, verbose_name="Erwartete Bestandteile der Antwort")),
                        ("follow_ups", models.TextField(blank=True, verbose_name="Zulässige Nachfragen")),
                        (
                            "minutes",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(120),
                                ],
                                verbose_name="Minuten",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "verbose_name": "Frage des Leitfadens",
                        "verbose_name_plural": "Fragen des Leitfadens",
                        "ordering": ["guide_id", "position"],
                    },
                ),
                migrations.CreateModel(
                    name="InterviewEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("starts_at", models.DateTimeField(verbose_name="Beginn")),
                        ("ends_at", models.DateTimeField(verbose_name="Ende")),
                        ("place", models.CharField(blank=True, max_length=200, verbose_name="Ort")),
                        ("note", models.TextField(blank=True, verbose_name="Hinweis für die Kommission")),
                        ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        ("changed_at", models.DateTimeField(auto_now=True, verbose_name="zuletzt geändert")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="InterviewGuide",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("opening", models.TextField(blank=True, verbose_name="Begrüßung")),
                        ("closing", models.TextField(blank=True, verbose_name="Abschluss")),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="Fassung")),
                        ("changed_at", models.DateTimeField(auto_now=True, verbose_name="zuletzt geändert")),
                    ],
                    options={
                        "verbose_name": "Gesprächsleitfaden",
                        "verbose_name_plural": "Gesprächsleitfäden",
                    },
                ),
                migrations.CreateModel(
                    name="InterviewGuideEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("opening", models.TextField(blank=True, verbose_name="Begrüßung")),
                        ("closing", models.TextField(blank=True, verbose_name="Abschluss")),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="Fassung")),
                        ("changed_at", models.DateTimeField(auto_now=True, verbose_name="zuletzt geändert")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="InterviewRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "guide_version",
                            models.PositiveIntegerField(null=True, verbose_name="Fassung des Leitfadens"),
                        ),
                        ("started_at", models.DateTimeField(null=True, verbose_name="Beginn")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="Ende")),
                        (
                            "others_present",
                            models.CharField(blank=True, max_length=300, verbose_name="weitere Anwesende"),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("saved_at", models.DateTimeField(auto_now=True, verbose_name="gespeichert am")),
                    ],
                    options={
                        "verbose_name": "Gesprächsprotokoll",
                        "verbose_name_plural": "Gesprächsprotokolle",
                        "ordering": ["round_id", "application_id"],
                    },
                ),
                migrations.CreateModel(
                    name="InterviewRecordEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "guide_version",
                            models.PositiveIntegerField(null=True, verbose_name="Fassung des Leitfadens"),
                        ),
                        ("started_at", models.DateTimeField(null=True, verbose_name="Beginn")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="Ende")),
                        (
                            "others_present",
                            models.CharField(blank=True, max_length=300, verbose_name="weitere Anwesende"),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("saved_at", models.DateTimeField(auto_now=True, verbose_name="gespeichert am")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="QuestionAnchor",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("value", models.PositiveSmallIntegerField(verbose_name="Stufe")),
                        ("text", models.TextField(verbose_name="Verhaltensanker")),
                    ],
                    options={
                        "verbose_name": "Anker",
                        "verbose_name_plural": "Anker",
                        "ordering": ["question_id", "-value"],
                    },
                ),
                migrations.CreateModel(
                    name="QuestionAnchorEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("value", models.PositiveSmallIntegerField(verbose_name="Stufe")),
                        ("text", models.TextField(verbose_name="Verhaltensanker")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="QuestionCriterion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Anforderung einer Frage",
                        "verbose_name_plural": "Anforderungen einer Frage",
                    },
                ),
                migrations.CreateModel(
                    name="QuestionCriterionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RecordAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("is_asked", models.BooleanField(null=True, verbose_name="gestellt")),
                        ("reason", models.TextField(blank=True, verbose_name="Grund, warum nicht gestellt")),
                        ("answer", models.TextField(blank=True, verbose_name="Antwort in Stichworten")),
                    ],
                    options={
                        "verbose_name": "Antwort auf eine Frage des Leitfadens",
                        "verbose_name_plural": "Antworten auf Fragen des Leitfadens",
                        "ordering": ["record_id", "question__position"],
                    },
                ),
                migrations.CreateModel(
                    name="RecordAnswerEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("is_asked", models.BooleanField(null=True, verbose_name="gestellt")),
                        ("reason", models.TextField(blank=True, verbose_name="Grund, warum nicht gestellt")),
                        ("answer", models.TextField(blank=True, verbose_name="Antwort in Stichworten")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RecordExtra",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("question", models.TextField(verbose_name="zusätzliche Frage")),
                        ("answer", models.TextField(blank=True, verbose_name="Antwort in Stichworten")),
                    ],
                    options={
                        "verbose_name": "zusätzliche Frage",
                        "verbose_name_plural": "zusätzliche Fragen",
                        "ordering": ["record_id", "position"],
                    },
                ),
                migrations.CreateModel(
                    name="RecordExtraEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("position", models.PositiveSmallIntegerField()),
                        ("question", models.TextField(verbose_name="zusätzliche Frage")),
                        ("answer", models.TextField(blank=True, verbose_name="Antwort in Stichworten")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RecordPresence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Anwesenheit im Auswahlgespräch",
                        "verbose_name_plural": "Anwesenheiten im Auswahlgespräch",
                    },
                ),
                migrations.CreateModel(
                    name="GuideQuestionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("position", models.PositiveSmallIntegerField(verbose_name="Reihenfolge")),
                        ("text", models.TextField(verbose_name="Frage oder Aufgabe")),
                        ("expected", models.TextField(blank=True, verbose_name="Erwartete Bestandteile der Antwort")),
                        ("follow_ups", models.TextField(blank=True, verbose_name="Zulässige Nachfragen")),
                        (
                            "minutes",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(120),
                                ],
                                verbose_name="Minuten",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="interviews.guidequestion",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Interview",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts_at", models.DateTimeField(verbose_name="Beginn")),
                        ("ends_at", models.DateTimeField(verbose_name="Ende")),
                        ("place", models.CharField(blank=True, max_length=200, verbose_name="Ort")),
                        ("note", models.TextField(blank=True, verbose_name="Hinweis für die Kommission")),
                        ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        ("changed_at", models.DateTimeField(auto_now=True, verbose_name="zuletzt geändert")),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interviews",
                                to="applications.application",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Termin eines Auswahlgesprächs",
                        "verbose_name_plural": "Termine der Auswahlgespräche",
                        "ordering": ["starts_at", "id"],
                    },
                ),
                migrations.AddField(
                    model_name="interview",
                    name="round",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interviews",
                        to="assessment.assessmentround",
                    ),
                ),
                migrations.AddField(
                    model_name="interviewevent",
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
                    model_name="interviewevent",
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
                    model_name="interviewevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="interviews.interview",
                    ),
                ),
                migrations.AddField(
                    model_name="interviewevent",
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
                    model_name="interviewguide",
                    name="round",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guide",
                        to="assessment.assessmentround",
                        verbose_name="Bewertungsrunde",
                    ),
                ),
                migrations.AddField(
                    model_name="guidequestionevent",
                    name="guide",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="interviews.interviewguide",
                    ),
                ),
                migrations.AddField(
                    model_name="guidequestion",
                    name="guide",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="interviews.interviewguide",
                    ),
                ),
                migrations.AddField(
                    model_name="interviewguideevent",
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
                    model_name="interviewguideevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="interviews.interviewguide",
                    ),
                ),
                migrations.AddField(
                    model_name="interviewguideevent",
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
                    model_name="interviewrecord",
                    name="application",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interview_records",
                        to="applications.application",
                    ),
                ),
                migrations.AddField(
                    model_name="interviewrecord",
                    name="guide",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="interviews.interviewguide",
                    ),
                ),
                migrations.AddField(
                    model_name="interviewrecord",
                    name="round",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interview_records",
                        to="assessment.assessmentround",
                    ),
                ),
                migrations.AddField(
                    model_name="interviewrecord",
                    name="saved_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                migrations.AddField(
                    model_name="interviewrecordevent",
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
                    model_name="interviewrecordevent",
                    name="guide",
                    field=models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="interviews.interviewguide",
                    ),
                ),
                migrations.AddField(
                    model_name="interviewrecordevent",
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
                    model_name="interviewrecordevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="interviews.interviewrecord",
                    ),
                ),
                migrations.AddField(
                    model_name="interviewrecordevent",
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
                    model_name="interviewrecordevent",
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
                    model_name="questionanchor",
                    name="question",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="anchors",
                        to="interviews.guidequestion",
                    ),
                ),
                migrations.AddField(
                    model_name="questionanchorevent",
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
                    model_name="questionanchorevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="interviews.questionanchor",
                    ),
                ),
                migrations.AddField(
                    model_name="questionanchorevent",
                    name="question",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="interviews.guidequestion",
                    ),
                ),
                migrations.AddField(
                    model_name="questioncriterion",
                    name="criterion",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="profiles.criterion"
                    ),
                ),
                migrations.AddField(
                    model_name="questioncriterion",
                    name="question",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="interviews.guidequestion"
                    ),
                ),
                migrations.AddField(
                    model_name="guidequestion",
                    name="criteria",
                    field=models.ManyToManyField(
                        related_name="+", through="interviews.QuestionCriterion", to="profiles.criterion"
                    ),
                ),
                migrations.AddField(
                    model_name="questioncriterionevent",
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
                    model_name="questioncriterionevent",
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
                    model_name="questioncriterionevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="interviews.questioncriterion",
                    ),
                ),
                migrations.AddField(
                    model_name="questioncriterionevent",
                    name="question",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="interviews.guidequestion",
                    ),
                ),
                migrations.AddField(
                    model_name="recordanswer",
                    name="question",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="interviews.guidequestion",
                    ),
                ),
                migrations.AddField(
                    model_name="recordanswer",
                    name="record",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="interviews.interviewrecord",
                    ),
                ),
                migrations.AddField(
                    model_name="recordanswerevent",
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
                    model_name="recordanswerevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="interviews.recordanswer",
                    ),
                ),
                migrations.AddField(
                    model_name="recordanswerevent",
                    name="question",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="interviews.guidequestion",
                    ),
                ),
                migrations.AddField(
                    model_name="recordanswerevent",
                    name="record",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="interviews.interviewrecord",
                    ),
                ),
                migrations.AddField(
                    model_name="recordextra",
                    name="record",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="extras",
                        to="interviews.interviewrecord",
                    ),
                ),
                migrations.AddField(
                    model_name="recordextraevent",
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
                    model_name="recordextraevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="interviews.recordextra",
                    ),
                ),
                migrations.AddField(
                    model_name="recordextraevent",
                    name="record",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="interviews.interviewrecord",
                    ),
                ),
                migrations.AddField(
                    model_name="recordpresence",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                migrations.AddField(
                    model_name="recordpresence",
                    name="record",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presences",
                        to="interviews.interviewrecord",
                    ),
                ),
                migrations.AddField(
                    model_name="interviewrecord",
                    name="present",
                    field=models.ManyToManyField(
                        related_name="+",
                        through="interviews.RecordPresence",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="anwesend",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="interview",
                    constraint=models.UniqueConstraint(
                        fields=("application", "round"), name="interview_once_per_round"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="interview",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="interview_ends_after_it_starts",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="interview",
                    constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("round"), models.F("round"), models.Value("[]"), function="int8range"
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    models.F("starts_at"),
                                    models.F("ends_at"),
                                    django.contrib.postgres.fields.ranges.RangeBoundary(),
                                    function="tstzrange",
                                ),
                                "&&",
                            ),
                        ],
                        name="interview_one_at_a_time",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="interview_in_this_round",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF NOT EXISTS (\n        SELECT 1 FROM assessment_assessmentround r JOIN applications_application a ON a.posting_id = r.plan_id\n        WHERE r.id = NEW.round_id AND a.id = NEW.application_id AND r.instrument <> 'file'\n    ) THEN\n        RAISE EXCEPTION 'this applicant is not interviewed in this round';\n    END IF;\n    RETURN NEW;\n",
                            hash="b45d343dcffa79c6923ce2e6548351b44dd05476",
                            operation='INSERT OR UPDATE OF "application_id", "round_id"',
                            pgid="pgtrigger_interview_in_this_round_4efcd",
                            table="interviews_interview",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "interviews_interviewevent" ("application_id", "changed_at", "ends_at", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "round_id", "sequence", "starts_at", "uid") VALUES (NEW."application_id", NEW."changed_at", NEW."ends_at", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."round_id", NEW."sequence", NEW."starts_at", NEW."uid"); RETURN NULL;',
                            hash="4aab27d49a17b92d90972b8184350f61aa5b8422",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_990ca",
                            table="interviews_interview",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "interviews_interviewevent" ("application_id", "changed_at", "ends_at", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "round_id", "sequence", "starts_at", "uid") VALUES (NEW."application_id", NEW."changed_at", NEW."ends_at", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."round_id", NEW."sequence", NEW."starts_at", NEW."uid"); RETURN NULL;',
                            hash="8d02ef9e156a7136c68001a637142d46adc83e02",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c7675",
                            table="interviews_interview",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interviewevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            RAISE EXCEPTION 'Cannot % rows of % without a deletion record', lower(TG_OP), TG_TABLE_NAME;\n        ",
                            hash="ed7817632acb0cf99d02546fb597b836929620ef",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_499d6",
                            table="interviews_interviewevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interviewguide",
                    trigger=pgtrigger.compiler.Trigger(
                        name="interviewguide_fixed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE before BIGINT; after BIGINT;",
                            func="\n            IF TG_OP <> 'INSERT' THEN SELECT OLD.round_id INTO before; END IF;\n            IF TG_OP <> 'DELETE' THEN SELECT NEW.round_id INTO after; END IF;\n            PERFORM 1 FROM assessment_assessmentplan p\n            JOIN assessment_assessmentround r ON r.plan_id = p.posting_id\n            WHERE r.id IN (before, after) FOR UPDATE OF p;\n            IF EXISTS (SELECT 1 FROM assessment_ratingsheet WHERE round_id IN (before, after))\n               OR EXISTS (SELECT 1 FROM interviews_interviewrecord WHERE round_id IN (before, after)) THEN\n                RAISE EXCEPTION 'fixed: the first interview of the round has been held';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                            hash="d81e9f3cb226787c468e3cf21c3c504fc9598a95",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_interviewguide_fixed_eb094",
                            table="interviews_interviewguide",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interviewguide",
                    trigger=pgtrigger.compiler.Trigger(
                        name="interviewguide_of_a_conversation",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF (SELECT instrument FROM assessment_assessmentround WHERE id = NEW.round_id) = 'file' THEN\n                        RAISE EXCEPTION 'nobody is asked anything in a round on the file';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="d7fa1d940f698c5b2a454ad78749016bf2eb26e2",
                            operation='INSERT OR UPDATE OF "round_id"',
                            pgid="pgtrigger_interviewguide_of_a_conversation_ad6ab",
                            table="interviews_interviewguide",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interviewguide",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "interviews_interviewguideevent" ("changed_at", "closing", "id", "opening", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id", "version") VALUES (NEW."changed_at", NEW."closing", NEW."id", NEW."opening", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."round_id", NEW."version"); RETURN NULL;',
                            hash="e715744fc9bb3541e3b6e81ff8a22a7e3f8e1cf7",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fad3a",
                            table="interviews_interviewguide",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interviewguide",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "interviews_interviewguideevent" ("changed_at", "closing", "id", "opening", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id", "version") VALUES (NEW."changed_at", NEW."closing", NEW."id", NEW."opening", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."round_id", NEW."version"); RETURN NULL;',
                            hash="1bbf57cb693af4943cf90875adfcd3dfd5a2ab19",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6f39f",
                            table="interviews_interviewguide",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="guidequestionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="49e53d06180db96c9554751d6390d1edb68b4a71",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_37fac",
                            table="interviews_guidequestionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interviewguideevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="53d8dec87e2f0c509d3ea5dbcaf14b8f685f634b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_45596",
                            table="interviews_interviewguideevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interviewrecordevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            RAISE EXCEPTION 'Cannot % rows of % without a deletion record', lower(TG_OP), TG_TABLE_NAME;\n        ",
                            hash="3e3acb022739291f3cdc5567cb34e907618317e1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_fe6d9",
                            table="interviews_interviewrecordevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="questionanchor",
                    constraint=models.UniqueConstraint(fields=("question", "value"), name="questionanchor_once"),
                ),
                migrations.AddConstraint(
                    model_name="questionanchor",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("value__range", (1, 5))), name="questionanchor_value_1_to_5"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="questionanchor",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="questionanchor_with_text"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="questionanchor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="questionanchor_fixed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE before BIGINT; after BIGINT;",
                            func="\n            IF TG_OP <> 'INSERT' THEN SELECT (\n    SELECT g.round_id FROM interviews_guidequestion q JOIN interviews_interviewguide g ON g.id = q.guide_id\n    WHERE q.id = OLD.question_id\n) INTO before; END IF;\n            IF TG_OP <> 'DELETE' THEN SELECT (\n    SELECT g.round_id FROM interviews_guidequestion q JOIN interviews_interviewguide g ON g.id = q.guide_id\n    WHERE q.id = NEW.question_id\n) INTO after; END IF;\n            PERFORM 1 FROM assessment_assessmentplan p\n            JOIN assessment_assessmentround r ON r.plan_id = p.posting_id\n            WHERE r.id IN (before, after) FOR UPDATE OF p;\n            IF EXISTS (SELECT 1 FROM assessment_ratingsheet WHERE round_id IN (before, after))\n               OR EXISTS (SELECT 1 FROM interviews_interviewrecord WHERE round_id IN (before, after)) THEN\n                RAISE EXCEPTION 'fixed: the first interview of the round has been held';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                            hash="cc64d0306d40b5d82f9dc3ed9a811386a91f1a22",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_questionanchor_fixed_7d587",
                            table="interviews_questionanchor",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="questionanchor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "interviews_questionanchorevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "text", "value") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."question_id", NEW."text", NEW."value"); RETURN NULL;',
                            hash="a1e0ec5455dc36c9936584edf142517a0cbc1b13",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3b360",
                            table="interviews_questionanchor",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="questionanchor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "interviews_questionanchorevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "text", "value") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."question_id", NEW."text", NEW."value"); RETURN NULL;',
                            hash="89877bd2335f2d4d8b81da4de34196b83d14d09f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6ed05",
                            table="interviews_questionanchor",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="questionanchorevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="236cbef2bfca757f4633d10b4220b48eb0ab953b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7d3b0",
                            table="interviews_questionanchorevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="questioncriterion",
                    constraint=models.UniqueConstraint(fields=("question", "criterion"), name="questioncriterion_once"),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="questioncriterion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="questioncriterion_fixed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE before BIGINT; after BIGINT;",
                            func="\n            IF TG_OP <> 'INSERT' THEN SELECT (\n    SELECT g.round_id FROM interviews_guidequestion q JOIN interviews_interviewguide g ON g.id = q.guide_id\n    WHERE q.id = OLD.question_id\n) INTO before; END IF;\n            IF TG_OP <> 'DELETE' THEN SELECT (\n    SELECT g.round_id FROM interviews_guidequestion q JOIN interviews_interviewguide g ON g.id = q.guide_id\n    WHERE q.id = NEW.question_id\n) INTO after; END IF;\n            PERFORM 1 FROM assessment_assessmentplan p\n            JOIN assessment_assessmentround r ON r.plan_id = p.posting_id\n            WHERE r.id IN (before, after) FOR UPDATE OF p;\n            IF EXISTS (SELECT 1 FROM assessment_ratingsheet WHERE round_id IN (before, after))\n               OR EXISTS (SELECT 1 FROM interviews_interviewrecord WHERE round_id IN (before, after)) THEN\n                RAISE EXCEPTION 'fixed: the first interview of the round has been held';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                            hash="81255cbe7c249f6d8d526f07f3a8f0490255d397",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_questioncriterion_fixed_369b7",
                            table="interviews_questioncriterion",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="questioncriterion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="questioncriterion_observed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF NOT EXISTS (\n                        SELECT 1 FROM assessment_roundcriterion o\n                        WHERE o.round_id = (\n    SELECT g.round_id FROM interviews_guidequestion q JOIN interviews_interviewguide g ON g.id = q.guide_id\n    WHERE q.id = NEW.question_id\n) AND o.criterion_id = NEW.criterion_id\n                    ) THEN\n                        RAISE EXCEPTION 'the round does not observe this criterion';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="db775584248942b19bbf6f06f4a7cda0c5be6f3c",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_questioncriterion_observed_e21d8",
                            table="interviews_questioncriterion",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="questioncriterion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "interviews_questioncriterionevent" ("criterion_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id") VALUES (NEW."criterion_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."question_id"); RETURN NULL;',
                            hash="1680f400480d2b0952ac36aaf39b7d31eee971f5",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_73889",
                            table="interviews_questioncriterion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="questioncriterion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "interviews_questioncriterionevent" ("criterion_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id") VALUES (NEW."criterion_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."question_id"); RETURN NULL;',
                            hash="cc34d14819a547e9cfd72b189cf545617c4f7c57",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6cc16",
                            table="interviews_questioncriterion",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="guidequestion",
                    constraint=models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("guide", "position"),
                        name="guidequestion_position_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="guidequestion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="guidequestion_with_text"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="guidequestion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("minutes", None), ("minutes__range", (1, 120)), _connector="OR"),
                        name="guidequestion_minutes",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="guidequestion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="guidequestion_fixed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE before BIGINT; after BIGINT;",
                            func="\n            IF TG_OP <> 'INSERT' THEN SELECT (SELECT round_id FROM interviews_interviewguide WHERE id = OLD.guide_id) INTO before; END IF;\n            IF TG_OP <> 'DELETE' THEN SELECT (SELECT round_id FROM interviews_interviewguide WHERE id = NEW.guide_id) INTO after; END IF;\n            PERFORM 1 FROM assessment_assessmentplan p\n            JOIN assessment_assessmentround r ON r.plan_id = p.posting_id\n            WHERE r.id IN (before, after) FOR UPDATE OF p;\n            IF EXISTS (SELECT 1 FROM assessment_ratingsheet WHERE round_id IN (before, after))\n               OR EXISTS (SELECT 1 FROM interviews_interviewrecord WHERE round_id IN (before, after)) THEN\n                RAISE EXCEPTION 'fixed: the first interview of the round has been held';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                            hash="02cbc3ac9ec1abaa4bae1c916b6f66f0fbba9ae0",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_guidequestion_fixed_efe8a",
                            table="interviews_guidequestion",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="guidequestion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "interviews_guidequestionevent" ("expected", "follow_ups", "guide_id", "id", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text", "version") VALUES (NEW."expected", NEW."follow_ups", NEW."guide_id", NEW."id", NEW."minutes", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."text", NEW."version"); RETURN NULL;',
                            hash="03ca399f8981f8e7baafc76d458c65501c3a3aca",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_46e4c",
                            table="interviews_guidequestion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="guidequestion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "interviews_guidequestionevent" ("expected", "follow_ups", "guide_id", "id", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text", "version") VALUES (NEW."expected", NEW."follow_ups", NEW."guide_id", NEW."id", NEW."minutes", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."text", NEW."version"); RETURN NULL;',
                            hash="38347e27d78d9fb4e4fcc29d0164ba238f924645",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_066a9",
                            table="interviews_guidequestion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="questioncriterionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="963f82241eaeff8ffe72e14178ce9b8fc6139415",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_debdf",
                            table="interviews_questioncriterionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="recordanswer",
                    constraint=models.UniqueConstraint(fields=("record", "question"), name="recordanswer_once"),
                ),
                migrations.AddConstraint(
                    model_name="recordanswer",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_asked", False), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="recordanswer_not_asked_with_reason",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recordanswer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="recordanswer_while_round_runs",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE concerned BIGINT; step TEXT;",
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            IF TG_OP <> 'INSERT' THEN\n                SELECT (SELECT round_id FROM interviews_interviewrecord WHERE id = OLD.record_id) INTO concerned;\n                SELECT status INTO step FROM assessment_assessmentround WHERE id = concerned FOR SHARE;\n                IF step NOT IN ('open', 'closed') THEN\n                    RAISE EXCEPTION 'locked: a record is kept while the round is open or discussed';\n                END IF;\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            SELECT (SELECT round_id FROM interviews_interviewrecord WHERE id = NEW.record_id) INTO concerned;\n            SELECT status INTO step FROM assessment_assessmentround WHERE id = concerned FOR SHARE;\n            IF step NOT IN ('open', 'closed') THEN\n                RAISE EXCEPTION 'locked: a record is kept while the round is open or discussed';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="3ee68cafdc86590d547abde4fbc0bcff28d3db8d",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_recordanswer_while_round_runs_73a60",
                            table="interviews_recordanswer",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recordanswer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="recordanswer_of_the_guide",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF NOT EXISTS (\n                        SELECT 1 FROM interviews_interviewrecord r\n                        JOIN interviews_guidequestion q ON q.guide_id = r.guide_id\n                        WHERE r.id = NEW.record_id AND q.id = NEW.question_id\n                    ) THEN\n                        RAISE EXCEPTION 'the question is not of the guide of this record';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="115f31dc57a90266f1252fb3a85246e02c3b69f9",
                            operation='INSERT OR UPDATE OF "record_id", "question_id"',
                            pgid="pgtrigger_recordanswer_of_the_guide_976e1",
                            table="interviews_recordanswer",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recordanswer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "interviews_recordanswerevent" ("answer", "id", "is_asked", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "reason", "record_id") VALUES (NEW."answer", NEW."id", NEW."is_asked", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."question_id", NEW."reason", NEW."record_id"); RETURN NULL;',
                            hash="168c5ca17bf6776b41a251810ddd2661d4c42649",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0606e",
                            table="interviews_recordanswer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recordanswer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "interviews_recordanswerevent" ("answer", "id", "is_asked", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "reason", "record_id") VALUES (NEW."answer", NEW."id", NEW."is_asked", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."question_id", NEW."reason", NEW."record_id"); RETURN NULL;',
                            hash="955134c89ba4977192701c847cab39511441dbe4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c0a18",
                            table="interviews_recordanswer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recordanswerevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            RAISE EXCEPTION 'Cannot % rows of % without a deletion record', lower(TG_OP), TG_TABLE_NAME;\n        ",
                            hash="475c1ad50546afb40c2bbdd26db3814d9ebdddaf",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8081b",
                            table="interviews_recordanswerevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="recordextra",
                    constraint=models.UniqueConstraint(fields=("record", "position"), name="recordextra_position_once"),
                ),
                migrations.AddConstraint(
                    model_name="recordextra",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("question", ""), _negated=True), name="recordextra_with_question"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recordextra",
                    trigger=pgtrigger.compiler.Trigger(
                        name="recordextra_while_round_runs",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE concerned BIGINT; step TEXT;",
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            IF TG_OP <> 'INSERT' THEN\n                SELECT (SELECT round_id FROM interviews_interviewrecord WHERE id = OLD.record_id) INTO concerned;\n                SELECT status INTO step FROM assessment_assessmentround WHERE id = concerned FOR SHARE;\n                IF step NOT IN ('open', 'closed') THEN\n                    RAISE EXCEPTION 'locked: a record is kept while the round is open or discussed';\n                END IF;\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            SELECT (SELECT round_id FROM interviews_interviewrecord WHERE id = NEW.record_id) INTO concerned;\n            SELECT status INTO step FROM assessment_assessmentround WHERE id = concerned FOR SHARE;\n            IF step NOT IN ('open', 'closed') THEN\n                RAISE EXCEPTION 'locked: a record is kept while the round is open or discussed';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="81940e840afd6ea293b5ae9c97f7fe018ad41950",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_recordextra_while_round_runs_2ac4b",
                            table="interviews_recordextra",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recordextra",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "interviews_recordextraevent" ("answer", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "question", "record_id") VALUES (NEW."answer", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."question", NEW."record_id"); RETURN NULL;',
                            hash="3574f971bfe8736fce8c12ed0acc141c0c0ac6d8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0abcf",
                            table="interviews_recordextra",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recordextra",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "interviews_recordextraevent" ("answer", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "question", "record_id") VALUES (NEW."answer", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."question", NEW."record_id"); RETURN NULL;',
                            hash="2266a20c1730369c9b8ea0d45583dd08b8e41893",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fad9a",
                            table="interviews_recordextra",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recordextraevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            RAISE EXCEPTION 'Cannot % rows of % without a deletion record', lower(TG_OP), TG_TABLE_NAME;\n        ",
                            hash="1825e2ce36c1d61b9c650b2b64f00b0ebe1b634e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_dadb0",
                            table="interviews_recordextraevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="recordpresence",
                    constraint=models.UniqueConstraint(fields=("record", "person"), name="recordpresence_once"),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recordpresence",
                    trigger=pgtrigger.compiler.Trigger(
                        name="recordpresence_while_round_runs",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE concerned BIGINT; step TEXT;",
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            IF TG_OP <> 'INSERT' THEN\n                SELECT (SELECT round_id FROM interviews_interviewrecord WHERE id = OLD.record_id) INTO concerned;\n                SELECT status INTO step FROM assessment_assessmentround WHERE id = concerned FOR SHARE;\n                IF step NOT IN ('open', 'closed') THEN\n                    RAISE EXCEPTION 'locked: a record is kept while the round is open or discussed';\n                END IF;\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            SELECT (SELECT round_id FROM interviews_interviewrecord WHERE id = NEW.record_id) INTO concerned;\n            SELECT status INTO step FROM assessment_assessmentround WHERE id = concerned FOR SHARE;\n            IF step NOT IN ('open', 'closed') THEN\n                RAISE EXCEPTION 'locked: a record is kept while the round is open or discussed';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="4befe3c33facebe20c46adf19275abd338f8cc50",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_recordpresence_while_round_runs_95a01",
                            table="interviews_recordpresence",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="interviewrecord",
                    constraint=models.UniqueConstraint(
                        fields=("application", "round"), name="interviewrecord_once_per_round"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="interviewrecord",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at", None),
                            models.Q(("ended_at__gt", models.F("started_at")), ("started_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="interviewrecord_ends_after_it_starts",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="interviewrecord",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("guide", None), ("guide_version", None)),
                            models.Q(("guide__isnull", False), ("guide_version__isnull", False)),
                            _connector="OR",
                        ),
                        name="interviewrecord_guide_with_version",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interviewrecord",
                    trigger=pgtrigger.compiler.Trigger(
                        name="interviewrecord_while_round_runs",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE concerned BIGINT; step TEXT;",
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            IF TG_OP <> 'INSERT' THEN\n                SELECT OLD.round_id INTO concerned;\n                SELECT status INTO step FROM assessment_assessmentround WHERE id = concerned FOR SHARE;\n                IF step NOT IN ('open', 'closed') THEN\n                    RAISE EXCEPTION 'locked: a record is kept while the round is open or discussed';\n                END IF;\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            SELECT NEW.round_id INTO concerned;\n            SELECT status INTO step FROM assessment_assessmentround WHERE id = concerned FOR SHARE;\n            IF step NOT IN ('open', 'closed') THEN\n                RAISE EXCEPTION 'locked: a record is kept while the round is open or discussed';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="bacc1b8b7b0f5456e1646706a9ad4540ce3a48bd",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_interviewrecord_while_round_runs_a1f1a",
                            table="interviews_interviewrecord",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interviewrecord",
                    trigger=pgtrigger.compiler.Trigger(
                        name="interviewrecord_fixes_the_guide",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    PERFORM 1 FROM assessment_assessmentplan p\n                    JOIN assessment_assessmentround r ON r.plan_id = p.posting_id\n                    WHERE r.id = NEW.round_id FOR SHARE OF p;\n                    IF NEW.guide_id IS DISTINCT FROM\n                       (SELECT id FROM interviews_interviewguide WHERE round_id = NEW.round_id) THEN\n                        RAISE EXCEPTION 'the record goes by the guide of its round';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="ceb91f28d72f2db4abc94fbd7d14f8573cf4e973",
                            operation='INSERT OR UPDATE OF "guide_id", "round_id"',
                            pgid="pgtrigger_interviewrecord_fixes_the_guide_6f473",
                            table="interviews_interviewrecord",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interviewrecord",
                    trigger=pgtrigger.compiler.Trigger(
                        name="interviewrecord_in_this_round",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF NOT EXISTS (\n        SELECT 1 FROM assessment_assessmentround r JOIN applications_application a ON a.posting_id = r.plan_id\n        WHERE r.id = NEW.round_id AND a.id = NEW.application_id AND r.instrument <> 'file'\n    ) THEN\n        RAISE EXCEPTION 'this applicant is not interviewed in this round';\n    END IF;\n    RETURN NEW;\n",
                            hash="7b60ace08b9e55dcfe9dee2fbe56e51ed72593f0",
                            operation='INSERT OR UPDATE OF "application_id", "round_id"',
                            pgid="pgtrigger_interviewrecord_in_this_round_9e994",
                            table="interviews_interviewrecord",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interviewrecord",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "interviews_interviewrecordevent" ("application_id", "ended_at", "guide_id", "guide_version", "id", "others_present", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id", "saved_at", "saved_by_id", "started_at", "version") VALUES (NEW."application_id", NEW."ended_at", NEW."guide_id", NEW."guide_version", NEW."id", NEW."others_present", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."round_id", NEW."saved_at", NEW."saved_by_id", NEW."started_at", NEW."version"); RETURN NULL;',
                            hash="731a45896cd383a68e2522731ceb87e722974e03",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5b55a",
                            table="interviews_interviewrecord",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interviewrecord",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "interviews_interviewrecordevent" ("application_id", "ended_at", "guide_id", "guide_version", "id", "others_present", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id", "saved_at", "saved_by_id", "started_at", "version") VALUES (NEW."application_id", NEW."ended_at", NEW."guide_id", NEW."guide_version", NEW."id", NEW."others_present", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."round_id", NEW."saved_at", NEW."saved_by_id", NEW."started_at", NEW."version"); RETURN NULL;',
                            hash="67fb8da906d521d0cae247994b883931c1b45a6a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ccc1f",
                            table="interviews_interviewrecord",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        )
    ]
