"""What stands in the ranked selection report: one frozen dataclass of finished texts, built from the rows.

The template gets nothing else, so the same content is the same report; its hash tells whether anything changed.
No equality data, no contact data, no time of making: "Datenstand" is the last submission that counts.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from postings.applications.enums import ApplicationStatus
from postings.assessment.agreement import reading_aid
from postings.assessment.enums import ExemptionKind
from postings.assessment.models import Exemption
from postings.documents.agreement_content import RoundAgreement, agreement_sections
from postings.documents.leaders import LeadersPart, leaders_part
from postings.enums import CommitteeRole
from postings.interviews.presentation import interview_facts
from postings.models import Posting
from postings.screening.presentation import appraisal_text
from postings.selection import wording
from postings.selection.details import build_details
from postings.selection.errors import NoCompleteRating
from postings.selection.facts import profile_facts
from postings.selection.findings import criteria_with_findings, findings_on_groups
from postings.selection.presentation import detail_sections, same_panel_rows
from postings.selection.ranking import Ranking, build_ranking, data_as_of
from postings.selection.robustness import build_robustness, neighbourhood
from postings.selection.robustness_texts import RobustnessTexts, robustness_texts
from profiles.enums import Track
from profiles.models import Criterion, RequirementProfile
from profiles.scoring import display_mean, display_percent, format_german
from profiles.scoring.display import exact_text, format_points

TEMPLATE_VERSION = "10"


@dataclass(frozen=True, slots=True)
class SectionShare:
    """One section's part of one line: texts, and the width of its bar in percent with a point."""

    number: str
    text: str
    percent: str
    width: str


@dataclass(frozen=True, slots=True)
class RankedLine:
    rank: str
    is_tied: bool
    name: str
    caption: str  # name with the running number, or the code while names are hidden
    employment: str
    mean: str
    exact_mean: str
    points: str
    percent: str
    shares: tuple[SectionShare, ...]
    spread: str
    closeness_number: str
    fewer: str
    fewer_sheets: str


@dataclass(frozen=True, slots=True)
class ApplicantPage:
    line: RankedLine
    facts: tuple[tuple[str, str], ...]
    assessors: tuple[str, ...]
    sections: tuple[dict, ...]
    notes: tuple[tuple[str, str], ...]
    not_assessable: str
    wide: str


