"""The way to the decision as it stood on a day: ladder, findings, auxiliary acts, order, memos, decisions.

Findings, acts and lines come from histories and rows taken back from the record; versions, sign-offs, decisions and
withdrawals are never changed and carry their own moment.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from postings.chronicle.histories import latest, moment_words
from postings.chronicle.state import (
    DecisionThen,
    FindingThen,
    LadderStepThen,
    MemoThen,
    PlaceThen,
    SelectionThen,
)
from postings.decision.enums import AuxiliaryKind, LadderStep, Outcome, StepStatus
from postings.decision.models import (
    AuxiliaryAct,
    AuxiliaryOrder,
    EqualityFinding,
    FinalOrderLine,
    LadderSection,
    MemoSignature,
    MemoVersion,
    SelectionDecision,
)
from postings.models import Posting
from recruitment.accounts.models import User
from recruitment.audit.models import Event


def read_decision(
    posting: Posting, moment: datetime, *, events: Iterable[Event], labels: Mapping[int, str], tells_words: bool
) -> DecisionThen:
    """Return everything known before ``moment``; eleven queries. ``labels`` name applications as the viewer may know
    them; reasons and kinds of auxiliary criteria only with ``tells_words``."""
    events = list(events)
    steps = {entry.step: entry.status for entry in latest(LadderSection, moment, posting=posting.pk)}
    order = latest(AuxiliaryOrder, moment, posting=posting.pk).first()
    findings, unknown = _findings(posting, moment, events, tells_words)
    return DecisionThen(
        ladder=tuple(
            LadderStepThen(str(step.label), str(StepStatus(steps.get(step, StepStatus.OPEN)).label))
            for step in LadderStep
        ),
        auxiliary_order=tuple(str(AuxiliaryKind(kind).label) for kind in order.kinds) if order else (),
        findings=findings,
        unknown_findings=unknown,
        order=_places(latest(FinalOrderLine, moment, order__posting=posting.pk), labels),
        memos=_memos(posting, moment),
        decisions=_decisions(posting, moment, labels, tells_words),
    )


def _findings(
    posting: Posting, moment: datetime, events: list[Event], tells_words: bool
) -> tuple[tuple[FindingThen, ...], int]:
    dropped = {(event.action, event.subject_id) for event in events}
    sizes = {
        event.subject_id: event.facts["count"] for event in events if event.action == "comparison.finding_saved"
    }  # the last one counts
    found = [
        entry
        for entry in latest(EqualityFinding, moment, posting=posting.pk)
        if ("comparison.finding_dropped", entry.pgh_obj_id) not in dropped
    ]
    acts = defaultdict(list)
    for act in latest(AuxiliaryAct, moment, finding__in=[entry.pgh_obj_id for entry in found]):
        if ("comparison.auxiliary_dropped", act.pgh_obj_id) not in dropped:
            acts[act.finding_id].append(str(AuxiliaryKind(act.kind).label))
    people = User.objects.in_bulk({entry.saved_by_id for entry in found})
    history = EqualityFinding.pgh_event_model.objects.filter(posting=posting.pk)  # type: ignore[attr-defined]
    unknown = EqualityFinding.objects.filter(posting=posting).exclude(pk__in=history.values("pgh_obj")).count()
    return tuple(
        FindingThen(
            is_equal=entry.is_equal,
            applications=sizes.get(entry.pgh_obj_id, 0),
            saved_at=moment_words(entry.pgh_created_at),
            person=str(people[entry.saved_by_id]) if entry.saved_by_id in people else "–",
            reason=entry.reason if tells_words else "",
            auxiliary=tuple(acts[entry.pgh_obj_id]) if tells_words else (),
            auxiliary_count=len(acts[entry.pgh_obj_id]),
        )
        for entry in found
    ), unknown


def _places(rows: Iterable, labels: Mapping[int, str]) -> tuple[PlaceThen, ...]:
    """Return the lines in the order of their places, then of the labels; those of erased persons without a label."""
    found = [
        (row.position or 10**6, labels.get(row.application_id, "–"), Outcome(row.outcome), row.position) for row in rows
    ]
    return tuple(
        PlaceThen(label=label, outcome=str(outcome.label), position=position)
        for _key, label, outcome, position in sorted(found, key=lambda item: item[:2])
    )


def _memos(posting: Posting, moment: datetime) -> tuple[MemoThen, ...]:
    newest: dict[int, MemoVersion] = {}
    versions = MemoVersion.objects.filter(memo__posting=posting, created_at__lt=moment)
    for version in versions.select_related("memo", "created_by").order_by("memo__number", "number"):
        newest[version.memo_id] = version
    signed = defaultdict(list)
    signatures = MemoSignature.objects.filter(version__memo__posting=posting, signed_at__lt=moment)
    for signature in signatures.select_related("signed_by").order_by("signed_at"):
        signed[signature.version_id].append(f"{signature.signed_by}, {moment_words(signature.signed_at)}")
    return tuple(
        MemoThen(
            number=version.memo.number,
            begun_at=moment_words(version.memo.begun_at),
            version=version.number,
            saved_at=moment_words(version.created_at),
            saved_by=str(version.created_by),
            sha256=version.sha256,
            signed=tuple(signed[version.pk]),
            final_at=moment_words(version.memo.finalised_at)
            if version.memo.finalised_at and version.memo.finalised_at < moment
            else "",
        )
        for version in newest.values()
    )


def _decisions(
    posting: Posting, moment: datetime, labels: Mapping[int, str], tells_words: bool
) -> tuple[SelectionThen, ...]:
    made = SelectionDecision.objects.filter(posting=posting, decided_at__lt=moment)
    made = made.select_related("decided_by", "withdrawal", "withdrawal__withdrawn_by").prefetch_related("entries")
    found = []
    for decision in made.order_by("number"):
        entries = list(decision.entries.all())
        chosen = [entry for entry in entries if entry.position is not None]
        withdrawal = getattr(decision, "withdrawal", None)
        if withdrawal is not None and withdrawal.withdrawn_at >= moment:
            withdrawal = None
        found.append(
            SelectionThen(
                number=decision.number,
                decided_at=moment_words(decision.decided_at),
                person=str(decision.decided_by),
                reason=decision.reason if tells_words else "",
                chosen=_places(chosen, labels),
                other_count=len(entries) - len(chosen),
                withdrawn_at=moment_words(withdrawal.withdrawn_at) if withdrawal else "",
                withdrawn_by=str(withdrawal.withdrawn_by) if withdrawal else "",
                ground=str(withdrawal.get_ground_display()) if withdrawal else "",
                withdrawal_reason=withdrawal.reason if withdrawal and tells_words else "",
            )
        )
    return tuple(found)
