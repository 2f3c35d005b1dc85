import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from recruitment.database.together import Together


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("applications", "0001_initial"),
        ("applications", "0002_initial"),
        ("applications", "0003_initial"),
        ("applications", "0004_list_fields"),
        ("applications", "0005_codes_drawn"),
        ("applications", "0006_codes_of_old_applications"),
        ("applications", "0007_formal_decisions"),
    ]

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="ApplicantEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("academic_title", models.CharField(blank=True, max_length=50, verbose_name="Titel")),
                        ("first_name", models.CharField(max_length=150, verbose_name="Vorname")),
                        ("last_name", models.CharField(max_length=150, verbose_name="Nachname")),
                        ("birth_date", models.DateField(blank=True, null=True, verbose_name="Geburtsdatum")),
                        ("street", models.CharField(blank=True, max_length=200, verbose_name="Straße und Hausnummer")),
                        ("postal_code", models.CharField(blank=True, max_length=10, verbose_name="PLZ")),
                        ("city", models.CharField(blank=True, max_length=120, verbose_name="Ort")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="E-Mail-Adresse")),
                        ("phone", models.CharField(blank=True, max_length=60, verbose_name="Telefon")),
                        ("sort_key", models.CharField(editable=False, max_length=400)),
                        (
                            "is_erased",
                            models.BooleanField(default=False, editable=False, verbose_name="Daten gelöscht"),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ApplicantMerge",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("numbers", models.CharField(max_length=80, verbose_name="Bewerbungen")),
                        ("reason", models.TextField(verbose_name="Begründung")),
                        ("before", models.JSONField(null=True)),
                        ("after", models.JSONField(null=True)),
                        ("merged_at", models.DateTimeField(auto_now_add=True, verbose_name="zusammengeführt am")),
                        ("undone_at", models.DateTimeField(null=True, verbose_name="aufgehoben am")),
                    ],
                    options={
                        "verbose_name": "Zusammenführung",
                        "verbose_name_plural": "Zusammenführungen",
                        "ordering": ["-merged_at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="Application",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="laufende Nummer")),
                        (
                            "code",
                            models.CharField(db_default="", editable=False, max_length=10, verbose_name="Kennung"),
                        ),
                        ("received_on", models.DateField(verbose_name="Eingang am")),
                        (
                            "channel",
                            models.CharField(
                                choices=[("portal", "Karriereportal"), ("paper", "Papier")],
                                default="portal",
                                max_length=10,
                                verbose_name="Eingangsweg",
                            ),
                        ),
                        (
                            "employment_status",
                            models.CharField(
                                choices=[
                                    ("employee", "tarifbeschäftigt im öffentlichen Dienst"),
                                    ("civil_servant", "verbeamtet"),
                                    ("external", "extern"),
                                    ("not_stated", "noch nicht angegeben"),
                                ],
                                max_length=20,
                                verbose_name="Beschäftigung",
                            ),
                        ),
                        (
                            "track",
                            models.CharField(
                                blank=True,
                                choices=[("employee", "Tarifbeschäftigte"), ("civil_servant", "Beamtinnen und Beamte")],
                                help_text="Bestimmt, welche formalen Anforderungen geprüft werden.",
                                max_length=20,
                                verbose_name="bewirbt sich als",
                            ),
                        ),
                        ("is_internal", models.BooleanField(default=False, verbose_name="beschäftigt beim Bezirksamt")),
                        (
                            "current_grade",
                            models.CharField(blank=True, max_length=80, verbose_name="Statusamt oder Entgeltgruppe"),
                        ),
                        (
                            "current_position",
                            models.CharField(blank=True, max_length=300, verbose_name="derzeitige Tätigkeit"),
                        ),
                        ("qualification", models.CharField(blank=True, max_length=300, verbose_name="Abschluss")),
                        (
                            "experience",
                            models.CharField(blank=True, max_length=300, verbose_name="einschlägige Erfahrung"),
                        ),
                        (
                            "basis",
                            models.CharField(
                                choices=[
                                    ("appraisal", "dienstliche Beurteilung"),
                                    ("reference", "qualifiziertes Arbeitszeugnis"),
                                    ("none", "liegt nicht vor"),
                                ],
                                default="none",
                                max_length=10,
                                verbose_name="Leistungsnachweis",
                            ),
                        ),
                        (
                            "basis_dated_on",
                            models.DateField(blank=True, null=True, verbose_name="Leistungsnachweis vom"),
                        ),
                        (
                            "basis_result",
                            models.CharField(
                                blank=True,
                                help_text="Note der dienstlichen Beurteilung (1 ist die beste) – geht nicht in die Punkte ein.",
                                max_length=120,
                                verbose_name="Gesamturteil",
                            ),
                        ),
                        (
                            "consents_to_personnel_file",
                            models.BooleanField(
                                blank=True,
                                help_text="Ein fehlendes Einverständnis schließt niemanden aus.",
                                null=True,
                                verbose_name="Einverständnis zur Einsicht in die Personalakte",
                            ),
                        ),
                        ("remarks", models.TextField(blank=True, verbose_name="Bemerkung")),
                        ("source", models.CharField(blank=True, max_length=100, verbose_name="Quelle")),
                        (
                            "source_number",
                            models.CharField(blank=True, max_length=100, verbose_name="Bewerbernummer der Quelle"),
                        ),
                        (
                            "late_decision",
                            models.CharField(
                                choices=[
                                    ("not_late", "fristgerecht"),
                                    ("open", "verspätet – noch nicht entschieden"),
                                    ("admitted", "verspätet – zugelassen"),
                                    ("refused", "verspätet – nicht zugelassen"),
                                ],
                                default="not_late",
                                max_length=10,
                                verbose_name="Frist",
                            ),
                        ),
                        ("late_reason", models.TextField(blank=True, verbose_name="Begründung zur Verspätung")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("received", "eingegangen"),
                                    ("eligible", "formale Anforderungen erfüllt"),
                                    ("ineligible", "formale Anforderungen nicht erfüllt"),
                                    ("withdrawn", "zurückgezogen"),
                                    ("duplicate", "doppelt"),
                                ],
                                default="received",
                                max_length=12,
                                verbose_name="Stand",
                            ),
                        ),
                        ("status_reason", models.TextField(blank=True, verbose_name="Begründung")),
                        (
                            "invitation",
                            models.CharField(
                                choices=[
                                    ("open", "noch nicht entschieden"),
                                    ("invited", "eingeladen"),
                                    ("not_invited", "nicht eingeladen"),
                                ],
                                default="open",
                                editable=False,
                                max_length=12,
                                verbose_name="Auswahlgespräch",
                            ),
                        ),
                        ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="zurückgezogen am")),
                        (
                            "erased_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="Daten gelöscht am"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Bewerbung",
                        "verbose_name_plural": "Bewerbungen",
                        "ordering": ["number"],
                    },
                ),
                migrations.CreateModel(
                    name="ApplicationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.PositiveIntegerField(verbose_name="laufende Nummer")),
                        (
                            "code",
                            models.CharField(db_default="", editable=False, max_length=10, verbose_name="Kennung"),
                        ),
                        ("received_on", models.DateField(verbose_name="Eingang am")),
                        (
                            "channel",
                            models.CharField(
                                choices=[("portal", "Karriereportal"), ("paper", "Papier")],
                                default="portal",
                                max_length=10,
                                verbose_name="Eingangsweg",
                            ),
                        ),
                        (
                            "employment_status",
                            models.CharField(
                                choices=[
                                    ("employee", "tarifbeschäftigt im öffentlichen Dienst"),
                                    ("civil_servant", "verbeamtet"),
                                    ("external", "extern"),
                                    ("not_stated", "noch nicht angegeben"),
                                ],
                                max_length=20,
                                verbose_name="Beschäftigung",
                            ),
                        ),
                        (
                            "track",
                            models.CharField(
                                blank=True,
                                choices=[("employee", "Tarifbeschäftigte"), ("civil_servant", "Beamtinnen und Beamte")],
                                help_text="Bestimmt, welche formalen Anforderungen geprüft werden.",
                                max_length=20,
                                verbose_name="bewirbt sich als",
                            ),
                        ),
                        ("is_internal", models.BooleanField(default=False, verbose_name="beschäftigt beim Bezirksamt")),
                        (
                            "current_grade",
                            models.CharField(blank=True, max_length=80, verbose_name="Statusamt oder Entgeltgruppe"),
                        ),
                        (
                            "current_position",
                            models.CharField(blank=True, max_length=300, verbose_name="derzeitige Tätigkeit"),
                        ),
                        ("qualification", models.CharField(blank=True, max_length=300, verbose_name="Abschluss")),
                        (
                            "experience",
                            models.CharField(blank=True, max_length=300, verbose_name="einschlägige Erfahrung"),
                        ),
                        (
                            "basis",
                            models.CharField(
                                choices=[
                                    ("appraisal", "dienstliche Beurteilung"),
                                    ("reference", "qualifiziertes Arbeitszeugnis"),
                                    ("none", "liegt nicht vor"),
                                ],
                                default="none",
                                max_length=10,
                                verbose_name="Leistungsnachweis",
                            ),
                        ),
                        (
                            "basis_dated_on",
                            models.DateField(blank=True, null=True, verbose_name="Leistungsnachweis vom"),
                        ),
                        (
                            "basis_result",
                            models.CharField(
                                blank=True,
                                help_text="Note der dienstlichen Beurteilung (1 ist die beste) – geht nicht in die Punkte ein.",
                                max_length=120,
                                verbose_name="Gesamturteil",
                            ),
                        ),
                        (
                            "consents_to_personnel_file",
                            models.BooleanField(
                                blank=True,
                                help_text="Ein fehlendes Einverständnis schließt niemanden aus.",
                                null=True,
                                verbose_name="Einverständnis zur Einsicht in die Personalakte",
                            ),
                        ),
                        ("remarks", models.TextField(blank=True, verbose_name="Bemerkung")),
                        ("source", models.CharField(blank=True, max_length=100, verbose_name="Quelle")),
                        (
                            "source_number",
                            models.CharField(blank=True, max_length=100, verbose_name="Bewerbernummer der Quelle"),
                        ),
                        (
                            "late_decision",
                            models.CharField(
                                choices=[
                                    ("not_late", "fristgerecht"),
                                    ("open", "verspätet – noch nicht entschieden"),
                                    ("admitted", "verspätet – zugelassen"),
                                    ("refused", "verspätet – nicht zugelassen"),
                                ],
                                default="not_late",
                                max_length=10,
                                verbose_name="Frist",
                            ),
                        ),
                        ("late_reason", models.TextField(blank=True, verbose_name="Begründung zur Verspätung")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("received", "eingegangen"),
                                    ("eligible", "formale Anforderungen erfüllt"),
                                    ("ineligible", "formale Anforderungen nicht erfüllt"),
                                    ("withdrawn", "zurückgezogen"),
                                    ("duplicate", "doppelt"),
                                ],
                                default="received",
                                max_length=12,
                                verbose_name="Stand",
                            ),
                        ),
                        ("status_reason", models.TextField(blank=True, verbose_name="Begründung")),
                        (
                            "invitation",
                            models.CharField(
                                choices=[
                                    ("open", "noch nicht entschieden"),
                                    ("invited", "eingeladen"),
                                    ("not_invited", "nicht eingeladen"),
                                ],
                                default="open",
                                editable=False,
                                max_length=12,
                                verbose_name="Auswahlgespräch",
                            ),
                        ),
                        ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="zurückgezogen am")),
                        (
                            "erased_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="Daten gelöscht am"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ErasedMark",
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
                                    ("number", "Bewerbernummer der Quelle"),
                                    ("email", "E-Mail-Adresse"),
                                    ("person", "Name und Geburtsdatum"),
                                ],
                                max_length=10,
                                verbose_name="Art",
                            ),
                        ),
                        ("mark", models.CharField(max_length=64, verbose_name="Kennzeichen (Hash)")),
                    ],
                    options={
                        "verbose_name": "Kennzeichen einer gelöschten Bewerbung",
                        "verbose_name_plural": "Kennzeichen gelöschter Bewerbungen",
                    },
                ),
                migrations.CreateModel(
                    name="FormalCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                choices=[("met", "erfüllt"), ("not_met", "nicht erfüllt"), ("unclear", "ungeklärt")],
                                max_length=10,
                                verbose_name="Ergebnis",
                            ),
                        ),
                        ("evidence", models.CharField(blank=True, max_length=300, verbose_name="Nachweis")),
                        ("reason", models.TextField(blank=True, verbose_name="Begründung")),
                        ("checked_at", models.DateTimeField(verbose_name="geprüft am")),
                    ],
                    options={
                        "verbose_name": "Formale Prüfung",
                        "verbose_name_plural": "Formale Prüfungen",
                        "ordering": ["requirement__position"],
                    },
                ),
                migrations.CreateModel(
                    name="FormalCheckEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "result",
                            models.CharField(
                                choices=[("met", "erfüllt"), ("not_met", "nicht erfüllt"), ("unclear", "ungeklärt")],
                                max_length=10,
                                verbose_name="Ergebnis",
                            ),
                        ),
                        ("evidence", models.CharField(blank=True, max_length=300, verbose_name="Nachweis")),
                        ("reason", models.TextField(blank=True, verbose_name="Begründung")),
                        ("checked_at", models.DateTimeField(verbose_name="geprüft am")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="FormalDecision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("is_eligible", models.BooleanField(verbose_name="formale Anforderungen erfüllt")),
                        ("grounds", models.TextField(blank=True, verbose_name="Gründe")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "wartet auf die Bestätigung durch eine zweite Person"),
                                    ("standing", "gilt"),
                                    ("sent_back", "zurückgegeben"),
                                    ("reopened", "wieder geöffnet"),
                                ],
                                max_length=10,
                                verbose_name="Stand",
                            ),
                        ),
                        ("concluded_at", models.DateTimeField(verbose_name="festgestellt am")),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="bestätigt am")),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("end_reason", models.TextField(blank=True, verbose_name="Begründung")),
                    ],
                    options={
                        "verbose_name": "Ergebnis der formalen Prüfung",
                        "verbose_name_plural": "Ergebnisse der formalen Prüfung",
                        "ordering": ["concluded_at", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Applicant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("academic_title", models.CharField(blank=True, max_length=50, verbose_name="Titel")),
                        ("first_name", models.CharField(max_length=150, verbose_name="Vorname")),
                        ("last_name", models.CharField(max_length=150, verbose_name="Nachname")),
                        ("birth_date", models.DateField(blank=True, null=True, verbose_name="Geburtsdatum")),
                        ("street", models.CharField(blank=True, max_length=200, verbose_name="Straße und Hausnummer")),
                        ("postal_code", models.CharField(blank=True, max_length=10, verbose_name="PLZ")),
                        ("city", models.CharField(blank=True, max_length=120, verbose_name="Ort")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="E-Mail-Adresse")),
                        ("phone", models.CharField(blank=True, max_length=60, verbose_name="Telefon")),
                        ("sort_key", models.CharField(db_index=True, editable=False, max_length=400)),
                        (
                            "is_erased",
                            models.BooleanField(default=False, editable=False, verbose_name="Daten gelöscht"),
                        ),
                    ],
                    options={
                        "verbose_name": "Bewerberin oder Bewerber",
                        "verbose_name_plural": "Bewerbende",
                        "ordering": ["sort_key", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_erased", False),
                                    models.Q(
                                        ("academic_title", ""),
                                        ("birth_date__isnull", True),
                                        ("city", ""),
                                        ("email", ""),
                                        ("first_name", ""),
                                        ("last_name", ""),
                                        ("phone", ""),
                                        ("postal_code", ""),
                                        ("sort_key", ""),
                                        ("street", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="applicant_erased_is_empty",
                            )
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="applicant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "applications_applicantevent" ("academic_title", "birth_date", "city", "email", "first_name", "id", "is_erased", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postal_code", "sort_key", "street") VALUES (NEW."academic_title", NEW."birth_date", NEW."city", NEW."email", NEW."first_name", NEW."id", NEW."is_erased", NEW."last_name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."postal_code", NEW."sort_key", NEW."street"); RETURN NULL;',
                            hash="62cb9e89fc9ea997201ea573409a2672c57f4e53",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b7271",
                            table="applications_applicant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="applicant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "applications_applicantevent" ("academic_title", "birth_date", "city", "email", "first_name", "id", "is_erased", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postal_code", "sort_key", "street") VALUES (NEW."academic_title", NEW."birth_date", NEW."city", NEW."email", NEW."first_name", NEW."id", NEW."is_erased", NEW."last_name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."postal_code", NEW."sort_key", NEW."street"); RETURN NULL;',
                            hash="477f04470f6229bdddfd15926b6220d8ec19d23f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b5f6f",
                            table="applications_applicant",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddField(
                    model_name="applicantevent",
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
                    model_name="applicantevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="applications.applicant",
                    ),
                ),
                migrations.AddField(
                    model_name="applicantmerge",
                    name="kept",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="applications.applicant"
                    ),
                ),
                migrations.AddField(
                    model_name="applicantmerge",
                    name="merged",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="applications.applicant",
                    ),
                ),
                migrations.AddField(
                    model_name="applicantmerge",
                    name="merged_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="zusammengeführt von",
                    ),
                ),
            ]
        )
    ]
