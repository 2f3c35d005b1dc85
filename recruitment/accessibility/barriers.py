"""What is known to be inaccessible, or not known to be accessible, and no checker of ours sees."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Barrier:
    """One part that is not accessible: ``requirement`` of WCAG or EN 301 549, ``reason``, and another way."""

    part: str | Promise
    requirement: str | Promise = ""
    reason: str | Promise = ""
    alternative: str | Promise = ""


KNOWN = (
    Barrier(
        part=_(
            "Unterlagen, die Bewerberinnen und Bewerber einreichen, auch als umgewandelte Seiten und in der "
            "zusammengefügten PDF-Datei"
        ),
        requirement=_("EN 301 549, Abschnitt 10 (Dokumente)"),
        reason=_(
            "Es sind fremde Dokumente, oft Scans ohne Text. Sie werden unverändert aufbewahrt, weil sie Beweismittel "
            "sind; barrierefrei ist nur das vorangestellte Inhaltsverzeichnis."
        ),
        alternative=_(
            "Wenn Sie eine lesbare Fassung brauchen, wenden Sie sich bitte an die Stelle unter „Barrieren melden“."
        ),
    ),
    Barrier(
        part=_("Arbeitsmappen (XLSX) und Textdateien (DOCX) zum Herunterladen"),
        requirement=_("EN 301 549, Abschnitt 10 (Dokumente)"),
        reason=_("Sie haben Kopfzeilen und Überschriften, sind aber nicht mit einem Prüfprogramm geprüft."),
        alternative=_("Dieselben Angaben stehen auf den Seiten der Anwendung und in den geprüften PDF-Dokumenten."),
    ),
)


def known_barriers() -> list[Barrier]:
    """Return the barriers of the application and those that the authority adds (setting ``ACCESSIBILITY_BARRIERS``)."""
    return [*KNOWN, *(Barrier(part=words) for words in settings.ACCESSIBILITY_BARRIERS)]
