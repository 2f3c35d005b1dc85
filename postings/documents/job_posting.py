"""The posting as schema.org JobPosting, for search engines and the job portals that read them."""

import json
from collections.abc import Iterable
from datetime import date, datetime, time
from itertools import groupby

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from postings.documents.addresses import parse_address
from postings.enums import ContractTerm
from postings.models import Posting
from profiles.enums import Track
from profiles.exchange.content import ProfileContent
from profiles.exchange.statements import requirement_statements

ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def job_posting(posting: Posting, profile: ProfileContent, *, url: str) -> dict[str, object]:
    """Return the structured data of a published posting; nothing is claimed that the posting does not say."""
    address = parse_address(posting.work_location)
    tracks = _tracks(profile)
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": posting.function,
        "description": _description(posting, profile),
        "identifier": {"@type": "PropertyValue", "name": posting.authority, "value": posting.reference_number},
        "datePosted": posting.published_on.isoformat(),
        "validThrough": _end_of_day(posting.deadline).isoformat(),
        "employmentType": _employment_types(posting),
        "hiringOrganization": {"@type": "GovernmentOrganization", "name": posting.authority}
        | ({"department": {"@type": "GovernmentOrganization", "name": posting.office}} if posting.office else {}),
        "jobLocation": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": address.street,
                "postalCode": address.postal_code,
                "addressLocality": address.locality,
                "addressCountry": "DE",
            },
        },
        "workHours": posting.working_time,
        "responsibilities": "\n".join(duty.text.text for duty in profile.duties),
        "qualifications": "\n".join(f"{label}: {'; '.join(requirements)}" for label, requirements in tracks),
        "directApply": False,
        "url": url,
    }
    if posting.available_from.strip().lower() == "ab sofort":
        data["jobImmediateStart"] = True
    return _filled(data)


def json_ld(data: dict[str, object]) -> SafeString:
    """Return ``data`` for a data block; no sign in it can end the block or begin a tag."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))  # noqa: S308 - < > & are escaped


def _end_of_day(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59), tzinfo=timezone.get_default_timezone())


def _employment_types(posting: Posting) -> list[str]:
    types = []
    if posting.working_time_percent is not None:
        types.append("FULL_TIME" if posting.working_time_percent >= 100 else "PART_TIME")
    if posting.contract_term == ContractTerm.FIXED_TERM:
        types.append("TEMPORARY")
    return types


def _filled(data: dict[str, object]) -> dict[str, object]:
    """Leave out what is empty, in the parts as well."""
    found = {name: _filled(value) if isinstance(value, dict) else value for name, value in data.items()}
    return {name: value for name, value in found.items() if value not in ("", [], {}, None)}


def _tracks(profile: ProfileContent) -> list[tuple[str, list[str]]]:
    """Return the formal requirements of each track, every one in a sentence."""
    tracks = []
    for track in Track:
        requirements = [
            " ".join(f"{words} {', '.join(items)}".strip() for words, items in requirement_statements(requirement))
            for requirement in profile.requirements
            if requirement.track == track.value
        ]
        if requirements:
            tracks.append((str(track.label), requirements))
    return tracks


def _description(posting: Posting, profile: ProfileContent) -> str:
    """Return the posting as simple HTML, as the description is meant to be."""
    parts = []
    for heading, duties in groupby(profile.duties, key=lambda duty: duty.heading):
        parts += [_paragraph(heading), _list(duty.text.text for duty in duties)]
    for label, requirements in _tracks(profile):
        parts += [_paragraph(label), _list(requirements)]
    parts += [_paragraph(notice.text) for notice in posting.notices.all()]
    return "".join(parts)


def _paragraph(text: str) -> str:
    return format_html("<p>{}</p>", text) if text else ""


def _list(texts: Iterable[str]) -> str:
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((text,) for text in texts)))
