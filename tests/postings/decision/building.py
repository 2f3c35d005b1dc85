"""A posting whose decision needs nothing but its memo."""

from postings.decision.comparison import ladder_of, save_finding, save_order, save_section
from postings.decision.memos import begin_memo, finalise_memo, newest_version, save_block, sign_memo
from postings.decision.models import SelectionMemo
from tests.factories import leave_out_representations, make_member, make_posting, make_ranked, placings_of

REASON = "Die Beurteilungen und Gespräche zeigen ein gleiches Bild."


def settle_ladder(posting, actor):
    for step in ladder_of(posting):
        save_section(
            posting=posting, step=step, status="done", text=f"{REASON} {step}", expected_version=0, actor=actor
        )


def make_compared(**fields):
    """Ranks 1, 2, 2 of one closeness group; ladder, finding and order are there, two deciders named."""
    posting = make_posting(**fields)
    applications = make_ranked(posting, [4, 4, 4], [4, 4, 3], [4, 4, 3], names=("Adler", "Buche", "Cedern"))
    chair = make_member(posting, role="chair")
    make_member(posting, role="decider")
    make_member(posting, role="decider")
    leave_out_representations(posting)
    settle_ladder(posting, chair)
    save_finding(
        posting=posting,
        application_ids=[application.pk for application in applications],
        is_equal=True,
        reason=REASON,
        actor=chair,
    )
    save_order(
        posting=posting,
        placings=placings_of(posting, applications[0], reserve=[applications[1]]),
        expected_version=0,
        actor=chair,
    )
    return posting, applications, chair


def write_memo(posting, actor) -> SelectionMemo:
    """Begin the memo and write every block."""
    memo = begin_memo(posting=posting, actor=actor)
    for key in range(1, 15):
        version = newest_version(memo)
        save_block(
            posting=posting, key=key, text=f"{REASON} Abschnitt {key}.", expected_version=version.number, actor=actor
        )
    return memo


def sign_all(posting, memo):
    for member in posting.memberships.filter(role="decider"):
        sign_memo(posting=posting, version=newest_version(memo), actor=member.user)


def make_final(posting, actor) -> SelectionMemo:
    memo = write_memo(posting, actor)
    sign_all(posting, memo)
    return finalise_memo(posting=posting, actor=actor)
