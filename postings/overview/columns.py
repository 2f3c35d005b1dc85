"""What a row of the overview shows: one place for the screen, the spreadsheet and the printed Bewerberspiegel."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from postings.applications.enums import Basis, Invitation
from postings.applications.models import Application
from postings.models import Posting
from postings.permissions import may_manage_posting, may_see_identity
from postings.screening.permissions import may_compare_appraisals
from recruitment.accounts.models import User

Missing = Sequence[str]  # labels of the documents that one application lacks


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``needs`` says who sees it: "" everybody, "office" the personnel office, "names", "appraisals"."""

    key: str
    label: str | Promise
    text: Callable[[Application, Missing], str]
    needs: str = ""
    is_default: bool = True
    is_numeric: bool = False
    sort: str = ""


def _employment(application: Application, _missing: Missing) -> str:
    label = str(application.get_employment_status_display())
    return f"{label}, {_('intern')}" if application.is_internal else label


def _basis(application: Application, _missing: Missing) -> str:
    if application.erased_at:
        return ""
    label = str(application.get_basis_display())
    day = application.basis_dated_on
    return f"{label}, {formats.date_format(day, 'm/Y')}" if day and application.basis != Basis.NONE else label


def _received(application: Application, _missing: Missing) -> str:
    day = formats.date_format(application.received_on, "d.m.Y")
    return f"{day}\n{application.get_late_decision_display()}" if application.is_late else day


def _address(application: Application, _missing: Missing) -> str:
    person = application.applicant
    town = f"{person.postal_code} {person.city}".strip()
    return ", ".join(part for part in (person.street, town) if part)


def status_note(application: Application) -> str:
    """Return what stands below the status: that the data are gone, or which application this one doubles."""
    if application.erased_at:
        return _("Daten gelöscht am %(day)s") % {
            "day": formats.date_format(timezone.localtime(application.erased_at), "d.m.Y")
        }
    if application.duplicate_of is not None and application.shown.is_name:
        return _("zu Nr. %(number)s") % {"number": application.duplicate_of.number}
    return ""


def _status(application: Application, _missing: Missing) -> str:
    return "\n".join(part for part in (str(application.get_status_display()), status_note(application)) if part)


COLUMNS = (
    Column("nummer", gettext_lazy("Nr."), lambda a, m: a.shown.label, is_numeric=True, sort="nummer"),
    Column("name", gettext_lazy("Name"), lambda a, m: a.shown.list_name, sort="name"),
    Column("eingang", gettext_lazy("Eingang"), _received, sort="eingang"),
    Column("beschaeftigung", gettext_lazy("Beschäftigung"), _employment, sort="beschaeftigung"),
    Column("amt", gettext_lazy("Amt / Entgelt"), lambda a, m: a.current_grade),
    Column("taetigkeit", gettext_lazy("derzeitige Tätigkeit"), lambda a, m: a.current_position, is_default=False),
    Column("abschluss", gettext_lazy("Abschluss"), lambda a, m: a.qualification, is_default=False),
    Column("erfahrung", gettext_lazy("Erfahrung"), lambda a, m: a.experience, is_default=False),
    Column("nachweis", gettext_lazy("Leistungsnachweis"), _basis),
    Column(
        "urteil", gettext_lazy("Gesamturteil (1 = beste Note)"), lambda a, m: a.basis_result, needs="appraisals",
        is_default=False,
    ),
    Column("fehlend", gettext_lazy("fehlende Unterlagen"), lambda a, m: "\n".join(m), needs="office", sort="fehlend"),
    Column("stand", gettext_lazy("Stand"), _status, sort="stand"),
    Column(
        "einladung", gettext_lazy("Einladung"),
        lambda a, m: "" if a.invitation == Invitation.OPEN else str(a.get_invitation_display()), is_default=False,
    ),
    Column(
        "bewerbernummer", gettext_lazy("Bewerbernummer der Quelle"), lambda a, m: a.source_number, needs="office",
        is_default=False,
    ),
    Column("email", gettext_lazy("E-Mail-Adresse"), lambda a, m: a.applicant.email, needs="office", is_default=False),
    Column("telefon", gettext_lazy("Telefon"), lambda a, m: a.applicant.phone, needs="office", is_default=False),
    Column("anschrift", gettext_lazy("Anschrift"), _address, needs="office", is_default=False),
)  # fmt: skip
ALWAYS = ("nummer", "name")


def columns_for(user: User, posting: Posting) -> list[Column]:
    """Return the columns that ``user`` may see: contact and gaps are the personnel office's (DOMAIN.md 5.2)."""
    allowed = {"": True, "office": may_manage_posting(user, posting)}
    allowed["appraisals"] = may_compare_appraisals(user, posting)
    allowed["names"] = may_see_identity(user, posting)
    columns = [column for column in COLUMNS if allowed[column.needs]]
    if allowed["names"]:
        return columns
    # While codes stand for names, the code is number and name at once.
    columns = [column for column in columns if column.key != "nummer"]
    return [replace(column, label=gettext_lazy("Kennung")) if column.key == "name" else column for column in columns]


def chosen(columns: Sequence[Column], keys: Sequence[str]) -> list[Column]:
    """Return the columns called ``keys`` in their usual order, the usual ones without any key."""
    known = set(keys) & {column.key for column in columns}
    if not known:
        return [column for column in columns if column.is_default]
    return [column for column in columns if column.key in known or column.key in ALWAYS]
