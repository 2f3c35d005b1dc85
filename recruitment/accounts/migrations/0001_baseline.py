import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from recruitment.database.together import Together


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("accounts", "0001_initial"),
        ("accounts", "0002_representations"),
    ]

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="User",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                        (
                            "username",
                            models.CharField(
                                error_messages={"unique": "Diesen Benutzernamen gibt es schon."},
                                max_length=150,
                                unique=True,
                                validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                                verbose_name="Benutzername",
                            ),
                        ),
                        ("first_name", models.CharField(max_length=150, verbose_name="Vorname")),
                        ("last_name", models.CharField(max_length=150, verbose_name="Nachname")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="E-Mail-Adresse")),
                        (
                            "function",
                            models.CharField(
                                blank=True,
                                help_text="Zum Beispiel: Leitung Teilhabefachdienst",
                                max_length=200,
                                verbose_name="Funktion",
                            ),
                        ),
                        (
                            "is_active",
                            models.BooleanField(
                                default=True,
                                help_text="Inaktive Konten können sich nicht anmelden; nichts wird gelöscht.",
                                verbose_name="aktiv",
                            ),
                        ),
                        (
                            "date_joined",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="angelegt am"),
                        ),
                    ],
                    options={
                        "verbose_name": "Benutzerkonto",
                        "verbose_name_plural": "Benutzerkonten",
                        "ordering": ["last_name", "first_name", "username"],
                    },
                ),
                migrations.CreateModel(
                    name="AuthorityRole",
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
                                    ("hr_officer", "Personalservice"),
                                    ("profile_editor", "Profilverantwortung (Fachbereich)"),
                                    ("administrator", "Verwaltung der Anwendung"),
                                    ("disability_rep", "Schwerbehindertenvertretung"),
                                    ("womens_rep", "Frauenvertretung"),
                                    ("staff_council", "Personalrat"),
                                ],
                                max_length=20,
                                verbose_name="Rolle",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Rolle in der Behörde",
                        "verbose_name_plural": "Rollen in der Behörde",
                    },
                ),
                migrations.CreateModel(
                    name="AuthorityRoleEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("hr_officer", "Personalservice"),
                                    ("profile_editor", "Profilverantwortung (Fachbereich)"),
                                    ("administrator", "Verwaltung der Anwendung"),
                                    ("disability_rep", "Schwerbehindertenvertretung"),
                                    ("womens_rep", "Frauenvertretung"),
                                    ("staff_council", "Personalrat"),
                                ],
                                max_length=20,
                                verbose_name="Rolle",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="UserUsernameFirstNameLastNameEmailIsActiveEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "username",
                            models.CharField(
                                error_messages={"unique": "Diesen Benutzernamen gibt es schon."},
                                max_length=150,
                                validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                                verbose_name="Benutzername",
                            ),
                        ),
                        ("first_name", models.CharField(max_length=150, verbose_name="Vorname")),
                        ("last_name", models.CharField(max_length=150, verbose_name="Nachname")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="E-Mail-Adresse")),
                        (
                            "is_active",
                            models.BooleanField(
                                default=True,
                                help_text="Inaktive Konten können sich nicht anmelden; nichts wird gelöscht.",
                                verbose_name="aktiv",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="user",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_userusernamefirstnamelastnameemailisactiveevent" ("email", "first_name", "is_active", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username") VALUES (NEW."email", NEW."first_name", NEW."is_active", NEW."last_name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."username"); RETURN NULL;',
                            hash="8426a41f4874c3739750a1ebeab05b35d63a2d40",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3867c",
                            table="accounts_user",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="user",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."first_name" IS DISTINCT FROM (NEW."first_name") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."last_name" IS DISTINCT FROM (NEW."last_name") OR OLD."username" IS DISTINCT FROM (NEW."username"))',
                            func='INSERT INTO "accounts_userusernamefirstnamelastnameemailisactiveevent" ("email", "first_name", "is_active", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username") VALUES (NEW."email", NEW."first_name", NEW."is_active", NEW."last_name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."username"); RETURN NULL;',
                            hash="5d06825995b5a00d6c579d373e4cae631f8558a3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0e890",
                            table="accounts_user",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddField(
                    model_name="authorityrole",
                    name="user",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="roles",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Benutzerkonto",
                    ),
                ),
                migrations.AddField(
                    model_name="authorityroleevent",
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
                    model_name="authorityroleevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="accounts.authorityrole",
                    ),
                ),
                migrations.AddField(
                    model_name="authorityroleevent",
                    name="user",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Benutzerkonto",
                    ),
                ),
                migrations.AddField(
                    model_name="userusernamefirstnamelastnameemailisactiveevent",
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
                    model_name="userusernamefirstnamelastnameemailisactiveevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="username_first_name_last_name_email_is_active_events",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="authorityrole",
                    constraint=models.UniqueConstraint(fields=("user", "role"), name="authorityrole_once_per_user"),
                ),
                migrations.AddConstraint(
                    model_name="authorityrole",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "hr_officer",
                                    "profile_editor",
                                    "administrator",
                                    "disability_rep",
                                    "womens_rep",
                                    "staff_council",
                                ],
                            )
                        ),
                        name="authorityrole_role_is_known",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="authorityrole",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_authorityroleevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."user_id"); RETURN NULL;',
                            hash="80ee8d9d660e1306e5e89b890cdf24103a0d7fd5",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3d117",
                            table="accounts_authorityrole",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="authorityrole",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "accounts_authorityroleevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."user_id"); RETURN NULL;',
                            hash="161ac5de0dc41063940d49e8c4fc8497e4fede2a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_bc465",
                            table="accounts_authorityrole",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="authorityroleevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3682e2b24c0a6a8f8a5acf3fcc0a3506999a9599",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_64e9a",
                            table="accounts_authorityroleevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="userusernamefirstnamelastnameemailisactiveevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="57a0efdca8b6ddad7e200beed6380f2c59bc2752",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_82dd4",
                            table="accounts_userusernamefirstnamelastnameemailisactiveevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        )
    ]
