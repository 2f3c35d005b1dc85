"""A procedure that ended, with everything that it may hold on its people."""

from datetime import timedelta

from django.utils import timezone

from postings.documents.services import issue_selection_report
from postings.models import Posting
from postings.notices.appointing import appoint
from postings.statistics.services import issue_statistics
from tests.factories import make_appraisal, make_equality_data, make_file, make_hr_officer
from tests.postings.notices.building import address, make_check, make_decided, tell_everybody

LOSER, CHOSEN = "Quittenwolke", "Rosenquarz"


def later(months: int = 7):
    """A day after every period of a procedure that ended today."""
    return timezone.localdate() + timedelta(days=31 * months)


def make_filled(**fields) -> Posting:
    """A filled post: one chosen, four not and told so, with documents, appraisal, equality data, report, statistics."""
    posting = make_decided(losers=4, **fields)
    officer, today = make_hr_officer(), timezone.localdate()
    chosen = posting.decisions.get().entries.get(outcome="selected").application
    for application, name in ((chosen, CHOSEN), (posting.applications.exclude(pk=chosen.pk).first(), LOSER)):
        address(application, last_name=name, first_name="Espenlaubhuber", email=f"{name.lower()}@example.org")
        make_file(application, name=f"Zeugnis-{name}.pdf")
        make_appraisal(application, issuing_authority=f"Amt {name}")
        make_equality_data(application, disability_status="none", sex="female")
    tell_everybody(posting)
    make_check(posting)
    appoint(
        application=chosen, actor=officer, today=today, legal_form="contract", appointed_on=today,
        starts_on=today + timedelta(days=30),
    )  # fmt: skip
    issue_selection_report(posting=posting, actor=officer)
    issue_statistics(posting=posting, today=today, actor=officer)
    posting.refresh_from_db()
    return posting
