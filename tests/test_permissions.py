"""Every address as every role: what is not granted is refused."""

import hashlib
import io
from contextlib import contextmanager

import pikepdf
import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from postings.assessment.rounds import close_round
from postings.decision.comparison import save_auxiliary_act, save_finding
from postings.decision.memos import begin_memo
from postings.notices.aborting import abort_posting
from postings.notices.lawsuits import record_lawsuit
from postings.notices.models import Lawsuit
from postings.retention.models import ErasureRun, LegalHold
from recruitment.jobs.services import start_job
from tests.factories import (
    PUBLISHED_ON,
    declare,
    make_application,
    make_appraisal,
    make_conflict,
    make_decision,
    make_equality_data,
    make_file,
    make_finding,
    make_formal_decision,
    make_guide,
    make_interview,
    make_member,
    make_merge,
    make_posting,
    make_profile,
    make_ranked,
    make_record,
    make_requirement,
    make_sheet,
    make_user,
)
from tests.permission_matrix import MATRIX, PUBLIC, ROLES
from tests.postings.files.building import pdf_of
from tests.postings.intake.lists import BROKEN, JOERDIS, SILENT, reviewed, take_over
from tests.postings.notices.building import make_decided, make_run
from tests.recruitment.jobs import kinds  # noqa: F401 - registers the work of the job

pytestmark = pytest.mark.django_db


@contextmanager
def kept_scene(blocker, folder, build):
    """Build once what many tests read: each of them runs in a savepoint inside this transaction and leaves no trace.

    What is stored lies in ``folder``, told under "files"; a test points the setting there again.
    """
    with blocker.unblock(), transaction.atomic():
        with override_settings(APPLICATION_FILES_DIR=str(folder)):
            built = build()
            cookies = {role: _cookie_of(person) for role, person in built.get("people", {}).items()}
        yield built | {"files": str(folder), "cookies": cookies}
        transaction.set_rollback(True)


def _cookie_of(person) -> str | None:
    """Return the session of a log-in made once; each test that uses it begins with it as it was."""
    if person is None:
        return None
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def become(client, scene, role) -> None:
    """Let ``client`` be the browser of the person with ``role``, logged in when the scene was built."""
    client.cookies.clear()
    if cookie := scene["cookies"][role]:
        client.cookies[settings.SESSION_COOKIE_NAME] = cookie


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker, tmp_path_factory):
    with kept_scene(django_db_blocker, tmp_path_factory.mktemp("scene"), build_scene) as built:
        yield built


@pytest.fixture(autouse=True)
def _files_of_the_scene(settings, scene):
    settings.APPLICATION_FILES_DIR = scene["files"]


