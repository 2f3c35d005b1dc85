"""Valid objects for tests: keyword-only, no randomness, no surprising relatives."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import count

from django.core.files.base import ContentFile
from django.utils import timezone

from postings.applications.merging import merge_applicants
from postings.applications.models import Applicant, ApplicantMerge, Application, FormalDecision
from postings.applications.sorting import din_5007_2_key
from postings.assessment.impartiality import (
    Statement,
    applications_to_declare,
    declare_impartiality,
    record_conflict,
)
from postings.assessment.models import AssessmentRound, Exemption, RatingSheet
from postings.assessment.rounds import PlannedRound, begin_rating, save_plan
from postings.assessment.services import Answer, save_sheet, submit_sheet
from postings.decision.basis import taking_part
from postings.decision.decisions import write_decision
from postings.decision.models import SelectionDecision
from postings.decision.order import Placing
from postings.enums import ContractTerm, PostingStatus
from postings.equality.invitations import propose_finding
from postings.equality.models import EqualityData, SuitabilityFinding
from postings.files.models import ApplicationFile, DocumentRequirement
from postings.files.storage import file_storage, new_name
from postings.interviews.appointments import Appointment, plan_interview
from postings.interviews.guides import QuestionContent, add_question, save_texts
from postings.interviews.models import Interview, InterviewGuide, InterviewRecord
from postings.interviews.records import GivenAnswer, RecordContent, save_record
from postings.models import CommitteeMembership, Posting
from postings.participation.enums import Body, Subject
from postings.participation.services import record_not_required
from postings.screening.models import Appraisal, SingleMark
from postings.selection.ranking import build_ranking
from profiles.models import (
    BaseCriterion,
    BaseProfile,
    BaseSection,
    Criterion,
    CriterionGroup,
    FormalRequirement,
    Indicator,
    RatingLevel,
    RatingScale,
    RequirementAlternative,
    RequirementProfile,
)
from profiles.services import freeze_profile, lock_profile
from profiles.services.creation import DEFAULT_LEVELS
from recruitment.accounts.models import AuthorityRole, User

PUBLISHED_ON = date(2025, 7, 18)
SMALL_WEIGHTS = {"3.1": (2, 4), "3.2": (3,)}  # sum 9
SEED_WEIGHTS = {"3.1": (2, 4, 3, 2, 3, 3), "3.2": (3, 2, 2, 4), "3.3": (3, 2, 3, 3, 2)}  # sum 41
_numbers = count(1)


def make_user(*, username: str = "", roles: Sequence[str] = (), **fields) -> User:
    number = next(_numbers)
    fields = {"first_name": "Vera", "last_name": f"Versuch{number}", **fields}
    user = User.objects.create_user(username or f"person{number}", "geheim-genug-123", **fields)
    AuthorityRole.objects.bulk_create(AuthorityRole(user=user, role=role) for role in roles)
    return user


def make_hr_officer() -> User:
    return make_user(roles=["hr_officer"])


def plain_scale() -> RatingScale:
    """The words of the default scale, without a step that needs an observation: most tests are about numbers."""
    scale = RatingScale.objects.filter(name="Prüfskala").first()
    if scale is None:
        scale = RatingScale.objects.create(name="Prüfskala")
        RatingLevel.objects.bulk_create(
            RatingLevel(scale=scale, value=value, label=label) for value, label in DEFAULT_LEVELS
        )
    return scale


def make_profile(*, weights: dict[str, tuple[int, ...]] | None = None, **fields) -> RequirementProfile:
    """A draft with confirmed weights; number n of section s is "s.n"."""
    profile = RequirementProfile.objects.create(**{"title": "Sachbearbeitung", "scale": plain_scale(), **fields})
    for position, (section, values) in enumerate((weights or SMALL_WEIGHTS).items(), start=1):
        group = CriterionGroup.objects.create(
            profile=profile, number=section, title=f"Kompetenzen {section}", position=position
        )
        for number, weight in enumerate(values, start=1):
            criterion = Criterion.objects.create(
                profile=profile,
                group=group,
                number=f"{section}.{number}",
                position=number,
                title=f"Merkmal {section}.{number}",
                weight=weight,
            )
            Indicator.objects.create(criterion=criterion, position=1, text="arbeitet genau")
    requirement = FormalRequirement.objects.create(profile=profile, track="employee", position=1, text="Abschluss")
    RequirementAlternative.objects.create(requirement=requirement, position=1, text="Verwaltungslehrgang II")
    RequirementAlternative.objects.create(requirement=requirement, position=2, text="Bachelor of Laws")
    return profile


def make_frozen_profile(*, profile: RequirementProfile | None = None, **fields) -> RequirementProfile:
    """A profile that a second person locked and that is in use."""
    profile = lock_profile(profile=profile or make_profile(**fields), actor=make_hr_officer())
    return freeze_profile(profile=profile, actor=None)


def make_base_profile(*, is_mandatory: bool | None = True, **fields) -> BaseProfile:
    """A base profile with one section and two criteria, the first of them mandatory."""
    base = BaseProfile.objects.create(**{"name": f"Basisprofil {next(_numbers)}", **fields})
    section = BaseSection.objects.create(base_profile=base, number="3.2", title="Persönliche Kompetenzen")
    for position, (title, mandatory) in enumerate((("Sorgfalt", is_mandatory), ("Tatkraft", None)), start=1):
        BaseCriterion.objects.create(
            section=section,
            position=position,
            title=title,
            definition=f"Fähigkeit, mit {title} zu arbeiten",
            indicators="arbeitet genau\nprüft nach",
            is_mandatory=mandatory,
        )
    return base


def make_posting(
    *, status: str = PostingStatus.SCORING_OPEN, profile: RequirementProfile | None = None, **fields
) -> Posting:
    """A posting at the named step; a published one has a frozen profile."""
    profile = profile or make_profile()
    posting = Posting.objects.create(
        **{
            "reference_number": f"{next(_numbers)}/2025",
            "profile": profile,
            "authority": "Bezirksamt",
            "function": "Sachbearbeitung",
            "contract_term": ContractTerm.PERMANENT,
            **fields,
        }
    )
    if status != PostingStatus.DRAFT:
        posting.profile = profile if profile.is_frozen else make_frozen_profile(profile=profile)
        posting.published_on = PUBLISHED_ON
        posting.status = status
        posting.save()
    if status == PostingStatus.SCORING_OPEN:
        begin_rating(posting=posting, actor=None)
    return posting


def make_member(posting: Posting, *, role: str = "assessor", user: User | None = None) -> User:
    user = user or make_user()
    CommitteeMembership.objects.create(posting=posting, user=user, role=role, position=posting.memberships.count() + 1)
    return user


def make_application(
    posting: Posting, *, first_name: str = "Anna", last_name: str = "", status: str = "eligible", **fields
) -> Application:
    number = posting.applications.count() + 1
    last_name = last_name or f"Nachname{number:04}"
    applicant = Applicant.objects.create(
        first_name=first_name, last_name=last_name, sort_key=din_5007_2_key(last_name, first_name)
    )
    is_refused = status == "ineligible"
    application = Application.objects.create(
        **{
            "posting": posting,
            "applicant": applicant,
            "number": number,
            "received_on": PUBLISHED_ON,
            "employment_status": "employee",
            "track": "employee",
            "status": "received" if is_refused else status,
            **fields,
        }
    )
    if is_refused:
        make_formal_decision(application, is_eligible=False, grounds=fields.get("status_reason") or "kein Abschluss")
        application.status = status
        application.save()
    return application


def make_formal_decision(
    application: Application, *, is_eligible: bool = True, grounds: str = "", **fields
) -> FormalDecision:
    """A conclusion that stands; a "no" by two officers."""
    now = timezone.now()
    second = {} if is_eligible else {"confirmed_by": make_hr_officer(), "confirmed_at": now}
    return FormalDecision.objects.create(
        **{
            "application": application,
            "is_eligible": is_eligible,
            "grounds": grounds,
            "state": "standing",
            "concluded_by": make_hr_officer(),
            "concluded_at": now,
            **second,
            **fields,
        }
    )


def make_appraisal(application: Application, *, single_marks: Sequence[tuple[str, int]] = (), **fields) -> Appraisal:
    """An appraisal that ended half a year before the deadline."""
    appraisal = Appraisal.objects.create(
        **{
            "application": application,
            "overall_mark": 2,
            "period_from": date(2022, 1, 1),
            "period_to": date(2024, 12, 31),
            "grade": "A 10",
            "issuing_authority": "Bezirksamt",
            **fields,
        }
    )
    SingleMark.objects.bulk_create(
        SingleMark(appraisal=appraisal, position=position, label=label, mark=mark)
        for position, (label, mark) in enumerate(single_marks, start=1)
    )
    return appraisal


def make_rounds(posting: Posting, *observed: Sequence[str], combination: str = "mean", **fields) -> list:
    """Rounds that observe the criteria with these numbers, in place of the one there is; the first is open."""
    ids = dict(Criterion.objects.filter(profile=posting.profile_id).values_list("number", "pk"))
    shares = fields.pop("shares", [1] * len(observed))
    plan = save_plan(
        posting=posting,
        combination=combination,
        rounds=[
            PlannedRound(
                title=f"Runde {position}",
                instrument="interview",
                criterion_ids=[ids[number] for number in numbers],
                share=share,
                **fields,
            )
            for position, (numbers, share) in enumerate(zip(observed, shares, strict=True), start=1)
        ],
        actor=None,
    )
    return list(plan.rounds.all())


def answers_for(posting: Posting, values: Sequence[int | None], entry: AssessmentRound | None = None) -> list[Answer]:
    """Answers in the order of the profile, or of what a round observes; 0 is "not assessable", None open."""
    criteria = entry.criteria.all() if entry else Criterion.objects.filter(profile=posting.profile_id)
    return [
        Answer(
            criterion_id=criterion.pk,
            value=value or None,
            is_not_assessable=value == 0,
            not_assessable_reason="nicht gefragt" if value == 0 else "",
        )
        for criterion, value in zip(criteria, values, strict=True)
    ]


def declare(posting: Posting, *people: User) -> None:
    """Let each of ``people`` declare impartiality towards everybody this person is to rate at present."""
    for person in people:
        said = [Statement(pk) for pk in applications_to_declare(person, posting).values_list("pk", flat=True)]
        if said:
            declare_impartiality(posting=posting, person=person, statements=said, actor=person)


def make_conflict(application: Application, person: User, *, reason: str = "Geschwister") -> Exemption:
    """A conflict of interest that the personnel office recorded."""
    return record_conflict(application=application, person=person, reason=reason, actor=make_hr_officer())


def make_sheet(
    application: Application,
    assessor: User,
    values: Sequence[int | None],
    *,
    is_submitted: bool = True,
    entry: AssessmentRound | None = None,
) -> RatingSheet:
    """A sheet of ``assessor``, who declared impartiality towards this applicant before."""
    declare(application.posting, assessor)
    sheet = save_sheet(
        application=application,
        assessor=assessor,
        answers=answers_for(application.posting, values, entry),
        note="",
        expected_version=0,
        actor=assessor,
        round=entry,
    )
    return submit_sheet(sheet=sheet, actor=assessor) if is_submitted else sheet


def make_exemption(application: Application, person: User, **fields) -> Exemption:
    """A member who does not rate this applicant at all."""
    return Exemption.objects.create(
        **{
            "application": application,
            "person": person,
            "kind": "conflict",
            "reason": "verwandt",
            "recorded_by": make_hr_officer(),
            **fields,
        }
    )


def make_file(application: Application, *, kind: str = "cv", content: bytes = b"", **fields) -> ApplicationFile:
    """A document whose bytes lie in the storage; the row alone decides what the rules see."""
    number = next(_numbers)
    content = content or f"%PDF-1.4 {number}".encode()
    storage_name = new_name()
    file_storage().save(storage_name, ContentFile(content))
    return ApplicationFile.objects.create(
        **{
            "application": application,
            "kind": kind,
            "name": f"datei-{number}.pdf",
            "storage_name": storage_name,
            "file_type": "pdf",
            "size": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
            "pages": 1,
            "scan_state": "not_configured",
            **fields,
        }
    )


def make_requirement(posting: Posting, need: str) -> DocumentRequirement:
    return DocumentRequirement.objects.create(posting=posting, need=need)


def make_equality_data(application: Application, **fields) -> EqualityData:
    return EqualityData.objects.create(application=application, **fields)


def make_finding(application: Application, *, actor: User | None = None) -> SuitabilityFinding:
    """A finding that the second person has not confirmed yet."""
    return propose_finding(
        application=application,
        reason="Der geforderte Abschluss fehlt.",
        disability_rep_note="Am 04.08.2025 gehört, keine Einwände.",
        actor=actor or make_hr_officer(),
    )


def make_merge(posting: Posting, *, actor: User | None = None, **fields) -> ApplicantMerge:
    """Two records of one person, merged; the second application is now a duplicate of the first."""
    stays, goes = make_application(posting), make_application(posting)
    return merge_applicants(
        stays=stays,
        goes=goes,
        reason="Gleiche Anschrift.",
        actor=actor or make_hr_officer(),
        **{"taken_over": ["first_name"], **fields},
    )


def make_guide(entry: AssessmentRound, *, questions: int = 2) -> InterviewGuide:
    """A guide whose question n covers criterion n of the round."""
    actor = make_hr_officer()
    criteria = list(entry.criteria.values_list("pk", flat=True))
    guide = save_texts(
        round=entry, opening="Guten Tag.", closing="Vielen Dank.", expected_version=0, actor=actor
    )  # fmt: skip
    for number in range(1, questions + 1):
        add_question(
            round=entry,
            content=QuestionContent(
                text=f"Wie gehen Sie in Lage {number} vor?",
                expected="nennt die Frist\nfragt nach",
                follow_ups="Woran würden Sie das merken?",
                minutes=10,
                criterion_ids=criteria[number - 1 : number],
                anchors={1: "findet keinen Weg", 3: "findet einen Weg", 5: "wägt Wege ab"},
            ),
            actor=actor,
        )
    guide.refresh_from_db()
    return guide


def make_interview(application: Application, entry: AssessmentRound, *, hour: int = 10, **fields) -> Interview:
    """An appointment of 45 minutes on 12 January 2026, ``hour`` as in Berlin."""
    starts_at = timezone.make_aware(datetime(2026, 1, 12, hour))  # noqa: DTZ001 - made aware
    return plan_interview(
        application=application,
        round=entry,
        appointment=Appointment(starts_at=starts_at, **{"minutes": 45, "place": "Raum 107", **fields}),
        expected_sequence=None,
        actor=make_hr_officer(),
    )


def record_content(entry: AssessmentRound, *people: User, **fields) -> RecordContent:
    """A complete record: every question of the guide asked and answered, ``people`` there."""
    starts_at = timezone.make_aware(datetime(2026, 1, 12, 10))  # noqa: DTZ001 - made aware
    guide = InterviewGuide.objects.filter(round=entry).first()
    questions = list(guide.questions.all()) if guide else []
    return RecordContent(
        **{
            "started_at": starts_at,
            "ended_at": starts_at + timedelta(minutes=50),
            "present": [person.pk for person in people],
            "answers": [GivenAnswer(question.pk, is_asked=True, answer="nennt die Frist") for question in questions],
            "extras": [("Was reizt Sie an der Stelle?", "die Vielfalt")],
            **fields,
        }
    )


def make_record(application: Application, entry: AssessmentRound, *people: User, **fields) -> InterviewRecord:
    """A record that the personnel office wrote; ``people`` were there, without any an officer."""
    actor = make_hr_officer()
    return save_record(
        application=application,
        round=entry,
        content=record_content(entry, *(people or (actor,)), **fields),
        expected_version=0,
        actor=actor,
    )


def conclude_rounds(posting: Posting) -> None:
    for fields in (
        {"status": "closed", "closed_at": timezone.now()},
        {"status": "concluded", "concluded_at": timezone.now()},
    ):
        AssessmentRound.objects.filter(plan=posting.pk).update(**fields)


def make_ranked(
    posting: Posting, *values: Sequence[int], names: Sequence[str] = (), concluded: bool = True
) -> list[Application]:
    """Applications rated by two assessors, one per sequence of values, all rounds concluded."""
    assessors = [make_member(posting), make_member(posting)]
    applications = []
    for index, answers in enumerate(values):
        application = make_application(posting, **({"last_name": names[index]} if names else {}))
        for assessor in assessors:
            make_sheet(application, assessor, answers)
        applications.append(application)
    if concluded:
        conclude_rounds(posting)
    return applications


def leave_out_representations(posting: Posting) -> None:
    """Find that no representation need be asked about the selection: nobody is severely disabled, all are external."""
    for body in Body:
        record_not_required(
            posting=posting,
            body=body,
            subject=Subject.SELECTION,
            reason="Die Stelle fällt nicht unter die Beteiligung.",
            actor=make_hr_officer(),
        )


def placings_of(posting: Posting, *selected: Application, reserve: Sequence[Application] = ()) -> list[Placing]:
    """One placing for everybody: ``selected`` and ``reserve`` in this order, nobody else."""
    reason = "Überzeugt im Gespräch fachlich deutlich mehr."
    chosen = [
        Placing(entry.pk, outcome, position, reason)
        for position, (entry, outcome) in enumerate(
            [*((entry, "selected") for entry in selected), *((entry, "reserve") for entry in reserve)], start=1
        )
    ]
    taken = {placing.application_id for placing in chosen}
    rest = taking_part(posting).exclude(pk__in=taken).order_by("pk").values_list("pk", flat=True)
    return [*chosen, *(Placing(pk, "not_selected") for pk in rest)]


def make_decision(
    posting: Posting, *selected: Application, reserve: Sequence[Application] = (), actor: User | None = None
) -> SelectionDecision:
    """A decision that stands, without the checks before it; everybody else is not selected.

    Those chosen are rated (``make_ranked``); ``entries`` of the decision say what became of everybody.
    """
    return write_decision(
        posting=posting,
        placings=placings_of(posting, *selected, reserve=reserve),
        reason="Bestes Gesamtbild nach dem Anforderungsprofil.",
        ranking=build_ranking(posting),
        actor=actor or make_member(posting, role="decider"),
    )
