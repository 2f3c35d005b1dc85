"""What every step towards the decision begins with: the lock, the state of the procedure, the texts."""

from postings.applications.models import Applicant
from postings.applications.reasons import named_in, protected_word
from postings.decision.errors import MemoFinal, NameInText, NotDecidable, ProtectedWordInText, ReasonTooShort
from postings.decision.models import SelectionMemo
from postings.enums import PostingStatus
from postings.models import Posting
from postings.reasons import is_too_short
from postings.services import lock_posting


def lock_for_comparison(posting_id: int) -> Posting:
    """Lock the posting and return it, if what its decision rests on may still change.

    :raises NotDecidable: if it does not stand at rating.
    :raises MemoFinal: if the memo is final and no further one begun.
    """
    posting = lock_posting(posting_id)
    if posting.status != PostingStatus.SCORING_OPEN:
        raise NotDecidable(status=posting.get_status_display())
    newest = newest_memo(posting)
    if newest is not None and newest.is_final:
        raise MemoFinal
    return posting


def is_open_for_comparison(posting: Posting) -> bool:
    """Whether what the decision rests on may still change: undecided, and no final memo without a further one."""
    newest = newest_memo(posting)
    return posting.status == PostingStatus.SCORING_OPEN and not (newest is not None and newest.is_final)


def newest_memo(posting: Posting) -> SelectionMemo | None:
    """Return the memo with the highest number: the open one, else the last that became final."""
    return SelectionMemo.objects.filter(posting=posting).order_by("-number").first()


def check_names(posting: Posting, *texts: str) -> None:
    """Refuse texts that undo the codes of a blind posting.

    :raises NameInText: if one names an applicant while the names are hidden.
    """
    if not posting.hides_names:
        return
    people = Applicant.objects.filter(applications__posting=posting).exclude(last_name="")
    names = tuple(dict.fromkeys(people.values_list("last_name", flat=True)))
    for text in texts:
        if name := named_in(text, names):
            raise NameInText(name=name)


def check_reasons(*texts: str) -> None:
    """Refuse reasons that nobody else can follow ("ok", "passt").

    :raises ReasonTooShort: if one is none.
    """
    if any(map(is_too_short, texts)):
        raise ReasonTooShort


def check_no_protected_word(*texts: str) -> None:
    """Refuse reasons of the comparison that name disability, origin, family or belief (R1).

    :raises ProtectedWordInText: if one does.
    """
    for text in texts:
        if word := protected_word(text):
            raise ProtectedWordInText(word=word)
