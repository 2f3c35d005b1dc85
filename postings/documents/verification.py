"""Say of a file whether it is one of our documents, unaltered, and which version of which data it shows.

Told by the SHA-256 of the file, by the attached data and their hash, and by the signature. Nothing is stored.
"""

import difflib
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import formats, timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from postings.attachment import ATTACHED_NAME, FORMAT, content_sha256
from postings.documents.issuing import ISSUING, stored_bytes
from postings.documents.models import IssuedReport
from postings.letters import LETTERS_MADE, KeptLetter
from profiles.importing.document import UnreadableDocument
from profiles.importing.sandbox import in_child
from recruitment import signing
from recruitment.audit.models import Event

TASK = "postings.documents.pdf_inspection:inspect"
SECONDS = 30
MOST_LINES = 4000  # of text that are compared
MOST_DIFFERENCES = 20
END_OF_REVISION = re.compile(rb"%%EOF\r?\n?")
MOST_REVISIONS = 20


class Verdict(models.TextChoices):
    GENUINE = "genuine", gettext_lazy("Unverändert von uns")
    ERASED = "erased", gettext_lazy("Unverändert von uns, bei uns inzwischen gelöscht")
    ALTERED = "altered", gettext_lazy("Verändert")
    FOREIGN = "foreign", gettext_lazy("Nicht von uns")
    UNREADABLE = "unreadable", gettext_lazy("Nicht lesbar")


@dataclass(frozen=True, slots=True)
class Verification:
    """The answer: verdict, one sentence, facts (term, value), and for an altered file what differs as far as known."""

    verdict: Verdict
    sentence: str
    facts: tuple[tuple[str, str], ...] = ()
    differences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Ours:
    """A document or a letter of ours that a file was compared with; ``read`` gives its bytes."""

    facts: tuple[tuple[str, str], ...]
    read: Callable[[], bytes]
    is_shown: bool = True


def verify(content: bytes, *, may_read: Callable[[IssuedReport], bool] = lambda report: True) -> Verification:
    """Return what is known of the file ``content``.

    ``may_read``: whether the asking person may read a document; else what differs in it is not shown. Letters are the
    business of the personnel office, which alone asks.
    """
    digest = hashlib.sha256(content).hexdigest()
    own = (("SHA-256", digest),)
    if (report := _issued_as(digest)) is not None:
        return Verification(
            Verdict.GENUINE,
            _("Diese Datei ist Byte für Byte das Dokument, das wir ausgefertigt haben."),
            (
                *_facts(report, digest),
                *(_signature_facts(_inspected(content)) if report.unsigned_sha256 else ()),
                *own,
            ),
        )
    if (letter := _letter(sha256=digest)) is not None:
        return Verification(
            Verdict.GENUINE,
            _("Diese Datei ist Byte für Byte das Schreiben, das wir erstellt haben: %(letter)s.")
            % {"letter": letter.label},
            (*letter.facts, (_("Prüfsumme der Daten"), letter.data_sha256 or "–"), *own),
        )
    event = Event.objects.filter(action__in=(*ISSUING, *LETTERS_MADE), facts__sha256=digest).first()
    if event is not None:
        return Verification(
            Verdict.ERASED,
            _(
                "Diese Datei haben wir so ausgefertigt. Unsere gespeicherte Fassung ist mit den Daten der Person "
                "gelöscht; bitte prüfen Sie, ob auch diese Datei zu löschen ist."
            ),
            (
                (_("Kennzahl"), event.posting_reference),
                (_("Ausgefertigt"), _moment(event.happened_at)),
                (_("Fassung"), str(event.facts.get("version", "–"))),
                *own,
            ),
        )
    found = _inspected(content)
    tail = (*_signature_facts(found), *own)
    if (ours := _beginning(content, may_read)) is not None:
        return Verification(
            Verdict.ALTERED,
            _("Die Datei beginnt mit unserem Dokument; danach wurde etwas angehängt, was nicht von uns stammt."),
            (*ours.facts, *tail),
            _differences(ours, found) if found else (),
        )
    if found is None:
        return Verification(
            Verdict.UNREADABLE,
            _("Die Datei ist kein lesbares PDF und keines unserer Dokumente. Sie kann auch beschädigt sein."),
            own,
        )
    return _compare(found, may_read, tail)


