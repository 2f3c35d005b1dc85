"""What the program drafts for the blocks of a memo from the data: figures and words that people recorded elsewhere.

Made of ``parts``. It never writes a comparison or a finding of its own (S8, R2).
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils import formats, timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from postings.applications.enums import ApplicationStatus, LateDecision
from postings.decision.basis import ranks_of, taking_part
from postings.decision.blocks import BLOCKS
from postings.decision.comparison import ladder_of, placings_of
from postings.decision.enums import Outcome, StepStatus
from postings.decision.interview_facts import interview_parts
from postings.decision.models import AuxiliaryAct, AuxiliaryOrder, EqualityFinding
from postings.decision.order import in_order, overtaken
from postings.decision.parts import Part, table, text, who
from postings.decision.value_facts import panel_means, values_by_section, values_of_leaders
from postings.enums import CommitteeRole
from postings.models import Posting
from postings.screening.enums import Step
from postings.screening.models import Finding
from postings.screening.presentation import appraisal_text
from postings.selection import wording
from postings.selection.ranking import Ranking, build_ranking
from postings.selection.sums import build_summaries
from profiles.models import Criterion
from profiles.scoring import display_mean, format_german
from profiles.scoring.display import exact_text, format_points


def draft_facts(posting: Posting) -> dict[int, list[Part]]:
    """Return the facts of all blocks as the data stand, by key; a constant number of queries."""
    ranking = build_ranking(posting)
    means = panel_means(posting, ranking)
    makers: dict[int, Callable[[], list[Part]]] = {
        1: lambda: _posting(posting),
        2: lambda: _weights(posting),
        3: lambda: _numbers(posting),
        4: lambda: formal(posting),
        5: lambda: bases(posting),
        6: lambda: _comparison(posting),
        7: lambda: _invitations(posting),
        8: lambda: [*interview_parts(posting, ranking), *values_by_section(ranking, means)],
        9: lambda: [*_result(posting, ranking), *values_of_leaders(ranking, means)],
        10: lambda: _auxiliary(posting),
        11: lambda: _proposal(posting, ranking),
        13: lambda: _deviations(posting, ranking),
        14: lambda: _deciders(posting),
    }
    return {
        block.key: [*(makers[block.key]() if block.key in makers else []), *_composed(posting, block.key)]
        for block in BLOCKS
    }


def _composed(posting: Posting, key: int) -> list[Part]:
    """Return what a step that must not be imported here has to say (setting ``MEMO_SOURCES``)."""
    name = settings.MEMO_SOURCES.get(str(key))
    drafted = import_string(name)(posting) if name else ""
    return [text(line) for line in str(drafted).splitlines() if line.strip()]


def _day(value: Any) -> str:
    return formats.date_format(value, "d.m.Y") if value else "–"


def _posting(posting: Posting) -> list[Part]:
    rows = [
        [_("Kennzahl"), posting.reference_number],
        [_("Behörde"), " · ".join(filter(None, (posting.authority, posting.office)))],
        [_("Aufgabe/Funktion"), posting.function],
        [_("Bewertung"), " / ".join(filter(None, (posting.pay_grade_e, posting.pay_grade_a))) or "–"],
        [_("veröffentlicht am"), _day(posting.published_on)],
        [_("Ende der Bewerbungsfrist"), _day(posting.deadline)],
        [_("Prüfsumme des Anforderungsprofils (SHA-256)"), posting.profile.content_hash],
    ]
    return [table(_("Angaben zur Ausschreibung"), [_("Angabe"), _("Inhalt")], rows)]


def _weights(posting: Posting) -> list[Part]:
    criteria = Criterion.objects.filter(profile=posting.profile_id).order_by("group__position", "position")
    rows = [[entry.number, entry.title, str(entry.weight)] for entry in criteria]
    caption = _("Anforderungen mit Gewichtung von 1 bis 4; 4 (unabdingbar) ist die höchste")
    return [table(caption, [_("Nr."), _("Anforderung"), _("Gewichtung")], rows)]


def _numbers(posting: Posting) -> list[Part]:
    found = list(posting.applications.order_by().values_list("status", "late_decision"))
    statuses = [status for status, _late in found]
    late = [decision for _status, decision in found]
    rows = [
        [_("Bewerbungen insgesamt"), str(len(found) - statuses.count(ApplicationStatus.DUPLICATE))],
        [_("davon zurückgezogen"), str(statuses.count(ApplicationStatus.WITHDRAWN))],
        [_("davon verspätet und zugelassen"), str(late.count(LateDecision.ADMITTED))],
        [_("davon verspätet und nicht zugelassen"), str(late.count(LateDecision.REFUSED))],
        [_("formale Anforderungen erfüllt"), str(statuses.count(ApplicationStatus.ELIGIBLE))],
        [_("formale Anforderungen nicht erfüllt"), str(statuses.count(ApplicationStatus.INELIGIBLE))],
    ]
    return [table(_("Zahl der Bewerbungen"), [_("Angabe"), _("Zahl")], rows)]


def formal(posting: Posting) -> list[Part]:
    """Return who does not meet the formal requirements, and why."""
    refused = taking_part(posting).filter(status=ApplicationStatus.INELIGIBLE).order_by("code")
    if rows := [[who(pk), reason or "–"] for pk, reason in refused.values_list("pk", "status_reason")]:
        return [table(_("Formale Anforderungen nicht erfüllt"), [_("Bewerbung"), _("Grund")], rows)]
    return [text(_("Keine Bewerbung ist an den formalen Anforderungen gescheitert."))]


def bases(posting: Posting) -> list[Part]:
    """Return on what the comparison of each eligible applicant rests: appraisal, reference, or none with its reason."""
    findings = {
        finding.application_id: finding
        for finding in Finding.objects.filter(application__posting=posting, step=Step.COMPARISON)
    }
    rows: list[list[Any]] = []
    for application in posting.applications.to_be_rated().prefetch_related("appraisals__single_marks").order_by("code"):
        appraisals = [appraisal_text(entry, posting, with_note=False).summary for entry in application.appraisals.all()]
        finding = findings.get(application.pk)
        if not appraisals:
            dated = _day(application.basis_dated_on) if application.basis_dated_on else ""
            words = [str(application.get_basis_display()), dated, finding.reason if finding else ""]
            appraisals = ["; ".join(filter(None, words))]
        basis = " | ".join(appraisals)
        rows.append([who(application.pk), str(application.get_employment_status_display()), basis])
    caption = _("Grundlagen; in Beurteilungen ist 1 die beste Note")
    return [table(caption, [_("Bewerbung"), _("Beschäftigung"), _("Grundlage")], rows, is_personnel_file=True)]


def _comparison(posting: Posting) -> list[Part]:
    parts = []
    for step, section in ladder_of(posting).items():
        if section.status != StepStatus.OPEN:
            words = " ".join(filter(None, (section.text, section.weight_reason)))
            parts.append(text(f"{step.label} ({section.get_status_display()}): {words}"))
    for finding in EqualityFinding.objects.filter(posting=posting).prefetch_related("members"):
        answer = _("ja") if finding.is_equal else _("nein")
        words = _("Im Wesentlichen gleich geeignet: %(answer)s, weil: %(reason)s")
        members = sorted(member.application_id for member in finding.members.all())
        parts.append(text(words % {"answer": answer, "reason": finding.reason}, of=members))
    return parts


def _invitations(posting: Posting) -> list[Part]:
    rows = [
        [who(application.pk), str(application.get_invitation_display())]
        for application in posting.applications.to_be_rated().order_by("code")
    ]
    return [table(_("Einladungen"), [_("Bewerbung"), _("Einladung")], rows)]


def _result(posting: Posting, ranking: Ranking) -> list[Part]:
    summaries = build_summaries(
        posting, ranking.profile, [line.facts.application_id for line in ranking.ranked], ranking.panel
    )
    head = [_("Rang"), _("Bewerbung"), _("Mittelwert"), _("exakt"), _("Punkte")]
    head += [f"{number} {title}" for number, title in ranking.profile.groups]
    rows: list[list[Any]] = []
    for line in ranking.ranked:
        result = summaries[line.facts.application_id].result
        rows.append(
            [
                str(line.rank),
                who(line.facts.application_id),
                format_german(display_mean(line.mean)),
                exact_text(line.mean),
                format_points(result.points),
                *(format_points(group.points) for group in result.groups),
            ]
        )
    parts = [text(wording.headline()), table(_("Gewichtetes Ergebnis; 5 ist die beste Stufe"), head, rows)]
    for number, group in enumerate(ranking.closeness, start=1):
        words = _(
            "Gruppe %(n)s: Abstand gering; die Feststellung zur im Wesentlichen gleichen Eignung steht in Abschnitt 6."
        )
        parts.append(text(words % {"n": number}, of=sorted(group)))
    if left := [line.facts.application_id for line in ranking.incomplete]:
        parts.append(text(_("Ohne vollständige Bewertung und deshalb ohne Rang."), of=sorted(left)))
    return parts


def _auxiliary(posting: Posting) -> list[Part]:
    parts = []
    order = AuxiliaryOrder.objects.filter(posting=posting).first()
    if order is not None:
        words = _("Vor der Bewertung festgelegte Reihenfolge der Hilfskriterien: %(order)s. Begründung: %(reason)s")
        parts.append(text(words % {"order": "; ".join(order.labels), "reason": order.reason}))
    acts = AuxiliaryAct.objects.filter(finding__posting=posting).prefetch_related("finding__members")
    for act in acts:
        words = _("Herangezogen: %(kind)s. Begründung: %(reason)s Einzelfallprüfung: %(check)s")
        words %= {"kind": act.get_kind_display(), "reason": act.reason, "check": act.case_check}
        parts.append(text(words, of=sorted(member.application_id for member in act.finding.members.all())))
    return parts if acts else [*parts, text(_("Es wurde kein Hilfskriterium herangezogen."))]


def _proposal(posting: Posting, ranking: Ranking) -> list[Part]:
    ranks = ranks_of(ranking)
    rows: list[list[Any]] = [
        [
            str(placing.position),
            who(placing.application_id),
            str(Outcome(placing.outcome).label),
            str(ranks.get(placing.application_id, "–")),
        ]
        for placing in in_order(placings_of(posting))
    ]
    if not rows:
        return []
    head = [_("Platz"), _("Bewerbung"), _("Vorschlag"), _("rechnerischer Rang")]
    return [table(_("Vorgeschlagene Reihenfolge, von Menschen festgelegt"), head, rows)]


def _deviations(posting: Posting, ranking: Ranking) -> list[Part]:
    placings = placings_of(posting)
    reasons = {placing.application_id: placing.deviation_reason for placing in placings}
    ranks = ranks_of(ranking)
    rows: list[list[Any]] = [[who(pk), str(ranks[pk]), reasons.get(pk) or "–"] for pk in overtaken(placings, ranks)]
    parts = []
    if rows:
        head = [_("Bewerbung"), _("rechnerischer Rang"), _("Grund")]
        parts.append(table(_("Abweichungen von der rechnerischen Rangfolge und Reihung bei Gleichstand"), head, rows))
    for entry in posting.plan.rounds.order_by("position") if hasattr(posting, "plan") else []:
        for reason in filter(None, (entry.closing_reason, entry.reopening_reason, entry.concluding_reason)):
            parts.append(text(_("Runde „%(round)s“: %(reason)s") % {"round": entry.title, "reason": reason}))
    if fewer := [line.facts.application_id for line in ranking.ranked if line.lacking_sheets]:
        parts.append(
            text(_("Mit weniger Bewertungsbögen als die anderen, weil ein Mitglied ausfiel."), of=sorted(fewer))
        )
    return parts or [text(_("Keine Abweichung von der rechnerischen Rangfolge und kein besonderer Umstand im Ablauf."))]


def _deciders(posting: Posting) -> list[Part]:
    members = posting.memberships.filter(role=CommitteeRole.DECIDER).select_related("user")
    rows = [[str(member.user), member.user.function or "–"] for member in members]
    return [table(_("Entscheidungsbefugt"), [_("Person"), _("Funktion")], rows)] if rows else []


def moment(value: Any) -> str:
    """Return date and time as people read them in Berlin."""
    return formats.date_format(timezone.localtime(value), "d.m.Y, H:i") + _(" Uhr")
