"""Which tables hold something on one applicant, and how each is told in the information under Art. 15 DSGVO."""

from dataclasses import dataclass, field

from django.apps import apps
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from postings.documents.enums import OF_ONE_APPLICATION, DocumentKind


@dataclass(frozen=True, slots=True)
class Told:
    """One table that is told.

    ``path`` leads from its rows to the application ("pk": it is the application). ``context`` are further columns: way
    from the row, German label. ``only`` narrows the rows. ``is_value``: told only by somebody who may view results.
    ``is_own``: what the person stated or was sent, told word for word.
    """

    label: str
    path: str
    title: str | Promise
    context: tuple[tuple[str, str | Promise], ...] = ()
    only: dict[str, object] = field(default_factory=dict)
    is_value: bool = False
    is_own: bool = False

    @property
    def model(self) -> type[models.Model]:
        return apps.get_model(self.label)


SHEET = (("sheet__round", _("Bewertungsrunde")), ("sheet__assessor", _("bewertet von")))
RECORD = (("record__round", _("Bewertungsrunde")),)

TOLD = (
    Told("applications.Applicant", "applications", _("Name, Anschrift und Kontakt"), is_own=True),
    Told("applications.Application", "pk", _("Ihre Bewerbung")),
    Told("equality.EqualityData", "application", _("Freiwillige Angaben zur Gleichstellung"), is_own=True),
    Told("files.ApplicationFile", "application", _("Ihre Unterlagen")),
    Told("files.RecordedState", "application", _("Vermerke zu fehlenden Unterlagen")),
    Told("files.DocumentRequest", "application", _("Nachforderungen von Unterlagen")),
    Told("applications.FormalCheck", "application", _("Formale Prüfung, einzelne Anforderungen")),
    Told("applications.FormalDecision", "application", _("Formale Prüfung, Ergebnis")),
    Told("applications.ApplicantMerge", "kept__applications", _("Zusammenführung doppelter Einträge")),
    Told("screening.Appraisal", "application", _("Dienstliche Beurteilungen (1 = beste Note)")),
    Told(
        "screening.SingleMark",
        "appraisal__application",
        _("Einzelnoten dienstlicher Beurteilungen (1 = beste Note)"),
        context=(("appraisal__period_to", _("Beurteilung bis")),),
    ),
    Told("screening.Finding", "application", _("Feststellungen der Vorauswahl")),
    Told("equality.ReceiptNotice", "application", _("Meldungen an Beschäftigtenvertretungen bei Eingang")),
    Told("equality.SuitabilityFinding", "application", _("Feststellung zur offensichtlich fehlenden Eignung")),
    Told(
        "equality.InvitationLine",
        "application",
        _("Entscheidung über die Einladung"),
        context=(("decision__adopted_at", _("festgelegt am")),),
    ),
    Told("interviews.Interview", "application", _("Termine von Auswahlgesprächen")),
    Told("interviews.InterviewRecord", "application", _("Gesprächsprotokolle")),
    Told("interviews.RecordPresence", "record__application", _("Anwesende im Auswahlgespräch"), context=RECORD),
    Told("interviews.RecordAnswer", "record__application", _("Fragen und Ihre Antworten"), context=RECORD),
    Told("interviews.RecordExtra", "record__application", _("Weitere Fragen und Ihre Antworten"), context=RECORD),
    Told("assessment.ImpartialityDeclaration", "application", _("Erklärungen zur Befangenheit")),
    Told("assessment.Exemption", "application", _("Ausschlüsse von der Bewertung")),
    Told("assessment.RatingSheet", "application", _("Bewertungsbögen"), only={"status": "submitted"}, is_value=True),
    Told(
        "assessment.Rating",
        "sheet__application",
        _("Einzelbewertungen"),
        context=SHEET,
        only={"sheet__status": "submitted"},
        is_value=True,
    ),
    Told("assessment.ConsensusRating", "application", _("Gemeinsame Werte der Auswahlkommission"), is_value=True),
    Told(
        "assessment.ConsensusPresence",
        "consensusrating__application",
        _("An gemeinsamen Werten Beteiligte"),
        context=(("consensusrating__criterion", _("Kriterium")),),
        is_value=True,
    ),
    Told(
        "decision.EqualityFinding",
        "applications",
        _("Feststellungen zur im Wesentlichen gleichen Eignung"),
        is_value=True,
    ),
    Told("decision.AuxiliaryAct", "finding__applications", _("Herangezogene Hilfskriterien"), is_value=True),
    Told("decision.FinalOrderLine", "application", _("Endgültige Reihenfolge, Ihre Zeile"), is_value=True),
    Told(
        "decision.DecisionEntry",
        "application",
        _("Auswahlentscheidung über Ihre Bewerbung"),
        context=(("decision__decided_at", _("entschieden am")), ("decision__reason", _("Gründe"))),
        is_value=True,
    ),
    Told("participation.Participation", "application", _("Beteiligung von Beschäftigtenvertretungen zu Ihrer Person")),
    Told(
        "participation.ParticipationDocument",
        "participation__application",
        _("Schreiben an Beschäftigtenvertretungen zu Ihrer Person"),
    ),
    Told("participation.Settlement", "participation__application", _("Beilegung von Beanstandungen")),
    Told("notices.IndividualReason", "application", _("Gründe für die Mitteilung an Sie"), is_value=True),
    Told("notices.Notice", "application", _("Mitteilungen an Sie")),
    Told("notices.Lawsuit", "application", _("Gerichtsverfahren")),
    Told("notices.Appointment", "application", _("Ernennung oder Einstellung")),
    Told(
        "documents.IssuedReport",
        "application",
        _("Ausgefertigte Dokumente zu Ihrer Bewerbung"),
        only={"kind__in": [str(kind.value) for kind in OF_ONE_APPLICATION if kind != DocumentKind.DISCLOSURE]},
    ),
    Told("retention.LegalHold", "application", _("Aussetzung der Löschung")),
    Told("retention.ErasureRun", "applications", _("Vorgänge der Löschung")),
)

