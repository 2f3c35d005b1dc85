"""What stands in the Stellenausschreibung: one frozen dataclass of finished texts, for the PDF and the public page.

Nothing about applicants or the committee, and no internal reasons: only what is advertised. Notices stand literally
(DOMAIN.md 4.4).
"""

import re
from dataclasses import dataclass

from django.utils import formats
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from postings.enums import ContractTerm, NoticeKind
from postings.models import Posting, PostingNotice
from profiles.exchange.collect import collect_profile, edition_of
from profiles.exchange.printing import CorrectionNote, Marker, PrintedProfile, print_profile
from profiles.importing.document import ParsedText
from profiles.models import RequirementProfile

TEMPLATE_VERSION = "1"
HOW_TO_APPLY = {NoticeKind.DEADLINE, NoticeKind.PORTAL, NoticeKind.PAPER}
# In escaped text: an "&" of the address is "&amp;" there, which belongs into the attribute as well.
URL = re.compile(r"https?://[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]*[A-Za-z0-9_~/#@$&*+=%-]")


@dataclass(frozen=True, slots=True)
class PostingContent:
    """Everything the posting prints, in German, in its order."""

    title: str
    reference_number: str
    function: str
    authority: str
    office: str
    facts: tuple[tuple[str, str], ...]
    notices: tuple[SafeString, ...]
    how_to_apply: tuple[SafeString, ...]
    deadline: str
    signatory: str
    is_draft: bool
    profile: PrintedProfile
    notes: tuple[CorrectionNote, ...]
    dated_at: str
    template_version: str


def build_posting_content(posting: Posting, profile: RequirementProfile) -> PostingContent:
    """Collect what ``posting`` says; ``profile`` is its profile, loaded ``with_parts``."""
    content, edition = collect_profile(profile), edition_of(profile)
    mark = Marker(content.corrections)
    printed = print_profile(content, edition, mark)
    notices = list(posting.notices.all())
    return PostingContent(
        title=_("Stellenausschreibung, Kennzahl %(number)s") % {"number": posting.reference_number},
        reference_number=posting.reference_number,
        function=posting.function,
        authority=posting.authority,
        office=posting.office,
        facts=_facts(posting),
        notices=tuple(_notice(notice, mark) for notice in notices if notice.kind not in HOW_TO_APPLY),
        how_to_apply=tuple(_notice(notice, mark) for notice in notices if notice.kind in HOW_TO_APPLY),
        deadline=day(posting.deadline),
        signatory=posting.signatory,
        is_draft=not posting.is_published,
        profile=printed,
        notes=mark.notes,
        dated_at=edition.dated_at,
        template_version=TEMPLATE_VERSION,
    )


def day(value) -> str:
    """Return a date as people write it, "" for none."""
    return formats.date_format(value, "d.m.Y") if value else ""


def _facts(posting: Posting) -> tuple[tuple[str, str], ...]:
    """Return every header field that has a value, in the order of the document."""
    term = posting.get_contract_term_display()
    if posting.contract_term == ContractTerm.UNDECIDED:
        term = _("unbefristet oder befristet: noch ungeklärt")
    rows = (
        (_("Behörde"), posting.authority),
        (_("Amt/OE"), posting.office),
        (_("Bezeichnung"), posting.designation),
        (_("Aufgabe/Funktion"), posting.function),
        (_("Besoldungsgruppe"), posting.pay_grade_a),
        (_("Entgeltgruppe"), posting.pay_grade_e),
        (_("Arbeitszeit"), posting.working_time),
        (_("Besetzbar"), ", ".join(part for part in (posting.available_from, term) if part)),
        (_("Einsatzort"), posting.work_location),
        (_("Kennzahl"), posting.reference_number),
        (_("Veröffentlicht am"), day(posting.published_on)),
        (
            _("Bewerbungsfrist"),
            _("bis %(day)s") % {"day": day(posting.deadline)}
            if posting.deadline
            else _("%(weeks)s Wochen nach Veröffentlichung") % {"weeks": posting.deadline_weeks},
        ),
    )
    return tuple((term, str(value)) for term, value in rows if value)


def _notice(notice: PostingNotice, mark: Marker) -> SafeString:
    return with_links(mark(ParsedText(raw=notice.raw_text or notice.text, text=notice.text)))


def with_links(text: SafeString) -> SafeString:
    """Return the escaped ``text`` with its web addresses as links."""
    return mark_safe(URL.sub(lambda match: f'<a href="{match[0]}">{match[0]}</a>', text))  # noqa: S308 - escaped before
