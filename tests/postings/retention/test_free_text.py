"""Texts on a procedure as a whole that name a person: the name goes with the person, from histories too."""

from contextlib import contextmanager
from datetime import date

import pgtrigger
import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.utils import timezone

from postings.applications.models import Applicant, Application
from postings.models import Posting
from postings.retention.enums import LegalGround
from postings.retention.free_text import PROCEDURE_TEXTS, Naming, history_of
from postings.retention.models import DeletionRecord
from postings.retention.services import erase_application
from recruitment.audit.models import Event
from recruitment.audit.sealing import seal_history
from recruitment.audit.verifying import verify_history
from recruitment.jobs.models import Job
from tests.factories import make_application, make_hr_officer, make_posting
from tests.postings.retention.building import LOSER
from tests.postings.retention.searching import places_of
from tests.postings.retention.test_runs import erased, filled, person, scene  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db

# A text that is no free text on a procedure, by app, table or column, and why an erasure leaves it.
NOT_ABOUT_A_PERSON = {
    "accounts": "accounts of the staff",
    "access": "accounts of the staff",
    "admin": "accounts of the staff: what administrators changed, and they open no file",
    "auth": "rights of the framework",
    "axes": "names of accounts that were tried at the log-in; kept for a quarter of an hour",
    "contenttypes": "names of tables",
    "django_otp_webauthn": "devices of the staff",
    "otp_static": "devices of the staff",
    "otp_totp": "devices of the staff",
    "pghistory": "who wrote a row, and on which page: an address without its query",
    "procrastinate": "numbers of jobs only",
    "profiles": "text of the profile, which is published",
    "drafting": "text of the profile and the posting, as they were uploaded",
    "sessions": "searched and deleted whole (traces)",
    "jobs.Job": "deleted whole where it names the person",
    "audit.Event.facts": "rewritten: the facts that people typed",
    "audit.Event": "names of acts and tables",
    "audit.HistorySeal": "checksums",
    "audit.SealedPart": "checksums",
    "audit.ErasureMark": "checksums",
    **dict.fromkeys(
        (
            f"postings.Posting.{column}"
            for column in (
                "reference_number authority office designation function pay_grade_a pay_grade_e working_time "
                "available_from contract_term_reason work_location profile_url portal_url contact_url signatory"
            ).split()
        ),
        "text of the posting, which is published",
    ),
    "postings.Posting.discarded_reason": "a discarded draft never had applicants",
    "postings.Posting.discarded_reference": "a discarded draft never had applicants",
    "postings.PostingNotice": "text of the posting",
    "assessment.AssessmentRound.title": "name of the round, fixed before anybody is rated",
    "assessment.AssessorOrder": "a seed",
    "assessment.Reminder": "mails to the staff made of figures",
    "assessment.ConsensusPresence": "no text",
    "participation.ParticipationDocument": "letters, deleted with the last person",
    "equality.DutyBasis": "where figures of the office stand",
    "equality.InvitationDecision": "figures",
    "intake.ListSource": "what the columns of a portal mean",
    "intake.ApplicantList": "emptied row by row by its own step (intake.erasure)",
    "interviews.InterviewGuide": "the same questions for everybody, fixed before anybody is asked",
    "interviews.GuideQuestion": "the same questions for everybody",
    "interviews.QuestionAnchor": "the same questions for everybody",
    "notices.Lawsuit.file_number": "number of the court",
    "notices.NoSuitCheck.asked_by": "of the staff",
    "participation.Settlement.settled_by": "of the staff",
    "decision.MemoVersion.sha256": "checksum",
    "decision.MemoSignature": "checksum",
    "decision.SelectionDecision.ranking_sha256": "checksum",
    "decision.SelectionDecision.profile_hash": "checksum",
    "decision.AuxiliaryOrder.kinds": "choices",
    "documents.IssuedReport": "evidence as issued: of one application with its person, else with the last person",
    "files.DocumentRequirement": "which documents are needed",
    "retention.DeletionRecord": "names nobody (its own tests)",
    "retention.ErasureRun": "numbers only",
}


def related_models(*, surely=False):
    """Every model that knows of one application or applicant, over however many tables; ``surely``: with each row."""
    found = {Application, Applicant}
    known = [model for model in apps.get_models() if not hasattr(model, "pgh_tracked_model")]
    while True:
        more = {
            model
            for model in known
            if any(
                field.is_relation and field.related_model in found and not (surely and field.null)
                for field in (*model._meta.fields, *(() if surely else model._meta.many_to_many))
            )
        } - found
        if not more:
            return found
        found |= more


def holds_words(field):
    if field.choices or isinstance(field, models.UUIDField | models.EmailField):
        return False
    return isinstance(field, models.CharField | models.TextField | models.JSONField | models.BinaryField | ArrayField)


