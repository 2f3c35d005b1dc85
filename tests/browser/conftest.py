"""The demonstration procedure, fresh for every browser test."""

import pytest
from django.utils import timezone

from postings.models import Posting
from recruitment.accounts.models import User
from recruitment.demo import procedure
from tests.snapshot import Snapshot


@pytest.fixture(scope="session")
def _kept_demos():
    """Snapshots of the loaded procedure by day, because what is due is told from today."""
    return {}


@pytest.fixture
def demo(transactional_db, _kept_demos):
    """The procedure as its services left it: loaded for the first test of a worker, put back for each later one."""
    today = timezone.localdate()
    if today not in _kept_demos:
        _kept_demos[today] = procedure.load().pk, Snapshot()
    pk, snapshot = _kept_demos[today]
    snapshot.restore()
    return Posting.objects.get(pk=pk)


@pytest.fixture
def person(demo):
    """Return a function that finds a demonstration account by its user name."""
    return lambda username: User.objects.get(username=username)
