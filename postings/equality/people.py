"""Applications of a posting with their equality data, as the pure rules take them."""

from postings.applications.enums import CLOSED, ApplicationStatus
from postings.applications.models import Application
from postings.equality.enums import SEVERELY_DISABLED, Sex, VoluntaryAnswer
from postings.equality.models import EqualityData
from postings.equality.rules import Formal, Person
from postings.models import Posting

FORMAL = {ApplicationStatus.ELIGIBLE: Formal.ELIGIBLE, ApplicationStatus.INELIGIBLE: Formal.INELIGIBLE}


def data_by_application(posting: Posting) -> dict[int, list[EqualityData]]:
    """Return the equality data by application; what a person stated in a second entry counts for the first."""
    found: dict[int, list[EqualityData]] = {}
    for data in EqualityData.objects.filter(application__posting=posting).select_related("application"):
        found.setdefault(data.application.duplicate_of_id or data.application_id, []).append(data)
    return found


def is_severely_disabled(stored: list[EqualityData]) -> bool:
    """Whether any entry says severely disabled or equated (§ 151 SGB IX: the same rules for both)."""
    return any(data.disability_status in SEVERELY_DISABLED for data in stored)


def people_of(posting: Posting, applications: list[Application] | None = None) -> list[Person]:
    """Return everybody who applied and still does, in the order of the running numbers; two queries."""
    stored = data_by_application(posting)
    if applications is None:
        applications = list(open_applications(posting))
    return [_person(application, stored.get(application.pk, [])) for application in applications]


def open_applications(posting: Posting):
    """Return the applications that are neither withdrawn nor duplicates, with their applicants."""
    return posting.applications.exclude(status__in=CLOSED).select_related("applicant").order_by("number")


def _person(application: Application, stored: list[EqualityData]) -> Person:
    sexes = {data.sex for data in stored} - {Sex.NOT_STATED}
    return Person(
        application_id=application.pk,
        number=application.number,
        formal=FORMAL.get(ApplicationStatus(application.status), Formal.OPEN),
        is_severely_disabled=is_severely_disabled(stored),
        is_woman=sexes == {Sex.FEMALE},
        is_man=sexes == {Sex.MALE},
        states_migration_background=any(data.migration_background == VoluntaryAnswer.YES for data in stored),
    )
