"""The way of a document: bytes, neutral form, posting and profile, findings. ``read_document`` is the one entry."""

import hashlib
import importlib
import re
from collections.abc import Callable
from pathlib import Path

import cattrs

from profiles.importing.blocks import (
    NOTICE_START,
    Field,
    Lines,
    between,
    header_fields,
    read_notices,
    read_requirements,
    read_tasks,
)
from profiles.importing.corrections import Corrector
from profiles.importing.document import (
    Finding,
    ParsedDocument,
    ParsedNotice,
    ParsedPosting,
    ParsedProfile,
    ParsedRequirement,
    ParsedText,
    SourceLine,
)
from profiles.importing.grid import LEGEND, read_sections
from profiles.importing.head import (
    AUTHOR,
    GRADING,
    PAY_GRADE_A,
    PAY_GRADE_E,
    TITLE,
    read_grade,
    read_values,
    split_labels,
)
from profiles.importing.neutral import Line, NeutralDocument
from profiles.importing.reading import kind_of, read_bytes
from profiles.importing.running import Views, separate
from profiles.importing.ticks import BOX, TICK

POSTING_HEADING = re.compile(r"^(?:\w+ )?(?:Stellen)?ausschreibung(?:\s.{0,40})?$", re.IGNORECASE)
PROFILE_HEADING = re.compile(r"^(?:Anlage\b.{0,20})?Anforderungsprofil(?:\s(?!ist\b).{0,60})?$", re.IGNORECASE)
DUTIES = re.compile(
    r"^(?:1\.?\s+)?(?:Beschreibung des )?(?:Arbeits|Aufgaben)gebiet(?:e?s)?\b.{0,40}$"
    r"|^(?:1\.?\s+)?(?:Aufgaben|Tätigkeits)beschreibung\b.{0,40}$"
    r"|^1\.?\s+(?:Beschreibung der )?(?:Aufgaben|Tätigkeit)\w*\b.{0,40}$"
)
FORMAL = re.compile(r"^(?:2\.?\s+)?Formale Anforderungen")
MERITS = re.compile(r"^(?:3\.?\s+)?Leistungsmerkmale|^3\.1\.?\s|^\*\s*4\s*=")
SIGNED = re.compile(r"^Im Auftrag")
URL = re.compile(r"https?://[^\s<>“”\"]+")


def read_document(path: Path) -> ParsedDocument:
    """Read the file at ``path``.

    :raises UnreadableDocument: if it cannot be read at all.
    """
    return read_content(read_bytes(path), path.name)


def read_content(content: bytes, name: str) -> ParsedDocument:
    """Read the ``content`` of a file called ``name``, whatever of the known kinds it is.

    :raises UnreadableDocument: if it cannot be read at all.
    """
    kind = kind_of(content, name)
    if kind == "json":
        from profiles.importing.exchange_json import read_profile_json

        return read_profile_json(content, name)
    return parse(_reader(kind)(content, name), name=name, sha256=hashlib.sha256(content).hexdigest())


def read_to_plain(content: bytes, name: str) -> object:
    """Return what ``read_content`` does as plain data, for the child process."""
    return cattrs.unstructure(read_content(content, name))


def _reader(kind: str) -> Callable[[bytes, str], NeutralDocument]:
    """Return the reader of a format; its libraries are loaded only when a file of that format comes."""
    module = importlib.import_module(f"profiles.importing.readers.{kind}")
    reader: Callable[[bytes, str], NeutralDocument] = getattr(module, f"read_{kind}")
    return reader


def parse(source: NeutralDocument, *, name: str, sha256: str) -> ParsedDocument:
    """Turn the neutral form into posting, profile and findings."""
    correct = Corrector()
    findings = list(source.findings)
    views = separate(source.blocks)
    running = views.running
    cut = _profile_start(running)
    posting_lines = running[:cut] if cut is not None else running
    profile_lines = running[cut + 1 :] if cut is not None else running
    has_posting = any(POSTING_HEADING.match(line.full) for line in posting_lines)
    posting = _read_posting(posting_lines, correct, findings) if has_posting else None
    profile = _read_profile(profile_lines, views, correct, findings, posting)
    if posting is not None and profile.sections:
        _compare(posting, profile, findings)
    lines = tuple(_source_lines(source))
    return ParsedDocument(
        posting=posting,
        profile=profile,
        findings=tuple(dict.fromkeys(findings)),
        corrections=tuple(dict.fromkeys(correct.applied)),
        source_name=name,
        source_lines=lines,
        format_name=source.format_name,
        sha256=sha256,
    )


