import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from postings.applications.errors import ApplicationWithdrawn
from postings.files.completeness import ask_for_standard_documents, record_consent, record_state, set_requirements
from postings.files.enums import Need, NeedState
from postings.files.errors import NeedUnknown
from postings.services import publish_posting
from profiles.services import lock_profile
from recruitment.audit.models import Event
from tests.factories import PUBLISHED_ON, make_application, make_hr_officer, make_posting, make_requirement

pytestmark = pytest.mark.django_db


def needs_of(posting):
    return set(posting.document_requirements.values_list("need", flat=True))


def test_a_published_posting_asks_for_the_standard_set(settings):
    settings.AFTER_PUBLICATION = ["postings.files.completeness.ask_for_standard_documents"]
    posting = make_posting(status="draft")
    lock_profile(profile=posting.profile, actor=make_hr_officer())
    publish_posting(posting=posting, published_on=PUBLISHED_ON, actor=make_hr_officer())

    assert needs_of(posting) == {"cv", "performance", "degree", "consent"}


def test_what_was_set_before_stands():
    posting = make_posting()
    make_requirement(posting, "cover_letter")

    ask_for_standard_documents(posting=posting, actor=None)

    assert needs_of(posting) == {"cover_letter"}


def test_requirements_are_set_and_recorded():
    posting = make_posting()
    make_requirement(posting, "cover_letter")
    kept = make_requirement(posting, "cv")

    set_requirements(posting=posting, needs=["degree", "cv"], actor=make_hr_officer())

    assert needs_of(posting) == {"cv", "degree"}
    assert posting.document_requirements.filter(pk=kept.pk).exists()
    with pytest.raises(DatabaseError, match="need_is_known"), transaction.atomic():
        make_requirement(posting, "photo")


def test_what_a_person_says_is_recorded_and_taken_back():
    posting, officer = make_posting(), make_hr_officer()
    make_requirement(posting, "cv")
    application = make_application(posting)

    def say(state, remark=""):
        record_state(application=application, need=Need.CV, state=state, remark=remark, actor=officer)

    say(NeedState.PRESENT)
    say(NeedState.MISSING, " unleserlich ")
    recorded = application.recorded_states.get()
    assert (recorded.state, recorded.remark, recorded.recorded_by) == ("missing", "unleserlich", officer)
    say(None)

    assert application.recorded_states.count() == 0
    assert [str(event) for event in Event.objects.filter(action__startswith="need.").order_by("id")] == [
        "Unterlagen zu Bewerbung 1: Lebenslauf – vorhanden",
        "Unterlagen zu Bewerbung 1: Lebenslauf – fehlt",
        "Unterlagen zu Bewerbung 1: Vermerk zu Lebenslauf zurückgenommen",
    ]


def test_an_exception_needs_its_reason_in_the_database_as_well():
    posting = make_posting()
    make_requirement(posting, "cv")
    application = make_application(posting)
    with pytest.raises(ValidationError):
        record_state(application=application, need=Need.CV, state=NeedState.NOT_REQUIRED, remark="", actor=None)
    record_state(application=application, need=Need.CV, state=NeedState.PRESENT, remark="", actor=None)

    with pytest.raises(DatabaseError, match="recordedstate_exception_has_remark"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE files_recordedstate SET state = 'not_required'")


def test_only_what_the_posting_asks_for_has_a_state():
    with pytest.raises(NeedUnknown):
        record_state(
            application=make_application(make_posting()), need=Need.CV, state=NeedState.PRESENT, remark="", actor=None
        )


@pytest.mark.parametrize(("consents", "words"), [(True, "erteilt"), (False, "nicht erteilt"), (None, "keine Angabe")])
def test_consent_is_recorded(consents, words):
    application = make_application(make_posting())

    record_consent(application=application, consents=consents, actor=make_hr_officer())

    application.refresh_from_db()
    assert application.consents_to_personnel_file is consents
    event = Event.objects.get(action="application.consent_recorded")
    assert str(event) == f"Einsicht in die Personalakte zu Bewerbung 1: {words}"


def test_a_withdrawn_application_stands_as_it_is():
    application = make_application(make_posting(), status="withdrawn", withdrawn_on="2025-08-01")

    with pytest.raises(ApplicationWithdrawn):
        record_consent(application=application, consents=True, actor=make_hr_officer())