def _issued_as(digest: str) -> IssuedReport | None:
    return (
        IssuedReport.objects.filter(Q(sha256=digest) | Q(unsigned_sha256=digest))
        .select_related("posting", "issued_by")
        .defer("content")
        .first()
    )


def _letter(**hashes: str) -> KeptLetter | None:
    """Return the letter with this ``sha256`` or ``data_sha256`` from the steps that keep some."""
    found = (import_string(name)(**hashes) for name in settings.LETTER_SOURCES)
    return next((letter for letter in found if letter is not None), None)


def _of_report(report: IssuedReport, may_read: Callable[[IssuedReport], bool]) -> _Ours:
    return _Ours(
        _facts(report, report.sha256),
        lambda: stored_bytes(IssuedReport.objects.get(pk=report.pk)),
        is_shown=may_read(report),
    )


def _with_data(data_sha256: str, may_read: Callable[[IssuedReport], bool]) -> _Ours | None:
    """Return what we made from the data with this hash, the newest version."""
    if not data_sha256:
        return None
    reports = IssuedReport.objects.select_related("posting", "issued_by").defer("content").order_by("-version")
    if (report := reports.filter(data_sha256=data_sha256).first()) is not None:
        return _of_report(report, may_read)
    if (letter := _letter(data_sha256=data_sha256)) is not None:
        return _Ours(letter.facts, letter.read)
    return None


def _inspected(content: bytes) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = in_child(TASK, content, ATTACHED_NAME, seconds=SECONDS)
    except UnreadableDocument:
        return None
    return found


def _compare(
    found: dict[str, Any], may_read: Callable[[IssuedReport], bool], tail: tuple[tuple[str, str], ...]
) -> Verification:
    """Return what an unknown PDF has to do with our documents, by the data that it carries."""
    own = _own_data(found["attached"])
    if own is None:
        return Verification(
            Verdict.FOREIGN,
            _("Kein Dokument dieser Anwendung: Weder Prüfsumme noch angehängte Daten sind bekannt."),
            tail,
        )
    data, actual = own
    if (ours := _with_data(actual, may_read)) is not None:
        return Verification(
            Verdict.ALTERED,
            _("Die angehängten Daten sind unverändert die unserer Fassung; die Datei selbst wurde verändert."),
            (*ours.facts, *tail),
            _differences(ours, found),
        )
    if (ours := _with_data(str(data.get("data_sha256", "")), may_read)) is not None:
        return Verification(
            Verdict.ALTERED,
            _("Die angehängten Daten wurden verändert: Sie passen nicht mehr zu ihrer Prüfsumme."),
            (*ours.facts, (_("Prüfsumme der Daten, berechnet"), actual), *tail),
            _differences(ours, found),
        )
    return Verification(
        Verdict.FOREIGN,
        _("Die Datei gibt sich als Dokument dieser Anwendung aus; ausgefertigt wurde ein solches hier nicht."),
        (
            (_("Nach eigener Angabe"), f"{data.get('kind_label', '–')}, Kennzahl {data.get('reference_number', '–')}"),
            *tail,
        ),
    )


def _beginning(content: bytes, may_read: Callable[[IssuedReport], bool]) -> _Ours | None:
    """Return the document of ours that ``content`` begins with, if something was appended to it."""
    for place, found in enumerate(END_OF_REVISION.finditer(content)):
        if place >= MOST_REVISIONS:
            break
        for end in {found.end(), found.start() + len(b"%%EOF")}:
            if end >= len(content):
                continue
            digest = hashlib.sha256(content[:end]).hexdigest()
            if (report := _issued_as(digest)) is not None:
                return _of_report(report, may_read)
            if (letter := _letter(sha256=digest)) is not None:
                return _Ours(letter.facts, letter.read)
    return None


def _own_data(attached: str | None) -> tuple[dict[str, Any], str] | None:
    """Return the data in our form that a file carries, and the hash that their content has; None if there are none."""
    try:
        data = json.loads(attached or "")
        if not (isinstance(data, dict) and data.get("format") == FORMAT and isinstance(data.get("content"), dict)):
            return None
        return data, content_sha256(data["content"])
    except (ValueError, RecursionError):  # a stranger's JSON may be anything
        return None


