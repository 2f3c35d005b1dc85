"""Matters as tests need them: everything long ago, so that periods are over unless a test says otherwise."""

from datetime import date, timedelta

from django.utils import timezone

from postings.participation.enums import Body, Subject
from postings.participation.models import Participation
from postings.participation.services import Draft, build_matter, record_not_required, send_matter
from tests.factories import make_application, make_equality_data, make_hr_officer

SENT = date(2025, 9, 1)  # a Monday
NEXT = date(2025, 9, 2)


def make_draft(body="womens_rep", **fields) -> Draft:
    fields = {
        "subject": Subject.SELECTION,
        "text": "Beabsichtigt ist die Auswahl einer Person.",
        "sent_on": NEXT if body == "staff_council" else SENT,
        **fields,
    }
    if fields["subject"] == Subject.SELECTION:
        fields.setdefault("papers_reason", "Sie liegen auf Papier bei.")
    if body == "disability_rep":
        fields.setdefault("due_on", date(2025, 9, 10))
    return Draft(body=Body(body), **fields)


def send(posting, body="womens_rep", *, actor=None, **fields):
    return send_matter(posting=posting, draft=make_draft(body, **fields), actor=actor or make_hr_officer())


def make_matter(posting, body="womens_rep", **fields) -> Participation:
    """A sent and open matter without its letter: making a PDF takes longer than a whole test."""
    draft = make_draft(body, **fields)
    matter = build_matter(posting, draft, actor=make_hr_officer())
    matter.save()
    return matter


def leave_out(posting, body="disability_rep", **fields):
    fields = {"subject": Subject.SELECTION, "reason": "niemand betroffen", "actor": make_hr_officer(), **fields}
    return record_not_required(posting=posting, body=Body(body), **fields)


def make_accompanied(posting):
    """An application that the Schwerbehindertenvertretung accompanies."""
    application = make_application(posting)
    make_equality_data(application, disability_status="severe")
    return application


def ask_staff_council(posting, **fields):
    """The whole way to the Personalrat."""
    leave_out(posting)
    make_matter(posting)
    return make_matter(posting, "staff_council", **fields)


def yesterday():
    return timezone.localdate() - timedelta(days=1)
