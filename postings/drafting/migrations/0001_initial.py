import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from recruitment.database.together import Together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("postings", "0001_baseline"),
        ("profiles", "0001_baseline"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="ImportAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("answer", models.CharField(max_length=200, verbose_name="Antwort")),
                        ("reason", models.TextField(blank=True, verbose_name="Begründung")),
                        ("answered_at", models.DateTimeField(auto_now=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Stellungnahme zu einem Befund",
                        "verbose_name_plural": "Stellungnahmen zu Befunden",
                        "ordering": ["position"],
                    },
                ),
                migrations.CreateModel(
                    name="ImportedDocument",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="Datei")),
                        ("content", models.BinaryField()),
                        ("sha256", models.CharField(db_index=True, max_length=64, verbose_name="Prüfsumme (SHA-256)")),
                        ("format_name", models.CharField(max_length=60, verbose_name="Format")),
                        ("reading", models.JSONField(editable=False)),
                        ("uploaded_at", models.DateTimeField(auto_now_add=True, verbose_name="eingelesen am")),
                        (
                            "status",
                            models.CharField(
                                choices=[("open", "in Prüfung"), ("accepted", "als Entwurf übernommen")],
                                default="open",
                                max_length=10,
                                verbose_name="Stand",
                            ),
                        ),
                        ("accepted_at", models.DateTimeField(editable=False, null=True, verbose_name="übernommen am")),
                        (
                            "accepted_by",
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
                        "verbose_name": "eingelesenes Dokument",
                        "verbose_name_plural": "eingelesene Dokumente",
                        "ordering": ["-uploaded_at", "-id"],
                    },
                ),
                migrations.AddField(
                    model_name="importeddocument",
                    name="posting",
                    field=models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="origins",
                        to="postings.posting",
                    ),
                ),
                migrations.AddField(
                    model_name="importeddocument",
                    name="profile",
                    field=models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="origins",
                        to="profiles.requirementprofile",
                    ),
                ),
                migrations.AddField(
                    model_name="importeddocument",
                    name="uploaded_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="eingelesen von",
                    ),
                ),
                migrations.AddField(
                    model_name="importanswer",
                    name="document",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="drafting.importeddocument",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="importeddocument",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("status__in", ["open", "accepted"])),
                        name="importeddocument_status_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="importeddocument",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("accepted_at__isnull", True),
                                ("accepted_by__isnull", True),
                                ("profile__isnull", True),
                                ("status", "open"),
                            ),
                            models.Q(
                                ("accepted_at__isnull", False),
                                ("accepted_by__isnull", False),
                                ("profile__isnull", False),
                                ("status", "accepted"),
                            ),
                            _connector="OR",
                        ),
                        name="importeddocument_accepted_has_draft",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="importeddocument",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="importeddocument_sha256_is_one"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="importeddocument",
                    trigger=pgtrigger.compiler.Trigger(
                        name="importeddocument_accepted_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.\"status\" = 'accepted')",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="18bfa28d1116565bad818e3f1615f52b8b5968cd",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_importeddocument_accepted_stays_ed2b6",
                            table="drafting_importeddocument",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="importeddocument",
                    trigger=pgtrigger.compiler.Trigger(
                        name="importeddocument_reading_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."reading" IS DISTINCT FROM (NEW."reading") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."uploaded_at" IS DISTINCT FROM (NEW."uploaded_at") OR OLD."uploaded_by_id" IS DISTINCT FROM (NEW."uploaded_by_id"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="9fbc189d22b1de10192487659894085ab97e1a86",
                            operation="UPDATE",
                            pgid="pgtrigger_importeddocument_reading_stays_91b9d",
                            table="drafting_importeddocument",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="importanswer",
                    constraint=models.UniqueConstraint(
                        fields=("document", "position"), name="importanswer_once_per_finding"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="importanswer",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("answer", ""), _negated=True), name="importanswer_is_not_empty"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="importanswer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="importanswer_accepted_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE state TEXT;",
                            func="\n                    SELECT status INTO state FROM drafting_importeddocument\n                    WHERE id = COALESCE(NEW.document_id, OLD.document_id) FOR SHARE;\n                    IF state = 'accepted' THEN RAISE EXCEPTION 'the document has become a draft'; END IF;\n                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                    RETURN NEW;\n                ",
                            hash="0242510ed7e9f97c8c8b041c2fe185e379da6271",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_importanswer_accepted_stays_650e8",
                            table="drafting_importanswer",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        )
    ]