@dataclass(frozen=True, slots=True)
class ReportContent:
    """Everything the report prints, in German, in its order."""

    title: str
    reference_number: str
    function: str
    authority: str
    office: str
    posting_facts: tuple[tuple[str, str], ...]
    committee: tuple[tuple[str, str, str], ...]  # name, function, roles
    counts: tuple[tuple[str, str], ...]
    levels: tuple[tuple[str, str], ...]
    weights: tuple[tuple[str, str], ...]
    data_as_of: str
    data_as_of_iso: str
    profile_hash: str
    template_version: str
    headline: str
    closeness_note: str
    closeness_explanation: str
    hides_names: bool
    rounds: tuple[str, ...]  # names of the rounds where there are several, then how they combine
    same_panel: tuple[tuple[str, str, str, str, str], ...]
    has_agreed: bool
    conflicts: tuple[tuple[str, str, str], ...]  # applicant, who did not rate, who stood in
    assessor_count: int
    weight_sum: int
    maximum_points: int
    lines: tuple[RankedLine, ...]
    incomplete: tuple[tuple[str, str], ...]
    excluded: tuple[tuple[str, str, str], ...]  # name, status, reason
    pages: tuple[ApplicantPage, ...]
    leaders: LeadersPart | None
    groups: tuple[dict, ...]  # the profile as annex
    requirements: tuple[dict, ...]
    example: dict
    agreement: tuple[RoundAgreement, ...]
    agreement_aid: str
    robustness: RobustnessTexts | None
    signatories: tuple[tuple[str, str], ...]

    @property
    def sha256(self) -> str:
        """SHA-256 of everything that is printed."""
        text = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def build_report_content(posting: Posting, *, with_robustness: bool = False) -> ReportContent:
    """Collect the content of the report of ``posting``, on demand with the annex on how stable the ranking is.

    :raises NoCompleteRating: if no application has been rated by every assessor.
    :raises ProfileNotFrozen: before publication.
    """
    criteria = criteria_with_findings(posting)
    profile = profile_facts(posting, criteria)
    ranking = build_ranking(posting, profile)
    if not ranking.ranked:
        raise NoCompleteRating
    details = build_details(profile, [line.facts.application_id for line in ranking.ranked], ranking.panel)
    applications = {
        application.pk: application
        for application in posting.applications.select_related("applicant").prefetch_related("appraisals__single_marks")
    }
    interviews = interview_facts(posting)
    lines, pages = [], []
    for entry in ranking.ranked:
        detail = details[entry.facts.application_id]
        result = detail.result
        line = RankedLine(
            rank=str(entry.rank),
            is_tied=entry.is_tied,
            name=entry.facts.name,
            caption=f"{entry.facts.name} (Nr. {entry.facts.number})" if entry.facts.number else entry.facts.name,
            employment=entry.facts.employment_label,
            mean=format_german(display_mean(entry.mean)),
            exact_mean=exact_text(entry.mean),
            points=f"{format_points(result.points)} / {result.maximum_points}",
            percent=format_german(display_percent(result.share)),
            shares=tuple(
                SectionShare(
                    number=group.group,
                    text=f"{format_points(group.points)} / {group.maximum_points}",
                    percent=format_german(display_percent(group.share)) if group.share is not None else "–",
                    width=str(display_percent(group.share)) if group.share is not None else "0",
                )
                for group in result.groups
            ),
            spread=str(detail.largest_spread),
            closeness_number=str(entry.closeness_number or ""),
            fewer=f"{result.weight_sum} / {result.full_weight_sum}" if entry.rests_on_fewer_criteria else "",
            fewer_sheets=wording.fewer_sheets(entry.lacking_sheets),
        )
        lines.append(line)
        pages.append(
            ApplicantPage(
                line=line,
                facts=(
                    *_applicant_facts(applications[entry.facts.application_id], posting),
                    *interviews.get(entry.facts.application_id, ()),
                ),
                assessors=tuple(sheet.caption for sheet in detail.sheets),
                sections=tuple(detail_sections(profile, detail)),
                notes=tuple(
                    (sheet.caption + (_(" (Papierbogen)") if sheet.is_from_paper else ""), sheet.note)
                    for sheet in detail.sheets
                    if sheet.note or sheet.is_from_paper
                ),
                not_assessable=", ".join(result.not_assessable),
                wide=", ".join(detail.wide_spread_keys),
            )
        )
    as_of = timezone.localtime(data_as_of(posting))
    members = _committee(posting)
    frozen = RequirementProfile.objects.with_parts().get(pk=posting.profile_id)
    return ReportContent(
        title=_("Auswahlbericht mit Rangfolge – Kennzahl %(number)s") % {"number": posting.reference_number},
        reference_number=posting.reference_number,
        function=posting.function,
        authority=posting.authority,
        office=posting.office,
        posting_facts=_posting_facts(posting),
        committee=members,
        counts=_counts(posting, len(lines), len(ranking.incomplete)),
        levels=tuple((str(level.value), level.label) for level in frozen.scale.levels.all()),
        weights=tuple(
            (str(entry.weight), entry.label if entry.is_verified else entry.label + _(" (Wortlaut nicht belegt)"))
            for entry in frozen.legend
        ),
        data_as_of=formats.date_format(as_of, "d.m.Y, H:i") + _(" Uhr"),
        data_as_of_iso=as_of.isoformat(timespec="seconds"),
        profile_hash=posting.profile.content_hash,
        template_version=TEMPLATE_VERSION,
        headline=wording.headline(),
        closeness_note=_closeness_note(criteria, ranking),
        closeness_explanation=wording.closeness_explanation(posting.closeness_rule, ranking.band, profile.scale),
        hides_names=posting.hides_names,
        rounds=_rounds(posting, ranking),
        same_panel=tuple(same_panel_rows(posting, ranking)),
        has_agreed=ranking.panel.has_agreed_values,
        conflicts=_conflicts(posting),
        assessor_count=ranking.assessor_count,
        weight_sum=profile.weight_sum,
        maximum_points=profile.scale.maximum * profile.weight_sum,
        lines=tuple(lines),
        incomplete=tuple(
            (
                item.facts.name,
                _("%(done)s von %(all)s Bögen abgegeben") % {"done": item.submitted_count, "all": item.expected_count}
                if item.missing_count
                else _("keine Anforderung beurteilbar"),
            )
            for item in ranking.incomplete
        ),
        excluded=tuple(
            (application.shown.name, application.get_status_display(), application.status_reason or "–")
            for application in sorted(applications.values(), key=lambda a: a.shown.sort_key)
            if application.status != ApplicationStatus.ELIGIBLE
        ),
        pages=tuple(pages),
        leaders=leaders_part(ranking, details),
        groups=_groups(frozen),
        requirements=_requirements(frozen),
        example=_example(lines[0], pages[0]),
        agreement=agreement_sections(posting),
        agreement_aid=reading_aid(),
        robustness=_robustness(posting, ranking) if with_robustness else None,
        signatories=tuple((name, roles) for name, _function, roles in members if _signs(roles)),
    )


