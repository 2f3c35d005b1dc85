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
        ("audit", "0001_initial"),
        ("audit", "0002_forget_free_text"),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Event",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "happened_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="Zeitpunkt"),
                        ),
                        ("action", models.CharField(max_length=60, verbose_name="Handlung")),
                        ("subject_type", models.CharField(max_length=60)),
                        ("subject_id", models.BigIntegerField(null=True)),
                        (
                            "posting_reference",
                            models.CharField(blank=True, db_index=True, max_length=40, verbose_name="Kennzahl"),
                        ),
                        ("facts", models.JSONField(default=dict)),
                        (
                            "actor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Protokolleintrag",
                        "verbose_name_plural": "Protokoll",
                        "ordering": ["-happened_at", "-id"],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="event",
                    trigger=pgtrigger.compiler.Trigger(
                        name="event_is_append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF TG_OP = 'UPDATE' AND EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint) THEN\n                        IF (to_jsonb(OLD) - 'facts') = (to_jsonb(NEW) - 'facts') THEN RETURN NEW; END IF;\n                    END IF;\n                    RAISE EXCEPTION 'Cannot % rows of the record', lower(TG_OP);\n                ",
                            hash="2cb3917c784c361cf8dc10b5b2970581153dbe42",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_event_is_append_only_af6df",
                            table="audit_event",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        )
    ]
