"""The words of a printed profile: finished German texts in the order of the Berlin form, for PDF and public page.

Corrected words are marked and listed with the wording of the source (DOMAIN.md 10.4: no corrected quotation without
the mark).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from profiles.enums import Track
from profiles.exchange.content import (
    WEIGHTS,
    CorrectionContent,
    CriterionContent,
    Edition,
    ProfileContent,
    RequirementContent,
    legend_text,
)
from profiles.exchange.statements import requirement_statements
from profiles.importing.document import ParsedText


@dataclass(frozen=True, slots=True)
class CorrectionNote:
    """One entry of the list of corrected words; ``sign`` stands behind the word in the text."""

    anchor: str
    sign: str
    raw: str
    display: str
    place: str
    reason: str


class Marker:
    """Mark corrected words in texts; ``notes`` lists those that occurred, in the order of reading."""

    def __init__(self, corrections: Iterable[CorrectionContent]) -> None:
        self._known: dict[tuple[str, str], CorrectionContent] = {}
        for row in corrections:
            self._known.setdefault((row.raw, row.display), row)
        self._notes: dict[tuple[str, str], CorrectionNote] = {}

    def __call__(self, text: ParsedText) -> SafeString:
        """Return ``text`` for HTML, every corrected word followed by a link to its entry."""
        by_display = {display: (raw, display) for raw, display in self._known if raw in text.raw}
        if not text.is_corrected or not by_display:
            return format_html("{}", text.text)
        rule = "|".join(re.escape(display) for display in sorted(by_display, key=len, reverse=True))
        # With its ending ("Teilhabeplanverfahrens"), so that the sign stands behind the word and not in it.
        parts = re.split(rf"((?:{rule})\w*)", text.text)
        return format_html_join("", "{}{}", ((part, self._link(_pair(part, by_display))) for part in parts))

    @property
    def notes(self) -> tuple[CorrectionNote, ...]:
        return tuple(self._notes.values())

    def _link(self, pair: tuple[str, str] | None) -> SafeString | str:
        if pair is None:
            return ""
        if pair not in self._notes:
            row, number = self._known[pair], len(self._notes) + 1
            self._notes[pair] = CorrectionNote(
                f"korrektur-{number}", f"K{number}", row.raw, row.display, row.place, row.reason
            )
        note = self._notes[pair]
        return format_html(' <a class="correction" href="#{}">[{}]</a>', note.anchor, note.sign)


def _pair(part: str, by_display: dict[str, tuple[str, str]]) -> tuple[str, str] | None:
    return next((by_display[d] for d in sorted(by_display, key=len, reverse=True) if part.startswith(d)), None)


@dataclass(frozen=True, slots=True)
class WeightBox:
    """One of the four boxes of a row; ``spoken`` is what a screen reader says in its place."""

    weight: str
    is_ticked: bool
    spoken: str


@dataclass(frozen=True, slots=True)
class PrintedCriterion:
    number: str
    title: SafeString
    definition: SafeString
    indicators: tuple[SafeString, ...]
    boxes: tuple[WeightBox, ...]
    weight: str  # in words, as "3 – sehr wichtig"
    doubt: str
    is_mandatory: bool


@dataclass(frozen=True, slots=True)
class PrintedSection:
    number: str
    title: str
    criteria: tuple[PrintedCriterion, ...]


@dataclass(frozen=True, slots=True)
class PrintedDuties:
    """Duties below one heading; special ones carry the heading of the form."""

    heading: str
    texts: tuple[SafeString, ...]


@dataclass(frozen=True, slots=True)
class PrintedTrack:
    """The formal requirements of one track, each as statements (words, items of the list below)."""

    label: str
    requirements: tuple[tuple[tuple[SafeString, tuple[SafeString, ...]], ...], ...]


@dataclass(frozen=True, slots=True)
class PrintedProfile:
    """Everything the form prints."""

    title: SafeString
    plain_title: str
    authority: str
    stand: str
    author: str
    department: tuple[str, ...]
    base_profile_note: str
    mandatory_note: str
    duties: tuple[PrintedDuties, ...]
    special_duties: tuple[SafeString, ...]
    grades: tuple[tuple[str, str], ...]
    tracks: tuple[PrintedTrack, ...]
    sections: tuple[PrintedSection, ...]
    legend: str
    is_draft: bool
    status: str
    version: str
    sha256: str


def print_profile(content: ProfileContent, edition: Edition, mark: Marker) -> PrintedProfile:
    """Return the words of ``content``; a draft carries no hash."""
    legend = {weight: label for weight, label, _is_verified in content.weight_legend}
    return PrintedProfile(
        title=mark(content.title),
        plain_title=content.title.text,
        authority=edition.authority,
        stand=content.stand,
        author=content.author,
        department=content.department,
        base_profile_note=content.base_profile_note,
        mandatory_note=_mandatory_note(content.criteria),
        duties=_duties(content, mark),
        special_duties=tuple(mark(duty.text) for duty in content.duties if duty.is_special),
        grades=tuple(
            (label, grade)
            for label, grade in (
                (_("Entgeltgruppe"), content.pay_grade_e),
                (_("Besoldungsgruppe"), content.pay_grade_a),
            )
            if grade
        ),
        tracks=_tracks(content, mark),
        sections=tuple(
            PrintedSection(
                section.number,
                section.title,
                tuple(_criterion(criterion, legend, mark) for criterion in section.criteria),
            )
            for section in content.sections
        ),
        legend=legend_text(content.weight_legend),
        is_draft=edition.is_draft,
        status=_status(edition),
        version=str(edition.version),
        sha256="" if edition.is_draft else edition.sha256,
    )


def _status(edition: Edition) -> str:
    if edition.is_locked:
        return _("Entwurf – geprüft und gesperrt, noch nicht veröffentlicht")
    if edition.is_draft:
        return _("Entwurf – noch nicht festgeschrieben, kann sich ändern")
    return _("festgeschrieben am %(day)s, seither unverändert") % {"day": german_day(edition.frozen_on)}


def german_day(iso: str) -> str:
    """Return an ISO date as people write it: 18.07.2025."""
    return formats.date_format(date.fromisoformat(iso), "d.m.Y")


def _duties(content: ProfileContent, mark: Marker) -> tuple[PrintedDuties, ...]:
    ordinary = [duty for duty in content.duties if not duty.is_special]
    return tuple(
        PrintedDuties(heading, tuple(mark(duty.text) for duty in duties))
        for heading, duties in groupby(ordinary, key=lambda duty: duty.heading)
    )


def _tracks(content: ProfileContent, mark: Marker) -> tuple[PrintedTrack, ...]:
    tracks = []
    for track in Track:
        requirements = [requirement for requirement in content.requirements if requirement.track == track.value]
        if requirements:
            tracks.append(PrintedTrack(str(track.label), tuple(_statements(item, mark) for item in requirements)))
    return tuple(tracks)


def _statements(requirement: RequirementContent, mark: Marker) -> tuple[tuple[SafeString, tuple[SafeString, ...]], ...]:
    """Return the requirement as the document puts it, "oder" and lists included."""
    raw = " ".join(text.raw for text in (requirement.text, *requirement.alternatives))
    return tuple(
        (mark(ParsedText(raw=raw, text=words)), tuple(mark(ParsedText(raw=raw, text=item)) for item in items))
        for words, items in requirement_statements(requirement)
    )


def _criterion(criterion: CriterionContent, legend: dict[int, str], mark: Marker) -> PrintedCriterion:
    return PrintedCriterion(
        number=criterion.number,
        title=mark(criterion.title),
        definition=mark(criterion.definition),
        indicators=tuple(mark(indicator) for indicator in criterion.indicators),
        boxes=tuple(
            WeightBox(
                str(weight),
                weight == criterion.weight,
                _("Gewichtung %(weight)s angekreuzt") % {"weight": weight}
                if weight == criterion.weight
                else _("%(weight)s leer") % {"weight": weight},
            )
            for weight in WEIGHTS
        ),
        weight=f"{criterion.weight} – {legend[criterion.weight]}" if criterion.weight else _("noch offen"),
        doubt=_doubt(criterion),
        is_mandatory=criterion.is_mandatory_base is True,
    )


def _doubt(criterion: CriterionContent) -> str:
    if criterion.weight is None:
        return _("Gewichtung noch offen.")
    return "" if criterion.weight_confirmed else _("Gewichtung noch nicht bestätigt.")


def _mandatory_note(criteria: Sequence[CriterionContent]) -> str:
    """Say what the grey ground means and of which criteria nobody knows whether they belong to it."""
    unknown = [criterion.number for criterion in criteria if criterion.is_mandatory_base is None]
    if not unknown:
        return ""
    if len(unknown) == len(criteria):
        return _(
            "Welche Felder zum verbindlichen Teil gehören, ist nicht bekannt: Die graue Unterlegung war im "
            "Quelldokument nicht erkennbar. Deshalb ist hier kein Feld grau unterlegt."
        )
    return _("Nicht bekannt ist dies für: %(numbers)s. Sie sind nicht unterlegt.") % {"numbers": ", ".join(unknown)}
