"""What all tests share: the browser, axe-core, and a log-in without the form."""

import gc
import os
import shutil
import uuid
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from whitenoise.middleware import WhiteNoiseMiddleware

from tests.snapshot import emptying

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop lives in the test thread

# The same examples on every machine; HYPOTHESIS_RANDOM=1 looks for new ones.
hypothesis.settings.register_profile("suite", derandomize=not os.environ.get("HYPOTHESIS_RANDOM"), deadline=None)
hypothesis.settings.load_profile("suite")

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]


def pytest_collection_modifyitems(items):
    """Mark browser tests; without Chromium they are skipped on a desk and fail where it must be there (CI)."""
    for item in items:
        if "tests/browser/" not in item.nodeid:
            continue
        item.add_marker(pytest.mark.browser)
        if CHROMIUM is None and not os.environ.get("REQUIRE_BROWSER") and not os.environ.get("CI"):
            item.add_marker(pytest.mark.skip(reason="kein Chromium gefunden (apt-get install chromium)"))


class _FlushingLast:
    """Puts tests that empty the whole database behind all that need what the migrations shipped.

    pytest-django does so, but pytest then gathers all tests with the parameter of a browser, wherever the first is. A
    test with a browser alone goes with them: the loop that Playwright leaves running forbids a job in its own process.
    """

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items):
        items.sort(key=_goes_last)


def _goes_last(item) -> bool:
    marker = item.get_closest_marker("django_db")
    asks = bool(marker and marker.kwargs.get("transaction"))
    return asks or bool({"live_server", "transactional_db", "browser"} & set(getattr(item, "fixturenames", ())))


def pytest_configure(config):
    config.pluginmanager.register(_FlushingLast(), "flushing-last")


def pytest_collection_finish():
    """Keep what is loaded out of every later collection of garbage: looking through all of it takes its time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The database of the tests; whatever a killed process left connected to it ends before it is dropped."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(scope="session", autouse=True)
def _quick_flush():
    """Empty the tables between two tests that commit without truncating, which every history refuses and which is slow.

    Tables of content types and permissions tell what models there are: they stay, and nothing is migrated anew.
    """
    told_by_models = {"django_content_type", "auth_permission"}
    patch = pytest.MonkeyPatch()
    # Of the class, because Playwright's loop has a connection of its own.
    patch.setattr(
        DatabaseOperations,
        "sql_flush",
        lambda self, style, tables, **_options: emptying(sorted(set(tables) - told_by_models)),
    )
    patch.setattr("django.core.management.commands.flush.emit_post_migrate_signal", lambda *_arguments: None)
    yield
    patch.undo()


@pytest.fixture(scope="session", autouse=True)
def _static_files_listed_once():
    """Every test client starts WhiteNoise anew: let it look through the same folders once for each way to look."""
    listed = {}
    look = WhiteNoiseMiddleware.add_files_from_finders

    def add(self):
        own, key = self.files, (self.static_prefix, self.max_age, self.charset, *map(str, settings.STATICFILES_DIRS))
        if key not in listed:
            self.files = {}
            look(self)
            listed[key] = self.files
        self.files = own | listed[key]

    patch = pytest.MonkeyPatch()
    patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", add)
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def _private_files(settings, tmp_path_factory):
    """Documents of applicants go to a folder of this test, made when something is stored."""
    settings.APPLICATION_FILES_DIR = str(tmp_path_factory.getbasetemp() / f"files-{uuid.uuid4().hex}")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    assert CHROMIUM, "Chromium fehlt: apt-get install chromium"
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "de-DE", "timezone_id": "Europe/Berlin"}


@pytest.fixture
def guarded_page(page):
    """A page that fails the test when the content security policy is violated or a script breaks."""
    faults = []
    page.on("console", lambda message: faults.append(message.text) if "Content Security" in message.text else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.faults = faults
    yield page
    assert faults == []


@pytest.fixture
def login(client, live_server):
    """Return a function that logs a person into a browser page without the form."""

    def log_in(page, user):
        client.force_login(user)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        page.context.add_cookies([cookie])
        return page

    return log_in


def axe_results(page) -> list[dict]:
    """Return the violations that axe-core finds on ``page`` (WCAG 2.1 A and AA), with every node of each.

    All rules run over all elements; only what nobody reads, the description of each element that passes, is left out:
    it took two thirds of the time.
    """
    noticed = list(page.faults) if hasattr(page, "faults") else None
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
    violations = page.evaluate(
        "async tags => (await axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']}))"
        ".violations",
        WCAG,
    )
    if noticed is not None:
        page.faults[:] = noticed  # axe itself touches styles where jQuery is loaded; that is not the page's doing
    return violations


def axe_violations(page) -> list[tuple[str, list]]:
    """Return the rules that ``page`` breaks and where."""
    return [(found["id"], [node["target"] for node in found["nodes"]]) for found in axe_results(page)]
