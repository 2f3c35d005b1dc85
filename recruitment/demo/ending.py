"""From the comparison to the end of the waiting period, in the second demonstration procedure (``finished``)."""

from datetime import date, timedelta
from uuid import uuid4

from postings.applications.models import Application
from postings.decision.comparison import save_auxiliary_act, save_finding, save_order, save_section
from postings.decision.decisions import decide
from postings.decision.enclosures import memo_for_representations
from postings.decision.enums import AuxiliaryKind, LadderStep, Outcome, StepStatus
from postings.decision.memos import begin_memo, finalise_memo, newest_version, refresh_facts, save_block, sign_memo
from postings.decision.order import Placing
from postings.models import Posting
from postings.notices.composing import digest_of
from postings.notices.enums import Kind, Way
from postings.notices.reasons import save_reasons
from postings.notices.receipts import record_receipt
from postings.notices.recipients import recipients_of
from postings.notices.runs import confirm_run, drafts_for, process_run, record_dispatch
from postings.participation.answers import record_answer
from postings.participation.enums import Body, Result, Subject
from postings.participation.services import Draft, send_matter
from recruitment.accounts.models import User
from recruitment.demo import finished_people as words
from recruitment.demo.clock import DemoClock, days_before

# How many days before today the steps took place.
COMPARED, ASKED_FIRST, ASKED_COUNCIL, SIGNED, DECIDED, TOLD, RECEIVED = 75, 70, 62, 48, 46, 44, 41
ANSWERED = {Body.DISABILITY_REP: 66, Body.WOMENS_REP: 64, Body.STAFF_COUNCIL: 50}
RESULTS = {
    Body.DISABILITY_REP: (Result.NO_OBJECTION, "sbv"),
    Body.WOMENS_REP: (Result.NO_OBJECTION, "frauenvertretung"),
    Body.STAFF_COUNCIL: (Result.APPROVED, "personalrat"),
}


def load(
    posting: Posting, applications: list[Application], users: dict[str, User], at: DemoClock, today: date
) -> Posting:
    """Take the rated ``posting`` to the end of its waiting period; return it as it stands then."""
    at.go_to(days_before(today, COMPARED))
    _compare(posting, applications, users["vorsitz"])
    begin_memo(posting=posting, actor=users["personal"])
    _ask_representations(posting, users, at, today)
    at.go_to(days_before(today, SIGNED))
    _finish_memo(posting, users)
    at.go_to(days_before(today, DECIDED))
    decide(posting=posting, reason=words.DECISION, actor=users["entscheidung"])
    posting.refresh_from_db()
    _tell_everybody(posting, applications, users["personal"], at, today)
    return posting


def _compare(posting: Posting, applications: list[Application], chair: User) -> None:
    for step, text in words.LADDER.items():
        save_section(
            posting=posting,
            step=step,
            status=StepStatus.DONE,
            text=text,
            weight_reason=words.WEIGHT_REASON if step == LadderStep.INSTRUMENTS else "",
            expected_version=0,
            actor=chair,
        )
    first, second = applications[words.NORA], applications[words.OLAF]
    finding = save_finding(
        posting=posting, application_ids=[first.pk, second.pk], is_equal=True, reason=words.FINDING, actor=chair
    )
    save_auxiliary_act(
        finding=finding,
        kind=AuxiliaryKind.WOMEN,
        reason=words.AUXILIARY_REASON,
        case_check=words.CASE_CHECK,
        actor=chair,
    )
    chosen = [
        Placing(first.pk, Outcome.SELECTED, 1, words.ORDER_REASON),
        Placing(second.pk, Outcome.RESERVE, 2),
    ]
    others = [Placing(one.pk, Outcome.NOT_SELECTED) for one in applications if one not in (first, second)]
    save_order(posting=posting, placings=[*chosen, *others], expected_version=0, actor=chair)


def _ask_representations(posting: Posting, users: dict[str, User], at: DemoClock, today: date) -> None:
    """Schwerbehindertenvertretung and Frauenvertretung first, then the Personalrat (LGG § 17)."""
    asked = {Body.DISABILITY_REP: ASKED_FIRST, Body.WOMENS_REP: ASKED_FIRST, Body.STAFF_COUNCIL: ASKED_COUNCIL}
    matters = {}
    days = sorted({*asked.values(), *ANSWERED.values()}, reverse=True)
    for day in days:
        on = at.go_to(days_before(today, day))
        for body in [one for one in Body if asked[one] == day]:
            draft = Draft(
                body=body,
                subject=Subject.SELECTION,
                text=words.MATTER_TEXT,
                sent_on=on,
                received_on=on,
                due_on=on + timedelta(days=7) if body == Body.DISABILITY_REP else None,
            )
            enclosures = memo_for_representations(posting)
            matters[body] = send_matter(posting=posting, draft=draft, enclosures=enclosures, actor=users["personal"])
        for body in [one for one in Body if ANSWERED[one] == day]:
            result, username = RESULTS[body]
            record_answer(
                matter=matters[body],
                result=result,
                note="",
                answered_on=on,
                is_own_answer=True,
                actor=users[username],
            )


def _finish_memo(posting: Posting, users: dict[str, User]) -> None:
    hr = users["personal"]
    version = refresh_facts(posting=posting, actor=hr)
    for key, text in words.MEMO.items():
        version = save_block(posting=posting, key=key, text=text, expected_version=version.number, actor=hr)
    decider = users["entscheidung"]
    signature = sign_memo(posting=posting, version=newest_version(version.memo), actor=decider)
    finalise_memo(posting=posting, actor=signature.signed_by)


def _tell_everybody(posting: Posting, applications: list[Application], hr: User, at: DemoClock, today: date) -> None:
    sent_on = days_before(today, TOLD)
    at.go_to(sent_on)
    texts = {applications[place].pk: text for place, text in words.NOTICE_REASONS.items()}
    save_reasons(posting=posting, texts=texts, actor=hr)
    keys = [one.key for one in recipients_of(posting, Kind.COMPETITOR)]
    drafts = drafts_for(posting, Kind.COMPETITOR, Way.LETTER, keys, actor=hr)
    run = confirm_run(
        posting=posting,
        kind=Kind.COMPETITOR,
        way=Way.LETTER,
        keys=keys,
        key=uuid4(),
        digest=digest_of(drafts),
        has_read_warnings=True,
        actor=hr,
        today=sent_on,
    )
    process_run(run)
    record_dispatch(run=run, sent_on=sent_on, actor=hr, today=sent_on)
    received_on = days_before(today, RECEIVED)
    at.go_to(received_on)
    # The receipt of the last one stays presumed, so that the page shows both.
    for notice in run.notices.order_by("pk")[: len(keys) - 1]:
        record_receipt(notice=notice, received_on=received_on, actor=hr, today=received_on)
