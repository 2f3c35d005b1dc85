"""The page of the accessibility statement."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from recruitment.accessibility import rules
from recruitment.accessibility.barriers import known_barriers
from recruitment.accessibility.files import content_sha256, last_checks


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was checked and how."""

    what: str
    how: str
    checked: Sequence[rules.Checked]

    @property
    def count(self) -> int:
        return len(self.checked)

    @property
    def failed(self) -> int:
        return sum(1 for one in self.checked if one.faults)


def _rows(checks: rules.Checks) -> list[Row]:
    widths = _(" und ").join(str(width) for width in checks.widths)
    engine = _("%(engine)s (%(rules)s) im Browser, Fensterbreite %(widths)s Pixel")
    return [
        Row(
            _("Seiten und ihre Zustände"),
            engine % {"engine": checks.engine, "rules": ", ".join(checks.rules), "widths": widths},
            checks.pages,
        ),
        Row(
            _("Hauptaufgabe allein mit der Tastatur"),
            _("Durchgang im Browser mit Tabulator, Pfeiltasten, Eingabe und Leertaste; Fokus überall sichtbar"),
            checks.keyboard,
        ),
        Row(
            _("Arten von PDF-Dokumenten"),
            _("PDF/UA-1 und PDF/A-3a mit %(checkers)s") % {"checkers": ", ".join(checks.document_checkers)},
            checks.documents,
        ),
    ]


@login_not_required
@require_safe
def statement(request: HttpRequest) -> HttpResponse:
    """Say what was checked, when, how and with which result; the status follows from that by ``rules.status``."""
    checks, barriers, tested_on = last_checks(), known_barriers(), settings.ACCESSIBILITY_TESTED_ON
    doubts = rules.doubts(checks, content_sha256=content_sha256(), tested_on=tested_on)
    looked_at = max(checks.checked_on, tested_on or checks.checked_on)
    context = {
        "checks": checks,
        "rows": _rows(checks),
        "barriers": barriers,
        "status": rules.status(checks, barriers=len(barriers), doubts=doubts).value,
        "doubts": [doubt.value for doubt in doubts],
        "looked_at": looked_at,
        "is_outdated": rules.is_outdated(looked_at, today=timezone.localdate()),
        "law": settings.ACCESSIBILITY_LAW,
        "tested_on": tested_on,
        "tested_by": settings.ACCESSIBILITY_TESTED_BY,
        "contact": settings.ACCESSIBILITY_CONTACT,
        "contact_email": settings.ACCESSIBILITY_CONTACT_EMAIL,
        "enforcement": settings.ACCESSIBILITY_ENFORCEMENT,
        "enforcement_url": settings.ACCESSIBILITY_ENFORCEMENT_URL,
    }
    return render(request, "accessibility/statement.html", context)
