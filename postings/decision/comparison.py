"""Write the comparison: ladder, equality findings, auxiliary criteria, final order. The program computes none of it."""

from collections.abc import Collection, Sequence

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from postings.applications.enums import EmploymentStatus
from postings.assessment.rounds import is_plan_fixed
from postings.decision.basis import ranks_of, taking_part
from postings.decision.enums import AuxiliaryKind, LadderStep, Outcome, StepStatus
from postings.decision.errors import (
    AuxiliaryOrderFixed,
    ChangedMeanwhile,
    FindingInUse,
    FindingNotEqual,
    FindingTooSmall,
    StepsBeforeOpen,
    WeightReasonMissing,
)
from postings.decision.guards import check_names, check_no_protected_word, check_reasons, lock_for_comparison
from postings.decision.models import (
    AuxiliaryAct,
    AuxiliaryOrder,
    EqualityFinding,
    FinalOrder,
    FinalOrderLine,
    FindingMember,
    LadderSection,
)
from postings.decision.order import Placing, is_chosen
from postings.models import Posting
from postings.selection.ranking import build_ranking
from postings.services import check_under_way, lock_posting
from recruitment.accounts.models import User
from recruitment.audit.services import record


def ladder_of(posting: Posting) -> dict[LadderStep, LadderSection]:
    """Return every step in its order; one that nobody wrote yet is an unsaved, open one."""
    stored = {section.step: section for section in posting.ladder_sections.select_related("saved_by")}
    return {step: stored.get(step) or LadderSection(posting=posting, step=step, version=0) for step in LadderStep}


def is_mixed_field(posting: Posting) -> bool:
    """Whether public servants stand beside others among those who are compared (DOMAIN.md 1.4)."""
    kinds = set(posting.applications.to_be_rated().order_by().values_list("employment_status", flat=True).distinct())
    return EmploymentStatus.CIVIL_SERVANT in kinds and len(kinds) > 1


@transaction.atomic
def save_section(
    *, posting: Posting, step: str, status: str, text: str, weight_reason: str = "", expected_version: int, actor: User
) -> LadderSection:
    """Save one step of the ladder. ``expected_version`` is what the person saw, 0 for none; the same again changes
    nothing.

    :raises ChangedMeanwhile: if it was saved elsewhere since.
    :raises ReasonTooShort: if a settled step has no text, or one left out no reason.
    :raises StepsBeforeOpen: if a step before it is open: Beurteilungen come before interviews (R7).
    :raises WeightReasonMissing: if a mixed field's last step does not say why it weighs more.
    :raises MemoFinal: if the memo is final.
    """
    posting = lock_for_comparison(posting.pk)
    sections = ladder_of(posting)
    step, status, text, weight_reason = LadderStep(step), StepStatus(status), text.strip(), weight_reason.strip()
    section = sections[step]
    if (section.status, section.text, section.weight_reason) == (status, text, weight_reason) and section.pk:
        return section
    if section.version != expected_version:
        raise ChangedMeanwhile(stored=section)
    check_names(posting, text, weight_reason)
    check_no_protected_word(text, weight_reason)
    if status != StepStatus.OPEN:
        check_reasons(text)
        before = list(sections)[: list(sections).index(step)]
        if still := [str(other.label) for other in before if sections[other].status == StepStatus.OPEN]:
            raise StepsBeforeOpen(step=step.label, open=", ".join(still))
        if step == LadderStep.INSTRUMENTS and is_mixed_field(posting):
            if not weight_reason:
                raise WeightReasonMissing
            check_reasons(weight_reason)
    section.status, section.text, section.weight_reason = status, text, weight_reason
    section.version += 1
    section.saved_by = actor
    section.save()
    _record(posting, actor, "comparison.step_saved", section, step=step.label, result=section.get_status_display())
    return section


