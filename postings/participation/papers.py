"""What a representation reads in its own view, whether or not it went with a letter (DOMAIN.md 1.6; decision 202)."""

from dataclasses import dataclass

from postings.models import Posting
from postings.participation.enclosures import Enclosure, enclosures_of
from postings.participation.enums import Subject
from postings.participation.gate import anew_since, is_before
from postings.participation.permissions import own_matters
from recruitment.accounts.models import User


@dataclass(frozen=True, slots=True)
class OwnPapers:
    """The documents, and whether the body was asked about the selection."""

    papers: list[Enclosure]
    is_heard: bool

    @property
    def has_basis(self) -> bool:
        return any(paper.is_basis for paper in self.papers)


def is_heard_on_selection(user: User, posting: Posting) -> bool:
    """Whether a body that ``user`` speaks for was asked about the selection, anew since a decision was withdrawn."""
    matters = own_matters(user).filter(posting=posting, subject=Subject.SELECTION).select_related("corrects")
    since = anew_since(posting)
    return any(since is None or not is_before(one, since) for one in matters)


def papers_for(user: User, posting: Posting) -> OwnPapers:
    """Return the documents of ``posting`` that ``user`` reads for a body, in their newest version.

    What tells nothing of single persons at any time; what the selection rests on from the moment that the body is asked
    about it, as DOMAIN.md 5.2 has it ("during participation"). What a letter once enclosed stays with this letter.
    """
    is_heard = is_heard_on_selection(user, posting)
    papers = [
        one
        for one in enclosures_of(posting)
        if one.read is not None and one.application_id is None and (one.is_open or (one.is_basis and is_heard))
    ]
    return OwnPapers(papers, is_heard)
