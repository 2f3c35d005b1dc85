"""What an extract for the inspection of the file holds of the notices (setting ``EXTRACT_SECTIONS``): the own ones."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from postings.applications.models import Application
from postings.documents.extract_sections import ExtractSection
from postings.documents.paper import PaperSection, PaperTable
from postings.documents.paper_head import day_words
from postings.notices.enums import NoticeState
from postings.notices.models import IndividualReason, Notice


def sections(application: Application, names: Mapping[int, str]) -> list[ExtractSection]:
    """Return every notice to the person, word for word, and the reasons kept for one that was not sent yet."""
    notices = list(
        application.sent_notices.filter(state__in=[NoticeState.MADE, NoticeState.SENT, NoticeState.FAILED])
        .select_related("run")
        .defer("content")
        .order_by("run__dated_on", "pk")
    )
    found = [ExtractSection(_notice(notice), is_own=notice.state == NoticeState.SENT) for notice in notices]
    reason = IndividualReason.objects.filter(application=application).first()
    if reason is not None and not any(reason.text in notice.body for notice in notices):
        title = _("Gründe für die Konkurrentenmitteilung, noch nicht versandt")
        found.append(ExtractSection(PaperSection(title=title, paragraphs=(reason.text,))))
    return found


def _notice(notice: Notice) -> PaperSection:
    rows = [
        (_("Datum"), day_words(notice.run.dated_on)),
        (_("Versandweg"), str(notice.get_way_display())),
        (_("Anschrift oder Adresse"), notice.address),
        (_("Stand"), str(notice.get_state_display())),
        (_("Grund"), notice.failure),
        (_("versandt am"), day_words(notice.sent_on) if notice.sent_on else ""),
        (_("zugegangen am"), _receipt(notice)),
        (_("unzustellbar zurück am"), day_words(notice.returned_on) if notice.returned_on else ""),
        (_("Prüfsumme (SHA-256)"), notice.sha256),
    ]
    return PaperSection(
        title=_("Mitteilung: %(kind)s") % {"kind": notice.get_kind_display()},
        paragraphs=(
            _("Betreff: %(subject)s") % {"subject": notice.subject},
            *(part.strip() for part in notice.body.split("\n\n") if part.strip()),
        ),
        tables=(
            PaperTable(caption=_("Versand und Zugang"), rows=tuple((term, value) for term, value in rows if value)),
        ),
    )


def _receipt(notice: Notice) -> str:
    if notice.receipt is None:
        return ""
    day = day_words(notice.receipt)
    return _("%(day)s (vermutet)") % {"day": day} if notice.is_receipt_presumed else day
