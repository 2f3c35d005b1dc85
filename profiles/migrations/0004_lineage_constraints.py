from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("profiles", "0003_lineages_and_reasons")]

    operations = [
        migrations.AlterField(
            model_name="requirementprofile",
            name="canonical_form",
            field=models.PositiveSmallIntegerField(default=2, editable=False),
        ),
        migrations.AlterField(
            model_name="requirementprofileevent",
            name="canonical_form",
            field=models.PositiveSmallIntegerField(default=2, editable=False),
        ),
        migrations.AddConstraint(
            model_name="requirementprofile",
            constraint=models.UniqueConstraint(
                fields=("lineage", "version"), name="requirementprofile_version_once_per_lineage"
            ),
        ),
        migrations.AddConstraint(
            model_name="requirementprofile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("replaces__isnull", True), models.Q(("version_reason", ""), _negated=True), _connector="OR"
                ),
                name="requirementprofile_new_version_has_reason",
                violation_error_message="Eine neue Fassung braucht einen Grund.",
            ),
        ),
    ]