# Tables that know of an application and are not told row by row, with the reason.
NOT_TOLD = {
    "applications.ErasedMark": "keyed hashes of erased applications; there is nobody left who could ask",
    "assessment.PrivateNote": "read by its writer only, in no report by design; the document says that they may exist",
    "decision.FindingMember": "only joins the finding, which is told, and the application",
}

# Columns that are not told, by column or by "app.Model.column", with the reason.
LEFT_OUT = {
    "sort_key": "computed from the name",
    "is_erased": "computed",
    "posting": "stands at the head of the document",
    "storage_name": "random name in the store",
    "content": "the bytes of a file or letter; its SHA-256 is told, the copy is handed out beside",
    "data_sha256": "computed from what is told",
    "unsigned_sha256": "computed from what is told",
    "profile_hash": "stands at the head of the document",
    "uid": "number of the calendar entry",
    "sequence": "count of the calendar entry",
    "position": "place in a list",
    "version": "counts the saves",
    "weighted_points": "computed; the ranking tells it",
    "rated_weight": "computed; the ranking tells it",
    "corrects": "number of the former row, which is told too",
    "merge_problem": "of the file format",
    "no_suit_check": "of the procedure",
    "guide": "of the procedure",
    "guide_version": "of the procedure",
    "order": "of the procedure",
    "run": "the sending, of which date and way are told with the letter",
    "presumed_days": "of the procedure",
    "equality.InvitationLine.decision": "the list; the day on which it was adopted is told",
    "occasion": "key of the decision or appointment; the letter's text tells it",
    "merged": "the other entry of the same person, told as it was before",
    "undone_by": "stands in the record",
    "undone_at": "stands in the record",
    "applications.ApplicantMerge.numbers": "numbers of applications",
}

# German labels of columns that have none of their own.
LABELS = {
    "application": _("Bewerbung"),
    "before": _("Angaben davor"),
    "after": _("Angaben danach"),
    "requirement": _("Anforderung"),
    "ended_by": _("beendet durch"),
    "ended_at": _("beendet am"),
    "person": _("Person"),
    "round": _("Bewertungsrunde"),
    "criterion": _("Kriterium"),
    "recorded_by": _("festgehalten durch"),
    "entered_by": _("eingetragen durch"),
    "entered_at": _("eingetragen am"),
    "saved_by": _("gespeichert durch"),
    "saved_at": _("gespeichert am"),
    "created_by": _("angelegt durch"),
    "set_by": _("ausgesetzt durch"),
    "lifted_by": _("aufgehoben durch"),
    "grounds": _("Gründe"),
    "needs": _("nachgeforderte Unterlagen"),
    "question": _("Frage"),
    "occasion": _("Anlass"),
    "decision": _("Entscheidung"),
}
