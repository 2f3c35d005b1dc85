"""What every page of the decision begins with: the posting in scope, the crumbs, the refusal."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from postings.models import Posting
from postings.views import get_posting, posting_crumbs
from recruitment.accounts.models import User


def posting_for(request: HttpRequest, pk: int, may: Callable[[User, Posting], bool]) -> Posting:
    """Return the posting if ``may`` grants it: 404 outside the scope of the user, 403 inside it."""
    posting = get_posting(request, pk)
    if not may(request.user, posting):
        raise PermissionDenied
    return posting


def crumbs(posting: Posting, *last: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the breadcrumbs down to the page of the decision, then ``last`` as pairs of label and address."""
    found = posting_crumbs(posting, _("Auswahlentscheidung"))
    if last:
        found[-1] = (found[-1][0], reverse("decision:overview", args=[posting.pk]))
    return [*found, *last]
