"""The base profiles: the one that is shipped, and the record of changes."""

import json
from pathlib import Path

from django.db import transaction

from profiles.models import BaseCriterion, BaseProfile, BaseSection
from recruitment.accounts.models import User
from recruitment.audit.services import record

# The same file feeds the migration of a new installation.
SHIPPED = Path(__file__).resolve().parent.parent / "migrations" / "base_profile_148_2025.json"


@transaction.atomic
def restore_shipped_base_profile() -> BaseProfile:
    """Return the base profile taken over from the posting 148/2025; make it if it is not there."""
    content = json.loads(SHIPPED.read_text(encoding="utf-8"))
    base_profile, is_new = BaseProfile.objects.get_or_create(name=content["name"], defaults={"note": content["note"]})
    if not is_new:
        return base_profile
    for position, section in enumerate(content["sections"], start=1):
        stored = BaseSection.objects.create(
            base_profile=base_profile, number=section["number"], title=section["title"], position=position
        )
        BaseCriterion.objects.bulk_create(
            BaseCriterion(
                section=stored,
                position=place,
                title=criterion["title"],
                definition=criterion["definition"],
                indicators="\n".join(criterion["indicators"]),
                note=content["criterion_note"],
            )
            for place, criterion in enumerate(section["criteria"], start=1)
        )
    return base_profile


def record_catalogue_change(*, subject: BaseProfile | BaseSection | BaseCriterion, actor: User) -> None:
    """Record that a part of the catalogue was saved (the administration saves the row through its own form)."""
    record(actor=actor, action="catalogue.changed", subject=subject, name=str(subject))
