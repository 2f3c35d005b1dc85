"""Build the demonstration: the real posting read from its document, invented people, standing in the middle of rating.

Everything goes through the services, as a person would do it in the browser; the times of the steps are those of
loading.
"""

from datetime import date, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

import profiles.importing
from postings.applications import formal_check
from postings.applications import services as application_services
from postings.applications.models import Applicant, Application
from postings.assessment.impartiality import Statement, declare_impartiality
from postings.assessment.rounds import set_due_date
from postings.assessment.services import Answer, save_sheet, submit_sheet
from postings.enums import ContractTerm
from postings.equality.enums import Body
from postings.equality.invitations import adopt_invitations, situation_of
from postings.equality.models import EqualityData
from postings.equality.notices import record_notice
from postings.equality.services import save_equality_data
from postings.models import Posting
from postings.screening import services as screening_services
from postings.screening.enums import Step, Verdict
from postings.screening.models import Appraisal
from postings.services import (
    add_member,
    create_further_posting,
    create_posting_from_document,
    open_scoring,
    publish_posting,
    settle_contract_term,
)
from profiles.importing.pipeline import read_document
from profiles.models import Criterion
from profiles.services import confirm_weight, lock_profile
from profiles.services.catalogue import restore_shipped_base_profile
from recruitment.accounts.models import AuthorityRole, User
from recruitment.demo import people, talks
from recruitment.demo.clock import days_before

DOCUMENT = Path(profiles.importing.__file__).with_name("documents") / "stellenausschreibung-148-2025.txt"
COPY_SUFFIX = "-Entwurf"
DAYS_TO_RATE = timedelta(days=5)


def is_loaded() -> bool:
    """Whether the demonstration stands already."""
    return User.objects.filter(username=people.ACCOUNTS[0].username).exists()


@transaction.atomic
def load() -> Posting:
    """Build accounts, posting, committee, applicants and ratings; return the posting at rating."""
    users = {account.username: _create_account(account) for account in people.ACCOUNTS}
    hr = users["personal"]
    restore_shipped_base_profile()
    document = read_document(DOCUMENT)
    posting = create_posting_from_document(document=document, actor=hr)
    create_further_posting(
        template=posting,
        profile=posting.profile,
        reference_number=posting.reference_number + COPY_SUFFIX,
        actor=hr,
        version_reason="Demonstration: Vorbereitung der nächsten Ausschreibung derselben Stelle.",
    )
    _settle_doubts(posting, users)
    # Four eyes: the department settled last, the personnel office checks and locks.
    lock_profile(profile=posting.profile, actor=hr)
    posting.refresh_from_db()
    posting = publish_posting(posting=posting, published_on=people.PUBLISHED_ON, actor=hr)
    for account in people.ACCOUNTS:
        for role in account.committee_roles:
            add_member(posting=posting, user=users[account.username], role=role, actor=hr)
    applications = [receive(posting, person, hr, users["personal2"]) for person in people.PEOPLE]
    preselect(posting, hr)
    posting = open_scoring(posting=posting, actor=hr)
    today = timezone.localdate()
    entry = posting.plan.rounds.get()
    set_due_date(round=entry, due_on=today + DAYS_TO_RATE, actor=users["vorsitz"], today=today)
    asked = posting.applications.to_be_rated().values_list("pk", flat=True)
    for username in people.ASSESSORS:
        declare_impartiality(
            posting=posting,
            person=users[username],
            statements=[Statement(pk) for pk in asked],
            actor=users[username],
        )
    criteria = list(Criterion.objects.filter(profile=posting.profile_id))
    _talk(posting, applications, [one.number for one in criteria], users, today)
    for person, application in zip(people.PEOPLE, applications, strict=True):
        application.posting = posting  # as it stands now: at rating
        for username, values in zip(people.ASSESSORS, person.ratings, strict=False):
            rate(application, users[username], criteria, values)
    return posting


def _talk(
    posting: Posting, applications: list[Application], numbers: list[str], users: dict[str, User], today: date
) -> None:
    """Everybody who is rated was interviewed, on two days of the week before."""
    entry = posting.plan.rounds.get()
    asked = [
        (application, person) for application, person in zip(applications, people.PEOPLE, strict=True) if person.ratings
    ]
    day = days_before(today, 8)
    talks.prepare(entry, talks.QUESTIONS, [one for one, _person in asked], users, day=day, place=talks.PLACE)
    talks.hold(entry, [(one, talks.answers_of(person, numbers)) for one, person in asked], users, day=day)


def _create_account(account: people.Account) -> User:
    user = User.objects.create_user(
        account.username,
        people.PASSWORD,
        first_name=account.first_name,
        last_name=account.last_name,
        function=account.function,
        email=f"{account.username}@example.org",
    )
    AuthorityRole.objects.bulk_create(AuthorityRole(user=user, role=role) for role in account.authority_roles)
    return user


def _settle_doubts(posting: Posting, users: dict[str, User]) -> None:
    for criterion in posting.profile.criteria.filter(weight_confirmed=False):
        confirm_weight(
            criterion=criterion,
            weight=criterion.weight,
            reason="Demonstration: Original der Ausschreibung eingesehen, Kreuz in der Spalte 2.",
            actor=users["profil"],
        )
    settle_contract_term(
        posting=posting,
        contract_term=ContractTerm.PERMANENT,
        reason="Demonstration: laut Stellenplan unbefristet, mit dem Fachbereich abgestimmt.",
        actor=users["personal"],
    )


