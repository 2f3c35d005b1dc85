"""Knowing an erased application again without keeping anybody: keyed hashes that only this installation can compare.

Source: DOMAIN.md 5 (a withdrawal erases at once); the list that a portal hands out afterwards still names the person.
"""

from collections.abc import Mapping

from django.utils.crypto import salted_hmac

from postings.applications.models import Application, ErasedMark
from postings.applications.sorting import din_5007_2_key
from postings.models import Posting


def marks_of(fields: Mapping[str, object], *, source: str) -> dict[str, str]:
    """Return the hash of each thing that tells an application again: the source's number, address, name with birthday.

    ``fields`` are called as the models call them; what is not stated leaves no hash.
    """
    email, number = str(fields.get("email") or "").strip().casefold(), str(fields.get("source_number") or "").strip()
    name = din_5007_2_key(str(fields.get("last_name") or ""), str(fields.get("first_name") or ""))
    born = str(fields.get("birth_date") or "")
    stated = {
        ErasedMark.Kind.NUMBER: f"{source}\n{number}" if number else "",
        ErasedMark.Kind.EMAIL: email,
        ErasedMark.Kind.PERSON: f"{name}\n{born}" if born else "",
    }
    return {
        kind: salted_hmac(f"postings.applications.erased.{kind}", text, algorithm="sha256").hexdigest()
        for kind, text in stated.items()
        if text
    }


def keep_marks(application: Application) -> None:
    """Keep the hashes of ``application``; called just before its data go."""
    person = application.applicant
    fields = {name: getattr(person, name) for name in ("email", "last_name", "first_name", "birth_date")}
    found = marks_of({**fields, "source_number": application.source_number}, source=application.source)
    ErasedMark.objects.bulk_create(
        ErasedMark(application=application, kind=kind, mark=mark) for kind, mark in found.items()
    )


def erased_in(posting: Posting) -> dict[str, int]:
    """Return the running number of the erased application behind each hash of ``posting``; one query."""
    found = ErasedMark.objects.filter(application__posting=posting).order_by("application__number")
    return dict(found.values_list("mark", "application__number"))
