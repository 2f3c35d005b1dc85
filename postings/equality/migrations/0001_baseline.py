import django.contrib.postgres.fields
from django.db import migrations, models

from recruitment.database.together import Together


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("equality", "0001_initial"),
    ]

    dependencies = []

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="DutyBasis",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "women_underrepresented",
                            models.BooleanField(
                                blank=True, null=True, verbose_name="Frauen sind in diesem Bereich unterrepräsentiert"
                            ),
                        ),
                        ("women_source", models.CharField(blank=True, max_length=300, verbose_name="Fundstelle dazu")),
                        (
                            "migration_share_percent",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=5,
                                null=True,
                                verbose_name="Anteil der Menschen mit Migrationshintergrund an der Bevölkerung in Prozent",
                            ),
                        ),
                        (
                            "migration_source",
                            models.CharField(blank=True, max_length=300, verbose_name="Fundstelle dazu"),
                        ),
                    ],
                    options={
                        "verbose_name": "Grundlage der Einladungspflichten",
                        "verbose_name_plural": "Grundlagen der Einladungspflichten",
                    },
                ),
                migrations.CreateModel(
                    name="DutyBasisEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "women_underrepresented",
                            models.BooleanField(
                                blank=True, null=True, verbose_name="Frauen sind in diesem Bereich unterrepräsentiert"
                            ),
                        ),
                        ("women_source", models.CharField(blank=True, max_length=300, verbose_name="Fundstelle dazu")),
                        (
                            "migration_share_percent",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=5,
                                null=True,
                                verbose_name="Anteil der Menschen mit Migrationshintergrund an der Bevölkerung in Prozent",
                            ),
                        ),
                        (
                            "migration_source",
                            models.CharField(blank=True, max_length=300, verbose_name="Fundstelle dazu"),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="EqualityData",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "sex",
                            models.CharField(
                                choices=[
                                    ("not_stated", "keine Angabe"),
                                    ("female", "weiblich"),
                                    ("male", "männlich"),
                                    ("diverse", "divers"),
                                ],
                                default="not_stated",
                                max_length=12,
                                verbose_name="Geschlecht",
                            ),
                        ),
                        (
                            "disability_status",
                            models.CharField(
                                choices=[
                                    ("not_stated", "keine Angabe"),
                                    ("none", "nein"),
                                    ("severe", "schwerbehindert"),
                                    ("equated", "gleichgestellt"),
                                ],
                                default="not_stated",
                                max_length=12,
                                verbose_name="Schwerbehinderung oder Gleichstellung",
                            ),
                        ),
                        ("disability_proof_seen", models.BooleanField(default=False, verbose_name="Nachweis lag vor")),
                        (
                            "disability_stated_on",
                            models.DateField(
                                blank=True,
                                help_text="Nur wenn die Angabe zur Schwerbehinderung nach der Bewerbung kam; davon hängt die Meldefrist ab.",
                                null=True,
                                verbose_name="Angabe eingegangen am",
                            ),
                        ),
                        (
                            "refuses_disability_representative",
                            models.BooleanField(
                                default=False,
                                verbose_name="lehnt die Beteiligung der Schwerbehindertenvertretung ausdrücklich ab",
                            ),
                        ),
                        (
                            "migration_background",
                            models.CharField(
                                choices=[("not_stated", "keine Angabe"), ("yes", "ja"), ("no", "nein")],
                                default="not_stated",
                                max_length=12,
                                verbose_name="Migrationshintergrund (freiwillig)",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Angaben zur Gleichstellung",
                        "verbose_name_plural": "Angaben zur Gleichstellung",
                    },
                ),
                migrations.CreateModel(
                    name="EqualityDataEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "sex",
                            models.CharField(
                                choices=[
                                    ("not_stated", "keine Angabe"),
                                    ("female", "weiblich"),
                                    ("male", "männlich"),
                                    ("diverse", "divers"),
                                ],
                                default="not_stated",
                                max_length=12,
                                verbose_name="Geschlecht",
                            ),
                        ),
                        (
                            "disability_status",
                            models.CharField(
                                choices=[
                                    ("not_stated", "keine Angabe"),
                                    ("none", "nein"),
                                    ("severe", "schwerbehindert"),
                                    ("equated", "gleichgestellt"),
                                ],
                                default="not_stated",
                                max_length=12,
                                verbose_name="Schwerbehinderung oder Gleichstellung",
                            ),
                        ),
                        ("disability_proof_seen", models.BooleanField(default=False, verbose_name="Nachweis lag vor")),
                        (
                            "disability_stated_on",
                            models.DateField(
                                blank=True,
                                help_text="Nur wenn die Angabe zur Schwerbehinderung nach der Bewerbung kam; davon hängt die Meldefrist ab.",
                                null=True,
                                verbose_name="Angabe eingegangen am",
                            ),
                        ),
                        (
                            "refuses_disability_representative",
                            models.BooleanField(
                                default=False,
                                verbose_name="lehnt die Beteiligung der Schwerbehindertenvertretung ausdrücklich ab",
                            ),
                        ),
                        (
                            "migration_background",
                            models.CharField(
                                choices=[("not_stated", "keine Angabe"), ("yes", "ja"), ("no", "nein")],
                                default="not_stated",
                                max_length=12,
                                verbose_name="Migrationshintergrund (freiwillig)",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="InvitationDecision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(verbose_name="Fassung")),
                        ("counts", models.JSONField()),
                        ("checks", models.JSONField()),
                        ("adopted_at", models.DateTimeField(auto_now_add=True, verbose_name="festgelegt am")),
                    ],
                    options={
                        "verbose_name": "Festlegung der Einladungen",
                        "verbose_name_plural": "Festlegungen der Einladungen",
                        "ordering": ["-version"],
                    },
                ),
                migrations.CreateModel(
                    name="InvitationLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("is_invited", models.BooleanField(verbose_name="eingeladen")),
                        (
                            "grounds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20), default=list, size=None
                            ),
                        ),
                        ("reason", models.TextField(blank=True, verbose_name="Begründung")),
                    ],
                    options={
                        "verbose_name": "Zeile einer Einladungsliste",
                        "verbose_name_plural": "Zeilen einer Einladungsliste",
                    },
                ),
                migrations.CreateModel(
                    name="ReceiptNotice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "body",
                            models.CharField(
                                choices=[
                                    ("disability_rep", "Schwerbehindertenvertretung"),
                                    ("staff_council", "Personalrat"),
                                ],
                                max_length=20,
                                verbose_name="Beschäftigtenvertretung",
                            ),
                        ),
                        ("informed_on", models.DateField(verbose_name="informiert am")),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("email", "E-Mail"),
                                    ("letter", "Brief oder Hauspost"),
                                    ("in_person", "persönlich oder telefonisch"),
                                ],
                                max_length=12,
                                verbose_name="auf welchem Weg",
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="festgehalten am")),
                    ],
                    options={
                        "verbose_name": "Meldung bei Eingang",
                        "verbose_name_plural": "Meldungen bei Eingang",
                    },
                ),
                migrations.CreateModel(
                    name="ReceiptNoticeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "body",
                            models.CharField(
                                choices=[
                                    ("disability_rep", "Schwerbehindertenvertretung"),
                                    ("staff_council", "Personalrat"),
                                ],
                                max_length=20,
                                verbose_name="Beschäftigtenvertretung",
                            ),
                        ),
                        ("informed_on", models.DateField(verbose_name="informiert am")),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("email", "E-Mail"),
                                    ("letter", "Brief oder Hauspost"),
                                    ("in_person", "persönlich oder telefonisch"),
                                ],
                                max_length=12,
                                verbose_name="auf welchem Weg",
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="festgehalten am")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SuitabilityFinding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.TextField(verbose_name="Begründung")),
                        ("disability_rep_note", models.TextField(verbose_name="Schwerbehindertenvertretung")),
                        ("proposed_at", models.DateTimeField(auto_now_add=True, verbose_name="vorgeschlagen am")),
                        ("confirmed_at", models.DateTimeField(null=True, verbose_name="bestätigt am")),
                    ],
                    options={
                        "verbose_name": "Feststellung offensichtlich fehlender Eignung",
                        "verbose_name_plural": "Feststellungen offensichtlich fehlender Eignung",
                    },
                ),
                migrations.CreateModel(
                    name="SuitabilityFindingEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("reason", models.TextField(verbose_name="Begründung")),
                        ("disability_rep_note", models.TextField(verbose_name="Schwerbehindertenvertretung")),
                        ("proposed_at", models.DateTimeField(auto_now_add=True, verbose_name="vorgeschlagen am")),
                        ("confirmed_at", models.DateTimeField(null=True, verbose_name="bestätigt am")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        )
    ]