def receive(posting: Posting, person: people.Person, hr: User, second: User) -> Application:
    application = application_services.receive_application(
        posting=posting,
        applicant=Applicant(
            academic_title=person.academic_title,
            first_name=person.first_name,
            last_name=person.last_name,
            street="Musterweg 1",
            postal_code="10115",
            city="Berlin",
            email=f"bewerbung-{person.last_name.lower().replace('ü', 'ue').replace('ö', 'oe')}@example.org",
        ),
        received_on=person.received_on,
        actor=hr,
        channel=person.channel,
        employment_status=person.employment_status,
        track=person.track,
        is_internal=person.is_internal,
        current_grade=person.current_grade,
        current_position=person.current_position,
        qualification=person.qualification,
        experience=person.experience,
        basis=person.basis,
        basis_dated_on=person.basis_dated_on,
        basis_result=person.basis_result,
        consents_to_personnel_file=person.consents,
    )
    sex, disability, migration = person.equality
    save_equality_data(
        data=EqualityData(
            application=application,
            sex=sex,
            disability_status=disability,
            disability_proof_seen=disability in ("severe", "equated"),
            migration_background=migration,
        ),
        actor=hr,
    )
    # One notice is left open, so that the page shows what is to be done.
    told = {"severe": Body, "equated": [Body.DISABILITY_REP]}.get(disability, ())
    for body in told:
        record_notice(application=application, body=body, informed_on=person.received_on, way="email", actor=hr)
    if person.late_reason:
        application_services.decide_lateness(
            application=application, is_admitted=True, reason=person.late_reason, actor=hr
        )
    if person.is_withdrawn:
        return application_services.withdraw_application(application=application, withdrawn_on=people.IN_TIME, actor=hr)
    if person.basis == "appraisal":
        screening_services.save_appraisal(
            appraisal=Appraisal(
                application=application,
                overall_mark=int(person.basis_result),
                period_from=person.basis_dated_on.replace(day=1, month=1, year=person.basis_dated_on.year - 2),
                period_to=person.basis_dated_on,
                grade=person.current_grade,
                issuing_authority="Bezirksamt" if person.is_internal else "andere Behörde (fiktiv)",
            ),
            single_marks=[("Fachkenntnisse", int(person.basis_result)), ("Arbeitsgüte", 2), ("Zusammenarbeit", 2)],
            actor=hr,
        )
    _check_formally(application, person, hr)
    decision = formal_check.conclude_formal_check(application=application, actor=hr)
    if decision.is_proposed:
        formal_check.confirm_refusal(decision=decision, actor=second)
    return Application.objects.get(pk=application.pk)


def _check_formally(application: Application, person: people.Person, hr: User) -> None:
    requirements = application.posting.profile.requirements.filter(track=person.track).order_by("position")
    for requirement in requirements:
        is_first = requirement.position == 1
        if not person.is_eligible:
            formal_check.record_formal_check(
                application=application,
                requirement=requirement,
                result="not_met",
                actor=hr,
                reason=(
                    "Abschluss steht nicht in der Liste der Ausschreibung; keine Gleichwertigkeit festgestellt."
                    if is_first
                    else "Keine Berufserfahrung in der öffentlichen Verwaltung nachgewiesen."
                ),
            )
            continue
        formal_check.record_formal_check(
            application=application,
            requirement=requirement,
            result="met",
            actor=hr,
            alternative=requirement.alternatives.get(position=person.alternative if is_first else 1),
            evidence=person.qualification + ", Zeugnis" if is_first else person.experience,
        )


def preselect(posting: Posting, hr: User) -> None:
    """Everybody who meets the formal requirements is invited: the interviews of the demonstration have taken place."""
    for application in posting.applications.to_be_rated().prefetch_related("appraisals"):
        screening_services.record_findings(
            application=application,
            found=[
                screening_services.Found(
                    step,
                    Verdict.YES,
                    reason=people.NO_RECORD_REASON if step == Step.COMPARISON and application.basis == "none" else "",
                    basis=application.basis if step == Step.COMPARISON else "",
                )
                for step in Step
            ],
            actor=hr,
            expected_version=0,
        )
    screening_services.conclude_preselection(posting=posting, actor=hr)
    invited = situation_of(posting).proposal().invited
    adopt_invitations(posting=posting, invited=invited, reasons={}, duty_reasons={}, actor=hr)


def rate(application: Application, assessor: User, criteria: list[Criterion], values: tuple[int, ...]) -> None:
    answers = [
        Answer(
            criterion_id=criterion.pk,
            value=value or None,
            is_not_assessable=value == 0,
            not_assessable_reason=people.NOT_ASSESSABLE_REASON if value == 0 else "",
            # Words where the scale demands them, and at the highest weight.
            observation=people.OBSERVATIONS.get(value, "") if criterion.weight == 4 or value in (1, 2, 5) else "",
        )
        for criterion, value in zip(criteria, values, strict=True)
    ]
    sheet = save_sheet(
        application=application,
        assessor=assessor,
        answers=answers,
        note="",
        expected_version=0,
        actor=assessor,
        criteria=criteria,
    )
    submit_sheet(sheet=sheet, actor=assessor)
