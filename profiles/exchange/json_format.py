"""The exchange format: a profile as JSON with a published schema and a hash over everything in the file. Pure.

``write_json`` and ``parse_json`` are inverse on the content. The schema lies beside this module and is served at a
fixed address; a change of its meaning is a new version of it, never a silent one.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]

from profiles.exchange.content import (
    CorrectionContent,
    CriterionContent,
    DutyContent,
    Edition,
    ProfileContent,
    RequirementContent,
    ScaleContent,
    SectionContent,
)
from profiles.importing.document import ParsedText, UnreadableDocument

SCHEMA_NAME = "anforderungsprofil"
SCHEMA_VERSION = 1
SCHEMA_FILE = Path(__file__).with_name("schema") / f"{SCHEMA_NAME}-{SCHEMA_VERSION}.schema.json"
NO_TEXT = ParsedText(raw="", text="")
# What the schema's keywords mean for somebody who has to mend the file.
FAULTS = {
    "required": "ein vorgeschriebenes Feld fehlt",
    "additionalProperties": "ein unbekanntes Feld steht da",
    "type": "der Wert hat die falsche Art",
    "enum": "der Wert ist keiner der zulässigen",
    "const": "der Wert ist nicht der vorgeschriebene",
    "pattern": "der Wert hat nicht die vorgeschriebene Form",
    "minimum": "die Zahl ist zu klein",
    "maximum": "die Zahl ist zu groß",
    "minLength": "der Text ist leer",
    "maxLength": "der Text ist zu lang",
    "minItems": "die Liste ist zu kurz",
    "maxItems": "die Liste ist zu lang",
    "uniqueItems": "die Liste nennt etwas doppelt",
    "anyOf": "der Wert hat nicht die vorgeschriebene Form",
}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file came from, as it says itself."""

    authority: str
    version: int
    frozen_on: str
    profile_sha256: str