def build_scene(**posting_fields):
    """A procedure at rating: one assessor has submitted everything, one owes everything; a draft beside it."""
    posting = make_posting(**posting_fields)
    application = make_application(posting)
    make_formal_decision(application)
    refusal = make_formal_decision(
        make_application(posting, status="received"), is_eligible=False, grounds="kein Abschluss", state="proposed",
        confirmed_by=None, confirmed_at=None,
    )  # fmt: skip
    done, owing = make_member(posting), make_member(posting)
    make_sheet(application, done, [3, 3, 3])
    people = {
        "anonymous": None,
        "outsider": make_user(),
        "hr_officer": make_user(roles=["hr_officer"]),
        "profile_editor": make_user(roles=["profile_editor"]),
        "administrator": make_user(roles=["administrator"]),
        "chair": make_member(posting, role="chair"),
        "assessor_done": done,
        "assessor_owing": owing,
        "minute_taker": make_member(posting, role="minute_taker"),
        "decider": make_member(posting, role="decider"),
        "observer": make_member(posting, role="observer"),
        "disability_rep": make_user(roles=["disability_rep"]),
        "womens_rep": make_user(roles=["womens_rep"]),
        "staff_council": make_user(roles=["staff_council"]),
    }
    other = make_application(posting)
    for disabled in (application, other):
        make_equality_data(disabled, disability_status="severe")
        make_finding(disabled)
    merge = make_merge(posting)
    for owed in posting.applications.to_be_rated().exclude(sheets__assessor=done):
        make_sheet(owed, done, [3, 3, 3])
    declare(posting, owing)
    undeclared = make_posting(**posting_fields)
    make_application(undeclared)
    make_member(undeclared, user=owing)
    conflict = make_conflict(application, make_member(posting, role="deputy"))
    draft = make_profile()
    return {
        "people": people,
        "posting": posting.pk,
        "blind_posting": make_posting(is_blind=True).pk,
        "draft_posting": make_posting(status="draft").pk,
        "application": application.pk,
        "erasure_run": ErasureRun.objects.create(
            posting=posting, due_on=PUBLISHED_ON, proposed_by=make_user(roles=["hr_officer"])
        ).pk,
        "hold": LegalHold.objects.create(posting=undeclared, reason="Prüfung", set_by=people["hr_officer"]).pk,
        "round": 1,
        "open_round": posting.plan.rounds.get().pk,
        **_discussed(people, **posting_fields),
        **_guided(people, **posting_fields),
        **_compared(people, **posting_fields),
        **_decided(people, **posting_fields),
        "observed": posting.profile.criteria.first().pk,
        "received_application": make_application(posting, status="received").pk,
        "proposed_refusal": refusal.pk,
        "appraisal": make_appraisal(application).pk,
        # of a withdrawn application, so that nobody's attempt takes it away from the next
        "withdrawn_appraisal": make_appraisal(
            make_application(posting, status="withdrawn", withdrawn_on=PUBLISHED_ON)
        ).pk,
        "other": other.pk,
        "calm_posting": make_posting().pk,
        "body": "staff_council",
        "merge": merge.pk,
        "profile": posting.profile_id,
        "draft": draft.pk,
        "criterion": draft.criteria.first().pk,
        "assessor": owing.pk,
        "exemption": conflict.pk,
        "undeclared_posting": undeclared.pk,
        "report": (report := _report(posting)).pk,
        "report_key": f"bericht-{report.pk}",
        "job": start_job(kind="test_count", actor=people["hr_officer"], arguments={}, back_url="/", total=1).pk,
        "public_name": posting.reference_number.replace("/", "-"),
        "paper_key": f"bericht-{_report(posting, kind='posting').pk}",
        "public_file": "stellenausschreibung",
        **_archived(application),
        "pdf": "pdf",
        "xlsx": "xlsx",
        "csv": "csv",
        "docx": "docx",
        "workbook": "auswertung",
        "single": "einzelbewertungen",
        "json": "json",
        "document": _document().pk,
        "open_list": reviewed(posting, SILENT).pk,
        "accepted_list": take_over(posting, JOERDIS, BROKEN, valid_only=True).pk,
        **_documents(application),
        **_matters(application),
        "user": owing.pk,
        "factor_kind": "app",
        "scale": posting.profile.scale_id,
    }


def _discussed(people, **posting_fields):
    """A second procedure of the same committee, its round closed without every sheet."""
    posting = make_posting(**posting_fields)
    application = make_application(posting)
    for role in ("chair", "minute_taker", "decider", "observer"):
        make_member(posting, role=role, user=people[role])
    for role in ("assessor_done", "assessor_owing"):
        make_member(posting, user=people[role])
    make_sheet(application, people["assessor_done"], [3, 3, 3])
    recorded = make_application(posting)
    make_sheet(recorded, people["assessor_done"], [3, 3, 3])
    for hour, interviewed in enumerate((application, recorded), start=9):
        make_interview(interviewed, posting.plan.rounds.get(), hour=hour)
    make_record(recorded, posting.plan.rounds.get(), people["chair"])
    entry = close_round(round=posting.plan.rounds.get(), actor=people["chair"], reason="erkrankt")
    return {
        "closed_round": entry.pk,
        "discussed": application.pk,
        "recorded": recorded.pk,
        "discussed_criterion": entry.criteria.first().pk,
    }


