"""The second demonstration procedure, 900/2026: small, invented throughout, and at the end of its way.

Rated, compared, taken part in by the representations, decided, everybody told; the waiting period is over, so that the
appointment can be tried. Every step through its service, by the person whose step it is, on a day that lies back from
today (``clock``). ``ending`` goes on from the comparison.
"""

from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from postings.applications.models import Application
from postings.assessment.consensus import agree_on_value
from postings.assessment.impartiality import Statement, declare_impartiality
from postings.assessment.models import AssessmentRound
from postings.assessment.rounds import close_round, conclude_round, set_due_date
from postings.decision.comparison import set_auxiliary_order
from postings.decision.enums import AuxiliaryKind
from postings.equality.invitations import save_basis
from postings.equality.models import DutyBasis
from postings.files.completeness import ask_for_standard_documents, record_state
from postings.files.enums import Need, NeedState
from postings.models import Posting
from postings.services import add_member, create_posting_from_document, open_scoring, publish_posting
from profiles.importing.pipeline import read_document
from profiles.models import Criterion
from profiles.services import lock_profile
from recruitment.accounts.models import User
from recruitment.demo import clock, ending, people, talks
from recruitment.demo import finished_people as words
from recruitment.demo.clock import days_before
from recruitment.demo.documents import SEEN_ON_PAPER
from recruitment.demo.procedure import preselect, rate, receive

DOCUMENT = Path(__file__).with_name("stellenausschreibung-900-2026.txt")
REFERENCE = "900/2026"
# How many days before today the steps took place; ``ending`` has the later ones.
PUBLISHED, CHECKED, PRESELECTED, OPENED, INTERVIEWED, RATED, CONCLUDED = 130, 100, 95, 90, 82, 79, 77


def is_loaded() -> bool:
    """Whether the procedure stands already."""
    return Posting.objects.filter(reference_number=REFERENCE).exists()


@transaction.atomic
def load() -> Posting:
    """Build the procedure on top of the accounts of the first one; return the posting, decided."""
    users = {user.username: user for user in User.objects.filter(username__in=[a.username for a in people.ACCOUNTS])}
    today = timezone.localdate()
    with clock.set_back() as at:
        at.go_to(days_before(today, PUBLISHED))
        posting = _publish(users)
        at.go_to(days_before(today, CHECKED))
        persons = words.applicants(today)
        applications = [receive(posting, person, users["personal"], users["personal2"]) for person in persons]
        _see_papers(posting, applications, users["personal"])
        at.go_to(days_before(today, PRESELECTED))
        _preselect(posting, users)
        at.go_to(days_before(today, OPENED))
        posting = open_scoring(posting=posting, actor=users["personal"])
        entry = posting.plan.rounds.get()
        _prepare_interviews(entry, applications, users, today)
        at.go_to(days_before(today, INTERVIEWED))
        _talk(entry, applications, users, today)
        at.go_to(days_before(today, RATED))
        _rate(posting, applications, persons, users)
        at.go_to(days_before(today, CONCLUDED))
        _conclude(entry, applications[words.QUIRIN], users)
        return ending.load(posting, applications, users, at, today)


def _publish(users: dict[str, User]) -> Posting:
    hr = users["personal"]
    posting = create_posting_from_document(document=read_document(DOCUMENT), actor=hr)
    lock_profile(profile=posting.profile, actor=users["personal2"])
    posting.refresh_from_db()
    posting = publish_posting(posting=posting, published_on=timezone.localdate(), actor=hr)
    for account in people.ACCOUNTS:
        for role in account.committee_roles:
            add_member(posting=posting, user=users[account.username], role=role, actor=hr)
    return posting


def _see_papers(posting: Posting, applications: list[Application], hr: User) -> None:
    ask_for_standard_documents(posting=posting, actor=hr)
    for application in applications:
        for need in (Need.CV, Need.DEGREE):
            record_state(application=application, need=need, state=NeedState.PRESENT, remark=SEEN_ON_PAPER, actor=hr)


def _preselect(posting: Posting, users: dict[str, User]) -> None:
    hr = users["personal"]
    basis = DutyBasis(
        posting=posting, women_underrepresented=True, women_source="Frauenförderplan (erfunden): 3 von 11 Stellen"
    )
    save_basis(basis=basis, actor=hr)
    preselect(posting, hr)
    set_auxiliary_order(
        posting=posting,
        kinds=[AuxiliaryKind.WOMEN, AuxiliaryKind.SEVERE_DISABILITY],
        reason=words.AUXILIARY_ORDER_REASON,
        actor=hr,
    )


def _prepare_interviews(
    entry: AssessmentRound, applications: list[Application], users: dict[str, User], today: date
) -> None:
    chair = users["vorsitz"]
    set_due_date(round=entry, due_on=days_before(today, RATED), actor=chair, today=days_before(today, OPENED))
    questions = [talks.Question(text, expected, observes) for text, expected, observes in words.QUESTIONS]
    invited = [applications[place] for place in words.ANSWERS]
    talks.prepare(
        entry, questions, invited, users, day=days_before(today, INTERVIEWED), place="Amt für Wolkenkunde, Raum 7"
    )


def _talk(entry: AssessmentRound, applications: list[Application], users: dict[str, User], today: date) -> None:
    answers = [(applications[place], texts) for place, texts in words.ANSWERS.items()]
    talks.hold(entry, answers, users, day=days_before(today, INTERVIEWED))


def _rate(
    posting: Posting, applications: list[Application], persons: tuple[people.Person, ...], users: dict[str, User]
) -> None:
    asked = posting.applications.to_be_rated().values_list("pk", flat=True)
    criteria = list(Criterion.objects.filter(profile=posting.profile_id))
    for username in people.ASSESSORS:
        declare_impartiality(
            posting=posting,
            person=users[username],
            statements=[Statement(pk) for pk in asked],
            actor=users[username],
        )
    for person, application in zip(persons, applications, strict=True):
        application.posting = posting  # as it stands now: at rating
        for username, values in zip(people.ASSESSORS, person.ratings, strict=False):
            rate(application, users[username], criteria, values)


def _conclude(entry: AssessmentRound, disputed: Application, users: dict[str, User]) -> None:
    chair = users["vorsitz"]
    close_round(round=entry, actor=chair)
    entry.refresh_from_db()
    agree_on_value(
        application=disputed,
        round=entry,
        criterion=Criterion.objects.get(profile=disputed.posting.profile_id, number="3.1.1"),
        value=4,
        reason=words.AGREED_REASON,
        present=[users[username] for username in people.ASSESSORS],
        actor=chair,
    )
    conclude_round(round=entry, actor=chair)
