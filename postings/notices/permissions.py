"""Who may see and write around notices and the end of a procedure, one sentence each."""

from postings.enums import CommitteeRole
from postings.models import Posting
from postings.permissions import may_manage_posting, roles_in
from recruitment.accounts.models import User

READING = frozenset({CommitteeRole.CHAIR, CommitteeRole.DECIDER})


def may_send_notices(user: User, posting: Posting) -> bool:
    """The personnel office writes, sends and records, appointment and abort too (DOMAIN.md S10: "HR sends"); it alone
    reads the letters."""
    return may_manage_posting(user, posting)


def may_see_notices(user: User, posting: Posting) -> bool:
    """Chair and decider read who was told what and when, the waiting period and what hinders; no letter, no address."""
    return may_manage_posting(user, posting) or bool(roles_in(user, posting) & READING)
