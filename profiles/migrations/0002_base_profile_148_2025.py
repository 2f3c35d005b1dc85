"""Ship the base profile criteria that the posting 148/2025 shows; which of them are mandatory is unknown."""

import json
from pathlib import Path

from django.db import migrations

CONTENT = Path(__file__).with_name("base_profile_148_2025.json")


def ship(apps, schema_editor):
    base_profile_model = apps.get_model("profiles", "BaseProfile")
    section_model = apps.get_model("profiles", "BaseSection")
    criterion_model = apps.get_model("profiles", "BaseCriterion")
    content = json.loads(CONTENT.read_text(encoding="utf-8"))
    base_profile = base_profile_model.objects.create(name=content["name"], note=content["note"])
    for position, section in enumerate(content["sections"], start=1):
        stored = section_model.objects.create(
            base_profile=base_profile, number=section["number"], title=section["title"], position=position
        )
        for place, criterion in enumerate(section["criteria"], start=1):
            criterion_model.objects.create(
                section=stored,
                position=place,
                title=criterion["title"],
                definition=criterion["definition"],
                indicators="\n".join(criterion["indicators"]),
                note=content["criterion_note"],
            )


class Migration(migrations.Migration):
    replaces = [("profiles", "0005_base_profile_148_2025")]

    dependencies = [("profiles", "0001_baseline")]

    operations = [migrations.RunPython(ship, migrations.RunPython.noop)]
