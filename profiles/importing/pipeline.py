"""The way of a document: bytes, text, posting and profile, findings. ``read_document`` is the one entry."""

import hashlib
import re
from pathlib import Path

from profiles.importing.blocks import Lines, between, header_fields, read_notices, read_requirements, read_tasks
from profiles.importing.corrections import Corrector, clean
from profiles.importing.document import (
    Finding,
    ParsedDocument,
    ParsedNotice,
    ParsedPosting,
    ParsedProfile,
    ParsedRequirement,
    ParsedText,
)
from profiles.importing.grid import read_sections
from profiles.importing.reading import decode, read_bytes

PROFILE_HEADING = re.compile(r"^Anforderungsprofil$")
FORMAL = re.compile(r"^(?:2\.?\s+)?Formale Anforderungen")
URL = re.compile(r"https?://[^\s<>“”\"]+")


def read_document(path: Path) -> ParsedDocument:
    """Read the file at ``path``.

    :raises UnreadableDocument: if it cannot be read at all.
    """
    return read_content(read_bytes(path), path.name)


def read_content(content: bytes, name: str) -> ParsedDocument:
    """Read the ``content`` of a file called ``name``.

    :raises UnreadableDocument: if it is no text.
    """
    text = decode(content, name)
    lines = list(enumerate(text.split("\n"), start=1))
    correct = Corrector()
    findings: list[Finding] = []
    cut = next((i for i, (_, line) in enumerate(lines) if PROFILE_HEADING.match(clean(line))), None)
    posting_lines = lines[:cut] if cut is not None else lines
    profile_lines = lines[cut + 1 :] if cut is not None else lines
    has_posting = any(clean(line) == "Stellenausschreibung" for _, line in posting_lines)
    posting = _read_posting(posting_lines, correct, findings) if has_posting else None
    profile = _read_profile(profile_lines, correct, findings, posting)
    if posting is not None:
        _compare(posting, profile, findings)
    return ParsedDocument(
        posting=posting,
        profile=profile,
        findings=tuple(findings),
        corrections=tuple(dict.fromkeys(correct.applied)),
        source_name=name,
        source_text=text,
        sha256=hashlib.sha256(content).hexdigest(),
    )


def _read_posting(lines: Lines, correct: Corrector, findings: list[Finding]) -> ParsedPosting:
    header = header_fields(between(lines, re.compile(r"^Stellenausschreibung$"), re.compile(r"^Arbeitsgebiet:?$")))

    def value(label: str) -> str | None:
        found = next((entry for name, entry in header.items() if name.startswith(label)), None)
        return correct(found[0], f"Zeile {found[2]}").text if found and found[0] else None

    def continuation(label: str) -> list[str]:
        return next((entry[1] for name, entry in header.items() if name.startswith(label)), [])

    designation = " ".join(part for part in (value("Bezeichnung"), *continuation("Bezeichnung")) if part) or None
    function_lines = continuation("Aufgabe/Funktion")
    working_time = next((line for line in function_lines if "Arbeitszeit" in line and "%" in line), None)
    percent = re.search(r"(\d+)\s*%", working_time or "")
    family_friendly = next((line for line in function_lines if line.startswith("Familienfreundlich")), None)
    available_from, contract_term = _read_contract(
        value("Besetzbar"), continuation("Besetzbar"), findings, _line_of(header, "Besetzbar")
    )
    notice_lines = between(lines, re.compile(r"^Das als Anlage"), re.compile(r"^Im Auftrag"))
    first_notice = next(((n, text) for n, text in lines if clean(text).startswith("Das als Anlage")), None)
    notices, weeks = read_notices([first_notice, *notice_lines] if first_notice else [], correct, findings)
    if family_friendly:
        line = _line_of(header, "Aufgabe/Funktion")
        notices = (ParsedNotice("family_friendly", correct(family_friendly, f"Zeile {line}")), *notices)
    if weeks is None:
        findings.append(
            Finding("deadline_missing", "Die Bewerbungsfrist wurde nicht gefunden.", "Ausschreibung", "deadline")
        )
    urls = {kind: URL.search(notice.text.raw) for notice in notices for kind in [notice.kind]}
    portal = next(
        (URL.search(n.text.raw) for n in notices if n.kind in ("portal", "deadline") and URL.search(n.text.raw)), None
    )
    number = value("Kennzahl")
    if not number:
        findings.append(
            Finding(
                "reference_number_missing", "Die Kennzahl wurde nicht gefunden.", "Ausschreibung", "reference_number"
            )
        )
    signed = [clean(text) for _, text in between(lines, re.compile(r"^Im Auftrag"), PROFILE_HEADING) if clean(text)]
    pay_a = re.search(r"\bA\s?(\d{1,2})\b", designation or "")
    pay_e = re.search(r"Entgeltgruppe\s+E?\s?(\d{1,2}[ab]?)\s*(.*)$", designation or "")
    return ParsedPosting(
        authority=value("Behörde"),
        office=value("Amt/OE"),
        designation=designation,
        function=value("Aufgabe/Funktion"),
        pay_grade_a=f"A {pay_a.group(1)}" if pay_a else None,
        pay_grade_e=f"E {pay_e.group(1)} {pay_e.group(2)}".strip() if pay_e else None,
        working_time=working_time,
        working_time_percent=int(percent.group(1)) if percent else None,
        available_from=available_from,
        contract_term=contract_term,
        work_location=value("Einsatzort"),
        reference_number=number,
        tasks=read_tasks(between(lines, re.compile(r"^Arbeitsgebiet:?$"), re.compile(r"^Anforderungen:?$")), correct),
        requirements=read_requirements(
            between(lines, re.compile(r"^Anforderungen:?$"), re.compile(r"^Das als Anlage")), correct
        ),
        notices=notices,
        deadline_weeks=weeks,
        profile_url=_found(urls.get("profile_is_part")),
        portal_url=_found(portal),
        contact_url=_found(urls.get("paper")),
        signatory=" ".join(signed) or None,
    )


