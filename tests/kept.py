"""What several tests of a module begin with, built once for all of them."""

import copy
from collections.abc import Callable

import pytest
from django.db import transaction


def kept(build: Callable[[], object]):
    """Return a fixture for a module: a function that gives each test its own copy of what ``build`` made.

    ``build`` runs once, in a transaction around all tests of the module. Each test runs in a savepoint inside it, so
    that no test sees what another did; the copies are those of ``setUpTestData``. For builders that store no files,
    and for modules without tests that commit. The fixture needs its name at its place in the module::

        _decided = kept(make_decided)

        @pytest.fixture
        def decided(_decided):
            return _decided()
    """

    @pytest.fixture(scope="module")
    def fixture(django_db_setup, django_db_blocker):
        with django_db_blocker.unblock(), transaction.atomic():
            built = build()
            yield lambda: copy.deepcopy(built)
            transaction.set_rollback(True)

    return fixture