def _closeness_note(criteria: Sequence[Criterion], ranking: Ranking) -> str:
    """Return the day of the last finding once people made one on every group: no report asks for what is done."""
    found_on = findings_on_groups(criteria, ranking)
    is_done = ranking.closeness and len(found_on) == len(ranking.closeness)
    return wording.closeness_note(max(found_on.values()) if is_done else None)


def _robustness(posting: Posting, ranking: Ranking) -> RobustnessTexts:
    """Return the annex on the first two hundred; a report shows single values, so it names the members too."""
    found = build_robustness(posting, ranking, neighbourhood(ranking), tells_assessors=True)
    return robustness_texts(found, ranking, {line.facts.application_id: line.facts.name for line in ranking.ranked})


def _signs(roles: str) -> bool:
    signing = (CommitteeRole.CHAIR, CommitteeRole.ASSESSOR, CommitteeRole.MINUTE_TAKER)
    return any(str(role.label) in roles for role in signing)


def _day(value) -> str:
    return formats.date_format(value, "d.m.Y") if value else "–"


def _joined(between: str, *parts: str) -> str:
    """Return the parts that there are; a dash if there is none."""
    return between.join(part for part in parts if part) or "–"


def _posting_facts(posting: Posting) -> tuple[tuple[str, str], ...]:
    return (
        (_("Behörde"), posting.authority),
        (_("Amt/OE"), posting.office),
        (_("Aufgabe/Funktion"), posting.function),
        (_("Bewertung der Stelle"), _joined(" / ", posting.pay_grade_a, posting.pay_grade_e)),
        (_("Arbeitszeit"), posting.working_time),
        (_("Besetzbar"), _joined(", ", posting.available_from, posting.get_contract_term_display())),
        (_("Einsatzort"), posting.work_location),
        (_("Veröffentlicht am"), _day(posting.published_on)),
        (_("Bewerbungsfrist bis"), _day(posting.deadline)),
    )


def _conflicts(posting: Posting) -> tuple[tuple[str, str, str], ...]:
    """Return who did not rate whom because of a conflict of interest, and who stood in; never the reason."""
    held = Exemption.objects.filter(
        kind=ExemptionKind.CONFLICT, application__posting=posting, application__status=ApplicationStatus.ELIGIBLE
    ).select_related("application__applicant", "application__posting", "person", "deputy")
    lines = [
        (
            exemption.application.shown,
            exemption.person.get_full_name(),
            exemption.deputy.get_full_name() if exemption.deputy else _("keine Stellvertretung"),
        )
        for exemption in held
    ]
    return tuple((shown.name, *people) for shown, *people in sorted(lines, key=lambda line: line[0].sort_key))


def _rounds(posting: Posting, ranking: Ranking) -> tuple[str, ...]:
    """Return the rounds and the rule that combines them; empty where there is one round only."""
    if len(ranking.panel.rounds) < 2:
        return ()
    return (*(entry.title for entry in ranking.panel.rounds), posting.plan.get_combination_display())


