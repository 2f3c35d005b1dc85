"""The demonstration procedure, fresh for every browser test."""

import pytest

from recruitment.accounts.models import User
from recruitment.demo import procedure


@pytest.fixture
def demo(transactional_db):
    return procedure.load()


@pytest.fixture
def person(demo):
    """Return a function that finds a demonstration account by its user name."""
    return lambda username: User.objects.get(username=username)
