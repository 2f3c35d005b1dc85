"""How one applicant is called for one viewer: by name, or by the code while the names of a blind posting are hidden.

The one place that decides it. Pages, reports and messages take ``ShownIdentity`` (or the properties of ``Application``
that hold one) and never the name itself; ``tests/postings/applications/test_identity.py`` looks after that. Pure.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShownIdentity:
    """What one viewer sees of one applicant; ``sort_key`` sorts and finds no more than that."""

    name: str  # "Dr. Erika Muster" or "Bewerbung B-4171"
    list_name: str  # "Muster, Dr. Erika" or "B-4171"
    label: str  # "7" or "B-4171": the running number tells the order of receipt, so it hides with the name
    sort_key: str
    is_name: bool


def full_name(title: str, first: str, last: str) -> str:
    """Return "Dr. Erika Muster"."""
    return " ".join(part for part in (title, first, last) if part)


def list_name(title: str, first: str, last: str) -> str:
    """Return "Muster, Dr. Erika", as lists sort it."""
    return f"{last}, {' '.join(part for part in (title, first) if part)}"


def by_name(*, title: str, first: str, last: str, sort_key: str, number: int) -> ShownIdentity:
    """Return the identity as those see it who may know the name."""
    return ShownIdentity(
        name=full_name(title, first, last),
        list_name=list_name(title, first, last),
        label=str(number),
        sort_key=sort_key,
        is_name=True,
    )


def by_code(*, code: str, word: str) -> ShownIdentity:
    """Return the identity as those see it who may know the code only; ``word`` is "Bewerbung" in their language."""
    return ShownIdentity(name=f"{word} {code}", list_name=code, label=code, sort_key=code.casefold(), is_name=False)


def erased(*, words: str, number: int) -> ShownIdentity:
    """Return the identity of somebody whose data are erased; ``words`` say so in the language of the viewer."""
    return ShownIdentity(name=words, list_name=words, label=str(number), sort_key="", is_name=True)
