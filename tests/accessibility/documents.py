"""One document of every kind that the house makes, for the gate. The kinds are those of the code."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from postings.decision.memo_document import issue_memo
from postings.disclosure.services import issue_disclosure
from postings.documents import archive, services
from postings.documents.document_request import issue_document_request
from postings.documents.enums import DocumentKind
from postings.documents.merged_files import build_contents
from postings.documents.tables import PrintedTable, as_pdf
from postings.notices.composing import build_letter, render_letter
from postings.notices.enums import Kind
from postings.notices.placeholders import fill
from postings.notices.texts import current_text
from postings.participation.enums import Body
from postings.statistics.services import issue_statistics
from profiles.exchange.services import export_profile
from recruitment.demo import procedure
from recruitment.pdf import html_to_pdf
from tests.factories import (
    make_application,
    make_file,
    make_guide,
    make_hr_officer,
    make_posting,
    make_profile,
    make_requirement,
)
from tests.postings.decision.building import make_compared, make_final
from tests.postings.files.building import pdf_of
from tests.postings.participation.building import leave_out, make_accompanied, make_matter, send
from tests.postings.statistics.test_views import make_procedure

# The layout of the letters, what only the demonstration makes up, and what an applicant wrote: a known barrier, told by
# recruitment/accessibility/barriers.py.
NO_DOCUMENT = {"letter.html", "demo_documents.html", "word_rendition.html"}


def kinds() -> dict[str, str]:
    """Return every kind of document with what people call it, from the choices of the code."""
    found = {f"document:{kind.value}": str(kind.label) for kind in DocumentKind}
    found |= {f"notice:{kind.value}": str(kind.label) for kind in Kind}
    found |= {f"participation:{body.value}": f"Schreiben an: {body.label}" for body in Body}
    return found | {
        "request": "Nachforderung von Unterlagen",
        "contents": "Inhaltsverzeichnis aller Unterlagen einer Bewerbung",
        "table": "Tabelle der Bewerberübersicht",
        "draft": "Anforderungsprofil, Entwurf",
    }


def templates() -> set[str]:
    """Return the templates of documents; one that no builder uses is a kind that nobody checked."""
    found = {path.name for path in (settings.BASE_DIR / "templates" / "reports").glob("[!_]*.html")}
    return found - NO_DOCUMENT


def build_all() -> Iterator[tuple[str, bytes]]:
    """Make one document of each kind."""
    demo = procedure.load()
    for kind, report in _issued(demo):
        yield f"document:{kind}", bytes(report.content)
    for kind in Kind:
        yield f"notice:{kind.value}", _notice(demo, kind)
    for body in Body:
        yield f"participation:{body.value}", _participation(body)
    for name, build in OTHERS.items():
        yield name, build(demo)


def _issued(demo):
    officer = make_hr_officer()
    rated = demo.applications.get(number=1)
    yield DocumentKind.SELECTION_REPORT, services.issue_selection_report(posting=demo, actor=None, with_robustness=True)
    for report in services.issue_publication(posting=demo, actor=None):
        yield DocumentKind(report.kind), report
    yield DocumentKind.APPLICANT_OVERVIEW, archive.issue_overview(posting=demo, actor=officer)
    for kind in (DocumentKind.RATING_SHEETS, DocumentKind.FORMAL_SHEET):
        yield kind, archive.issue_application_document(application=rated, kind=kind, actor=officer)
    yield DocumentKind.FILE_EXTRACT, archive.issue_extract(application=rated, reason="Antrag", actor=officer)
    today = timezone.localdate()
    yield DocumentKind.DISCLOSURE, issue_disclosure(application=rated, reason="Antrag", actor=officer, today=today)
    statistical = make_procedure()
    yield DocumentKind.STATISTICS, issue_statistics(posting=statistical, today=today, actor=officer)
    yield DocumentKind.SELECTION_MEMO, _memo()
    guided = make_posting()
    make_guide(guided.plan.rounds.get(), questions=3)
    yield DocumentKind.INTERVIEW_GUIDE, services.issue_guide(round=guided.plan.rounds.get(), actor=officer)


def _memo():
    posting, _applications, chair = make_compared()
    make_final(posting, chair)
    return issue_memo(posting=posting, actor=chair)


def _notice(posting, kind: Kind) -> bytes:
    text = current_text(posting, kind)
    values = defaultdict(lambda: "siehe unten", kennzahl=posting.reference_number, stelle=posting.function)
    subject, body = fill(text.subject, values), fill(text.body, values)
    made = build_letter(
        posting, number=1, address="Anna Adler\nBeispielweg 1\n10115 Berlin", subject=subject, body=body,
        dated_on=timezone.localdate(),
    )  # fmt: skip
    return render_letter(made, kind=kind, posting=posting)


def _participation(body: Body) -> bytes:
    posting = make_posting(status="scoring_open")
    application = make_accompanied(posting) if body == Body.DISABILITY_REP else None
    if body == Body.STAFF_COUNCIL:  # the others come before
        leave_out(posting)
        make_matter(posting)
    matter = send(posting, body.value, application=application)
    return bytes(matter.documents.get(kind="letter").content)


def _request(_demo) -> bytes:
    today = timezone.localdate()
    application = make_application(make_posting())
    make_requirement(application.posting, "cv")
    due_on = today + timedelta(days=14)
    made = issue_document_request(
        application=application, needs=["cv"], further="", due_on=due_on, today=today, actor=make_hr_officer()
    )
    return bytes(made.content)


def _contents(_demo) -> bytes:
    application = make_application(make_posting())
    files = [make_file(application, content=pdf_of()), make_file(application, kind="degree", content=pdf_of("Zeugnis"))]
    contents = build_contents(
        application, files, dict.fromkeys([one.pk for one in files], ""), make_hr_officer(), cover_pages=1
    )
    return html_to_pdf(render_to_string("reports/file_contents.html", {"contents": contents}))


def _table(_demo) -> bytes:
    return as_pdf(
        PrintedTable(
            title="Bewerberübersicht", authority="Bezirksamt Mitte von Berlin", source="Kennzahl 148/2025",
            notes=("Alle Bewerbungen",), header=("Nr.", "Name"), rows=(("1", "Adler, Anna"), ("2", "Buche, Bo")),
            numeric=frozenset({0}), made_at=timezone.now(),
        )
    )  # fmt: skip


def _draft(_demo) -> bytes:
    return export_profile(profile_id=make_profile().pk, file_format="pdf")


OTHERS: dict[str, Callable] = {
    "request": _request,
    "contents": _contents,
    "table": _table,
    "draft": _draft,
}
