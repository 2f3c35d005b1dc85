import os
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from postings.applications.errors import ApplicationWithdrawn
from postings.files import errors, services
from postings.files.enums import FileKind
from postings.files.models import ApplicationFile
from postings.files.services import Upload, take_in_files
from profiles.errors import ReasonMissing
from recruitment.audit.models import Event
from tests.factories import make_application, make_file, make_hr_officer, make_posting, make_requirement, make_user
from tests.postings.files.building import EICAR, docx_of, pdf_of, picture_of, scanner
from tests.postings.files.building_word import word_around

pytestmark = pytest.mark.django_db


def take_in(application, *contents, actor=None, **fields):
    uploads = [Upload(f"Lebenslauf {n}.pdf", content, **fields) for n, content in enumerate(contents)]
    return take_in_files(application=application, uploads=uploads, actor=actor or make_hr_officer())


def stored_names(settings):
    return sorted(
        os.path.relpath(os.path.join(folder, name), settings.APPLICATION_FILES_DIR)
        for folder, _folders, names in os.walk(settings.APPLICATION_FILES_DIR)
        for name in names
    )


def test_files_are_kept_with_what_they_are(settings):
    application, officer = make_application(make_posting()), make_hr_officer()

    outcomes = take_in_files(
        application=application,
        uploads=[
            Upload("Lebenslauf.pdf", pdf_of(pages=3)),
            Upload("scan.pdf", picture_of("JPEG"), FileKind.DEGREE),
            Upload("Anschreiben.docx", docx_of()),
            Upload("Brief.docx", word_around("<kaputt>")),
            Upload("Beurteilung.pdf", pdf_of(password="geheim")),
            Upload("Zeugnis.pdf", b"%PDF-1.7 abgeschnitten"),
        ],
        actor=officer,
    )

    found = [(f.name, f.kind, f.file_type, f.pages, f.merge_problem) for f in (o.file for o in outcomes)]
    assert found == [
        ("Lebenslauf.pdf", "cv", "pdf", 3, ""),
        ("scan.jpg", "degree", "jpg", 1, ""),
        ("Anschreiben.docx", "cover_letter", "docx", None, "no_pages"),
        ("Brief.docx", "other", "docx", None, "broken"),
        ("Beurteilung.pdf", "appraisal", "pdf", None, "encrypted"),
        ("Zeugnis.pdf", "degree", "pdf", None, "broken"),
    ]
    assert stored_names(settings) == sorted(file.storage_name for file in application.files.all())
    assert [bytes(services.stored_bytes(file)) for file in application.files.filter(kind="cv")] == [pdf_of(pages=3)]
    assert {f.uploaded_by for f in application.files.all()} == {officer}
    event = Event.objects.filter(action="file.taken_in").earliest("id")
    assert str(event) == f"Unterlage zu Bewerbung 1 aufgenommen: Lebenslauf (Prüfsumme {outcomes[0].file.sha256[:12]})"


def test_stored_bytes_are_private_and_their_path_tells_nothing(settings):
    application = make_application(make_posting(), last_name="Ölkrug")
    (outcome,) = take_in(application, pdf_of())

    path = os.path.join(settings.APPLICATION_FILES_DIR, outcome.file.storage_name)
    assert (os.stat(path).st_mode & 0o777, os.stat(os.path.dirname(path)).st_mode & 0o777) == (0o600, 0o700)
    assert "lebenslauf" not in path.lower()
    assert "krug" not in path.lower()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("leer.pdf", b"", "Die Datei ist leer."),
        ("programm.pdf", b"MZ\x90", "Angenommen werden PDF, PNG, JPEG und DOCX."),
        ("bombe.docx", word_around("", parts={"word/a.bin": bytes(30_000_000)}), "ist ungewöhnlich stark gepackt"),
        ("brief.docx", docx_of(with_macros=True), "enthält Makros"),
        ("Schwerbehindertenausweis.pdf", pdf_of(), "Angaben zur Gleichstellung"),
        ("riese.pdf", b"%PDF-" + bytes(1024 * 1024), "größer als 1 MB"),
    ],
)
def test_what_is_refused_says_why_and_leaves_nothing(settings, name, content, words):
    settings.APPLICATION_FILE_MAX_MB = 1
    application = make_application(make_posting())

    outcomes = take_in_files(
        application=application,
        uploads=[Upload(name, content), Upload("Lebenslauf.pdf", pdf_of())],
        actor=make_hr_officer(),
    )

    assert words in outcomes[0].problem
    assert [file.name for file in application.files.all()] == ["Lebenslauf.pdf"]
    assert len(stored_names(settings)) == 1


