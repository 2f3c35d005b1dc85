"""Issue the statistics of a procedure."""

from datetime import date

from postings.documents.archive import issue_paper
from postings.documents.enums import DocumentKind
from postings.documents.models import IssuedReport
from postings.models import Posting
from postings.statistics.content import statistics_paper
from postings.statistics.errors import PeriodRunning
from recruitment.accounts.models import User


def issue_statistics(*, posting: Posting, today: date, actor: User | None) -> IssuedReport:
    """Keep the statistics of the present state with version and SHA-256.

    :raises PeriodRunning: before the end of the application period.
    :raises TooFewApplications: if nothing may be shown.
    """
    if posting.deadline is None or today <= posting.deadline:
        raise PeriodRunning
    return issue_paper(
        posting=posting,
        kind=DocumentKind.STATISTICS,
        build=lambda: statistics_paper(Posting.objects.select_related("profile").get(pk=posting.pk)),
        action="statistics.issued",
        actor=actor,
    )