def _read_contract(
    first: str | None, following: list[str], findings: list[Finding], line: int
) -> tuple[str | None, str | None]:
    """Return "ab sofort" and the contract term; both words without a tick mean that nobody can know (S1)."""
    words = " ".join([first or "", *following])
    is_permanent = re.search(r"\bunbefristet\b", words) is not None
    is_fixed = re.search(r"\bbefristet\b", words) is not None
    available = clean(re.sub(r"\b(?:un)?befristet\b", "", words)) or None
    if is_permanent != is_fixed:
        return available, "permanent" if is_permanent else "fixed_term"
    message = (
        "„unbefristet“ und „befristet“ stehen beide im Dokument, das Kreuz ist verloren gegangen. "
        "Bitte am Original klären; vorher kann nicht veröffentlicht werden."
        if is_permanent
        else "Ob die Stelle befristet ist, steht nicht im Dokument."
    )
    findings.append(Finding("contract_term_undecided", message, f"Zeile {line}, Besetzbar", "contract_term"))
    return available, None


def _read_profile(
    lines: Lines, correct: Corrector, findings: list[Finding], posting: ParsedPosting | None
) -> ParsedProfile:
    title_lines = _following(lines, re.compile(r"^Stellentitel"), 1)
    title = correct(*title_lines[0]) if title_lines else _title_from(posting)
    requirements = read_requirements(between(lines, FORMAL, re.compile(r"^3\.?\s+Leistungsmerkmale")), correct)
    _note_requirements(requirements, findings)
    sections = read_sections(lines, correct, findings)
    if any("Gewichtungen *" in text for _, text in lines) and not any(
        re.match(r"^\*\s*4\s*=", clean(text)) for _, text in lines
    ):
        findings.append(
            Finding(
                "legend_lost",
                "Die Fußnote zu „Gewichtungen *“ ist im Text nicht enthalten; die Bedeutung der Stufen 3, 2 und 1 ist "
                "nicht belegt.",
                "Kopfzeile der Tabelle",
            )
        )
    note = _single(lines, re.compile(r"Basisanforderungsprofil"))
    if note:
        findings.append(
            Finding(
                "base_profile_unknown",
                "Die graue Unterlegung der verbindlichen Felder ist im Text nicht erkennbar.",
                "Kopf des Anforderungsprofils",
            )
        )
    return ParsedProfile(
        title=title,
        stand=_labelled(lines, "Stand"),
        author=_labelled(lines, "Ersteller/in"),
        department=tuple(
            clean(text) for text, _ in _following(lines, re.compile(r"^Dienststelle"), 10, re.compile(r"^1\.?\s"))
        ),
        pay_grade_e=_first(_following(lines, re.compile(r"^Entgeltgruppe$"), 1)),
        pay_grade_a=_first(_following(lines, re.compile(r"^Besoldungsgruppe$"), 1)),
        base_profile_note=note,
        tasks=read_tasks(
            between(lines, re.compile(r"^1\.?\s+Beschreibung des Arbeitsgebietes"), re.compile(r"^Bewertung:?$")),
            correct,
        ),
        requirements=requirements,
        sections=sections,
    )


def _title_from(posting: ParsedPosting | None) -> ParsedText:
    text = (posting.function if posting else None) or "Anforderungsprofil ohne Stellentitel"
    return ParsedText(raw=text, text=text)


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
        if len(requirement.alternatives) > 1:
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
    if posting.function and posting.function.removesuffix("(m/w/d)").strip() != profile.title.text:
        findings.append(
            Finding(
                "title_differs",
                "Die Stellenbezeichnung in Ausschreibung und Anforderungsprofil ist verschieden.",
                "Stellentitel",
            )
        )
    ours, theirs = ([task.text.text for task in part.tasks] for part in (posting, profile))
    if ours != theirs:
        findings.append(
            Finding(
                "tasks_differ",
                "Die Aufgaben in Ausschreibung und Anforderungsprofil sind verschieden: "
                + "; ".join(f"„{text}“" for text in sorted(set(ours) ^ set(theirs))),
                "Arbeitsgebiet",
            )
        )
    if [r.alternatives for r in posting.requirements] != [r.alternatives for r in profile.requirements]:
        findings.append(
            Finding(
                "requirements_differ",
                "Die formalen Anforderungen in Ausschreibung und Anforderungsprofil sind verschieden.",
                "Formale Anforderungen",
            )
        )


def _line_of(header: dict[str, tuple[str, list[str], int]], label: str) -> int:
    return next((entry[2] for name, entry in header.items() if name.startswith(label)), 1)


def _found(match: re.Match[str] | None) -> str | None:
    return match.group(0).rstrip(").,") if match else None


def _labelled(lines: Lines, label: str) -> str | None:
    rule = re.compile(rf"^{re.escape(label)}:\s*(.+)$")
    return next((match.group(1) for _, text in lines if (match := rule.match(clean(text)))), None)


def _single(lines: Lines, rule: re.Pattern[str]) -> str | None:
    return next((clean(text) for _, text in lines if rule.search(clean(text))), None)


def _following(
    lines: Lines, start: re.Pattern[str], count: int, end: re.Pattern[str] | None = None
) -> list[tuple[str, str]]:
    """Return up to ``count`` filled lines after ``start`` as (text, place)."""
    found = [(clean(text), f"Zeile {n}") for n, text in between(lines, start, *([end] if end else [])) if clean(text)]
    return found[:count]


def _first(found: list[tuple[str, str]]) -> str | None:
    return found[0][0] if found else None
