"""What was read, as plain data for JSON, with the fixed keys of `manage.py import_profile --json`."""

import re
from dataclasses import asdict

from profiles.importing.document import BOTH_TRACKS, ParsedDocument

OFFICE = re.compile(r"^Amt\b|(?<!Bezirks)amt\b")


def as_json_dict(document: ParsedDocument, *, with_posting: bool = False) -> dict[str, object]:
    """Return the document with the keys metadata, tasks, formal_requirements, sections, findings.

    ``with_posting`` adds ``posting`` (every header field and notice) and ``corrections``.
    """
    profile, posting = document.profile, document.posting
    parts = [part.strip() for line in profile.department for part in line.split(", ")]
    office = next((part for part in parts[1:] if OFFICE.search(part)), None)
    content: dict[str, object] = {
        "metadata": {
            "behoerde": (posting and posting.authority) or profile.authority or (parts[0] if parts else None),
            "amt": (posting and posting.office) or profile.office or office,
            "stellentitel": profile.title.text if profile.title.raw else None,
            "besoldungsgruppe": profile.pay_grade_a or (posting and posting.pay_grade_a),
            "entgeltgruppe": profile.pay_grade_e or (posting and posting.pay_grade_e),
            "kennzahl": (posting and posting.reference_number) or profile.reference_number,
            "stand": profile.stand,
            "ersteller": profile.author,
        },
        "tasks": [task.text.text for task in profile.tasks],
        "formal_requirements": [
            {
                "track": None if requirement.track == BOTH_TRACKS else requirement.track,
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
