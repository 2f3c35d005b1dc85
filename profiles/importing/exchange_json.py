"""Our own exchange format (``profiles.exchange.json_format``) as a read document, for the one way of importing."""

import hashlib

from profiles.exchange.content import CriterionContent, ProfileContent, SectionContent
from profiles.exchange.json_format import parse_json
from profiles.importing.document import (
    Correction,
    Finding,
    ParsedCriterion,
    ParsedDocument,
    ParsedProfile,
    ParsedRequirement,
    ParsedScale,
    ParsedSection,
    ParsedTask,
    ParsedText,
    SourceLine,
    UnreadableDocument,
)
from profiles.importing.reading import MAXIMUM_BYTES, NAMES, decode, too_large


def read_profile_json(content: bytes, name: str) -> ParsedDocument:
    """Read the JSON file called ``name``.

    :raises UnreadableDocument: if it is no profile in our format, of another version of it, or altered since.
    """
    if len(content) > MAXIMUM_BYTES:
        raise UnreadableDocument(too_large(name))
    text = decode(content, name)
    profile, _origin = parse_json(text, name)
    return ParsedDocument(
        posting=None,
        profile=parsed_profile(profile),
        findings=tuple(_findings(profile)),
        corrections=tuple(Correction(row.raw, row.display, row.reason, row.place) for row in profile.corrections),
        source_name=name,
        source_lines=tuple(
            SourceLine(f"Zeile {number}", line) for number, line in enumerate(text.split("\n"), start=1)
        ),
        format_name=NAMES["json"],
        sha256=hashlib.sha256(content).hexdigest(),
    )


def parsed_profile(content: ProfileContent) -> ParsedProfile:
    """Return ``content`` in the form in which every import arrives."""
    counts: dict[str, int] = {}
    requirements = []
    for requirement in content.requirements:
        counts[requirement.track] = counts.get(requirement.track, 0) + 1
        requirements.append(
            ParsedRequirement(requirement.track, counts[requirement.track], requirement.text, requirement.alternatives)
        )
    scale = content.scale
    return ParsedProfile(
        title=content.title,
        stand=content.stand or None,
        author=content.author or None,
        department=content.department,
        pay_grade_e=content.pay_grade_e or None,
        pay_grade_a=content.pay_grade_a or None,
        base_profile_note=content.base_profile_note or None,
        tasks=tuple(
            ParsedTask(ParsedText(duty.heading, duty.heading) if duty.heading else None, duty.text, duty.is_special)
            for duty in content.duties
        ),
        requirements=tuple(requirements),
        sections=tuple(_section(section) for section in content.sections),
        scale=ParsedScale(scale.name, scale.minimum, scale.maximum, scale.comment_levels, scale.levels),
        aggregation_rule=content.aggregation_rule,
        legend=tuple((weight, label) for weight, label, _ in content.weight_legend),
        unproven_weights=tuple(weight for weight, _, is_verified in content.weight_legend if not is_verified),
    )


def _section(section: SectionContent) -> ParsedSection:
    return ParsedSection(
        number=section.number,
        title=ParsedText(section.title, section.title),
        criteria=tuple(_criterion(criterion) for criterion in section.criteria),
    )


def _criterion(criterion: CriterionContent) -> ParsedCriterion:
    return ParsedCriterion(
        number=criterion.number,
        title=criterion.title,
        definition=criterion.definition if criterion.definition.text else None,
        indicators=criterion.indicators,
        weight=criterion.weight,
        weight_confirmed=criterion.weight_confirmed,
        weight_alternatives=criterion.weight_readings,
        weight_reason=_doubt(criterion),
        place=f"Anforderung {criterion.number}",
        key=criterion.key,
        is_mandatory_base=criterion.is_mandatory_base,
    )


def _doubt(criterion: CriterionContent) -> str | None:
    if criterion.weight_confirmed:
        return None
    return criterion.weight_doubt or f"Die Gewichtung zu {criterion.number} war bei der Ausgabe noch nicht bestätigt."


def _findings(content: ProfileContent) -> list[Finding]:
    """A doubt that the file carries is a doubt here as well."""
    return [
        Finding("weight_unconfirmed", doubt, f"Anforderung {criterion.number}", criterion.number)
        for criterion in content.criteria
        if (doubt := _doubt(criterion)) is not None
    ]
