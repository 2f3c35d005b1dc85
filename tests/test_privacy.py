"""No personal data where nobody looks for them: log lines, addresses, names of files, head of a PDF, figures, jobs.

Every page of the permission matrix is opened by those who see most, with applicants of unmistakable names; then each of
these places is searched.
"""

import io
import logging
from html.parser import HTMLParser
from urllib.parse import unquote

import pgtrigger
import pikepdf
import pymupdf
import pytest
from django.db import connection
from django.urls import reverse

from postings.applications.models import Applicant, Application
from postings.decision.memo_document import issue_memo
from postings.decision.memos import begin_memo
from postings.documents.services import issue_guide
from postings.files.models import ApplicationFile
from postings.notices.enums import Way
from recruitment.jobs.models import Job
from recruitment.operations.logs import NumberedFilter, SafeJsonFormatter
from tests.factories import make_guide, make_hr_officer, make_posting, make_ranked
from tests.permission_matrix import MATRIX
from tests.postings.notices.building import make_decided, make_run
from tests.test_permissions import scene  # noqa: F401 - fixture

pytestmark = pytest.mark.django_db

PLANTED = {
    "first_name": "Xylophanta",
    "last_name": "Quarzmurmel",
    "email": "xylophanta@quarzmurmel.example",
    "street": "Zwirbelgasse 4711",
    "phone": "030 99887766",
    "city": "Murmelhausen",
}
SEARCHED = ("xylophanta", "quarzmurmel", "zwirbelgasse", "99887766", "murmelhausen")
# Who sees most of each kind of page.
READERS = ("hr_officer", "chair", "disability_rep")
FIELDS = (
    "reason",
    "note",
    "remarks",
    "text",
    "first_name",
    "last_name",
    "name",
    "q",
    "suche",
    "answer",
    "subject",
    "body",
)


def named_in(text):
    text = unquote(unquote(text)).casefold()
    return [word for word in SEARCHED if word in text]


class Links(HTMLParser):
    """Every address on a page."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found += [
            value
            for name, value in attrs
            if value and name in ("href", "src", "action", "formaction", "hx-get", "hx-post")
        ]


@pytest.fixture
def lines():
    """What the log of the house holds, as it is written in production."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setLevel(logging.INFO)
    handler.setFormatter(SafeJsonFormatter())
    handler.addFilter(NumberedFilter())
    loggers = [
        logging.getLogger(name)
        for name in (None, "django", "django.request", "django.server", "recruitment", "postings")
    ]
    hung = [one for one in loggers if not one.propagate or one.name == "root"]
    before = {one: one.level for one in loggers}
    for one in loggers:
        one.setLevel(logging.INFO)
    for one in hung:
        one.addHandler(handler)
    yield stream
    for one in hung:
        one.removeHandler(handler)
    for one, level in before.items():
        one.setLevel(level)


@pytest.fixture
def planted(scene, settings):  # noqa: F811
    settings.APPLICATION_FILES_DIR = scene["files"]
    Applicant.objects.update(**PLANTED)
    with pgtrigger.ignore("applications.Application:application_statements_stand"):
        Application.objects.update(remarks="Frau Quarzmurmel ruft an", qualification="Diplom von Xylophanta")
    ApplicationFile.objects.update(name="Zeugnis Quarzmurmel.pdf")
    return scene


def faults_of(response, where):
    found = []
    for header in ("Location", "Content-Disposition", "Refresh"):
        if named_in(response.get(header, "")):
            found.append(f"{where}: {header} {response[header]}")
    kind = response.get("Content-Type", "")
    if kind.startswith("text/html") and not response.streaming:
        found += [f"{where}: {link}" for link in Links(response.content.decode()).found if named_in(link)]
    return found