def _profile_start(lines: Lines) -> int | None:
    """Return the index of the heading of the profile; before it stands the posting, if there is one."""
    headings = [i for i, line in enumerate(lines) if PROFILE_HEADING.match(line.full) and not line.is_item]
    if not headings:
        return None
    exact = [i for i in headings if lines[i].full.lower() == "anforderungsprofil"]
    return (exact or headings)[0]


def _source_lines(source: NeutralDocument) -> list[SourceLine]:
    """Return the document line by line for reading beside the result; cells of a row are set apart by " | "."""
    if source.source:
        return [SourceLine(place, text) for place, text in source.source]
    lines = []
    for block in source.blocks:
        if isinstance(block, Line):
            sign = "► " if block.is_definition else "• " if block.is_item and not block.ordinal else ""
            lines.append(SourceLine(block.place, sign + block.full))
        else:
            for row in block.rows:
                cells = [" ".join(line.full for line in cell.signed or cell.lines) for cell in row.cells]
                lines.append(SourceLine(row.place, " | ".join(cells)))
    return lines


def _read_posting(all_lines: Lines, correct: Corrector, findings: list[Finding]) -> ParsedPosting:
    start = next(i for i, line in enumerate(all_lines) if POSTING_HEADING.match(line.full))
    lines = all_lines[start:]
    header = header_fields(_until(lines[1:], re.compile(r"^(?:Arbeits|Aufgaben)gebiet\b")))

    def entry(label: str) -> Field | None:
        return next((field for name, field in header.items() if name.startswith(label)), None)

    def value(label: str) -> str | None:
        field = entry(label)
        return correct(field.value, field.place).text if field and field.value else None

    def continuation(label: str) -> list[str]:
        field = entry(label)
        return [line.full for line in field.following] if field else []

    designation = " ".join(part for part in (value("Bezeichnung"), *continuation("Bezeichnung")) if part) or None
    function_lines = continuation("Aufgabe/Funktion")
    function = value("Aufgabe/Funktion") or value("Funktion")
    working_time = next((line for line in function_lines if "Arbeitszeit" in line and "%" in line), None)
    working_time = working_time or value("Arbeitszeit")
    if working_time is None and (match := re.search(r"\s+(mit \d+\s?% .*Arbeitszeit\b.*)$", function or "")):
        function, working_time = (function or "")[: match.start()], match.group(1)  # both in one paragraph
    percent = re.search(r"(\d+)\s*%", working_time or "")
    family_friendly = next((line for line in function_lines if line.startswith("Familienfreundlich")), None)
    contract = entry("Besetzbar")
    available_from, contract_term = _read_contract(
        contract.value if contract else None,
        continuation("Besetzbar"),
        findings,
        contract.place if contract else lines[0].place,
    )
    notice_lines = _notice_lines(lines)
    notices, weeks = read_notices(notice_lines, correct, findings)
    if family_friendly:
        field = entry("Aufgabe/Funktion")
        place = field.place if field else lines[0].place
        notices = (ParsedNotice("family_friendly", correct(family_friendly, place)), *notices)
    if weeks is None:
        findings.append(
            Finding("deadline_missing", "Die Bewerbungsfrist wurde nicht gefunden.", "Ausschreibung", "deadline")
        )
    urls = {kind: URL.search(notice.text.raw) for notice in notices for kind in [notice.kind]}
    portal = next(
        (URL.search(n.text.raw) for n in notices if n.kind in ("portal", "deadline") and URL.search(n.text.raw)), None
    )
    number = value("Kennzahl") or value("Kennziffer")
    if not number:
        findings.append(
            Finding(
                "reference_number_missing", "Die Kennzahl wurde nicht gefunden.", "Ausschreibung", "reference_number"
            )
        )
    signed = [line.full for line in between(lines, SIGNED, PROFILE_HEADING)]
    pay_a = re.search(r"\bA\s?(\d{1,2})\b", designation or "")
    pay_e = re.search(r"(?:Entgeltgruppe|EG|E)\s+E?\s?(\d{1,2}[ab]?)\b\s*(.*)$", designation or "")
    first_notice = re.compile(f"^{re.escape(notice_lines[0].full)}$") if notice_lines else SIGNED
    return ParsedPosting(
        authority=value("Behörde") or value("Dienststelle"),
        office=value("Amt/OE") or value("Amt"),
        designation=designation,
        function=function,
        pay_grade_a=f"A {pay_a.group(1)}" if pay_a else None,
        pay_grade_e=f"E {pay_e.group(1)} {pay_e.group(2)}".strip() if pay_e else None,
        working_time=working_time,
        working_time_percent=int(percent.group(1)) if percent else None,
        available_from=available_from,
        contract_term=contract_term,
        work_location=value("Einsatzort"),
        reference_number=number,
        tasks=read_tasks(
            between(lines, re.compile(r"^(?:Arbeits|Aufgaben)gebiet\b"), re.compile(r"^(?:Formale )?Anforderungen:?$")),
            correct,
        ),
        requirements=read_requirements(
            between(lines, re.compile(r"^(?:Formale )?Anforderungen:?$"), first_notice, SIGNED), correct, findings
        ),
        notices=notices,
        deadline_weeks=weeks,
        profile_url=_found(urls.get("profile_is_part")),
        portal_url=_found(portal),
        contact_url=_found(urls.get("paper")),
        signatory=" ".join(signed) or None,
    )


