"""Write the record of the procedure."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext as _

from recruitment.accounts.models import User
from recruitment.audit.models import Event
from recruitment.audit.wording import WORDING


def record(
    *, actor: User | None, action: str, subject: models.Model | None, posting_reference: str = "", **facts: object
) -> Event:
    """Append one event; call it inside the transaction of the act it records.

    ``facts`` are short texts and numbers that the wording of ``action`` names; no free personal text beyond a reason
    that somebody gave for the act. ``actor`` is None only for the application itself (demonstration data).

    :raises KeyError: if ``action`` has no wording, or the wording names a fact that is not given.
    """
    event = build_event(actor=actor, action=action, subject=subject, posting_reference=posting_reference, **facts)
    event.save()
    return event


def build_event(
    *, actor: User | None, action: str, subject: models.Model | None, posting_reference: str = "", **facts: object
) -> Event:
    """Return the unsaved event that ``record`` would append; for acts that concern thousands of rows at once.

    :raises KeyError: as ``record`` does.
    """
    texts = {name: value if isinstance(value, int) else str(value) for name, value in facts.items()}
    str(WORDING[action]) % texts  # fails now rather than on the day somebody reads the record
    return Event(
        actor=actor,
        action=action,
        subject_type=subject._meta.label if subject is not None else "",
        subject_id=subject.pk if subject is not None else None,
        posting_reference=posting_reference,
        facts=texts,
    )


def record_all(events: Iterable[Event]) -> None:
    """Append many events of ``build_event`` at once, in their order; call it inside the transaction of their act."""
    Event.objects.bulk_create(events, batch_size=1000)


# Facts that people typed; they may name somebody, however much a form asks not to.
FREE_TEXT = ("reason", "remark", "note")


def forget_free_text(*, posting_reference: str, number: int | None = None) -> None:
    """Replace what people typed about application ``number`` in the record; the acts stay, with who and when.

    Without a number what they typed on the procedure as a whole is replaced too. Call it inside an erasure: the
    database refuses it without a deletion record in the same transaction.
    """
    events = Event.objects.filter(posting_reference=posting_reference)
    if number is not None:
        events = events.filter(facts__number=number)
    changed = []
    for event in events.filter(models.Q(facts__has_any_keys=FREE_TEXT)):
        for name in FREE_TEXT:
            if event.facts.get(name):
                event.facts[name] = _("[gelöscht]")
                changed.append(event)
    Event.objects.bulk_update(changed, ["facts"])