def _compared(people, **posting_fields):
    """A fourth procedure of the same committee on its way to the decision, and a fifth that is decided."""
    posting = make_posting(**posting_fields)
    ranked = make_ranked(posting, [4, 4, 4], [4, 4, 3], [4, 4, 3])
    roles = ("chair", "minute_taker", "decider", "observer")
    for role in roles:
        make_member(posting, role=role, user=people[role])
    for role in ("assessor_done", "assessor_owing"):
        make_member(posting, role="deputy", user=people[role])
    hr, reason = people["hr_officer"], "Das Bild der Leistungen ist gleich."
    ids = [application.pk for application in ranked]
    finding = save_finding(posting=posting, application_ids=ids, is_equal=True, reason=reason, actor=hr)
    act = save_auxiliary_act(finding=finding, kind="other", reason=reason, case_check=reason, actor=hr)
    begin_memo(posting=posting, actor=hr)
    decided = make_posting(**posting_fields)
    first = make_ranked(decided, [4, 4, 4])[0]
    for role in roles:
        make_member(decided, role=role, user=people[role])
    for role in ("assessor_done", "assessor_owing"):
        make_member(decided, role="deputy", user=people[role])
    decision = make_decision(decided, first, actor=people["decider"])
    return {
        "compared": posting.pk,
        "ladder_step": "formal",
        "equality_finding": finding.pk,
        "auxiliary_act": act.pk,
        "block": 1,
        "decision": decision.pk,
        "memo_report": _report(posting, kind="selection_memo").pk,
    }


def _guided(people, **posting_fields):
    """A third procedure of the same committee with an interview guide that nothing has fixed yet."""
    posting = make_posting(**posting_fields)
    for role in ("chair", "minute_taker", "decider", "observer"):
        make_member(posting, role=role, user=people[role])
    for role in ("assessor_done", "assessor_owing"):
        make_member(posting, user=people[role])
    entry = posting.plan.rounds.get()
    make_guide(entry, questions=1)
    return {
        "guided_round": entry.pk,
        "guide_question": entry.guide.questions.get().pk,
        "guide_report": _report(posting, kind="interview_guide", round=entry).pk,
    }


def _decided(people, **posting_fields):
    """A decided procedure of the same committee: everybody told by e-mail, one suit open; and one that was aborted."""
    posting, aborted = make_decided(**posting_fields), make_posting(**posting_fields)
    for one in (posting, aborted):
        for role in ("chair", "minute_taker", "decider", "observer"):
            if not one.memberships.filter(role=role).exclude(role="decider").exists():
                make_member(one, role=role, user=people[role])
        for role in ("assessor_done", "assessor_owing"):
            make_member(one, user=people[role])
    run = make_run(posting)
    suit = Lawsuit(posting=posting, court="VG Berlin", file_number="7 L 1.26", received_on=timezone.localdate())
    record_lawsuit(lawsuit=suit, actor=people["hr_officer"], today=timezone.localdate())
    abort_posting(
        posting=aborted, reason="Die Stelle entfällt nach dem neuen Haushaltsplan.", actor=people["hr_officer"],
        today=timezone.localdate(),
    )  # fmt: skip
    return {
        "decided_posting": posting.pk,
        "aborted_posting": aborted.pk,
        "competitor": "competitor",
        "notice_run": run.pk,
        "sent_notice": run.notices.first().pk,
        "lawsuit": suit.pk,
    }


def _documents(application):
    from postings.files.models import DocumentRequest

    make_requirement(application.posting, "cv")
    letter = DocumentRequest.objects.create(
        application=application,
        number=1,
        needs=["cv"],
        dated_on="2025-08-18",
        due_on="2025-09-01",
        sha256="e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        content=b"",
    )
    return {
        "file": make_file(application, content=pdf_of()).pk,
        "consent_file": make_file(application, kind="consent", content=pdf_of("Einsicht")).pk,
        "waiting_file": make_file(application, kind="degree", content=pdf_of("wartet"), scan_state="pending").pk,
        "need": "cv",
        "letter": letter.pk,
    }