def _differences(own: _Ours, found: dict[str, Any]) -> tuple[str, ...]:
    """Return in words what differs from the stored document: first in the data, then in the visible text."""
    if not own.is_shown:
        return (_("Worin sie sich unterscheiden, sehen nur diejenigen, die das Dokument lesen dürfen."),)
    stored = _inspected(own.read())
    if stored is None:
        return ()
    ours, theirs = _own_data(stored["attached"]), _own_data(found["attached"])
    words = []
    if ours is not None and theirs is None:
        words.append(_("Die angehängten Daten fehlen oder sind unlesbar."))
    elif ours is not None and theirs is not None:
        words += [
            _("Daten, %(place)s: bei uns „%(ours)s“, in der Datei „%(theirs)s“")
            % {"place": place, "ours": before, "theirs": after}
            for place, before, after in _changed(ours[0]["content"], theirs[0]["content"], "")
        ]
    for line in difflib.unified_diff(stored["lines"][:MOST_LINES], found["lines"][:MOST_LINES], lineterm="", n=0):
        if line.startswith(("---", "+++", "@@")):
            continue
        words.append((_("Text fehlt: %s") if line[0] == "-" else _("Text hinzugekommen: %s")) % line[1:])
    if not words:
        return (
            _(
                "Text und Daten sind gleich; verändert sind nur Aufbau oder Angaben der Datei (zum Beispiel neu "
                "gespeichert)."
            ),
        )
    if len(words) > MOST_DIFFERENCES:
        more = len(words) - MOST_DIFFERENCES
        words = [*words[:MOST_DIFFERENCES], _("… und %(n)s weitere Unterschiede") % {"n": more}]
    return tuple(words)


def _changed(ours: Any, theirs: Any, place: str) -> Iterator[tuple[str, str, str]]:
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in sorted(ours.keys() | theirs.keys()):
            yield from _changed(ours.get(key), theirs.get(key), f"{place}.{key}" if place else key)
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        for number, (one, other) in enumerate(zip(ours, theirs, strict=True), start=1):
            yield from _changed(one, other, f"{place}[{number}]")
    elif ours != theirs:
        yield place, _short(ours), _short(theirs)


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else text[:79] + "…"


def _facts(report: IssuedReport, digest: str) -> tuple[tuple[str, str], ...]:
    newest = report.posting.reports.filter(
        kind=report.kind, round=report.round_id, application=report.application_id
    ).aggregate(last=models.Max("version"))["last"]
    version = str(report.version)
    if newest > report.version:
        version += _(" (es gibt eine neuere: Fassung %(newest)s)") % {"newest": newest}
    is_unsigned = bool(report.unsigned_sha256) and digest == report.unsigned_sha256
    return (
        (_("Dokument"), str(report.get_kind_display())),
        (_("Kennzahl"), report.posting.reference_number),
        (_("Fassung"), version + (_(", vor der Unterschrift") if is_unsigned else "")),
        (_("Ausgefertigt"), _moment(report.issued_at) + (f", {report.issued_by}" if report.issued_by else "")),
        (_("Prüfsumme der Daten"), report.data_sha256),
        (_("Prüfsumme des Anforderungsprofils"), report.profile_hash or "–"),
    )


def _signature_facts(found: dict[str, Any] | None) -> tuple[tuple[str, str], ...]:
    """Return one row per signature: whose it is, and whether it still fits."""
    own = signing.own_fingerprints()
    rows = []
    for entry in found["signatures"] if found else ():
        whose = _("mit unserem Zertifikat") if entry["fingerprint"] in own else _("nicht mit unserem Zertifikat")
        if not entry["intact"]:
            state = _("ungültig: die unterschriebenen Bytes wurden verändert")
        elif entry["covers_all"]:
            state = _("gültig")
        else:
            state = _("gültig für das ursprüngliche Dokument; danach wurde etwas angehängt")
        rows.append((_("Unterschrift"), f"{entry['signer']}, {whose}, {state}"))
    return tuple(rows)


def _moment(moment) -> str:
    return formats.date_format(timezone.localtime(moment), "d.m.Y, H:i") + _(" Uhr")
