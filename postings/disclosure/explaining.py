"""What a data subject is told beside the data: purposes, recipients, periods, origin, rights (Art. 15 Abs. 1 DSGVO)."""

from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from postings.applications.models import Application
from postings.documents.paper import PaperSection, PaperTable
from postings.documents.paper_head import day_words
from postings.intake.erasure import rows_about
from postings.retention.due import due_procedure, is_held, retention_rules


def explanation(application: Application, *, today: date) -> list[PaperSection]:
    """Return the sections that stand before the data."""
    return [
        PaperSection(
            title=_("Verarbeitung Ihrer Daten"),
            tables=(PaperTable(caption=_("Angaben nach Art. 15 Abs. 1 DSGVO"), rows=_rows(application)),),
        ),
        PaperSection(
            title=_("Dauer der Speicherung"),
            paragraphs=_period(application, today),
            tables=(
                PaperTable(
                    caption=_("Löschfristen"),
                    header=(_("Fall"), _("Frist"), _("Grundlage")),
                    rows=tuple(
                        (
                            rule.label,
                            _("%(months)s Monate nach dem Ende des Verfahrens") % {"months": rule.months}
                            if rule.months
                            else _("unverzüglich"),
                            rule.source,
                        )
                        for rule in retention_rules().values()
                    ),
                ),
            ),
        ),
        PaperSection(title=_("Ihre Rechte"), paragraphs=_rights()),
    ]


def _rows(application: Application) -> tuple[tuple[str, str], ...]:
    posting = application.posting
    others = application.applicant.applications.exclude(posting=posting).filter(erased_at=None)
    numbers = ", ".join(sorted(set(others.values_list("posting__reference_number", flat=True))))
    rows = (
        (_("Verantwortlich"), ", ".join(part for part in (posting.authority, posting.office) if part)),
        (
            _("Datenschutzbeauftragte"),
            settings.DISCLOSURE_OFFICER or _("behördliche Datenschutzbeauftragte unter der Anschrift der Behörde"),
        ),
        (
            _("Zwecke"),
            _(
                "Auswahl für die Stelle %(function)s (Kennzahl %(number)s) nach Eignung, Befähigung und fachlicher "
                "Leistung (Art. 33 Abs. 2 GG); Beteiligung der Beschäftigtenvertretungen; Nachweis des Verfahrens; "
                "Statistik zur Gleichstellung ohne Namen"
            )
            % {"function": posting.function, "number": posting.reference_number},
        ),
        (_("Rechtsgrundlagen"), settings.DISCLOSURE_LEGAL_BASIS),
        (
            _("Kategorien von Daten"),
            _(
                "Angaben zur Person und Kontakt, Bewerbungsunterlagen, beruflicher Werdegang, dienstliche "
                "Beurteilungen, Ergebnisse der formalen Prüfung, Protokolle und Bewertungen, freiwillige Angaben zur "
                "Gleichstellung, Schriftverkehr, Protokoll der Zugriffe"
            ),
        ),
        (
            _("Empfänger"),
            _(
                "Personalservice; Auswahlkommission; entscheidungsbefugte Stelle; Frauenvertretung, Personalrat und, "
                "bei schwerbehinderten Menschen ohne Widerspruch, Schwerbehindertenvertretung, soweit zu beteiligen; "
                "Gerichte im Streitfall."
            ),
        ),
        (_("Übermittlung in Drittländer"), settings.DISCLOSURE_TRANSFERS),
        (_("Herkunft"), _origin(application)),
        (
            _("Automatisierte Entscheidung"),
            _(
                "Keine, auch kein Profiling (Art. 22 DSGVO). Gewichtete Mittelwerte ordnen die Bewertungen; es "
                "entscheiden Menschen mit schriftlicher Begründung."
            ),
        ),
        (
            _("Notizen"),
            _(
                "Mitglieder der Auswahlkommission können sich eigene Notizen machen, die nur sie selbst lesen; sie "
                "gehen in keine Bewertung ein und sind hier nicht enthalten."
            ),
        ),
        (
            _("Weitere Bewerbungen"),
            _("Zu diesen Kennzahlen ist ebenfalls etwas gespeichert, Auskunft wird je Verfahren erteilt: %(numbers)s")
            % {"numbers": numbers}
            if numbers
            else "",
        ),
    )
    return tuple((term, text) for term, text in rows if text)


def _origin(application: Application) -> str:
    parts = [
        _("von Ihnen selbst, Eingang am %(day)s (%(channel)s)")
        % {"day": day_words(application.received_on), "channel": application.get_channel_display()}
    ]
    if application.source or any(True for _list in rows_about(application)):
        parts.append(
            _("über das Bewerbungsportal oder die Liste „%(name)s“") % {"name": application.source or _("ohne Namen")}
        )
    if application.appraisals.exists():
        parts.append(_("dienstliche Beurteilungen von der ausstellenden Behörde"))
    parts.append(_("Bewertungen und Vermerke von den genannten Stellen"))
    return "; ".join(parts)


def _period(application: Application, today: date) -> tuple[str, ...]:
    due = due_procedure(application.posting, today=today)
    own = next((one for one in due.persons if one.application == application.pk), None) if due else None
    if own is not None and own.due:
        words = _("Ihre Daten werden ab dem %(day)s gelöscht.") % {"day": day_words(own.due)}
    else:
        words = _("Ihre Frist hat noch nicht begonnen: Sie beginnt mit der letzten Mitteilung an alle Bewerbenden.")
    if is_held(application.posting, application):
        return words, _("Die Löschung ist zurzeit ausgesetzt, weil die Daten für Rechtsansprüche gebraucht werden.")
    return (words,)


def _rights() -> tuple[str, ...]:
    return (
        _(
            "Sie können Berichtigung unrichtiger Angaben (Art. 16 DSGVO), Löschung (Art. 17 DSGVO) und Einschränkung "
            "der Verarbeitung (Art. 18 DSGVO) verlangen und aus Gründen Ihrer besonderen Situation Widerspruch "
            "einlegen (Art. 21 DSGVO). Werturteile wie Bewertungen werden nicht berichtigt, Ihre Gegendarstellung kann "
            "zur Akte genommen werden. Ziehen Sie die Bewerbung zurück, werden Ihre Daten unverzüglich gelöscht."
        ),
        _(
            "Sie können sich bei der Berliner Beauftragten für Datenschutz und Informationsfreiheit beschweren "
            "(Art. 77 DSGVO)."
        ),
        _("Die Einsicht in die Auswahlakte im Streitfall ist ein anderes Recht; dafür gibt es einen eigenen Auszug."),
    )
