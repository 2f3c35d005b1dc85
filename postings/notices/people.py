"""What gives an applicant away in a text to somebody else: names, address, code."""

from postings.applications.enums import CLOSED
from postings.applications.models import Application
from postings.models import Posting
from postings.notices.wording import name_parts


def active_applications(posting: Posting):
    """Return the applications that still take part: neither withdrawn nor the second entry of a person."""
    return Application.objects.filter(posting=posting).exclude(status__in=CLOSED)


def tokens_by_application(posting: Posting) -> dict[int, frozenset[str]]:
    """Return for every application of ``posting`` the words that name its person; one query."""
    rows = posting.applications.exclude(applicant__is_erased=True).values_list(
        "pk", "code", "applicant__last_name", "applicant__email"
    )
    return {pk: name_parts(last_name) | {word for word in (code, email) if word} for pk, code, last_name, email in rows}
