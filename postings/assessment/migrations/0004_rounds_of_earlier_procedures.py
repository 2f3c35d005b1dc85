"""Give every procedure at rating the one round it had in fact, and every sheet its place in it."""

import django.db.models.deletion
from django.db import migrations, models

# Submitted sheets and histories are held by triggers; only here, where a column is new, they stand aside.
HELD = ("assessment_ratingsheet", "assessment_ratingsheetevent")

FILL = """
    INSERT INTO assessment_assessmentplan (posting_id, combination)
    SELECT id, 'mean' FROM postings_posting WHERE status = 'scoring_open';

    INSERT INTO assessment_assessmentround
        (plan_id, position, instrument, title, share, visibility, status, opened_at, closing_reason, reopening_reason)
    SELECT posting_id, 1, 'interview', 'Auswahlgespräch', 1, 'after_own_sheets', 'open', now(), '', ''
    FROM assessment_assessmentplan;

    INSERT INTO assessment_roundcriterion (round_id, criterion_id)
    SELECT r.id, c.id FROM assessment_assessmentround r JOIN postings_posting p ON p.id = r.plan_id
    JOIN profiles_criterion c ON c.profile_id = p.profile_id;

    UPDATE assessment_ratingsheet s SET round_id = r.id
    FROM applications_application a JOIN assessment_assessmentround r ON r.plan_id = a.posting_id
    WHERE a.id = s.application_id;

    UPDATE assessment_ratingsheetevent s SET round_id = r.id
    FROM applications_application a JOIN assessment_assessmentround r ON r.plan_id = a.posting_id
    WHERE a.id = s.application_id;
"""


def fill(apps, schema_editor):
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no check may be pending when a table is altered
    for table in HELD:
        schema_editor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    schema_editor.execute(FILL)
    for table in HELD:
        schema_editor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def round_field(**options):
    return models.ForeignKey(to="assessment.assessmentround", verbose_name="Bewertungsrunde", **options)


class Migration(migrations.Migration):
    dependencies = [("assessment", "0003_rounds")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            "ratingsheet",
            "round",
            round_field(on_delete=django.db.models.deletion.PROTECT, related_name="sheets"),
        ),
        migrations.AlterField(
            "ratingsheetevent",
            "round",
            round_field(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
            ),
        ),
    ]