def _notice_lines(lines: Lines) -> Lines:
    first = next((i for i, line in enumerate(lines) if NOTICE_START.match(line.full)), None)
    return _until(lines[first:], SIGNED) if first is not None else []


def _until(lines: Lines, end: re.Pattern[str]) -> Lines:
    stop = next((i for i, line in enumerate(lines) if end.search(line.full)), len(lines))
    return lines[:stop]


def _read_contract(
    first: str | None, following: list[str], findings: list[Finding], place: str
) -> tuple[str | None, str | None]:
    """Return "ab sofort" and the contract term; both words without a tick mean that nobody can know (S1)."""
    words = " ".join([first or "", *following])
    ticked = re.findall(rf"{TICK}\s*(unbefristet|befristet)\b", words)
    is_permanent = re.search(r"\bunbefristet\b", words) is not None
    is_fixed = re.search(r"\bbefristet\b", words) is not None
    remaining = re.sub(rf"\b(?:un)?befristet\b|[{TICK}{BOX}/]", "", words)
    available = re.sub(r"\s+", " ", remaining).strip() or None
    if len(ticked) == 1:
        return available, "permanent" if ticked[0] == "unbefristet" else "fixed_term"
    if is_permanent != is_fixed and not ticked:
        return available, "permanent" if is_permanent else "fixed_term"
    message = (
        "„unbefristet“ und „befristet“ stehen beide im Dokument, das Kreuz ist verloren gegangen. "
        "Bitte am Original klären; vorher kann nicht veröffentlicht werden."
        if is_permanent
        else "Ob die Stelle befristet ist, steht nicht im Dokument."
    )
    if len(ticked) == 2:
        message = "„unbefristet“ und „befristet“ sind beide angekreuzt. Bitte am Original klären."
    findings.append(Finding("contract_term_undecided", message, f"{place}, Besetzbar", "contract_term"))
    return available, None


def _read_profile(
    lines: Lines, views: Views, correct: Corrector, findings: list[Finding], posting: ParsedPosting | None
) -> ParsedProfile:
    lines = split_labels(lines)
    title_lines = read_values(lines, TITLE, 1)
    title = correct(*title_lines[0]) if title_lines else _title_from(posting)
    requirements = read_requirements(between(lines, FORMAL, MERITS), correct, findings)
    if not requirements and posting is not None:
        requirements = posting.requirements
    _note_requirements(requirements, findings)
    sections = read_sections(views, correct, findings)
    legend = _legend(views)
    if not legend and _mentions_legend(views):
        findings.append(
            Finding(
                "legend_lost",
                "Die Fußnote zu „Gewichtungen *“ ist im Text nicht enthalten; die Bedeutung der Stufen 3, 2 und 1 ist "
                "nicht belegt.",
                "Kopfzeile der Tabelle",
            )
        )
    note = next((line.full for line in lines if "Basisanforderungsprofil" in line.text), None)
    if note:
        findings.append(
            Finding(
                "base_profile_unknown",
                "Die graue Unterlegung der verbindlichen Felder ist im Text nicht erkennbar.",
                "Kopf des Anforderungsprofils",
            )
        )
    tasks = read_tasks(between(lines, DUTIES, GRADING, FORMAL, MERITS), correct)
    return ParsedProfile(
        title=title,
        stand=_first(read_values(lines, re.compile(r"^Stand\b"), 1)),
        author=_first(read_values(lines, AUTHOR, 1)),
        department=tuple(text for text, _ in read_values(lines, re.compile(r"^Dienststelle\b"), 10)),
        pay_grade_e=_first(read_values(lines, re.compile(r"^Entgeltgruppe\b"), 1)) or read_grade(lines, PAY_GRADE_E),
        pay_grade_a=_first(read_values(lines, re.compile(r"^Besoldungsgruppe\b|^BesGr\.?"), 1))
        or read_grade(lines, PAY_GRADE_A),
        base_profile_note=note,
        reference_number=_first(read_values(lines, re.compile(r"^Kennza?hl\b|^Kennziffer\b"), 1)),
        authority=_first(read_values(lines, re.compile(r"^Behörde\b"), 1)),
        office=_first(read_values(lines, re.compile(r"^Amt(?:/OE)?\s*:"), 1)),
        tasks=tasks or (posting.tasks if posting is not None else ()),
        requirements=requirements,
        sections=sections,
        legend=legend,
    )