@cache
def schema() -> Mapping[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the present version."""
    content: Mapping[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    return content


@cache
def _validator() -> Any:
    return jsonschema.Draft202012Validator(schema())


def file_hash(data: Mapping[str, Any]) -> str:
    """Return the SHA-256 of everything in the file but its own hash: sorted keys, no white space, UTF-8."""
    rest = {name: value for name, value in data.items() if name != "sha256"}
    text = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def write_json(content: ProfileContent, edition: Edition) -> bytes:
    """Return the file; the same content and edition give the same bytes."""
    data: dict[str, Any] = {
        "schema": SCHEMA_NAME,
        "schema_version": SCHEMA_VERSION,
        "origin": {
            "authority": edition.authority,
            "version": edition.version,
            "status": "draft" if edition.is_draft else "frozen",
            "frozen_on": edition.frozen_on or None,
            "profile_sha256": edition.sha256 or None,
        },
        "profile": _profile_data(content),
    }
    data["sha256"] = file_hash(data)
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def parse_json(text: str, name: str) -> tuple[ProfileContent, Origin]:
    """Return content and origin of the file called ``name``.

    :raises UnreadableDocument: if it is no such file, of another version, against the schema, or altered since.
    """
    data = _load(text, name)
    if not isinstance(data, dict) or data.get("schema") != SCHEMA_NAME:
        raise UnreadableDocument(
            f"Die Datei {name} ist kein Anforderungsprofil im Austauschformat (Angabe „schema“ fehlt oder ist anders)."
        )
    version = data.get("schema_version")
    if type(version) is not int or version != SCHEMA_VERSION:
        raise UnreadableDocument(
            f"Die Datei {name} ist in der Fassung {_shown(version)} des Austauschformats geschrieben; "
            f"gelesen wird nur die Fassung {SCHEMA_VERSION}."
        )
    error = jsonschema.exceptions.best_match(_validator().iter_errors(data))
    if error is not None:
        where = " › ".join(str(part + 1) if isinstance(part, int) else part for part in error.absolute_path)
        what = FAULTS.get(error.validator, "der Wert ist nicht zulässig")
        raise UnreadableDocument(
            f"Die Datei {name} entspricht nicht dem Schema: {where or 'oberste Ebene'}: {what}{_named(error)}."
        )
    if data["sha256"] != file_hash(data):
        raise UnreadableDocument(
            f"Die Datei {name} wurde nach ihrer Ausgabe verändert: Die Prüfsumme in der Datei passt nicht zum Inhalt. "
            "Ändern Sie das Profil bitte in der Anwendung, oder lassen Sie sich die Datei neu ausgeben."
        )
    content = _profile_content(data["profile"])
    _check_unique(content, name)
    origin = data["origin"]
    return content, Origin(
        origin["authority"], origin["version"], origin["frozen_on"] or "", origin["profile_sha256"] or ""
    )


def _load(text: str, name: str) -> Any:
    try:
        data = json.loads(text, object_pairs_hook=_no_duplicates, parse_constant=_no_constant)
        json.dumps(data, ensure_ascii=False).encode()  # half a surrogate pair is no text
    except (ValueError, RecursionError):
        raise UnreadableDocument(f"Die Datei {name} ist kein gültiges JSON.") from None
    return data


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        raise ValueError("a name occurs twice")
    return data


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _shown(value: object) -> str:
    return str(value)[:20] if isinstance(value, int | str) and value != "" else "(ohne Angabe)"


def _named(error: Any) -> str:
    """Name the field that is missing or unknown."""
    if error.validator == "required":
        missing = [name for name in error.validator_value if name not in error.instance]
        return f" ({missing[0]})"
    if error.validator == "additionalProperties":
        unknown = sorted(set(error.instance) - set(error.schema["properties"]))
        name = re.sub(r"[^\w$.-]", "?", unknown[0])
        return f" ({name[:40]})"
    return ""


def _check_unique(content: ProfileContent, name: str) -> None:
    """Refuse what the schema cannot express: a number or an identifier that stands twice."""
    for words, values in (
        ("Die Nummer eines Abschnitts", [section.number for section in content.sections]),
        ("Die Nummer einer Anforderung", [criterion.number for criterion in content.criteria]),
        ("Die Kennung einer Anforderung", [criterion.key for criterion in content.criteria]),
        ("Eine Stufe der Bewertungsskala", [str(value) for value, _ in content.scale.levels]),
        ("Eine Gewichtung der Legende", [str(weight) for weight, *_ in content.weight_legend]),
    ):
        if twice := next((value for value in values if values.count(value) > 1), None):
            raise UnreadableDocument(f"Die Datei {name} ist widersprüchlich: {words} steht doppelt da ({twice}).")


def _text_data(text: ParsedText) -> dict[str, str]:
    return {"text": text.text, "raw": text.raw} if text.is_corrected else {"text": text.text}


def _texts_data(texts: Iterable[ParsedText]) -> list[dict[str, str]]:
    return [_text_data(text) for text in texts]


def _criterion_data(criterion: CriterionContent) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": criterion.key,
        "number": criterion.number,
        "title": _text_data(criterion.title),
        "definition": _text_data(criterion.definition) if criterion.definition.text else None,
        "indicators": _texts_data(criterion.indicators),
        "weight": criterion.weight,
        "weight_confirmed": criterion.weight_confirmed,
        "weight_doubt": criterion.weight_doubt,
        "is_mandatory_base": criterion.is_mandatory_base,
    }
    # Came later and may be absent: files without a doubt stay the same to the byte, and earlier files stay valid.
    if criterion.weight_readings:
        data["weight_readings"] = list(criterion.weight_readings)
    return data


def _profile_data(content: ProfileContent) -> dict[str, Any]:
    return {
        "title": _text_data(content.title),
        "stand": content.stand,
        "author": content.author,
        "department": list(content.department),
        "pay_grade_e": content.pay_grade_e,
        "pay_grade_a": content.pay_grade_a,
        "base_profile_note": content.base_profile_note,
        "aggregation_rule": content.aggregation_rule,
        "scale": {
            "name": content.scale.name,
            "minimum": content.scale.minimum,
            "maximum": content.scale.maximum,
            "comment_levels": list(content.scale.comment_levels),
            "levels": [{"value": value, "label": label} for value, label in content.scale.levels],
        },
        "weight_legend": [
            {"weight": weight, "label": label, "is_verified": is_verified}
            for weight, label, is_verified in content.weight_legend
        ],
        "duties": [
            {"heading": duty.heading, "text": _text_data(duty.text), "is_special": duty.is_special}
            for duty in content.duties
        ],
        "formal_requirements": [
            {
                "track": requirement.track,
                "text": _text_data(requirement.text),
                "alternatives": _texts_data(requirement.alternatives),
            }
            for requirement in content.requirements
        ],
        "sections": [
            {
                "number": section.number,
                "title": section.title,
                "criteria": [_criterion_data(criterion) for criterion in section.criteria],
            }
            for section in content.sections
        ],
        "corrections": [
            {"place": row.place, "raw": row.raw, "display": row.display, "reason": row.reason}
            for row in content.corrections
        ],
    }


def _text(data: Mapping[str, str] | None) -> ParsedText:
    return ParsedText(raw=data.get("raw", data["text"]), text=data["text"]) if data else NO_TEXT


def _texts(data: Iterable[Mapping[str, str]]) -> tuple[ParsedText, ...]:
    return tuple(_text(item) for item in data)


def _whole(number: Any) -> int | None:
    """The schema lets 2.0 pass as an integer."""
    return None if number is None else int(number)


def _profile_content(data: Mapping[str, Any]) -> ProfileContent:
    scale = data["scale"]
    return ProfileContent(
        title=_text(data["title"]),
        stand=data["stand"],
        author=data["author"],
        department=tuple(data["department"]),
        pay_grade_e=data["pay_grade_e"],
        pay_grade_a=data["pay_grade_a"],
        base_profile_note=data["base_profile_note"],
        aggregation_rule=data["aggregation_rule"],
        scale=ScaleContent(
            name=scale["name"],
            minimum=int(scale["minimum"]),
            maximum=int(scale["maximum"]),
            comment_levels=tuple(int(value) for value in scale["comment_levels"]),
            levels=tuple((int(level["value"]), level["label"]) for level in scale["levels"]),
        ),
        weight_legend=tuple((int(row["weight"]), row["label"], row["is_verified"]) for row in data["weight_legend"]),
        duties=tuple(DutyContent(row["heading"], _text(row["text"]), row["is_special"]) for row in data["duties"]),
        requirements=tuple(
            RequirementContent(row["track"], _text(row["text"]), _texts(row["alternatives"]))
            for row in data["formal_requirements"]
        ),
        sections=tuple(
            SectionContent(row["number"], row["title"], tuple(_criterion(item) for item in row["criteria"]))
            for row in data["sections"]
        ),
        corrections=tuple(
            CorrectionContent(row["place"], row["raw"], row["display"], row["reason"]) for row in data["corrections"]
        ),
    )


def _criterion(data: Mapping[str, Any]) -> CriterionContent:
    return CriterionContent(
        key=data["id"],
        number=data["number"],
        title=_text(data["title"]),
        definition=_text(data["definition"]),
        indicators=_texts(data["indicators"]),
        weight=_whole(data["weight"]),
        weight_confirmed=data["weight_confirmed"],
        weight_doubt=data["weight_doubt"],
        is_mandatory_base=data["is_mandatory_base"],
        weight_readings=tuple(int(weight) for weight in data.get("weight_readings", ())),
    )