def _committee(posting: Posting) -> tuple[tuple[str, str, str], ...]:
    roles: dict[tuple[str, str], list[str]] = {}
    for member in posting.memberships.select_related("user"):
        roles.setdefault((member.user.get_full_name(), member.user.function), []).append(member.get_role_display())
    return tuple((name, function or "–", ", ".join(names)) for (name, function), names in roles.items())


def _counts(posting: Posting, ranked: int, incomplete: int) -> tuple[tuple[str, str], ...]:
    statuses = list(posting.applications.values_list("status", "late_decision"))
    doubled = sum(status == ApplicationStatus.DUPLICATE for status, _late in statuses)
    return (
        (_("Bewerbungen insgesamt"), str(len(statuses))),
        (_("davon verspätet eingegangen"), str(sum(late != "not_late" for _status, late in statuses))),
        (_("zurückgezogen"), str(sum(status == ApplicationStatus.WITHDRAWN for status, _late in statuses))),
        *([(_("doppelt, mit einer anderen zusammengeführt"), str(doubled))] if doubled else []),
        (
            _("formale Anforderungen nicht erfüllt"),
            str(sum(status == ApplicationStatus.INELIGIBLE for status, _late in statuses)),
        ),
        (_("vollständig bewertet"), str(ranked)),
        (_("noch nicht vollständig bewertet"), str(incomplete)),
    )


def _applicant_facts(application, posting: Posting) -> tuple[tuple[str, str], ...]:
    """Return what is known of one applicant; an appraisal only with consent: representations read the report too."""
    withheld = _("liegt vor; mangels Einwilligung in die Einsicht nur im Auswahlvermerk genannt")
    basis = application.get_basis_display()
    if application.basis_dated_on:
        basis += f", {_day(application.basis_dated_on)}"
    return (
        (_("Bewirbt sich als"), application.get_track_display()),
        (_("Statusamt oder Entgeltgruppe"), application.current_grade or "–"),
        (_("Derzeitige Tätigkeit"), application.current_position or "–"),
        (_("Abschluss"), application.qualification or "–"),
        (_("Einschlägige Erfahrung"), application.experience or "–"),
        (_("Leistungsnachweis"), basis),
        (_("Gesamturteil (1 = beste Note)"), application.basis_result or "–"),
        *(
            (
                _("Dienstliche Beurteilung (1 = beste Note, geht nicht in die Punkte ein)"),
                appraisal_text(appraisal, posting, with_note=False).summary
                if application.consents_to_personnel_file is True
                else withheld,
            )
            for appraisal in application.appraisals.all()
        ),
    )


def _groups(profile: RequirementProfile) -> tuple[dict, ...]:
    return tuple(
        {
            "number": group.number,
            "title": group.title,
            "weight": str(sum(criterion.weight for criterion in group.criteria.all())),
            "criteria": tuple(
                {
                    "number": criterion.number,
                    "title": criterion.title,
                    "weight": f"{criterion.weight} – {profile.weight_label(criterion.weight)}",
                    "definition": criterion.definition,
                    "indicators": tuple(indicator.text for indicator in criterion.indicators.all()),
                    "confirmed": criterion.weight_reason,
                }
                for criterion in group.criteria.all()
            ),
        }
        for group in profile.groups.all()
    )


def _requirements(profile: RequirementProfile) -> tuple[dict, ...]:
    requirements = list(profile.requirements.all())
    return tuple(
        {
            "track": str(Track(track).label),
            "points": tuple(
                tuple(alternative.text for alternative in requirement.alternatives.all())
                for requirement in requirements
                if requirement.track == track
            ),
        }
        for track in Track.values
        if any(requirement.track == track for requirement in requirements)
    )


def _example(line: RankedLine, page: ApplicantPage) -> dict:
    """The formula with the numbers of the first line, so that anybody can follow it with a pocket calculator."""
    return {
        "name": line.name,
        "points": line.points,
        "mean": line.mean,
        "exact": line.exact_mean,
        "percent": line.percent,
    }