@transaction.atomic
def save_finding(
    *,
    posting: Posting,
    application_ids: Collection[int],
    is_equal: bool,
    reason: str,
    actor: User,
    finding: EqualityFinding | None = None,
    expected_version: int = 0,
) -> EqualityFinding:
    """Record or change a finding whether the applicants are essentially equally suited, with its reason.

    :raises FindingTooSmall: for fewer than two applicants with a rank.
    :raises ReasonTooShort: if ``reason`` is none ("ok", "passt").
    :raises FindingInUse: if it carries an auxiliary criterion and is to say "no" or speak about others.
    :raises ChangedMeanwhile: if it was saved elsewhere since, or taken back.
    :raises MemoFinal: if the memo is final.
    """
    posting = lock_for_comparison(posting.pk)
    stored = EqualityFinding.objects.filter(pk=finding.pk, posting=posting).first() if finding else None
    if finding is not None and (stored is None or stored.version != expected_version):
        raise ChangedMeanwhile(stored=stored)
    members = set(application_ids) & set(ranks_of(build_ranking(posting)))
    if len(members) < 2 or members != set(application_ids):
        raise FindingTooSmall
    check_reasons(reason)
    check_names(posting, reason)
    check_no_protected_word(reason)
    found = stored or EqualityFinding(posting=posting, version=0)
    before = set(found.members.values_list("application_id", flat=True)) if found.pk else members
    if found.pk and found.auxiliary_acts.exists() and (not is_equal or before != members):
        raise FindingInUse
    found.is_equal, found.reason, found.saved_by = is_equal, reason.strip(), actor
    found.version += 1
    found.save()
    found.members.exclude(application__in=members).delete()
    known = set(found.members.values_list("application_id", flat=True))
    FindingMember.objects.bulk_create(FindingMember(finding=found, application_id=pk) for pk in sorted(members - known))
    _record(
        posting,
        actor,
        "comparison.finding_saved",
        found,
        count=len(members),
        result=_("ja") if is_equal else _("nein"),
    )
    return found


@transaction.atomic
def drop_finding(*, finding: EqualityFinding, actor: User) -> None:
    """Take a finding back; the history keeps it.

    :raises FindingInUse: if it carries an auxiliary criterion.
    :raises MemoFinal: if the memo is final.
    """
    posting = lock_for_comparison(finding.posting_id)
    found = EqualityFinding.objects.filter(pk=finding.pk).first()
    if found is None:
        return
    if found.auxiliary_acts.exists():
        raise FindingInUse
    subject = found.pk
    found.delete()
    found.pk = subject
    _record(posting, actor, "comparison.finding_dropped", found)


@transaction.atomic
def save_auxiliary_act(
    *, finding: EqualityFinding, kind: str, reason: str, case_check: str, actor: User
) -> AuxiliaryAct:
    """Record that an auxiliary criterion was looked at for the applicants of a finding "yes", or change its words.

    Nothing is read from the data on equality: what follows from the criterion, people write.

    :raises FindingNotEqual: without a finding "yes".
    :raises ReasonTooShort: without reason or check of the individual case.
    :raises MemoFinal: if the memo is final.
    """
    posting = lock_for_comparison(finding.posting_id)
    found = EqualityFinding.objects.get(pk=finding.pk)
    if not found.is_equal:
        raise FindingNotEqual
    check_reasons(reason, case_check)
    check_names(posting, reason, case_check)
    act, _created = AuxiliaryAct.objects.update_or_create(
        finding=found,
        kind=AuxiliaryKind(kind),
        defaults={"reason": reason.strip(), "case_check": case_check.strip(), "saved_by": actor},
    )
    _record(posting, actor, "comparison.auxiliary_saved", act)
    return act


@transaction.atomic
def drop_auxiliary_act(*, act: AuxiliaryAct, actor: User) -> None:
    """Take an auxiliary criterion back; the history keeps it.

    :raises MemoFinal: if the memo is final.
    """
    posting = lock_for_comparison(act.finding.posting_id)
    subject = act.pk
    AuxiliaryAct.objects.filter(pk=act.pk).delete()
    act.pk = subject
    _record(posting, actor, "comparison.auxiliary_dropped", act)