@pytest.mark.parametrize("role", READERS)
def test_no_page_carries_a_person_in_an_address_a_name_of_a_file_or_the_log(client, planted, lines, role):
    client.force_login(planted["people"][role])
    client.raise_request_exception = False
    faults = []
    for method, name, arguments, _expected in MATRIX:
        if method == "get":
            response = client.get(reverse(name, args=[planted[one] for one in arguments]))
            faults += faults_of(response, name)
            if name == "operations:metrics":
                faults += named_in(response.content.decode())

    assert faults == []
    written = lines.getvalue()
    assert written.count('"route"') > 20  # refusals, at least
    assert named_in(written) == []


def test_nor_does_what_is_sent_or_searched_or_fails(client, planted, lines, monkeypatch):
    client.force_login(planted["people"]["hr_officer"])
    client.raise_request_exception = False
    typed = dict.fromkeys(FIELDS, "Xylophanta Quarzmurmel")
    faults = []
    for method, name, arguments, _expected in MATRIX:
        url = reverse(name, args=[planted[one] for one in arguments])
        if method == "post" and not name.startswith(("accounts:", "access:", "admin:")):
            faults += faults_of(client.post(url, typed), name)
    for name in ("overview:overview", "postings:posting_list"):
        if any(entry[1] == name for entry in MATRIX):
            arguments = next(entry[2] for entry in MATRIX if entry[1] == name)
            client.get(reverse(name, args=[planted[one] for one in arguments]), {"suche": "Quarzmurmel"})

    def fails(*_arguments, **_named):
        raise ValueError("Key (last_name)=(Quarzmurmel) already exists")

    monkeypatch.setattr("postings.disclosure.views.start_disclosure", fails)
    url = reverse("disclosure:disclosure_create", args=[planted["application"]])
    assert client.post(url, {"reason": "Antrag von Xylophanta"}).status_code == 500

    assert faults == []
    written = lines.getvalue()
    assert "ValueError" in written
    assert named_in(written) == []
    for job in Job.objects.all():
        assert (
            named_in(f"{job.arguments} {job.back_url} {job.result_url} {job.note} {job.error} {job.result_label}") == []
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT args::text, coalesce(lock, ''), coalesce(queueing_lock, '') FROM procrastinate_jobs")
        assert [row for row in cursor.fetchall() if named_in(" ".join(row))] == []


def _head(content):
    """Everything that a PDF tells besides its pages: entries of the head, XMP, names of what is attached, bookmarks."""
    with pikepdf.open(io.BytesIO(content)) as document:
        told = [str(value) for value in document.docinfo.values()]
        told.append(document.Root.Metadata.read_bytes().decode() if "/Metadata" in document.Root else "")
        told += list(document.attachments)
        with document.open_outline() as outline:
            told += [entry.title for entry in outline.root]
    return " ".join(told)


def test_letters_memos_and_guides_name_nobody_in_their_head_or_their_name(client):
    """A letter is to a person: its page must name them, its head and the name of its file must not."""
    posting = make_decided()
    hr = make_hr_officer()
    Applicant.objects.update(**PLANTED)
    run = make_run(posting, way=Way.LETTER, actor=hr)
    other = make_posting()
    make_ranked(other, [4, 4, 4], [4, 4, 3])
    Applicant.objects.update(**PLANTED)
    begin_memo(posting=other, actor=hr)
    guide = make_guide(make_posting().plan.rounds.get(), questions=1)
    reports = [issue_memo(posting=other, actor=hr), issue_guide(round=guide.round, actor=hr)]
    client.force_login(hr)
    notices = list(run.notices.order_by("pk"))
    addresses = [reverse("notices:notice_letter", args=[one.pk]) for one in notices]
    addresses.append(reverse("notices:run_print", args=[run.pk]))
    addresses.append(reverse("decision:memo_download", args=[reports[0].pk]))
    addresses.append(reverse("documents:guide_download", args=[reports[1].pk]))

    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        assert response["Content-Type"] == "application/pdf"
        assert named_in(response["Content-Disposition"]) == []
        content = response.getvalue() if response.streaming else response.content
        assert named_in(_head(content)) == []
    with pymupdf.open(stream=client.get(addresses[0]).content) as letter:  # what was planted is what is printed
        assert "quarzmurmel" in named_in(letter[0].get_text())
