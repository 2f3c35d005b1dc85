import django.contrib.postgres.functions
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from recruitment.database.together import Together


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("postings", "0001_initial"),
        ("postings", "0002_initial"),
        ("postings", "0003_members_with_sheets_stay"),
        ("postings", "0004_blind_and_appraisal_settings"),
        ("postings", "0005_rounds"),
        ("postings", "0006_deputies_with_sheets_stay"),
        ("postings", "0007_decided_filled_aborted"),
        ("postings", "0008_ends_with_a_row"),
    ]

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="PostingEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("reference_number", models.CharField(max_length=40, verbose_name="Kennzahl")),
                        ("authority", models.CharField(max_length=200, verbose_name="Behörde")),
                        ("office", models.CharField(blank=True, max_length=200, verbose_name="Amt/OE")),
                        ("designation", models.CharField(blank=True, max_length=300, verbose_name="Bezeichnung")),
                        ("function", models.CharField(max_length=400, verbose_name="Aufgabe/Funktion")),
                        ("pay_grade_a", models.CharField(blank=True, max_length=80, verbose_name="Besoldungsgruppe")),
                        ("pay_grade_e", models.CharField(blank=True, max_length=80, verbose_name="Entgeltgruppe")),
                        ("working_time", models.CharField(blank=True, max_length=200, verbose_name="Arbeitszeit")),
                        (
                            "working_time_percent",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="Arbeitszeit in Prozent"
                            ),
                        ),
                        ("available_from", models.CharField(blank=True, max_length=100, verbose_name="Besetzbar")),
                        (
                            "contract_term",
                            models.CharField(
                                choices=[
                                    ("undecided", "noch ungeklärt"),
                                    ("permanent", "unbefristet"),
                                    ("fixed_term", "befristet"),
                                ],
                                default="undecided",
                                max_length=12,
                                verbose_name="Befristung",
                            ),
                        ),
                        (
                            "contract_term_reason",
                            models.TextField(blank=True, verbose_name="Begründung zur Befristung"),
                        ),
                        ("work_location", models.CharField(blank=True, max_length=200, verbose_name="Einsatzort")),
                        (
                            "profile_url",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="Adresse des Anforderungsprofils"
                            ),
                        ),
                        (
                            "portal_url",
                            models.CharField(blank=True, max_length=500, verbose_name="Adresse im Karriereportal"),
                        ),
                        ("contact_url", models.CharField(blank=True, max_length=500, verbose_name="Kontaktadresse")),
                        ("signatory", models.CharField(blank=True, max_length=200, verbose_name="gezeichnet")),
                        (
                            "deadline_weeks",
                            models.PositiveSmallIntegerField(default=4, verbose_name="Bewerbungsfrist in Wochen"),
                        ),
                        (
                            "deadline_moves_to_working_day",
                            models.BooleanField(
                                default=True,
                                help_text="§ 193 BGB; ob das für eine Ordnungsfrist gilt, ist umstritten – daher einstellbar.",
                                verbose_name="Fristende auf den nächsten Werktag verschieben",
                            ),
                        ),
                        (
                            "is_blind",
                            models.BooleanField(
                                default=False,
                                help_text="Wird vor der Veröffentlichung festgelegt. Der Personalservice sieht die Namen immer, alle anderen erst, wenn sie mit Grund offengelegt sind.",
                                verbose_name="Auswahlkommission sieht Kennungen statt Namen",
                            ),
                        ),
                        (
                            "code_seed",
                            models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False),
                        ),
                        (
                            "names_disclosed_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="Namen offengelegt am"),
                        ),
                        (
                            "names_disclosed_reason",
                            models.TextField(blank=True, editable=False, verbose_name="Grund der Offenlegung"),
                        ),
                        (
                            "appraisal_current_months",
                            models.PositiveSmallIntegerField(
                                default=12,
                                help_text="So viele Monate darf das Ende des Beurteilungszeitraums am Tag des Fristablaufs zurückliegen. Üblich ist „möglichst nicht älter als ein Jahr“; bei dreijährigen Regelbeurteilungen kann mehr vertretbar sein.",
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(60),
                                ],
                                verbose_name="Beurteilung gilt als aktuell, in Monaten",
                            ),
                        ),
                        (
                            "closeness_steps",
                            models.PositiveSmallIntegerField(
                                default=1,
                                help_text="Stufen bei einer einzigen Anforderung. Wer so nahe beieinanderliegt, steht in einer Gruppe, zu der die Auswahlkommission feststellt, ob im Wesentlichen gleiche Eignung besteht. 0 heißt: nur gleiche Werte.",
                                validators=[django.core.validators.MaxValueValidator(4)],
                                verbose_name="Als gering gilt ein Abstand bis, in Stufen",
                            ),
                        ),
                        (
                            "closeness_weight",
                            models.PositiveSmallIntegerField(
                                choices=[(4, "4"), (3, "3"), (2, "2"), (1, "1")],
                                default=4,
                                help_text="Üblich ist eine Stufe bei einer Anforderung mit der höchsten Gewichtung.",
                                verbose_name="Gewichtung dieser Anforderung",
                            ),
                        ),
                        ("published_on", models.DateField(blank=True, null=True, verbose_name="veröffentlicht am")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Entwurf"),
                                    ("published", "veröffentlicht"),
                                    ("scoring_open", "Bewertung läuft"),
                                    ("decided", "entschieden"),
                                    ("filled", "besetzt"),
                                    ("aborted", "abgebrochen"),
                                ],
                                default="draft",
                                max_length=20,
                                verbose_name="Stand",
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="angelegt am")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PostingNotice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("family_friendly", "Familienfreundlichkeit"),
                                    ("profile_is_part", "Anforderungsprofil als Bestandteil"),
                                    ("women", "Frauen"),
                                    ("severe_disability", "Schwerbehinderte und gleichgestellte Menschen"),
                                    ("migration_background", "Menschen mit Migrationshintergrund"),
                                    ("appraisal_required", "Dienstliche Beurteilung"),
                                    ("consent_personnel_file", "Einsicht in die Personalakte"),
                                    ("reference_letter", "Arbeitszeugnis"),
                                    ("no_photo", "Bewerbungsfoto"),
                                    ("deadline", "Bewerbungsfrist"),
                                    ("portal", "Karriereportal"),
                                    ("paper", "Bewerbung auf Papier"),
                                ],
                                max_length=30,
                                verbose_name="Art",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="Text")),
                        ("raw_text", models.TextField(blank=True, editable=False)),
                    ],
                    options={
                        "verbose_name": "Hinweis der Ausschreibung",
                        "verbose_name_plural": "Hinweise der Ausschreibung",
                        "ordering": ["position"],
                    },
                ),
                migrations.CreateModel(
                    name="CommitteeMembership",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("chair", "Vorsitz"),
                                    ("assessor", "Mitglied mit Bewertung"),
                                    ("deputy", "Stellvertretung mit Bewertung"),
                                    ("minute_taker", "Protokollführung"),
                                    ("decider", "entscheidungsbefugte Stelle"),
                                    ("observer", "Beschäftigtenvertretung (beratend, ohne Bewertung)"),
                                ],
                                max_length=20,
                                verbose_name="Rolle",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=1, verbose_name="Reihenfolge")),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Mitglied der Auswahlkommission",
                        "verbose_name_plural": "Mitglieder der Auswahlkommission",
                        "ordering": ["position", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="CommitteeMembershipEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("chair", "Vorsitz"),
                                    ("assessor", "Mitglied mit Bewertung"),
                                    ("deputy", "Stellvertretung mit Bewertung"),
                                    ("minute_taker", "Protokollführung"),
                                    ("decider", "entscheidungsbefugte Stelle"),
                                    ("observer", "Beschäftigtenvertretung (beratend, ohne Bewertung)"),
                                ],
                                max_length=20,
                                verbose_name="Rolle",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=1, verbose_name="Reihenfolge")),
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
                                to="postings.committeemembership",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Person",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Posting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reference_number", models.CharField(max_length=40, unique=True, verbose_name="Kennzahl")),
                        ("authority", models.CharField(max_length=200, verbose_name="Behörde")),
                        ("office", models.CharField(blank=True, max_length=200, verbose_name="Amt/OE")),
                        ("designation", models.CharField(blank=True, max_length=300, verbose_name="Bezeichnung")),
                        ("function", models.CharField(max_length=400, verbose_name="Aufgabe/Funktion")),
                        ("pay_grade_a", models.CharField(blank=True, max_length=80, verbose_name="Besoldungsgruppe")),
                        ("pay_grade_e", models.CharField(blank=True, max_length=80, verbose_name="Entgeltgruppe")),
                        ("working_time", models.CharField(blank=True, max_length=200, verbose_name="Arbeitszeit")),
                        (
                            "working_time_percent",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="Arbeitszeit in Prozent"
                            ),
                        ),
                        ("available_from", models.CharField(blank=True, max_length=100, verbose_name="Besetzbar")),
                        (
                            "contract_term",
                            models.CharField(
                                choices=[
                                    ("undecided", "noch ungeklärt"),
                                    ("permanent", "unbefristet"),
                                    ("fixed_term", "befristet"),
                                ],
                                default="undecided",
                                max_length=12,
                                verbose_name="Befristung",
                            ),
                        ),
                        (
                            "contract_term_reason",
                            models.TextField(blank=True, verbose_name="Begründung zur Befristung"),
                        ),
                        ("work_location", models.CharField(blank=True, max_length=200, verbose_name="Einsatzort")),
                        (
                            "profile_url",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="Adresse des Anforderungsprofils"
                            ),
                        ),
                        (
                            "portal_url",
                            models.CharField(blank=True, max_length=500, verbose_name="Adresse im Karriereportal"),
                        ),
                        ("contact_url", models.CharField(blank=True, max_length=500, verbose_name="Kontaktadresse")),
                        ("signatory", models.CharField(blank=True, max_length=200, verbose_name="gezeichnet")),
                        (
                            "deadline_weeks",
                            models.PositiveSmallIntegerField(default=4, verbose_name="Bewerbungsfrist in Wochen"),
                        ),
                        (
                            "deadline_moves_to_working_day",
                            models.BooleanField(
                                default=True,
                                help_text="§ 193 BGB; ob das für eine Ordnungsfrist gilt, ist umstritten – daher einstellbar.",
                                verbose_name="Fristende auf den nächsten Werktag verschieben",
                            ),
                        ),
                        (
                            "is_blind",
                            models.BooleanField(
                                default=False,
                                help_text="Wird vor der Veröffentlichung festgelegt. Der Personalservice sieht die Namen immer, alle anderen erst, wenn sie mit Grund offengelegt sind.",
                                verbose_name="Auswahlkommission sieht Kennungen statt Namen",
                            ),
                        ),
                        (
                            "code_seed",
                            models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False),
                        ),
                        (
                            "names_disclosed_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="Namen offengelegt am"),
                        ),
                        (
                            "names_disclosed_reason",
                            models.TextField(blank=True, editable=False, verbose_name="Grund der Offenlegung"),
                        ),
                        (
                            "appraisal_current_months",
                            models.PositiveSmallIntegerField(
                                default=12,
                                help_text="So viele Monate darf das Ende des Beurteilungszeitraums am Tag des Fristablaufs zurückliegen. Üblich ist „möglichst nicht älter als ein Jahr“; bei dreijährigen Regelbeurteilungen kann mehr vertretbar sein.",
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(60),
                                ],
                                verbose_name="Beurteilung gilt als aktuell, in Monaten",
                            ),
                        ),
                        (
                            "closeness_steps",
                            models.PositiveSmallIntegerField(
                                default=1,
                                help_text="Stufen bei einer einzigen Anforderung. Wer so nahe beieinanderliegt, steht in einer Gruppe, zu der die Auswahlkommission feststellt, ob im Wesentlichen gleiche Eignung besteht. 0 heißt: nur gleiche Werte.",
                                validators=[django.core.validators.MaxValueValidator(4)],
                                verbose_name="Als gering gilt ein Abstand bis, in Stufen",
                            ),
                        ),
                        (
                            "closeness_weight",
                            models.PositiveSmallIntegerField(
                                choices=[(4, "4"), (3, "3"), (2, "2"), (1, "1")],
                                default=4,
                                help_text="Üblich ist eine Stufe bei einer Anforderung mit der höchsten Gewichtung.",
                                verbose_name="Gewichtung dieser Anforderung",
                            ),
                        ),
                        ("published_on", models.DateField(blank=True, null=True, verbose_name="veröffentlicht am")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Entwurf"),
                                    ("published", "veröffentlicht"),
                                    ("scoring_open", "Bewertung läuft"),
                                    ("decided", "entschieden"),
                                    ("filled", "besetzt"),
                                    ("aborted", "abgebrochen"),
                                ],
                                default="draft",
                                max_length=20,
                                verbose_name="Stand",
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="angelegt am")),
                        (
                            "names_disclosed_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Ausschreibung",
                        "verbose_name_plural": "Ausschreibungen",
                        "ordering": ["-created_at", "-id"],
                    },
                ),
            ]
        )
    ]
