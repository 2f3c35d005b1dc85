"""Five procedures as an authority has them, built through the services: three filled, one being rated, one open.

Of a hundred applicants of a rated procedure twenty-five meet the formal requirements and are rated by three persons on
fifteen requirements; everybody has two documents, data on equality, a formal conclusion and letters as the procedure
went. Nobody's documents have bytes: rows only.
"""

import hashlib
from datetime import timedelta

from django.utils import timezone

from postings.applications.models import Applicant, Application, FormalDecision
from postings.enums import CommitteeRole
from postings.equality.models import EqualityData
from postings.files.models import ApplicationFile
from postings.models import Posting
from postings.notices.appointing import appoint
from postings.notices.models import NoSuitCheck, Notice
from postings.notices.runs import record_dispatch
from recruitment.accounts.models import User
from recruitment.audit.services import build_event, record_all
from tests.factories import (
    PUBLISHED_ON,
    SEED_WEIGHTS,
    answers_for,
    conclude_rounds,
    declare,
    leave_out_representations,
    make_appraisal,
    make_decision,
    make_hr_officer,
    make_member,
    make_posting,
    make_profile,
    make_sheet,
)
from tests.postings.notices.building import Kind, Way, make_run

ASSESSORS = 3
CRITERIA = 15
PER_BLOCK = 5


def build_block(applications: int) -> list[Posting]:
    """Build the five procedures with ``applications`` (at least 4) each; a quarter of the applicants is eligible."""
    officers = (make_hr_officer(), make_hr_officer())
    rated = max(applications // 4, 2)
    made = [_filled(applications, rated, officers) for _ in range(3)]
    under_way = _rated(applications, rated, officers, share=0.5)
    entry = under_way.plan.rounds.get()
    entry.due_on = timezone.localdate() + timedelta(days=1)
    entry.save(update_fields=["due_on"])
    open_one = make_posting(profile=_profile(), status="published")
    make_member(open_one, role=CommitteeRole.DECIDER)
    _receive(open_one, applications, 0, officers)
    return [*made, under_way, open_one]


def _profile():
    return make_profile(weights=SEED_WEIGHTS, title="Sachbearbeitung")


def _rated(count: int, rated: int, officers: tuple[User, User], *, share: float) -> Posting:
    """A procedure of which ``share`` of the sheets are submitted, the others drafts."""
    posting = make_posting(profile=_profile())
    assessors = [make_member(posting) for _ in range(ASSESSORS)]
    eligible = _receive(posting, count, rated, officers)
    declare(posting, *assessors)
    until = round(len(eligible) * share)
    for place, application in enumerate(eligible):
        make_appraisal(application)
        for number, assessor in enumerate(assessors):
            values = [1 + (place * 7 + number * 3 + criterion) % 5 for criterion in range(CRITERIA)]
            make_sheet(application, assessor, values, is_submitted=place < until)
    assert len(answers_for(posting, [1] * CRITERIA)) == CRITERIA
    return posting


def _filled(count: int, rated: int, officers: tuple[User, User]) -> Posting:
    """A procedure at whose end one person was appointed and everybody else told."""
    posting = _rated(count, rated, officers, share=1)
    conclude_rounds(posting)
    leave_out_representations(posting)
    chosen = posting.applications.filter(status="eligible").first()
    make_decision(posting, chosen, actor=make_member(posting, role=CommitteeRole.DECIDER))
    today = timezone.localdate()
    told_on = today - timedelta(days=40)
    run = make_run(posting, Kind.COMPETITOR, way=Way.LETTER, actor=officers[0], today=told_on, is_processed=False)
    Notice.objects.filter(run=run).update(state="made", content=b"%PDF", sha256="0" * 64)
    record_dispatch(run=run, sent_on=told_on, actor=officers[0], today=today)
    NoSuitCheck.objects.create(
        posting=posting,
        asked_of="Verwaltungsgericht Berlin",
        asked_by="Vera Versuch",
        asked_on=today,
        is_clear=True,
        answer="telefonische Auskunft der Geschäftsstelle",
        recorded_by=officers[0],
    )
    appoint(
        application=chosen, actor=officers[0], today=today, legal_form="contract", appointed_on=today,
        starts_on=today + timedelta(days=30),
    )  # fmt: skip
    posting.refresh_from_db()
    return posting


def _receive(posting: Posting, count: int, rated: int, officers: tuple[User, User]) -> list[Application]:
    """Take in ``count`` applications; return the ``rated`` first, found eligible. The others of a rated posting are
    found not to be."""
    first, second = officers
    applicants = Applicant.objects.bulk_create(
        Applicant(
            first_name=f"Vorname{number}",
            last_name=f"Nachname{number:03}",
            sort_key=f"nachname{number:03}, vorname{number}",
            street=f"Allee {number}",
            postal_code=f"{10115 + number:05}",
            city="Berlin",
            email=f"person{number}@example.org",
        )
        for number in range(1, count + 1)
    )
    applications = Application.objects.bulk_create(
        Application(
            posting=posting,
            applicant=applicant,
            number=number,
            received_on=PUBLISHED_ON,
            employment_status=("employee", "civil_servant", "external")[number % 3],
            track="employee",
            current_grade="E 9c",
            current_position="Sachbearbeitung",
            qualification="Bachelor of Laws",
            experience="3 Jahre",
            basis="appraisal",
            basis_result="2",
            status="eligible" if number <= rated else "received",
        )
        for number, applicant in enumerate(applicants, start=1)
    )
    _describe(posting, applications, first)
    if rated:
        now = timezone.now()
        FormalDecision.objects.bulk_create(
            FormalDecision(
                application=one,
                is_eligible=one.number <= rated,
                grounds="" if one.number <= rated else "Der geforderte Abschluss fehlt.",
                state="standing",
                concluded_by=first,
                concluded_at=now,
                **({} if one.number <= rated else {"confirmed_by": second, "confirmed_at": now}),
            )
            for one in applications
        )
        Application.objects.filter(posting=posting, number__gt=rated).update(status="ineligible")
    return applications[:rated]


def _describe(posting: Posting, applications: list[Application], officer: User) -> None:
    """Two documents, data on equality and three entries of the record for each."""
    ApplicationFile.objects.bulk_create(
        ApplicationFile(
            application=one,
            kind=kind,
            name=f"{kind}-{one.number}.pdf",
            storage_name=f"{digest[:2]}/{digest[:48]}",
            file_type="pdf",
            size=120_000,
            sha256=digest,
            pages=3,
            scan_state="clean",
            scanned_at=timezone.now(),
            uploaded_by=officer,
        )
        for one in applications
        for kind in ("cv", "appraisal")
        for digest in [hashlib.sha256(f"{one.pk} {kind}".encode()).hexdigest()]
    )
    EqualityData.objects.bulk_create(
        EqualityData(application=one, sex=("female", "male")[one.number % 2], disability_status="none")
        for one in applications
    )
    record_all(
        build_event(
            actor=officer,
            action="file.opened",
            subject=one,
            posting_reference=posting.reference_number,
            number=one.number,
            kind="Lebenslauf",
            hash="0" * 12,
        )
        for one in applications
        for _time in range(3)
    )
