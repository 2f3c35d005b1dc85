import django.db.models.deletion
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
                    name="DeletionRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("subject_hash", models.CharField(max_length=64, verbose_name="Kennzeichen (Hash)")),
                        ("posting_reference", models.CharField(db_index=True, max_length=40, verbose_name="Kennzahl")),
                        (
                            "legal_ground",
                            models.CharField(
                                choices=[("withdrawn", "Rücknahme der Bewerbung (Art. 17 Abs. 1 DSGVO)")],
                                max_length=20,
                                verbose_name="Rechtsgrund",
                            ),
                        ),
                        ("counts", models.JSONField(default=dict, verbose_name="gelöscht")),
                        ("erased_at", models.DateTimeField(auto_now_add=True, verbose_name="gelöscht am")),
                        ("transaction_number", models.BigIntegerField(db_index=True, default=0, editable=False)),
                        (
                            "erased_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="gelöscht durch",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Löschnachweis",
                        "verbose_name_plural": "Löschnachweise",
                        "ordering": ["-erased_at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("legal_ground__in", ["withdrawn"])),
                                name="deletionrecord_legal_ground_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("subject_hash__regex", "^[0-9a-f]{64}$")),
                                name="deletionrecord_subject_is_hashed",
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="deletionrecord",
                    trigger=pgtrigger.compiler.Trigger(
                        name="deletionrecord_is_append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b5733768b843671ffe1b4614956a3d2b4582c848",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_deletionrecord_is_append_only_196c5",
                            table="retention_deletionrecord",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="deletionrecord",
                    trigger=pgtrigger.compiler.Trigger(
                        name="deletionrecord_belongs_to_its_transaction",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.transaction_number = pg_current_xact_id()::text::bigint; RETURN NEW;",
                            hash="b9925031e8a87bda4a86fa740ebf192a0154e823",
                            operation="INSERT",
                            pgid="pgtrigger_deletionrecord_belongs_to_its_transaction_c3284",
                            table="retention_deletionrecord",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        )
    ]