def _matters(application):
    """One matter with each body; the one with the Schwerbehindertenvertretung is about one application."""
    from postings.participation.enums import DocumentKind
    from postings.participation.services import keep_document
    from tests.postings.participation.building import make_matter

    disability = make_matter(application.posting, "disability_rep", application=application)
    womens = make_matter(application.posting)
    return {
        "disability_matter": disability.pk,
        "womens_matter": womens.pk,
        "council_matter": make_matter(application.posting, "staff_council").pk,
        "disability_paper": keep_document(disability, DocumentKind.LETTER, "Unterrichtung", b"", None).pk,
        "womens_paper": keep_document(womens, DocumentKind.LETTER, "Unterrichtung", b"", None).pk,
    }


def _document():
    """An accepted one, so that nobody's attempt to discard it takes it away from the next."""
    from postings.drafting import services

    actor = make_user(roles=["hr_officer"])
    document = services.upload_document(content=b"Anforderungsprofil", name="profil.txt", actor=actor)
    services.save_answers(document=document, answers={1: services.Answer("confirmed")}, actor=actor)
    return services.accept_document(document=document, actor=actor)


def _report(posting, **fields):
    from postings.documents.models import IssuedReport

    empty = {"sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "content": b""}
    return IssuedReport.objects.create(
        posting=posting, version=1, profile_hash="0" * 64, data_sha256="0" * 64, **empty | fields
    )


def _disclosure(posting, application):
    """One with data inside, as its second page hands them out."""
    content = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.attachments["daten.json"] = b"{}"
        pdf.save(content)
    raw = content.getvalue()
    return _report(
        posting, kind="disclosure", application=application, content=raw, sha256=hashlib.sha256(raw).hexdigest()
    )


def _archived(application):
    """An archived document of each kind of rule who may read it."""
    posting = application.posting
    return {
        "rating_sheets": "rating_sheets",
        "formal_sheet": "formal_sheet",
        "rating_report": _report(posting, kind="rating_sheets", application=application).pk,
        "extract_report": _report(posting, kind="file_extract", application=application).pk,
        "disclosure_report": _disclosure(posting, application).pk,
        "overview_report": _report(posting, kind="applicant_overview").pk,
        "statistics_report": _report(posting, kind="statistics").pk,
    }


@pytest.mark.parametrize("entry", MATRIX, ids=lambda entry: f"{entry[0]} {entry[1]}")
def test_every_role_gets_its_answer(client, scene, entry):
    method, name, arguments, expected = entry
    url = reverse(name, args=[scene[argument] for argument in arguments])

    answers = []
    for role in ROLES:
        become(client, scene, role)
        response = getattr(client, method)(url)
        is_login = response.status_code == 302 and response.url.startswith(("/konto/anmelden/", "/verwaltung/login/"))
        is_login |= "registration/send_again.html" in [template.name for template in response.templates]
        answers.append("login" if is_login else str(response.status_code))

    expected = expected.split()
    expected += expected[1:2] * (len(ROLES) - len(expected))
    assert dict(zip(ROLES, answers, strict=True)) == dict(zip(ROLES, expected, strict=True))


def _names(patterns, namespace=""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else namespace
            yield from _names(pattern.url_patterns, inner)


def test_no_address_is_missing_from_the_table():
    names = {name for name in _names(get_resolver().url_patterns) if not name.endswith("None")}

    covered = {name for _method, name, _arguments, _expected in MATRIX} | PUBLIC
    # Django's admin brings a fixed set of addresses per model; list and one deeper page of each model are in the table.
    own = {name for name in names if not name.startswith("admin:")}
    models = {name.rsplit("_", 1)[0] for name in names if name.startswith("admin:") and name.endswith("_changelist")}
    assert own - covered == set()
    assert {model for model in models if f"{model}_changelist" not in covered} == set()


def test_reading_changes_nothing_but_the_record_of_opening(client, scene):
    from recruitment.audit.models import Event

    client.force_login(scene["people"]["hr_officer"])
    before = Event.objects.count()
    for method, name, arguments, _expected in MATRIX:
        if method == "get" and not name.startswith("admin:"):
            client.get(reverse(name, args=[scene[argument] for argument in arguments]))

    actions = list(Event.objects.order_by("id").values_list("action", flat=True))[before:]
    assert sorted(set(actions)) == [
        "application.opened",
        "disclosure.data_downloaded",
        "document.downloaded",
        "file.all_opened",
        "file.opened",
        "list.rest_opened",
        "overview.exported",
        "participation.document_opened",
        "report.downloaded",
        "request.opened",
        "scores.exported",
        "sheets.downloaded",
    ]


# What an administrator opens below the addresses of the procedures, and why: nothing of a posting or an applicant.
OPEN_TO_ADMINISTRATORS = {
    "postings:start",
    "postings:posting_list",  # empty for them
    "assessment:sheet_list",  # their own sheets: none
    "documents:posting_public",  # public for everybody
    "documents:posting_public_file",
    "retention:due_list",  # numbers only; the second person of an erasure may be one of them
    "retention:run_detail",
    "retention:run_confirm",
    "retention:run_discard",
}
OF_THE_HOUSE = {"accessibility", "accounts", "admin", "jobs", "profiles", "otp_webauthn", "drafting", "operations"}


def test_no_role_stands_above_the_procedure():
    """The table itself, which the test above proves: administrators get 403 or 404 wherever applicants are."""
    column = ROLES.index("administrator")
    opened = set()
    for _method, name, _arguments, expected in MATRIX:
        answers = expected.split()
        if name.split(":")[0] in OF_THE_HOUSE:
            continue
        if (answers + answers[1:2] * len(ROLES))[column] not in ("403", "404"):
            opened.add(name)
    assert opened - OPEN_TO_ADMINISTRATORS == set()


def test_there_is_no_flag_that_opens_more():
    """``createsuperuser`` makes an administrator, and Django's permissions say no to everybody."""
    from recruitment.accounts.models import User

    person = User.objects.create_superuser("wurzel", "geheim-genug-123", first_name="W", last_name="W")
    assert person.authority_roles == {"administrator"}
    assert not hasattr(User, "is_superuser")
    assert not person.has_perm("applications.view_application")


# Files that hold nothing about one applicant; everything else that leaves the house is recorded with who and what.
WITHOUT_APPLICANTS = {
    "documents:guide_download",
    "interviews:interview_calendar",  # days and labels, as the page beside it shows them without a record
    "profiles:profile_export",
    "drafting:document_file",
    "documents:posting_draft_pdf",
    "documents:guide_pdf",
    "participation:due_calendar",
    "documents:posting_public_file",
    "profiles:exchange_schema",
}


def test_every_file_that_is_handed_out_is_limited_and_recorded(client, scene, settings):
    """Also that no table row hands out a file whose view is missing in the settings."""
    from recruitment.audit.models import Event

    settings.USE_LIMITS = {"upload": 10_000, "export": 10_000, "job": 10_000}
    client.force_login(scene["people"]["hr_officer"])
    handed_out, unrecorded = set(), set()
    for method, name, arguments, _expected in MATRIX:
        if method != "get" or name.startswith("admin:") or name in handed_out:
            continue
        before = Event.objects.count()
        response = client.get(reverse(name, args=[scene[argument] for argument in arguments]))
        if response.status_code == 200 and "Content-Disposition" in response:
            handed_out.add(name)
            if Event.objects.count() == before:
                unrecorded.add(name)
    assert handed_out - settings.EXPORT_VIEWS - PUBLIC_FILES == set()
    assert unrecorded - WITHOUT_APPLICANTS == set()


PUBLIC_FILES = {"documents:posting_public_file", "profiles:exchange_schema"}