def _mentions_legend(views: Views) -> bool:
    lines = [line.full for line in views.running]
    cells = [cell.text for item in views.grid if not isinstance(item, Line) for cell in item.row.cells]
    return any(re.search(r"Gewichtung(?:en)?\s*\*", text) for text in (*lines, *cells))


def _legend(views: Views) -> tuple[tuple[int, str], ...]:
    """Return the four steps of the footnote in words, highest first, if all four stand together."""
    rows = [
        " ".join(cell.text for cell in item.row.cells if cell.text) for item in views.grid if not isinstance(item, Line)
    ]
    texts = [line.full for line in views.running] + rows
    for start in range(len(texts)):
        for size in (1, 4):
            joined = " ".join(texts[start : start + size])
            if len(joined) > 300 or not re.match(r"^\W*(?:Gewichtung\w*\W*)?4\b", joined):
                continue
            found = {int(value): words.strip() for value, words in LEGEND.findall(joined)}
            if sorted(found) == [1, 2, 3, 4] and len(set(found.values())) == 4:
                return tuple((value, found[value]) for value in (4, 3, 2, 1))
    return ()


def _title_from(posting: ParsedPosting | None) -> ParsedText:
    text = posting.function if posting else None
    return ParsedText(raw=text or "", text=text or "Anforderungsprofil ohne Stellentitel")


def _note_requirements(requirements: tuple[ParsedRequirement, ...], findings: list[Finding]) -> None:
    """Note what the document leaves open about the formal requirements (DOMAIN.md 10.3)."""
    for requirement in requirements:
        if requirement.track == "employee" and "Berufserfahrung" in requirement.text.text:
            findings.append(
                Finding(
                    "experience_scope",
                    "Das Jahr Berufserfahrung steht als eigene Zeile nach der Aufzählung und wird deshalb für alle "
                    "Abschlüsse verlangt. Bitte bestätigen.",
                    "Formale Anforderungen, Tarifbeschäftigte",
                )
            )
        is_closed = not re.search(r"vergleichbar|gleichwertig", requirement.text.text, re.IGNORECASE)
        is_closed = is_closed and not any("vergleichbar" in option.text.lower() for option in requirement.alternatives)
        if len(requirement.alternatives) > 1 and is_closed:
            findings.append(
                Finding(
                    "closed_list",
                    "Die Liste der Abschlüsse enthält kein „oder vergleichbar“; sie gilt als abgeschlossen. Über "
                    "gleichwertige Abschlüsse entscheidet der Personalservice im Einzelfall.",
                    "Formale Anforderungen, Tarifbeschäftigte",
                )
            )


def _compare(posting: ParsedPosting, profile: ParsedProfile, findings: list[Finding]) -> None:
    """Note where posting and profile say different things."""
    ours, theirs = ((text or "").removesuffix("(m/w/d)").strip() for text in (posting.function, profile.title.text))
    if ours and ours != theirs:
        findings.append(
            Finding(
                "title_differs",
                "Die Stellenbezeichnung in Ausschreibung und Anforderungsprofil ist verschieden.",
                "Stellentitel",
            )
        )
    duties, others = ([task.text.text for task in part.tasks] for part in (posting, profile))
    if duties != others:
        findings.append(
            Finding(
                "tasks_differ",
                "Die Aufgaben in Ausschreibung und Anforderungsprofil sind verschieden: "
                + "; ".join(f"„{text}“" for text in sorted(set(duties) ^ set(others))),
                "Arbeitsgebiet",
            )
        )
    if _demanded(posting.requirements) != _demanded(profile.requirements):
        findings.append(
            Finding(
                "requirements_differ",
                "Die formalen Anforderungen in Ausschreibung und Anforderungsprofil sind verschieden.",
                "Formale Anforderungen",
            )
        )


def _demanded(requirements: tuple[ParsedRequirement, ...]) -> list[str]:
    """Return what is demanded in words, whether its possibilities stand in one sentence or below each other."""
    return [" oder ".join(option.text for option in found.alternatives).casefold() for found in requirements]


def _found(match: re.Match[str] | None) -> str | None:
    return match.group(0).rstrip(").,") if match else None


def _first(found: list[tuple[str, str]]) -> str | None:
    return found[0][0] if found else None