def test_the_same_file_is_kept_once(settings):
    application = make_application(make_posting())
    take_in(application, pdf_of())

    outcomes = take_in(application, pdf_of())

    assert "liegt bei der Bewerbung schon vor" in outcomes[0].problem
    assert (application.files.count(), len(stored_names(settings))) == (1, 1)


def test_an_application_holds_no_more_than_the_setting(settings):
    settings.APPLICATION_FILES_MAX_MB = 1
    application = make_application(make_posting())
    make_file(application, content=bytes(900 * 1024))

    outcomes = take_in(application, pdf_of() + bytes(200 * 1024))

    assert "höchstens 1 MB" in outcomes[0].problem
    assert len(stored_names(settings)) == 1


def test_nothing_comes_in_for_a_withdrawn_application(settings):
    application = make_application(make_posting(), status="withdrawn", withdrawn_on="2025-08-01")

    with pytest.raises(ApplicationWithdrawn):
        take_in(application, pdf_of())

    assert stored_names(settings) == []


def test_bytes_go_again_when_their_row_is_not_written(settings):
    application = make_application(make_posting())
    upload = Upload("Lebenslauf.pdf", pdf_of())
    stranger = make_user()
    stranger.pk = 987654321  # the database refuses the row

    with pytest.raises(Exception, match=r"987654321|uploaded_by"), transaction.atomic():
        take_in_files(application=application, uploads=[upload], actor=stranger)

    assert stored_names(settings) == []


def test_a_virus_is_refused_with_its_name_and_recorded(settings):
    application, officer = make_application(make_posting()), make_hr_officer()
    with scanner() as server:
        settings.CLAMD_ADDRESS = server.address
        outcomes = take_in(application, b"%PDF-1.4 " + EICAR, pdf_of(), actor=officer)

    assert "„Eicar-Signature“ gefunden" in outcomes[0].problem
    assert [(f.scan_state, f.scanned_at is not None) for f in application.files.all()] == [("clean", True)]
    event = Event.objects.get(action="file.virus_refused")
    assert (str(event), event.actor) == (
        "Unterlage zu Bewerbung 1 abgelehnt: Virenprüfung fand Eicar-Signature",
        officer,
    )
    assert len(stored_names(settings)) == 1


def test_without_an_answer_of_the_scanner_a_file_waits(settings):
    settings.CLAMD_ADDRESS, settings.CLAMD_TIMEOUT = "127.0.0.1:1", 1
    application, uploader = make_application(make_posting()), make_hr_officer()
    (outcome,) = take_in(application, pdf_of(), actor=uploader)

    assert outcome.file.scan_state == "pending"
    assert services.read_file(file=outcome.file, actor=uploader) == pdf_of()
    with pytest.raises(errors.FileNotScanned):
        services.read_file(file=outcome.file, actor=make_hr_officer())


def test_a_waiting_file_is_checked_again(settings):
    settings.CLAMD_ADDRESS, settings.CLAMD_TIMEOUT = "127.0.0.1:1", 1
    application, uploader = make_application(make_posting()), make_hr_officer()
    (outcome,) = take_in(application, pdf_of(), actor=uploader)
    assert services.scan_again(file=outcome.file, actor=uploader).scan_state == "pending"

    with scanner() as server:
        settings.CLAMD_ADDRESS = server.address
        assert services.scan_again(file=outcome.file, actor=uploader).scan_state == "clean"

    assert services.read_file(file=application.files.get(), actor=make_hr_officer()) == pdf_of()


def test_a_waiting_file_with_a_virus_is_deleted_and_recorded(settings, django_capture_on_commit_callbacks):
    application = make_application(make_posting())
    file = make_file(application, content=b"%PDF-" + EICAR, scan_state="pending")

    with scanner() as server, django_capture_on_commit_callbacks(execute=True):
        settings.CLAMD_ADDRESS = server.address
        assert services.scan_again(file=file, actor=None) is None

    assert (application.files.count(), stored_names(settings)) == (0, [])
    assert "gelöscht: Virenprüfung fand Eicar-Signature" in str(Event.objects.get(action="file.virus_removed"))


def test_opening_is_recorded_and_damaged_bytes_are_not_handed_out(settings):
    application, officer = make_application(make_posting()), make_hr_officer()
    file = make_file(application, content=b"%PDF-1.4 wie es kam")
    assert services.read_file(file=file, actor=officer) == b"%PDF-1.4 wie es kam"
    assert Event.objects.get(action="file.opened").actor == officer
    path = os.path.join(settings.APPLICATION_FILES_DIR, file.storage_name)

    with open(path, "wb") as stored:
        stored.write(b"%PDF-1.4 ausgetauscht")
    with pytest.raises(errors.FileDamaged):
        services.read_file(file=file, actor=officer)
    os.remove(path)
    with pytest.raises(errors.FileDamaged):
        services.read_file(file=file, actor=officer)

    assert Event.objects.filter(action="file.opened").count() == 1


