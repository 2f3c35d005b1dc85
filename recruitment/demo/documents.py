"""Documents of some applicants of the demonstration: harmless pages, so that rater and officer see what it is like.

Apart from ``procedure.load``, because making PDFs takes seconds that only `make demo` has.
"""

import io
from datetime import date

import pikepdf
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import formats

from postings.applications.models import Application
from postings.documents.document_request import issue_document_request
from postings.files.completeness import ask_for_standard_documents, record_sending, record_state
from postings.files.enums import PERFORMANCE_KINDS, FileKind, Need, NeedState
from postings.files.models import DocumentRequest
from postings.files.services import Upload, take_in_files
from postings.models import Posting
from recruitment.accounts.models import User
from recruitment.pdf import html_to_pdf

SEEN_ON_PAPER = "Im Original eingesehen, Kopie in der Bewerbungsmappe"
REQUESTED_ON, DUE_ON = date(2025, 8, 20), date(2025, 9, 3)
# Number of the application -> kinds that are uploaded; the rest of what is needed was seen on paper, but for one.
UPLOADED = {
    1: (FileKind.CV, FileKind.APPRAISAL, FileKind.DEGREE),
    3: (FileKind.CV, FileKind.REFERENCE),
    9: (FileKind.COVER_LETTER, FileKind.CV, FileKind.APPRAISAL, FileKind.DEGREE),
    10: (FileKind.CV, FileKind.APPRAISAL),
}
INCOMPLETE = 8


@transaction.atomic
def load(posting: Posting) -> None:
    """Give the applicants of the demonstration their documents, remarks and one letter."""
    actor = User.objects.get(username="personal")
    ask_for_standard_documents(posting=posting, actor=actor)
    applications = {
        application.number: application
        for application in posting.applications.select_related("applicant", "posting").exclude(status="withdrawn")
    }
    uploads = _uploads(applications)
    for number, application in applications.items():
        kinds = UPLOADED.get(number, ())
        if kinds:
            take_in_files(application=application, uploads=uploads[number], actor=actor)
        for need in (Need.CV, Need.DEGREE):
            if need.value not in kinds and number != INCOMPLETE:
                record_state(
                    application=application, need=need, state=NeedState.PRESENT, remark=SEEN_ON_PAPER, actor=actor
                )
    _ask_again(applications[INCOMPLETE], actor)


def _ask_again(application: Application, actor: User) -> DocumentRequest:
    letter = issue_document_request(
        application=application,
        needs=[Need.CV, Need.DEGREE, Need.CONSENT],
        further="",
        due_on=DUE_ON,
        today=REQUESTED_ON,
        actor=actor,
    )
    return record_sending(request=letter, sent_on=REQUESTED_ON, actor=actor)


def _uploads(applications: dict[int, Application]) -> dict[int, list[Upload]]:
    """Return the documents of each; printed in one go and cut at the pages, which saves ten seconds."""
    planned = [(applications[number], kind) for number, kinds in UPLOADED.items() for kind in kinds]
    pages = [
        {
            "kind": kind.label,
            "name": application.applicant.full_name,
            "lines": _lines(application, kind),
            "day": formats.date_format(_day(application, kind) or application.received_on, "d.m.Y"),
        }
        for application, kind in planned
    ]
    whole = html_to_pdf(render_to_string("reports/demo_documents.html", {"pages": pages}))
    found: dict[int, list[Upload]] = {number: [] for number in UPLOADED}
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        for (application, kind), page in zip(planned, pdf.pages, strict=True):
            content = io.BytesIO()
            with pikepdf.new() as single:
                single.pages.append(page)
                del single.pages[0].obj["/StructParents"]
                single.save(content, deterministic_id=True)
            name = f"{kind.label.split(' ')[-1].capitalize()}.pdf"
            found[application.number].append(Upload(name, content.getvalue(), kind, _day(application, kind)))
    return found


def _day(application: Application, kind: FileKind) -> date | None:
    return application.basis_dated_on if kind in PERFORMANCE_KINDS else None


def _lines(application: Application, kind: FileKind) -> tuple[str, ...]:
    return {
        FileKind.COVER_LETTER: (
            f"hiermit bewerbe ich mich um die Stelle {application.posting.function}.",
            f"Zurzeit arbeite ich in der {application.current_position}; ich bringe mit: {application.experience}.",
        ),
        FileKind.CV: (
            f"Derzeitige Tätigkeit: {application.current_position}",
            f"Berufserfahrung: {application.experience}",
            f"Abschluss: {application.qualification}",
        ),
        FileKind.APPRAISAL: (
            f"Statusamt oder Entgeltgruppe: {application.current_grade}",
            f"Gesamturteil: {application.basis_result} (1 ist die beste Note)",
        ),
        FileKind.REFERENCE: (
            f"Tätigkeit: {application.current_position}",
            "Die Aufgaben wurden stets sorgfältig erledigt.",
        ),
        FileKind.DEGREE: (application.qualification,),
    }[kind]
