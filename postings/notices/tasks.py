"""Doing a sending after it was confirmed."""

from django.db import transaction

from postings.notices.models import NoticeRun
from postings.notices.runs import process_run
from recruitment.accounts.models import User


def begin(run: NoticeRun, actor: User) -> None:
    """Let ``run`` be done once the present transaction is committed; what is left over can be begun again."""
    transaction.on_commit(lambda: process_run(run))
