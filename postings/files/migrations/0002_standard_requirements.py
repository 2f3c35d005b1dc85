"""Postings that were published before get the standard set of documents, as the publication gives it now."""

from django.db import migrations

STANDARD = {"cv": None, "performance": 12, "degree": None, "consent": None}


def ask(apps, schema_editor):
    posting = apps.get_model("postings", "Posting")
    requirement = apps.get_model("files", "DocumentRequirement")
    requirement.objects.bulk_create(
        requirement(posting=found, need=need, maximum_age_months=months)
        for found in posting.objects.exclude(status="draft").only("pk")
        for need, months in STANDARD.items()
    )


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial")]

    operations = [migrations.RunPython(ask, migrations.RunPython.noop)]