def test_a_file_is_removed_with_a_reason_and_its_bytes_after_the_commit(settings, django_capture_on_commit_callbacks):
    application, officer = make_application(make_posting()), make_hr_officer()
    file = make_file(application)
    with pytest.raises(ReasonMissing):
        services.remove_file(file=file, reason=" ", actor=officer)

    with django_capture_on_commit_callbacks() as callbacks:
        services.remove_file(file=file, reason="gehört zu einer anderen Person", actor=officer)
    assert (application.files.count(), stored_names(settings)) == (0, [file.storage_name])
    callbacks[0]()

    assert stored_names(settings) == []
    assert "Begründung: gehört zu einer anderen Person" in str(Event.objects.get(action="file.removed"))


def test_a_file_is_described_anew():
    file = make_file(make_application(make_posting()), kind="other")

    described = services.describe_file(
        file=file, kind=FileKind.APPRAISAL, dated_on=timezone.localdate(), actor=make_hr_officer()
    )

    assert (described.kind, described.dated_on) == ("appraisal", timezone.localdate())


def test_everything_of_an_application_is_erased_and_nothing_of_another(settings, django_capture_on_commit_callbacks):
    posting = make_posting()
    application, other = make_application(posting), make_application(posting)
    make_requirement(posting, "cv")
    make_file(application), make_file(application), make_file(other)

    with django_capture_on_commit_callbacks(execute=True):
        assert services.erase_files(application=application, actor=None) == 2

    assert stored_names(settings) == [other.files.get().storage_name]
    assert str(Event.objects.get(action="file.all_erased")).startswith(
        "Alle Unterlagen zu Bewerbung 1 gelöscht (Anzahl: 2"
    )


def test_the_sweep_takes_old_bytes_without_a_row_only(settings):
    kept = make_file(make_application(make_posting()))
    for name, age in (("aa/verwaist", 2), ("aa/gerade", 0)):
        path = os.path.join(settings.APPLICATION_FILES_DIR, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(b"x")
        moment = timezone.now().timestamp() - age * 3600
        os.utime(path, (moment, moment))

    assert services.sweep_files(now=timezone.now()).deleted == 1
    assert stored_names(settings) == sorted(["aa/gerade", kept.storage_name])
    assert services.sweep_files(now=timezone.now() + timedelta(hours=2)).deleted == 1


def test_the_sweep_of_a_new_installation_finds_nothing():
    assert services.sweep_files(now=timezone.now()).deleted == 0


@pytest.mark.parametrize("change", ["sha256 = repeat('a', 64)", "storage_name = 'x'", "size = 5", "file_type = 'png'"])
def test_the_bytes_of_a_row_are_fixed(change):
    make_file(make_application(make_posting()))

    with pytest.raises(DatabaseError, match="never change"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE files_applicationfile SET {change}")


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("kind = 'disability'", "applicationfile_kind_is_known"),
        ("pages = NULL", "applicationfile_pages_or_problem"),
        ("merge_problem = 'broken'", "applicationfile_pages_or_problem"),
        ("scan_state = 'clean'", "applicationfile_scanned_at_iff_clean"),
        ("scan_state = 'gut'", "applicationfile_scan_state_is_known"),
    ],
)
def test_constraints_hold_against_raw_sql(change, constraint):
    make_file(make_application(make_posting()))

    with pytest.raises(DatabaseError, match=constraint), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE files_applicationfile SET {change}")


def test_who_may_know_of_which_document():
    from tests.factories import make_member

    posting = make_posting()
    application = make_application(posting)
    gone = make_application(posting, status="withdrawn", withdrawn_on="2025-08-01")
    cv, consent, other = (make_file(application, kind=kind) for kind in ("cv", "consent", "other"))
    waiting = make_file(application, kind="degree", scan_state="pending")
    withdrawn = make_file(gone)
    elsewhere = make_file(make_application(make_posting()))

    def known(user):
        return set(ApplicationFile.objects.visible_to(user))

    assert known(make_hr_officer()) == {cv, consent, other, waiting, withdrawn, elsewhere}
    for role in ("chair", "assessor", "decider", "observer"):
        member = make_member(posting, role=role)
        assert known(member) == {cv, waiting}
        assert set(ApplicationFile.objects.served_to(member)) == {cv}
    for nobody in (make_member(posting, role="minute_taker"), make_user(), make_user(roles=["administrator"])):
        assert known(nobody) == set()