def test_every_text_is_forgotten_or_has_a_reason_why_not():
    forgotten = {(texts.label, column) for texts in PROCEDURE_TEXTS for column in texts.columns}
    of_a_person = related_models(surely=True)
    missing = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if not hasattr(model, "pgh_tracked_model") and model not in of_a_person
        for field in model._meta.fields
        if holds_words(field)
        and (model._meta.label, field.name) not in forgotten
        and not {model._meta.app_label, model._meta.label, f"{model._meta.label}.{field.name}"}
        & NOT_ABOUT_A_PERSON.keys()
    ]

    assert missing == []


def test_no_reason_is_left_over_and_every_column_is_there():
    labels = {model._meta.label for model in apps.get_models()}
    known = labels | {label.split(".")[0] for label in labels}
    assert [key for key in NOT_ABOUT_A_PERSON if ".".join(key.split(".")[:2]) not in known] == []
    for texts in PROCEDURE_TEXTS:
        for column in texts.columns:
            texts.model._meta.get_field(column)


@contextmanager
def no_triggers():
    """Rows as they may stand, without going through all that leads to them."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        yield
        cursor.execute("SET session_replication_role = origin")


def first(label, column):
    """Any value that this column takes."""
    return apps.get_model(label)._meta.get_field(column).choices[0][0]


def is_written(row, column, value):
    """Whether the value could be put there; some columns are empty in some rows by a constraint."""
    try:
        with transaction.atomic():
            return type(row).objects.filter(pk=row.pk).update(**{column: value})
    except IntegrityError:
        return 0


GUARDS = [
    f"{texts.label}:{trigger.name}"
    for texts in PROCEDURE_TEXTS
    for trigger in texts.model._meta.triggers
    if not trigger.name.startswith(("insert_", "update_", "delete_"))
]


def new(label, **columns):
    return apps.get_model(label)(**columns)


def planted(posting: Posting) -> list:
    """Write the name into every column of ``PROCEDURE_TEXTS`` and its history; return what had a row."""
    officer, now = make_hr_officer(), timezone.now()
    by = {"saved_by": officer, "saved_at": now}
    decision, memo = posting.decisions.get(), posting.memos.first()
    finding = new("decision.EqualityFinding", posting=posting, is_equal=True, reason="x", **by)
    matter = new(
        "participation.Participation", posting=posting, body="womens_rep", subject="other", subject_note="x", text="x",
        sent_on=now.date(), received_on=now.date(), due_on=now.date(), result="objection", answered_on=now.date(),
        note="x", recorded_by=officer, recorded_at=now, is_own_answer=False, created_by=officer, created_at=now,
    )  # fmt: skip
    auxiliary, ground = first("decision.AuxiliaryAct", "kind"), first("decision.DecisionWithdrawal", "ground")
    settled = {"settled_by": "x", "settled_on": now.date(), "recorded_by": officer, "recorded_at": now}
    made = [
        finding,
        matter,
        new("decision.LadderSection", posting=posting, step=first("decision.LadderSection", "step"), **by),
        new("decision.AuxiliaryOrder", posting=posting, kinds=[auxiliary], reason="x", **by),
        new("decision.AuxiliaryAct", finding=finding, kind=auxiliary, reason="x", case_check="x", **by),
        new("decision.DecisionWithdrawal", decision=decision, withdrawn_by=officer, ground=ground, reason="x"),
        new("participation.Settlement", participation=matter, reason="x", **settled),
        new(
            "screening.PreSelection", posting=posting, concluded_by=officer, concluded_at=now, invited_count=1,
            not_invited_count=0, reopened_by=officer, reopened_at=now, reopen_reason="x",
        ),
        new(
            "notices.NoticeText", posting=posting, kind=first("notices.NoticeText", "kind"), version=1, subject="x",
            body="x", saved_by=officer,
        ),
        new("notices.Abort", posting=posting, reason="x" * 40, aborted_on=now.date(), aborted_by=officer),
        new(
            "notices.Lawsuit", posting=posting, court="x", file_number="x", received_on=now.date(),
            recorded_by=officer, ended_on=now.date(), ended_by=officer, result="x",
        ),
        new(
            "retention.LegalHold", posting=posting, reason="x", set_by=officer, lifted_by=officer, lifted_at=now,
            lifted_reason="x",
        ),
    ]  # fmt: skip
    if memo is None:
        memo = new("decision.SelectionMemo", posting=posting, number=1, begun_by=officer)
        version = new("decision.MemoVersion", memo=memo, number=1, created_by=officer, sha256="0" * 64)
        made += [memo, version, new("decision.MemoBlock", version=version, key=1, facts=[])]
    words = f"Auch über Frau {LOSER} und {LOSER.upper()}s Einwand wurde gesprochen."
    has_history = [texts for texts in PROCEDURE_TEXTS if hasattr(texts.model, "pgh_event_model")]
    with pgtrigger.ignore(*GUARDS):  # how it came to all this is not the matter here
        for row in made:
            row.save()
    with no_triggers():
        Posting.objects.filter(pk=posting.pk).update(
            is_blind=True, names_disclosed_at=now, names_disclosed_by=officer, names_disclosed_reason="x"
        )
        for texts in PROCEDURE_TEXTS:
            rows = list(texts.model.objects.filter(**{texts.path: posting.pk}))
            if texts in has_history:
                rows += list(history_of(texts, posting))
            for column in texts.columns:
                value = [{"text": words}] if column == "facts" else words
                assert sum(is_written(row, column, value) for row in rows), (texts.label, column)
    return has_history


def test_every_text_of_the_procedure_loses_the_name_with_the_person_and_the_chain_holds(filled):  # noqa: F811
    loser = person(filled, LOSER)
    has_history = planted(filled)
    Event.objects.create(
        action="erasure.discarded", posting_reference=filled.reference_number, subject_type="", facts={
            "count": 1, "reason": f"Erst mit {LOSER} sprechen",
        },
    )  # fmt: skip
    Job.objects.create(
        kind="selection_report", posting_reference=filled.reference_number, started_by=make_hr_officer(), arguments={},
        back_url="/", state="failed", error=f"{LOSER} fehlt", ended_at=timezone.now(), total=1,
    )  # fmt: skip
    with pgtrigger.ignore("applications.Application:application_comes_before_the_end"):
        make_application(filled, last_name="Blauregen")
    seal_history(day=date(2025, 8, 1))
    tables = {texts.model._meta.db_table for texts in PROCEDURE_TEXTS}
    tables |= {texts.model.pgh_event_model._meta.db_table for texts in has_history}
    planted_in = {table for table, _column in places_of(LOSER)}
    assert tables | {"audit_event", "jobs_job"} <= planted_in

    erase_application(application=loser, actor=make_hr_officer(), ground=LegalGround.PERIOD_OVER)

    # Reports and letters on everybody are evidence for the others, and go with the last of them.
    left = places_of(LOSER)
    assert left <= {("documents_issuedreport", "content"), ("participation_participationdocument", "content")}
    assert "Auch über Frau [gelöscht]" in filled.decisions.get().reason
    assert verify_history().faults == ()
    seal_history(day=date(2025, 8, 2))
    assert verify_history().faults == ()


WITH_HISTORY = [texts for texts in PROCEDURE_TEXTS if hasattr(texts.model, "pgh_event_model")]


@pytest.mark.parametrize("texts", WITH_HISTORY, ids=lambda texts: texts.label)
def test_nobody_rewrites_these_texts_without_a_deletion_record_and_nothing_else_with_one(filled, texts):  # noqa: F811
    planted(filled)
    table, column = history_of(texts, filled).model._meta.db_table, texts.columns[0]

    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'UPDATE "{table}" SET "{column}" = \'y\'')
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic(), connection.cursor() as cursor:
        DeletionRecord.objects.create(subject_hash="0" * 64, posting_reference="x", legal_ground="withdrawn", counts={})
        cursor.execute(f"UPDATE \"{table}\" SET \"{column}\" = 'y', pgh_label = 'z'")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Frau Grünäcker-Öztürk fehlt", "Frau [gelöscht] fehlt"),
        ("GRÜNÄCKER-ÖZTÜRK", "[gelöscht]"),
        ("Gruenaecker-Oeztuerks Zeugnis", "[gelöscht] Zeugnis"),
        ("Ayşe Grünäcker-Öztürk, ayse@example.org, 030 / 1234-567", "[gelöscht], [gelöscht], [gelöscht]"),
        ("Grünäckerweg", "Grünäckerweg"),
        ("Ayşe Blume", "Ayşe Blume"),
    ],
)
def test_a_name_is_found_as_people_write_it(text, expected):
    application = make_application(make_posting(), first_name="Ayşe", last_name="Grünäcker-Öztürk")
    application.applicant.email, application.applicant.phone = "ayse@example.org", "0301234567"

    assert Naming(application).taken_out(text) == expected


def test_a_word_that_is_also_a_name_stays():
    application = make_application(make_posting(), first_name="Lea", last_name="Gut")

    text = "Frau Gut ist gut geeignet, das gute Zeugnis von lea gut liegt vor. GUT, Lea"

    assert Naming(application).taken_out(text) == (
        "Frau [gelöscht] ist gut geeignet, das gute Zeugnis von [gelöscht] liegt vor. [gelöscht]"
    )


def test_nobody_without_a_name_is_looked_for():
    application = Application(applicant=Applicant())

    assert not Naming(application)
    assert Naming(application).taken_out("Text") == "Text"
