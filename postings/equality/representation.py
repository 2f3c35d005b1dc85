"""What Schwerbehindertenvertretung, Frauenvertretung and Personalrat may see of a procedure; they change nothing.

The roles hold for the whole authority. A seat in the committee of one posting would tell the committee that somebody
severely disabled applied.
"""

from django.db.models import BooleanField, QuerySet, Value

from postings.applications.models import Application
from postings.equality.enums import SEVERELY_DISABLED
from postings.equality.models import EqualityData
from postings.files.enums import COMMITTEE_KINDS, ScanState
from postings.files.models import ApplicationFile, ApplicationFileQuerySet
from postings.models import Posting
from recruitment.accounts.enums import AuthorityRoleName
from recruitment.accounts.models import User


def postings_for(user: User) -> QuerySet[Posting]:
    """Return the procedures in which ``user`` takes part as a representation.

    Frauenvertretung and Personalrat: every published one. Schwerbehindertenvertretung: those in which a severely
    disabled or equated person applied who did not refuse its participation.

    Source: LGG § 17; § 164 Abs. 1, § 178 Abs. 2 SGB IX; DOMAIN.md 1.6, 5.2.
    """
    published = Posting.objects.published()
    roles = user.representations
    if roles & {AuthorityRoleName.WOMENS_REP, AuthorityRoleName.STAFF_COUNCIL}:
        return published
    if AuthorityRoleName.DISABILITY_REP in roles:
        return published.filter(pk__in=_accompanied().values("application__posting"))
    return published.none()


def applications_for(user: User) -> QuerySet[Application]:
    """Return the applications that ``user`` may inspect as a representation, those not invited included."""
    return (
        Application.objects.filter(posting__in=postings_for(user), erased_at=None)
        .select_related("applicant", "posting", "duplicate_of")
        .annotate(is_named=Value(True, output_field=BooleanField()))  # who does not rate needs no code (DOMAIN.md 5.2)
        .order_by("number")
    )


def files_for(user: User) -> ApplicationFileQuerySet:
    """Return the documents that ``user`` may open as a representation: of every application that it may inspect, what
    the committee judges by. What waits for its virus check is not handed out.

    Source: § 178 Abs. 2 SGB IX; LGG § 17; DOMAIN.md 1.6, 5.2.
    """
    applications = applications_for(user).order_by().values("pk")
    files = ApplicationFile.objects.filter(application__in=applications, kind__in=COMMITTEE_KINDS)
    return files.exclude(scan_state=ScanState.PENDING)


def accompanied_ids(posting: Posting) -> frozenset[int]:
    """Return the applications that the Schwerbehindertenvertretung accompanies: it was not refused."""
    return frozenset(_accompanied().filter(application__posting=posting).values_list("application", flat=True))


def accompanied_applications() -> QuerySet[Application]:
    """Return every application that the Schwerbehindertenvertretung accompanies, in published procedures."""
    published = Posting.objects.published()
    return Application.objects.filter(pk__in=_accompanied().values("application"), posting__in=published)


def _accompanied() -> QuerySet[EqualityData]:
    return EqualityData.objects.filter(
        disability_status__in=SEVERELY_DISABLED,
        refuses_disability_representative=False,
        application__erased_at=None,
    )
