"""What was read, as plain data for JSON, with the fixed keys of `manage.py import_profile --json`."""

from dataclasses import asdict

from profiles.importing.document import ParsedDocument


def as_json_dict(document: ParsedDocument, *, with_posting: bool = False) -> dict[str, object]:
    """Return the document with the keys metadata, tasks, formal_requirements, sections, findings.

    ``with_posting`` adds ``posting`` (every header field and notice) and ``corrections``.
    """
    profile, posting = document.profile, document.posting
    office = next((line for line in profile.department if line.startswith("Amt ")), None)
    content: dict[str, object] = {
        "metadata": {
            "behoerde": (posting and posting.authority) or profile.authority or _first(profile.department),
            "amt": (posting and posting.office) or profile.office or office,
            "stellentitel": profile.title.text,
            "besoldungsgruppe": profile.pay_grade_a or (posting and posting.pay_grade_a),
            "entgeltgruppe": profile.pay_grade_e or (posting and posting.pay_grade_e),
            "kennzahl": (posting and posting.reference_number) or profile.reference_number,
            "stand": profile.stand,
            "ersteller": profile.author,
        },
        "tasks": [task.text.text for task in profile.tasks],
        "formal_requirements": [
            {
                "track": requirement.track,
                "number": requirement.number,
                "text": requirement.text.text,
                "alternatives": [alternative.text for alternative in requirement.alternatives],
            }
            for requirement in profile.requirements
        ],
        "sections": [
            {
                "number": section.number,
                "title": section.title.text,
                "criteria": [
                    {
                        "number": criterion.number,
                        "title": criterion.title.text,
                        "definition": criterion.definition.text if criterion.definition else None,
                        "indicators": [indicator.text for indicator in criterion.indicators],
                        "weight": criterion.weight,
                        "weight_reason": criterion.weight_reason,
                    }
                    for criterion in section.criteria
                ],
            }
            for section in profile.sections
        ],
        "findings": [
            {"code": finding.code, "message": finding.message, "where": finding.where} for finding in document.findings
        ],
    }
    if with_posting:
        content["posting"] = asdict(posting) if posting else None
        content["corrections"] = [asdict(correction) for correction in document.corrections]
    return content


def _first(texts: tuple[str, ...]) -> str | None:
    return texts[0] if texts else None