@transaction.atomic
def set_auxiliary_order(*, posting: Posting, kinds: Sequence[str], reason: str, actor: User) -> AuxiliaryOrder:
    """Fix for this procedure in which order auxiliary criteria are looked at, where the law leaves it open.

    Source: DOMAIN.md 4.1: no statute ranks them, so it is a setting with its reason and no guess.

    :raises AuxiliaryOrderFixed: once the first sheet is begun.
    :raises WrongStep: once the procedure has ended.
    :raises ReasonTooShort: if ``reason`` is none.
    """
    posting = lock_posting(posting.pk)
    check_under_way(posting)
    if is_plan_fixed(posting):
        raise AuxiliaryOrderFixed
    check_reasons(reason)
    order, _created = AuxiliaryOrder.objects.update_or_create(
        posting=posting,
        defaults={
            "kinds": [AuxiliaryKind(kind).value for kind in dict.fromkeys(kinds)],
            "reason": reason.strip(),
            "saved_by": actor,
        },
    )
    _record(posting, actor, "comparison.auxiliary_order_set", order, order=", ".join(order.labels))
    return order


def placings_of(posting: Posting) -> list[Placing]:
    """Return the order that people set so far, one placing for everybody who takes part; empty while there is none."""
    order = FinalOrder.objects.filter(posting=posting).first()
    if order is None:
        return []
    lines = {line.application_id: line for line in order.lines.all()}
    return [
        Placing(pk, line.outcome, line.position, line.deviation_reason)
        for pk in taking_part(posting).order_by("pk").values_list("pk", flat=True)
        if (line := lines.get(pk)) is not None
    ]


@transaction.atomic
def save_order(*, posting: Posting, placings: Sequence[Placing], expected_version: int, actor: User) -> FinalOrder:
    """Save the order as far as it goes; what is missing in it is said, and asked for before the memo is final.

    :raises ChangedMeanwhile: if it was saved elsewhere since.
    :raises MemoFinal: if the memo is final.
    """
    posting = lock_for_comparison(posting.pk)
    order = FinalOrder.objects.filter(posting=posting).first()
    known = set(taking_part(posting).values_list("pk", flat=True))
    wanted = {placing.application_id: placing for placing in placings if placing.application_id in known}
    if order is not None and {p.application_id: p for p in placings_of(posting)} == wanted:
        return order
    if (order.version if order is not None else 0) != expected_version:
        raise ChangedMeanwhile(stored=order)
    reasons = [placing.deviation_reason for placing in placings]
    check_names(posting, *reasons)
    check_no_protected_word(*reasons)
    order = order or FinalOrder(posting=posting, version=0)
    order.version += 1
    order.saved_by = actor
    order.save()
    lines = {line.application_id: line for line in order.lines.all()}
    for pk, placing in wanted.items():
        line = lines.get(pk) or FinalOrderLine(order=order, application_id=pk)
        values = (Outcome(placing.outcome), placing.position if is_chosen(placing) else None, placing.deviation_reason)
        if line.pk and (line.outcome, line.position, line.deviation_reason) == values:
            continue
        line.outcome, line.position, line.deviation_reason = values
        line.save()
    _record(
        posting,
        actor,
        "comparison.order_saved",
        order,
        selected=sum(placing.outcome == Outcome.SELECTED for placing in wanted.values()),
        reserve=sum(placing.outcome == Outcome.RESERVE for placing in wanted.values()),
    )
    return order


def _record(posting: Posting, actor: User, action: str, subject: object, **facts: object) -> None:
    record(actor=actor, action=action, subject=subject, posting_reference=posting.reference_number, **facts)


def finding_column(posting: Posting) -> ArraySubquery:
    """Return a column with every finding of the posting: the applications it is about, and when it was saved."""
    members = FindingMember.objects.filter(finding=OuterRef("pk")).values("application")
    found = EqualityFinding.objects.filter(posting=posting)
    return ArraySubquery(found.values(one=JSONObject(members=ArraySubquery(members), saved_at="saved_at")))
