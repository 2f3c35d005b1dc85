"""Who stands in the information beside the person: staff as functions, other applicants as letters (Art. 15 Abs. 4)."""

import re
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from postings.applications.models import Application
from postings.documents.extract_content import others_redactor
from postings.enums import CommitteeRole
from postings.models import Posting
from recruitment.accounts.enums import AuthorityRoleName
from recruitment.accounts.models import User


class Reading:
    """Turns values into what the person may read: no other applicant, and of the staff the function."""

    def __init__(self, application: Application) -> None:
        self._redactor = others_redactor(application.posting, application)
        self._functions = functions_of_staff(application.posting)
        self._staff = None if settings.DISCLOSURE_NAMES_STAFF else _names(self._functions, application)

    def function(self, user: User | None) -> str:
        """Return in which function somebody acted."""
        if user is None:
            return _("Anwendung (selbsttätig)")
        function = self._functions.get(user.pk, (_("Beschäftigte der Behörde"), ""))[0]
        return f"{user.get_full_name()} ({function})" if settings.DISCLOSURE_NAMES_STAFF else function

    def __call__(self, value: Any) -> str:
        return self.function(value) if isinstance(value, User) else self.text(str(value))

    def text(self, text: str) -> str:
        """Return free text without other applicants, and with functions in place of the names of the staff."""
        text = self._redactor.text(text)
        if self._staff is None:
            return text
        pattern, words = self._staff
        return pattern.sub(lambda found: words[found[0].casefold()], text) if words else text


def functions_of_staff(posting: Posting) -> dict[int, tuple[str, str]]:
    """Return function and full name of everybody with an account, by id; members of the committee are numbered."""
    found: dict[int, tuple[str, str]] = {}
    for user in User.objects.prefetch_related("roles").order_by("pk"):
        roles = [AuthorityRoleName(role.role).label for role in user.roles.all()]
        found[user.pk] = (str(roles[0]) if roles else _("Beschäftigte der Behörde"), user.get_full_name())
    numbers: dict[str, int] = {}
    for member in posting.memberships.select_related("user").order_by("-role", "position", "pk"):
        role = str(CommitteeRole(member.role).label)
        numbers[role] = numbers.get(role, 0) + 1
        word = _("Auswahlkommission, %(role)s %(number)s") % {"role": role, "number": numbers[role]}
        found[member.user_id] = (word, member.user.get_full_name())
    return found


def _names(functions: dict[int, tuple[str, str]], application: Application) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern for the full names of the staff, save one that is the person's own, and the word for each."""
    own = f"{application.applicant.first_name} {application.applicant.last_name}".casefold()
    words = {
        name.casefold(): function for function, name in functions.values() if name.strip() and name.casefold() != own
    }
    names = sorted(words, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE), words
