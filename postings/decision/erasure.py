"""What the decision holds on one applicant, and its erasure: the act stays, the words on the person go."""

from django.utils.translation import gettext as gettext_now
from django.utils.translation import gettext_lazy as _

from postings.applications.models import Application
from recruitment.accounts.models import User


def held(application: Application) -> dict[str, int]:
    """Return how many reasons of decisions there are."""
    return {_("Gründe der Auswahlentscheidung"): application.decision_entries.exclude(deviation_reason="").count()}


def erase(application: Application, actor: User | None) -> None:
    """Take the words on this applicant out of the decisions."""
    application.decision_entries.exclude(deviation_reason="").update(deviation_reason=gettext_now("[gelöscht]"))
