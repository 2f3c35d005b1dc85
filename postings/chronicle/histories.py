"""Small things that every part of a day needs: the last entry of a history, days and moments in words."""

from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import formats, timezone


def latest(model: type[models.Model], moment: datetime, **conditions: Any):
    """Return the last entry before ``moment`` of every row in the history of ``model``."""
    history = model.pgh_event_model.objects  # type: ignore[attr-defined]
    return (
        history.filter(pgh_created_at__lt=moment, **conditions)
        .order_by("pgh_obj_id", "-pgh_created_at", "-pgh_id")
        .distinct("pgh_obj_id")
    )


def day_words(day: date | None) -> str:
    return formats.date_format(day, "d.m.Y") if day else "–"


def moment_words(moment: datetime) -> str:
    return formats.date_format(timezone.localtime(moment), "d.m.Y, H:i")
