import django.contrib.postgres.fields
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
        ("pghistory", "0007_auto_20250421_0444"),
        ("postings", "0001_baseline"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="AuxiliaryOrder",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("women", "Förderung von Frauen bei Unterrepräsentanz (§ 8 LGG Berlin)"),
                                        ("severe_disability", "Schwerbehinderung oder Gleichstellung (SGB IX)"),
                                        ("migration", "Migrationsgeschichte (§ 12 PartMigG)"),
                                        ("other", "anderes Hilfskriterium, im Text benannt"),
                                    ],
                                    max_length=20,
                                ),
                                size=None,
                                verbose_name="Reihenfolge",
                            ),
                        ),
                        ("reason", models.TextField(verbose_name="Begründung")),
                        ("saved_at", models.DateTimeField(auto_now=True)),
                    ],
                    options={
                        "verbose_name": "Reihenfolge der Hilfskriterien",
                        "verbose_name_plural": "Reihenfolgen der Hilfskriterien",
                    },
                ),
                migrations.CreateModel(
                    name="AuxiliaryOrderEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("women", "Förderung von Frauen bei Unterrepräsentanz (§ 8 LGG Berlin)"),
                                        ("severe_disability", "Schwerbehinderung oder Gleichstellung (SGB IX)"),
                                        ("migration", "Migrationsgeschichte (§ 12 PartMigG)"),
                                        ("other", "anderes Hilfskriterium, im Text benannt"),
                                    ],
                                    max_length=20,
                                ),
                                size=None,
                                verbose_name="Reihenfolge",
                            ),
                        ),
                        ("reason", models.TextField(verbose_name="Begründung")),
                        ("saved_at", models.DateTimeField(auto_now=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DecisionEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("selected", "ausgewählt"),
                                    ("reserve", "Reserve"),
                                    ("not_selected", "nicht ausgewählt"),
                                ],
                                max_length=12,
                                verbose_name="Ergebnis",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(null=True, verbose_name="Reihenfolge")),
                        ("computed_rank", models.PositiveIntegerField(null=True, verbose_name="rechnerischer Rang")),
                        (
                            "computed_mean",
                            models.CharField(blank=True, max_length=80, verbose_name="rechnerischer Mittelwert"),
                        ),
                        (
                            "deviation_reason",
                            models.TextField(
                                blank=True, verbose_name="Grund der Abweichung von der rechnerischen Rangfolge"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Entscheidung über eine Bewerbung",
                        "verbose_name_plural": "Entscheidungen über Bewerbungen",
                        "ordering": [
                            "decision_id",
                            models.OrderBy(models.F("position"), nulls_last=True),
                            models.OrderBy(models.F("computed_rank"), nulls_last=True),
                            "pk",
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DecisionWithdrawal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(auto_now_add=True, verbose_name="aufgehoben am")),
                        (
                            "ground",
                            models.CharField(
                                choices=[
                                    ("objection", "Einwand oder Beanstandung einer Beschäftigtenvertretung"),
                                    ("court", "gerichtliche Entscheidung"),
                                    ("declined", "ausgewählte Person hat abgesagt"),
                                    ("error", "Fehler im Verfahren"),
                                    ("other", "anderer Grund"),
                                ],
                                max_length=10,
                                verbose_name="Anlass",
                            ),
                        ),
                        ("reason", models.TextField(verbose_name="Begründung")),
                    ],
                    options={
                        "verbose_name": "Aufhebung einer Auswahlentscheidung",
                        "verbose_name_plural": "Aufhebungen von Auswahlentscheidungen",
                    },
                ),
                migrations.CreateModel(
                    name="EqualityFinding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("is_equal", models.BooleanField(verbose_name="Im Wesentlichen gleich geeignet?")),
                        ("reason", models.TextField(verbose_name="Begründung")),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("saved_at", models.DateTimeField(auto_now=True)),
                    ],
                    options={
                        "verbose_name": "Feststellung zur im Wesentlichen gleichen Eignung",
                        "verbose_name_plural": "Feststellungen zur im Wesentlichen gleichen Eignung",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="EqualityFindingEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("is_equal", models.BooleanField(verbose_name="Im Wesentlichen gleich geeignet?")),
                        ("reason", models.TextField(verbose_name="Begründung")),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("saved_at", models.DateTimeField(auto_now=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="FinalOrder",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("saved_at", models.DateTimeField(auto_now=True)),
                    ],
                    options={
                        "verbose_name": "Endgültige Reihenfolge",
                        "verbose_name_plural": "Endgültige Reihenfolgen",
                    },
                ),
                migrations.CreateModel(
                    name="FinalOrderLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("selected", "ausgewählt"),
                                    ("reserve", "Reserve"),
                                    ("not_selected", "nicht ausgewählt"),
                                ],
                                default="not_selected",
                                max_length=12,
                                verbose_name="Ergebnis",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(null=True, verbose_name="Platz")),
                        ("deviation_reason", models.TextField(blank=True, verbose_name="Grund der Abweichung")),
                    ],
                    options={
                        "verbose_name": "Zeile der endgültigen Reihenfolge",
                        "verbose_name_plural": "Zeilen der endgültigen Reihenfolge",
                    },
                ),
                migrations.CreateModel(
                    name="FinalOrderLineEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("selected", "ausgewählt"),
                                    ("reserve", "Reserve"),
                                    ("not_selected", "nicht ausgewählt"),
                                ],
                                default="not_selected",
                                max_length=12,
                                verbose_name="Ergebnis",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(null=True, verbose_name="Platz")),
                        ("deviation_reason", models.TextField(blank=True, verbose_name="Grund der Abweichung")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="FindingMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="LadderSection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("formal", "Formale Anforderungen"),
                                    ("appraisals", "Aktuelle dienstliche Beurteilungen, vergleichbar gemacht"),
                                    ("detail", "Ausschärfung der aktuellen Beurteilungen"),
                                    ("earlier", "Frühere Beurteilungen"),
                                    ("instruments", "Weitere leistungsbezogene Erkenntnismittel"),
                                ],
                                max_length=12,
                                verbose_name="Stufe",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "offen"),
                                    ("done", "abgeschlossen"),
                                    ("omitted", "entfällt, mit Begründung"),
                                ],
                                default="open",
                                max_length=8,
                                verbose_name="Stand",
                            ),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="Ihr Text")),
                        ("weight_reason", models.TextField(blank=True, verbose_name="Warum diese Stufe stärker wiegt")),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("saved_at", models.DateTimeField(auto_now=True)),
                    ],
                    options={
                        "verbose_name": "Stufe des Leistungsvergleichs",
                        "verbose_name_plural": "Stufen des Leistungsvergleichs",
                    },
                ),
                migrations.CreateModel(
                    name="LadderSectionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("formal", "Formale Anforderungen"),
                                    ("appraisals", "Aktuelle dienstliche Beurteilungen, vergleichbar gemacht"),
                                    ("detail", "Ausschärfung der aktuellen Beurteilungen"),
                                    ("earlier", "Frühere Beurteilungen"),
                                    ("instruments", "Weitere leistungsbezogene Erkenntnismittel"),
                                ],
                                max_length=12,
                                verbose_name="Stufe",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "offen"),
                                    ("done", "abgeschlossen"),
                                    ("omitted", "entfällt, mit Begründung"),
                                ],
                                default="open",
                                max_length=8,
                                verbose_name="Stand",
                            ),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="Ihr Text")),
                        ("weight_reason", models.TextField(blank=True, verbose_name="Warum diese Stufe stärker wiegt")),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("saved_at", models.DateTimeField(auto_now=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MemoBlock",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.PositiveSmallIntegerField(verbose_name="Abschnitt")),
                        ("facts", models.JSONField(default=list)),
                        ("text", models.TextField(blank=True)),
                    ],
                    options={
                        "verbose_name": "Abschnitt des Auswahlvermerks",
                        "verbose_name_plural": "Abschnitte des Auswahlvermerks",
                        "ordering": ["key"],
                    },
                ),
                migrations.CreateModel(
                    name="MemoSignature",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("signed_at", models.DateTimeField(auto_now_add=True, verbose_name="gezeichnet am")),
                        ("sha256", models.CharField(max_length=64)),
                    ],
                    options={
                        "verbose_name": "Zeichnung des Auswahlvermerks",
                        "verbose_name_plural": "Zeichnungen des Auswahlvermerks",
                        "ordering": ["signed_at"],
                    },
                ),
                migrations.CreateModel(
                    name="MemoVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="Fassung")),
                        ("note", models.CharField(max_length=200, verbose_name="Änderung")),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="gespeichert am")),
                        ("sha256", models.CharField(max_length=64, verbose_name="Prüfsumme")),
                    ],
                    options={
                        "verbose_name": "Fassung des Auswahlvermerks",
                        "verbose_name_plural": "Fassungen des Auswahlvermerks",
                        "ordering": ["-number"],
                    },
                ),
                migrations.CreateModel(
                    name="SelectionDecision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="laufende Nummer")),
                        ("decided_at", models.DateTimeField(auto_now_add=True, verbose_name="entschieden am")),
                        ("reason", models.TextField(verbose_name="Begründung")),
                        (
                            "ranking_sha256",
                            models.CharField(max_length=64, verbose_name="Prüfsumme der rechnerischen Rangfolge"),
                        ),
                        (
                            "profile_hash",
                            models.CharField(max_length=64, verbose_name="Prüfsumme des Anforderungsprofils"),
                        ),
                    ],
                    options={
                        "verbose_name": "Auswahlentscheidung",
                        "verbose_name_plural": "Auswahlentscheidungen",
                        "ordering": ["-number"],
                    },
                ),
                migrations.CreateModel(
                    name="SelectionMemo",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="laufende Nummer")),
                        ("reason", models.TextField(blank=True, verbose_name="Anlass")),
                        ("begun_at", models.DateTimeField(auto_now_add=True)),
                        ("finalised_at", models.DateTimeField(null=True, verbose_name="endgültig seit")),
                    ],
                    options={
                        "verbose_name": "Auswahlvermerk",
                        "verbose_name_plural": "Auswahlvermerke",
                        "ordering": ["-number"],
                    },
                ),
                migrations.CreateModel(
                    name="AuxiliaryAct",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("women", "Förderung von Frauen bei Unterrepräsentanz (§ 8 LGG Berlin)"),
                                    ("severe_disability", "Schwerbehinderung oder Gleichstellung (SGB IX)"),
                                    ("migration", "Migrationsgeschichte (§ 12 PartMigG)"),
                                    ("other", "anderes Hilfskriterium, im Text benannt"),
                                ],
                                max_length=20,
                                verbose_name="Hilfskriterium",
                            ),
                        ),
                        ("reason", models.TextField(verbose_name="Begründung")),
                        ("case_check", models.TextField(verbose_name="Einzelfallprüfung")),
                        ("saved_at", models.DateTimeField(auto_now=True)),
                        (
                            "saved_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Anwendung eines Hilfskriteriums",
                        "verbose_name_plural": "Anwendungen von Hilfskriterien",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="AuxiliaryActEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("women", "Förderung von Frauen bei Unterrepräsentanz (§ 8 LGG Berlin)"),
                                    ("severe_disability", "Schwerbehinderung oder Gleichstellung (SGB IX)"),
                                    ("migration", "Migrationsgeschichte (§ 12 PartMigG)"),
                                    ("other", "anderes Hilfskriterium, im Text benannt"),
                                ],
                                max_length=20,
                                verbose_name="Hilfskriterium",
                            ),
                        ),
                        ("reason", models.TextField(verbose_name="Begründung")),
                        ("case_check", models.TextField(verbose_name="Einzelfallprüfung")),
                        ("saved_at", models.DateTimeField(auto_now=True)),
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
                                to="decision.auxiliaryact",
                            ),
                        ),
                        (
                            "saved_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.AddField(
                    model_name="auxiliaryorder",
                    name="posting",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="auxiliary_order",
                        to="postings.posting",
                    ),
                ),
                migrations.AddField(
                    model_name="auxiliaryorder",
                    name="saved_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                migrations.AddField(
                    model_name="auxiliaryorderevent",
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
                    model_name="auxiliaryorderevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="decision.auxiliaryorder",
                    ),
                ),
                migrations.AddField(
                    model_name="auxiliaryorderevent",
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
                    model_name="auxiliaryorderevent",
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
                    model_name="decisionentry",
                    name="application",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision_entries",
                        to="applications.application",
                    ),
                ),
                migrations.AddField(
                    model_name="decisionwithdrawal",
                    name="withdrawn_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="aufgehoben von",
                    ),
                ),
                migrations.AddField(
                    model_name="equalityfinding",
                    name="posting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="equality_findings",
                        to="postings.posting",
                    ),
                ),
                migrations.AddField(
                    model_name="equalityfinding",
                    name="saved_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                migrations.AddField(
                    model_name="auxiliaryactevent",
                    name="finding",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="decision.equalityfinding",
                    ),
                ),
                migrations.AddField(
                    model_name="auxiliaryact",
                    name="finding",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="auxiliary_acts",
                        to="decision.equalityfinding",
                    ),
                ),
                migrations.AddField(
                    model_name="equalityfindingevent",
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
                    model_name="equalityfindingevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="decision.equalityfinding",
                    ),
                ),
                migrations.AddField(
                    model_name="equalityfindingevent",
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
                    model_name="equalityfindingevent",
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
                    model_name="finalorder",
                    name="posting",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="final_order", to="postings.posting"
                    ),
                ),
                migrations.AddField(
                    model_name="finalorder",
                    name="saved_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                migrations.AddField(
                    model_name="finalorderline",
                    name="application",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="final_order_line",
                        to="applications.application",
                    ),
                ),
                migrations.AddField(
                    model_name="finalorderline",
                    name="order",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="decision.finalorder"
                    ),
                ),
                migrations.AddField(
                    model_name="finalorderlineevent",
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
                    model_name="finalorderlineevent",
                    name="order",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="decision.finalorder",
                    ),
                ),
                migrations.AddField(
                    model_name="finalorderlineevent",
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
                    model_name="finalorderlineevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="decision.finalorderline",
                    ),
                ),
                migrations.AddField(
                    model_name="findingmember",
                    name="application",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="applications.application"
                    ),
                ),
                migrations.AddField(
                    model_name="findingmember",
                    name="finding",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="decision.equalityfinding",
                    ),
                ),
                migrations.AddField(
                    model_name="equalityfinding",
                    name="applications",
                    field=models.ManyToManyField(
                        related_name="equality_findings",
                        through="decision.FindingMember",
                        to="applications.application",
                    ),
                ),
                migrations.AddField(
                    model_name="laddersection",
                    name="posting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ladder_sections",
                        to="postings.posting",
                    ),
                ),
                migrations.AddField(
                    model_name="laddersection",
                    name="saved_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                migrations.AddField(
                    model_name="laddersectionevent",
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
                    model_name="laddersectionevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="decision.laddersection",
                    ),
                ),
                migrations.AddField(
                    model_name="laddersectionevent",
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
                    model_name="laddersectionevent",
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
                    model_name="memosignature",
                    name="signed_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gezeichnet von",
                    ),
                ),
                migrations.AddField(
                    model_name="memoversion",
                    name="created_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                migrations.AddField(
                    model_name="memosignature",
                    name="version",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="decision.memoversion",
                    ),
                ),
                migrations.AddField(
                    model_name="memoblock",
                    name="version",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="blocks", to="decision.memoversion"
                    ),
                ),
                migrations.AddField(
                    model_name="selectiondecision",
                    name="decided_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="entschieden von",
                    ),
                ),
                migrations.AddField(
                    model_name="selectiondecision",
                    name="posting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="postings.posting"
                    ),
                ),
                migrations.AddField(
                    model_name="decisionwithdrawal",
                    name="decision",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="decision.selectiondecision",
                    ),
                ),
                migrations.AddField(
                    model_name="decisionentry",
                    name="decision",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="decision.selectiondecision",
                    ),
                ),
                migrations.AddField(
                    model_name="selectionmemo",
                    name="begun_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                migrations.AddField(
                    model_name="selectionmemo",
                    name="finalised_by",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="selectionmemo",
                    name="posting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="memos", to="postings.posting"
                    ),
                ),
                migrations.AddField(
                    model_name="memoversion",
                    name="memo",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="decision.selectionmemo",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="auxiliaryorder",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="auxiliaryorder_with_reason"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="auxiliaryorder",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("kinds__contained_by", ["women", "severe_disability", "migration", "other"]),
                            models.Q(("kinds", []), _negated=True),
                        ),
                        name="auxiliaryorder_kinds_are_known",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="auxiliaryorder",
                    trigger=pgtrigger.compiler.Trigger(
                        name="auxiliaryorder_before_anybody_is_rated",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE concerned BIGINT;",
                            func="\n                    concerned := CASE WHEN TG_OP = 'DELETE' THEN OLD.posting_id ELSE NEW.posting_id END;\n                    IF EXISTS (\n                        SELECT 1 FROM assessment_ratingsheet s\n                        JOIN assessment_assessmentround r ON r.id = s.round_id WHERE r.plan_id = concerned\n                    ) THEN\n                        RAISE EXCEPTION 'fixed: somebody has been rated';\n                    END IF;\n                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                    RETURN NEW;\n                ",
                            hash="067da2c95da7a3eb23e9ba80ddcb987e9af6cd07",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_auxiliaryorder_before_anybody_is_rated_1cb3e",
                            table="decision_auxiliaryorder",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="auxiliaryorder",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decision_auxiliaryorderevent" ("id", "kinds", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posting_id", "reason", "saved_at", "saved_by_id") VALUES (NEW."id", NEW."kinds", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."posting_id", NEW."reason", NEW."saved_at", NEW."saved_by_id"); RETURN NULL;',
                            hash="c89ff1bdb7e8a956e14922dabbe8d5253f5201b8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6df5a",
                            table="decision_auxiliaryorder",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="auxiliaryorder",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "decision_auxiliaryorderevent" ("id", "kinds", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posting_id", "reason", "saved_at", "saved_by_id") VALUES (NEW."id", NEW."kinds", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."posting_id", NEW."reason", NEW."saved_at", NEW."saved_by_id"); RETURN NULL;',
                            hash="e4671101f5c5f2e1eb576ea3b8bcc20f93784d00",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c2b0a",
                            table="decision_auxiliaryorder",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="auxiliaryorderevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="07749d4fbc18e92d97c1179619f483fd8e263a31",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_be8ee",
                            table="decision_auxiliaryorderevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="auxiliaryactevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            RAISE EXCEPTION 'Cannot % rows of % without a deletion record', lower(TG_OP), TG_TABLE_NAME;\n        ",
                            hash="16956362c20861631d0d27020f2a1b5692778e24",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_15896",
                            table="decision_auxiliaryactevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="auxiliaryact",
                    constraint=models.UniqueConstraint(fields=("finding", "kind"), name="auxiliaryact_kind_once"),
                ),
                migrations.AddConstraint(
                    model_name="auxiliaryact",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("kind__in", ["women", "severe_disability", "migration", "other"])),
                        name="auxiliaryact_kind_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="auxiliaryact",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), _negated=True), models.Q(("case_check", ""), _negated=True)
                        ),
                        name="auxiliaryact_with_reasons",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="auxiliaryact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="auxiliaryact_while_memo_is_open",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE concerned BIGINT;",
                            func="\n            IF TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN\n                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                RETURN NEW;\n            END IF;\n            IF TG_OP = 'DELETE' THEN\n                SELECT (SELECT posting_id FROM decision_equalityfinding WHERE id = OLD.finding_id) INTO concerned;\n            ELSE\n                SELECT (SELECT posting_id FROM decision_equalityfinding WHERE id = NEW.finding_id) INTO concerned;\n            END IF;\n            IF EXISTS (SELECT 1 FROM decision_selectionmemo\n                       WHERE posting_id = concerned AND finalised_at IS NOT NULL)\n               AND NOT EXISTS (SELECT 1 FROM decision_selectionmemo\n                               WHERE posting_id = concerned AND finalised_at IS NULL)\n            THEN\n                RAISE EXCEPTION 'locked: the memo is final';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                            hash="5a40d69e646ac654d16d9e3bcb5a12d4de4ab4d5",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_auxiliaryact_while_memo_is_open_c681c",
                            table="decision_auxiliaryact",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="auxiliaryact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="auxiliaryact_after_finding_yes",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    PERFORM 1 FROM decision_equalityfinding WHERE id = NEW.finding_id AND is_equal FOR SHARE;\n                    IF NOT FOUND THEN\n                        RAISE EXCEPTION 'an auxiliary criterion needs a reasoned finding of equal suitability';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="8d55f9dee45bd05081a0bdef25344cebf6ceb55e",
                            operation='INSERT OR UPDATE OF "finding_id"',
                            pgid="pgtrigger_auxiliaryact_after_finding_yes_7d90c",
                            table="decision_auxiliaryact",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="auxiliaryact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decision_auxiliaryactevent" ("case_check", "finding_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "saved_at", "saved_by_id") VALUES (NEW."case_check", NEW."finding_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."saved_at", NEW."saved_by_id"); RETURN NULL;',
                            hash="e26053531f69b11a9e5c33dd5f088699394619f2",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_01ecf",
                            table="decision_auxiliaryact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="auxiliaryact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "decision_auxiliaryactevent" ("case_check", "finding_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "saved_at", "saved_by_id") VALUES (NEW."case_check", NEW."finding_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."saved_at", NEW."saved_by_id"); RETURN NULL;',
                            hash="febe66b869eaed2fa6af0aff6f28203aaaafbe55",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e70bf",
                            table="decision_auxiliaryact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="equalityfindingevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            RAISE EXCEPTION 'Cannot % rows of % without a deletion record', lower(TG_OP), TG_TABLE_NAME;\n        ",
                            hash="471f1ef54b41353e7c90a4c63a9f2e53e4c610ff",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7338c",
                            table="decision_equalityfindingevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="finalorder",
                    trigger=pgtrigger.compiler.Trigger(
                        name="finalorder_while_memo_is_open",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE concerned BIGINT;",
                            func="\n            IF TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN\n                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                RETURN NEW;\n            END IF;\n            IF TG_OP = 'DELETE' THEN\n                SELECT OLD.posting_id INTO concerned;\n            ELSE\n                SELECT NEW.posting_id INTO concerned;\n            END IF;\n            IF EXISTS (SELECT 1 FROM decision_selectionmemo\n                       WHERE posting_id = concerned AND finalised_at IS NOT NULL)\n               AND NOT EXISTS (SELECT 1 FROM decision_selectionmemo\n                               WHERE posting_id = concerned AND finalised_at IS NULL)\n            THEN\n                RAISE EXCEPTION 'locked: the memo is final';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                            hash="a5c9e15a3e596a56b5446cd7820bd3637c8d0415",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_finalorder_while_memo_is_open_5cb1b",
                            table="decision_finalorder",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="finalorderline",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["selected", "reserve", "not_selected"])),
                        name="finalorderline_outcome_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="finalorderline",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "not_selected"), ("position", None)),
                            models.Q(models.Q(("outcome", "not_selected"), _negated=True), ("position__gte", 1)),
                            _connector="OR",
                        ),
                        name="finalorderline_position_iff_chosen",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="finalorderline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="finalorderline_while_memo_is_open",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE concerned BIGINT;",
                            func="\n            IF TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN\n                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                RETURN NEW;\n            END IF;\n            IF TG_OP = 'DELETE' THEN\n                SELECT (SELECT posting_id FROM decision_finalorder WHERE id = OLD.order_id) INTO concerned;\n            ELSE\n                SELECT (SELECT posting_id FROM decision_finalorder WHERE id = NEW.order_id) INTO concerned;\n            END IF;\n            IF EXISTS (SELECT 1 FROM decision_selectionmemo\n                       WHERE posting_id = concerned AND finalised_at IS NOT NULL)\n               AND NOT EXISTS (SELECT 1 FROM decision_selectionmemo\n                               WHERE posting_id = concerned AND finalised_at IS NULL)\n            THEN\n                RAISE EXCEPTION 'locked: the memo is final';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                            hash="41ee53adb91550e3aa5e6035dcd1570632432b70",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_finalorderline_while_memo_is_open_d5622",
                            table="decision_finalorderline",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="finalorderline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decision_finalorderlineevent" ("application_id", "deviation_reason", "id", "order_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."application_id", NEW."deviation_reason", NEW."id", NEW."order_id", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position"); RETURN NULL;',
                            hash="434dad37231889bbb1883e13d8a8285b7e48344c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a3be8",
                            table="decision_finalorderline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="finalorderline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "decision_finalorderlineevent" ("application_id", "deviation_reason", "id", "order_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."application_id", NEW."deviation_reason", NEW."id", NEW."order_id", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position"); RETURN NULL;',
                            hash="4d3f016dd6038513898d44fd253e6c526d5d8b71",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e0b4f",
                            table="decision_finalorderline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="finalorderlineevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN RETURN OLD; END IF;\n            RAISE EXCEPTION 'Cannot % rows of % without a deletion record', lower(TG_OP), TG_TABLE_NAME;\n        ",
                            hash="30ef90b2fa708e81835999cdb84167b2b52b6b9c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8c3cd",
                            table="decision_finalorderlineevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="findingmember",
                    constraint=models.UniqueConstraint(fields=("finding", "application"), name="findingmember_once"),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="findingmember",
                    trigger=pgtrigger.compiler.Trigger(
                        name="findingmember_while_memo_is_open",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE concerned BIGINT;",
                            func="\n            IF TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN\n                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                RETURN NEW;\n            END IF;\n            IF TG_OP = 'DELETE' THEN\n                SELECT (SELECT posting_id FROM decision_equalityfinding WHERE id = OLD.finding_id) INTO concerned;\n            ELSE\n                SELECT (SELECT posting_id FROM decision_equalityfinding WHERE id = NEW.finding_id) INTO concerned;\n            END IF;\n            IF EXISTS (SELECT 1 FROM decision_selectionmemo\n                       WHERE posting_id = concerned AND finalised_at IS NOT NULL)\n               AND NOT EXISTS (SELECT 1 FROM decision_selectionmemo\n                               WHERE posting_id = concerned AND finalised_at IS NULL)\n            THEN\n                RAISE EXCEPTION 'locked: the memo is final';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                            hash="7d3cce914a524bc740522694a1ca8afacf75fa70",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_findingmember_while_memo_is_open_3f5a0",
                            table="decision_findingmember",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="findingmember",
                    trigger=pgtrigger.compiler.Trigger(
                        name="findingmember_of_this_posting",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF NOT EXISTS (\n                        SELECT 1 FROM decision_equalityfinding f\n                        JOIN applications_application a ON a.posting_id = f.posting_id\n                        WHERE f.id = NEW.finding_id AND a.id = NEW.application_id\n                    ) THEN\n                        RAISE EXCEPTION 'the application is not of this procedure';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="3d91af835434591efb9ea02d9b9a1f187722eaa8",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_findingmember_of_this_posting_0d2d0",
                            table="decision_findingmember",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="equalityfinding",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="equalityfinding_with_reason"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="equalityfinding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="equalityfinding_while_memo_is_open",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE concerned BIGINT;",
                            func="\n            IF TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN\n                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                RETURN NEW;\n            END IF;\n            IF TG_OP = 'DELETE' THEN\n                SELECT OLD.posting_id INTO concerned;\n            ELSE\n                SELECT NEW.posting_id INTO concerned;\n            END IF;\n            IF EXISTS (SELECT 1 FROM decision_selectionmemo\n                       WHERE posting_id = concerned AND finalised_at IS NOT NULL)\n               AND NOT EXISTS (SELECT 1 FROM decision_selectionmemo\n                               WHERE posting_id = concerned AND finalised_at IS NULL)\n            THEN\n                RAISE EXCEPTION 'locked: the memo is final';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                            hash="cc5f86231ec2b28dfa978dab455bc4ae638a3842",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_equalityfinding_while_memo_is_open_64e95",
                            table="decision_equalityfinding",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="equalityfinding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="equalityfinding_carries_auxiliary",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF NOT NEW.is_equal AND EXISTS (\n                        SELECT 1 FROM decision_auxiliaryact WHERE finding_id = NEW.id) THEN\n                        RAISE EXCEPTION 'an auxiliary criterion rests on this finding';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="69bff1697150b4dfc499260cf31099bd6b86cc78",
                            operation='UPDATE OF "is_equal"',
                            pgid="pgtrigger_equalityfinding_carries_auxiliary_e0d59",
                            table="decision_equalityfinding",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="equalityfinding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decision_equalityfindingevent" ("id", "is_equal", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posting_id", "reason", "saved_at", "saved_by_id", "version") VALUES (NEW."id", NEW."is_equal", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."posting_id", NEW."reason", NEW."saved_at", NEW."saved_by_id", NEW."version"); RETURN NULL;',
                            hash="187f28ce9e3d0ba4612b8e00d719cae9643a7e38",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6f3aa",
                            table="decision_equalityfinding",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="equalityfinding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "decision_equalityfindingevent" ("id", "is_equal", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posting_id", "reason", "saved_at", "saved_by_id", "version") VALUES (NEW."id", NEW."is_equal", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."posting_id", NEW."reason", NEW."saved_at", NEW."saved_by_id", NEW."version"); RETURN NULL;',
                            hash="db0dcbb3641711bac2d0f35986817a8638906f89",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2f5ef",
                            table="decision_equalityfinding",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="laddersection",
                    constraint=models.UniqueConstraint(fields=("posting", "step"), name="laddersection_step_once"),
                ),
                migrations.AddConstraint(
                    model_name="laddersection",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("step__in", ["formal", "appraisals", "detail", "earlier", "instruments"])),
                        name="laddersection_step_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="laddersection",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("status__in", ["open", "done", "omitted"])),
                        name="laddersection_status_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="laddersection",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("status", "open"), models.Q(("text", ""), _negated=True), _connector="OR"),
                        name="laddersection_settled_with_text",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="laddersection",
                    trigger=pgtrigger.compiler.Trigger(
                        name="laddersection_while_memo_is_open",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE concerned BIGINT;",
                            func="\n            IF TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN\n                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                RETURN NEW;\n            END IF;\n            IF TG_OP = 'DELETE' THEN\n                SELECT OLD.posting_id INTO concerned;\n            ELSE\n                SELECT NEW.posting_id INTO concerned;\n            END IF;\n            IF EXISTS (SELECT 1 FROM decision_selectionmemo\n                       WHERE posting_id = concerned AND finalised_at IS NOT NULL)\n               AND NOT EXISTS (SELECT 1 FROM decision_selectionmemo\n                               WHERE posting_id = concerned AND finalised_at IS NULL)\n            THEN\n                RAISE EXCEPTION 'locked: the memo is final';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                            hash="2cc82a2afe3f7372145ff40babd327aaae3da1c0",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_laddersection_while_memo_is_open_94841",
                            table="decision_laddersection",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="laddersection",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decision_laddersectionevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posting_id", "saved_at", "saved_by_id", "status", "step", "text", "version", "weight_reason") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."posting_id", NEW."saved_at", NEW."saved_by_id", NEW."status", NEW."step", NEW."text", NEW."version", NEW."weight_reason"); RETURN NULL;',
                            hash="c3097956378137b84615ca050ad7cc40af82ea07",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a3ed8",
                            table="decision_laddersection",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="laddersection",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "decision_laddersectionevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posting_id", "saved_at", "saved_by_id", "status", "step", "text", "version", "weight_reason") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."posting_id", NEW."saved_at", NEW."saved_by_id", NEW."status", NEW."step", NEW."text", NEW."version", NEW."weight_reason"); RETURN NULL;',
                            hash="695d3e4640f7ca47380e137f3e7f11f86b691273",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_31171",
                            table="decision_laddersection",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="laddersectionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d411456c3ce2ac420e0a250928d7266eb917613d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_2c1f8",
                            table="decision_laddersectionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="memosignature",
                    constraint=models.UniqueConstraint(fields=("version", "signed_by"), name="memosignature_once"),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="memosignature",
                    trigger=pgtrigger.compiler.Trigger(
                        name="memosignature_unchangeable",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="991de82761b70ede00ffb5eaead3076a4f4f7401",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_memosignature_unchangeable_becbc",
                            table="decision_memosignature",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="memosignature",
                    trigger=pgtrigger.compiler.Trigger(
                        name="memosignature_by_decider_on_newest",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF NOT EXISTS (\n                        SELECT 1 FROM decision_memoversion v\n                        JOIN decision_selectionmemo m ON m.id = v.memo_id\n                        JOIN postings_committeemembership c ON c.posting_id = m.posting_id\n                        WHERE v.id = NEW.version_id AND v.sha256 = NEW.sha256 AND m.finalised_at IS NULL\n                          AND c.user_id = NEW.signed_by_id AND c.role = 'decider'\n                          AND NOT EXISTS (SELECT 1 FROM decision_memoversion n\n                                          WHERE n.memo_id = v.memo_id AND n.number > v.number)\n                    ) THEN\n                        RAISE EXCEPTION 'a decider signs the newest version of an open memo, by its hash';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="977df515733688b8de3c697b51c3582e0bf79f93",
                            operation="INSERT",
                            pgid="pgtrigger_memosignature_by_decider_on_newest_491ca",
                            table="decision_memosignature",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="memoblock",
                    constraint=models.UniqueConstraint(fields=("version", "key"), name="memoblock_key_once"),
                ),
                migrations.AddConstraint(
                    model_name="memoblock",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("key__range", (1, 14))), name="memoblock_key_1_to_14"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="memoblock",
                    trigger=pgtrigger.compiler.Trigger(
                        name="memoblock_unchangeable",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF TG_OP = 'UPDATE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN\n                        IF (to_jsonb(OLD) - ARRAY['facts', 'text']) = (to_jsonb(NEW) - ARRAY['facts', 'text']) THEN\n                            RETURN NEW;\n                        END IF;\n                    END IF;\n                    RAISE EXCEPTION 'frozen: a version of the memo is kept as it is';\n                ",
                            hash="7c58581d55c86983d9733a57029574d2019ecc66",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_memoblock_unchangeable_9a98b",
                            table="decision_memoblock",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="selectiondecision",
                    constraint=models.UniqueConstraint(
                        fields=("posting", "number"), name="selectiondecision_number_once_per_posting"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="selectiondecision",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="selectiondecision_with_reason"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="selectiondecision",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("profile_hash__regex", "^[0-9a-f]{64}$"), ("ranking_sha256__regex", "^[0-9a-f]{64}$")
                        ),
                        name="selectiondecision_hashes",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="selectiondecision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="selectiondecision_unchangeable",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="6194f6ae7f65ce64c5ec9fb8661de3bcb5c0c24c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_selectiondecision_unchangeable_6d0ea",
                            table="decision_selectiondecision",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="selectiondecision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="selectiondecision_one_stands",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    PERFORM 1 FROM postings_posting WHERE id = NEW.posting_id FOR UPDATE;\n                    IF EXISTS (\n                        SELECT 1 FROM decision_selectiondecision d\n                        WHERE d.posting_id = NEW.posting_id AND NOT EXISTS (\n                            SELECT 1 FROM decision_decisionwithdrawal w WHERE w.decision_id = d.id)\n                    ) THEN\n                        RAISE EXCEPTION 'a decision stands already';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="f6dec3cccd04dc289e2f266f6a97068bea59d047",
                            operation="INSERT",
                            pgid="pgtrigger_selectiondecision_one_stands_31903",
                            table="decision_selectiondecision",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="decisionwithdrawal",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("ground__in", ["objection", "court", "declined", "error", "other"])),
                        name="decisionwithdrawal_ground_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="decisionwithdrawal",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="decisionwithdrawal_with_reason"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="decisionwithdrawal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="decisionwithdrawal_unchangeable",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="218e6b2d00987c2487bd75db7ed0946ec8157fae",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_decisionwithdrawal_unchangeable_cdf85",
                            table="decision_decisionwithdrawal",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="decisionentry",
                    constraint=models.UniqueConstraint(
                        fields=("decision", "application"), name="decisionentry_once_per_application"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="decisionentry",
                    constraint=models.UniqueConstraint(
                        fields=("decision", "position"), name="decisionentry_position_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="decisionentry",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["selected", "reserve", "not_selected"])),
                        name="decisionentry_outcome_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="decisionentry",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "not_selected"), ("position", None)),
                            models.Q(
                                models.Q(("outcome", "not_selected"), _negated=True),
                                ("computed_rank__gte", 1),
                                ("position__gte", 1),
                            ),
                            _connector="OR",
                        ),
                        name="decisionentry_chosen_have_position_and_rank",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="decisionentry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="decisionentry_frozen",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF TG_OP = 'UPDATE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN\n                        IF (to_jsonb(OLD) - 'deviation_reason') = (to_jsonb(NEW) - 'deviation_reason') THEN\n                            RETURN NEW;\n                        END IF;\n                    END IF;\n                    IF TG_OP <> 'INSERT' THEN RAISE EXCEPTION 'frozen: the decision has been made'; END IF;\n                    IF NOT EXISTS (\n                        SELECT 1 FROM decision_selectiondecision d\n                        JOIN postings_posting p ON p.id = d.posting_id\n                        JOIN applications_application a ON a.posting_id = p.id\n                        WHERE d.id = NEW.decision_id AND a.id = NEW.application_id AND p.status = 'scoring_open'\n                          AND (NEW.outcome = 'not_selected' OR a.status = 'eligible')\n                          AND NOT EXISTS (SELECT 1 FROM decision_decisionwithdrawal w WHERE w.decision_id = d.id)\n                    ) THEN\n                        RAISE EXCEPTION 'frozen: no entry of this application can be added to this decision';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="2de0117004e87b378f1997b3e843f36880abc1ed",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_decisionentry_frozen_e99b8",
                            table="decision_decisionentry",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="selectionmemo",
                    constraint=models.UniqueConstraint(fields=("posting", "number"), name="selectionmemo_number_once"),
                ),
                migrations.AddConstraint(
                    model_name="selectionmemo",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("finalised_at", None)),
                        fields=("posting",),
                        name="selectionmemo_one_open_per_posting",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="selectionmemo",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finalised_at", None), ("finalised_by", None)),
                            models.Q(("finalised_at__isnull", False), ("finalised_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="selectionmemo_final_with_person",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="selectionmemo",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="selectionmemo_further_with_reason",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="selectionmemo",
                    trigger=pgtrigger.compiler.Trigger(
                        name="selectionmemo_final_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE newest BIGINT;",
                            func="\n                    IF TG_OP = 'DELETE' OR OLD.finalised_at IS NOT NULL\n                       OR (to_jsonb(OLD) - ARRAY['finalised_at', 'finalised_by_id'])\n                          <> (to_jsonb(NEW) - ARRAY['finalised_at', 'finalised_by_id']) THEN\n                        RAISE EXCEPTION 'frozen: a memo is kept as it is';\n                    END IF;\n                    SELECT id INTO newest FROM decision_memoversion\n                    WHERE memo_id = NEW.id ORDER BY number DESC LIMIT 1;\n                    IF NEW.finalised_at IS NOT NULL AND (newest IS NULL\n                       OR NOT EXISTS (SELECT 1 FROM postings_committeemembership\n                                      WHERE posting_id = NEW.posting_id AND role = 'decider')\n                       OR EXISTS (SELECT 1 FROM postings_committeemembership m\n                                  WHERE m.posting_id = NEW.posting_id AND m.role = 'decider' AND NOT EXISTS (\n                                      SELECT 1 FROM decision_memosignature s\n                                      WHERE s.version_id = newest AND s.signed_by_id = m.user_id))) THEN\n                        RAISE EXCEPTION 'a final memo is signed by every decider';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="e61ce83200aaa45bb7a259ef2f32ac3c6be066ab",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_selectionmemo_final_stays_db186",
                            table="decision_selectionmemo",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="memoversion",
                    constraint=models.UniqueConstraint(fields=("memo", "number"), name="memoversion_number_once"),
                ),
                migrations.AddConstraint(
                    model_name="memoversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="memoversion_sha256"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="memoversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="memoversion_unchangeable",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="af53ebd261da2136c4b1255632d143d646d4c911",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_memoversion_unchangeable_727a1",
                            table="decision_memoversion",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="memoversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="memoversion_of_open_memo",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    PERFORM 1 FROM decision_selectionmemo WHERE id = NEW.memo_id AND finalised_at IS NULL FOR SHARE;\n                    IF NOT FOUND THEN RAISE EXCEPTION 'frozen: the memo is final'; END IF;\n                    RETURN NEW;\n                ",
                            hash="abe9cd318a07a27eb580b6159ca5d03ea2d0fb04",
                            operation="INSERT",
                            pgid="pgtrigger_memoversion_of_open_memo_245d6",
                            table="decision_memoversion",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        )
    ]
