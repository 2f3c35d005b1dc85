"""The page of an earlier day. For those who may see the record: personnel office, chair, minute taker."""

import datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from postings.chronicle.forms import DayForm
from postings.chronicle.reading import read_state
from postings.permissions import may_see_events
from postings.views import get_posting, posting_crumbs

MOST_ACTS = 200  # the newest; all stand in the record


@require_safe
def state(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Show what was known and decided until the end of a day. For HR officers, the chair and the minute taker."""
    posting = get_posting(request, posting_pk)
    if not may_see_events(request.user, posting):
        raise PermissionDenied
    form = DayForm(request.GET if "tag" in request.GET else None, initial={"tag": timezone.localdate()})
    day: datetime.date | None = timezone.localdate()
    if form.is_bound:
        day = form.cleaned_data["tag"] if form.is_valid() else None
    found = read_state(posting, day, viewer=request.user) if day else None
    return render(
        request,
        "chronicle/state.html",
        {
            "posting": posting,
            "form": form,
            "day": day,
            "found": found,
            "acts": found.acts[::-1][:MOST_ACTS] if found else (),
            "left_out": max(0, len(found.acts) - MOST_ACTS) if found else 0,
            "nav": "postings",
            "breadcrumbs": posting_crumbs(posting, _("Stand an einem früheren Tag")),
        },
    )
