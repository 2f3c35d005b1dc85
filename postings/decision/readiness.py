"""What is still missing before a posting can be decided, as sentences. Other apps add theirs by setting."""

from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from postings.assessment.enums import RoundStatus
from postings.assessment.models import AssessmentRound
from postings.decision.basis import order_problems
from postings.decision.blocks import BY_KEY
from postings.decision.comparison import is_mixed_field, ladder_of, placings_of
from postings.decision.enums import LadderStep, StepStatus
from postings.decision.facts import draft_facts
from postings.decision.models import EqualityFinding, MemoVersion, SelectionMemo
from postings.enums import CommitteeRole
from postings.models import Posting
from postings.reasons import is_too_short
from postings.selection.ranking import Ranking, build_ranking


def composed_checks(posting: Posting) -> list[str]:
    """Return what the functions of ``DECISION_CHECKS`` miss: (posting) -> list of sentences, in their order."""
    return [sentence for name in settings.DECISION_CHECKS for sentence in import_string(name)(posting)]


def open_weights(posting: Posting) -> list[str]:
    """Return the weights that nobody confirmed (I11)."""
    open_ones = posting.profile.criteria.filter(weight_confirmed=False).order_by("group__position", "position")
    return [
        _("Die Gewichtung von %(criterion)s ist nicht bestätigt.") % {"criterion": f"{entry.number} {entry.title}"}
        for entry in open_ones
    ]


def open_rounds(posting: Posting) -> list[str]:
    """Return the rounds that are not concluded: until then values may still change."""
    rounds = list(AssessmentRound.objects.filter(plan=posting.pk).order_by("position"))
    if not rounds:
        return [_("Es gibt noch keine Bewertungsrunde.")]
    return [
        _("Die Bewertungsrunde „%(round)s“ ist noch nicht endgültig abgeschlossen (Stand: %(status)s).")
        % {"round": entry.title, "status": entry.get_status_display()}
        for entry in rounds
        if entry.status != RoundStatus.CONCLUDED
    ]


def open_steps(posting: Posting) -> list[str]:
    """Return the steps of the ladder that nobody settled, and a mixed field without its reason."""
    sections = ladder_of(posting)
    found = [
        _("Leistungsvergleich: Die Stufe „%(step)s“ ist noch offen.") % {"step": step.label}
        for step, section in sections.items()
        if section.status == StepStatus.OPEN
    ]
    if not found and is_mixed_field(posting) and is_too_short(sections[LadderStep.INSTRUMENTS].weight_reason):
        found.append(
            _("Leistungsvergleich: Es fehlt, warum die letzte Stufe in diesem gemischten Bewerberfeld stärker wiegt.")
        )
    return found


def groups_without_finding(posting: Posting, ranking: Ranking) -> list[str]:
    """Return the closeness groups of more than one that no finding covers as a whole (I11)."""
    findings = EqualityFinding.objects.filter(posting=posting).prefetch_related("members")
    covered = [{member.application_id for member in finding.members.all()} for finding in findings]
    return [
        _(
            "Gruppe %(n)s der Rangfolge (%(count)s Bewerbungen): Es fehlt die Feststellung, ob sie im "
            "Wesentlichen gleich geeignet sind."
        )
        % {"n": number, "count": len(group)}
        for number, group in enumerate(ranking.closeness, start=1)
        if not any(set(group) <= members for members in covered)
    ]


def missing_in_comparison(posting: Posting, *, shows_names: bool | None = None) -> list[str]:
    """Return what is missing in everything the memo rests on."""
    ranking = build_ranking(posting, shows_names=shows_names)
    return [
        *open_weights(posting),
        *open_rounds(posting),
        *open_steps(posting),
        *groups_without_finding(posting, ranking),
        *order_problems(posting, placings_of(posting), ranking, shows_names=shows_names),
        *composed_checks(posting),
    ]


def missing_in_memo(version: MemoVersion, facts: dict[int, list[Any]]) -> list[str]:
    """Return the blocks of ``version`` that say nothing yet, or that lack the words of people; and stale facts."""
    found = []
    for block in version.blocks.all():
        about = BY_KEY[block.key]
        title = {"key": block.key, "title": about.title}
        if about.needs_text and is_too_short(block.text):
            found.append(_("Abschnitt %(key)s „%(title)s“: Hier fehlt der Text der Verfassenden.") % title)
        elif not block.text and not block.facts:
            found.append(_("Abschnitt %(key)s „%(title)s“ ist leer.") % title)
    if {block.key: block.facts for block in version.blocks.all()} != facts:
        found.append(
            _(
                "Die Daten haben sich seit der letzten Fassung geändert. Bitte übernehmen Sie die Angaben neu "
                "und prüfen Sie den Text."
            )
        )
    return found


def missing_signatures(posting: Posting, version: MemoVersion) -> list[str]:
    """Return the deciders who did not sign this version, or that nobody decides."""
    deciders = posting.memberships.filter(role=CommitteeRole.DECIDER).select_related("user")
    signed = {signature.signed_by_id for signature in version.signatures.all()}
    if not deciders:
        return [_("Es ist keine entscheidungsbefugte Person benannt.")]
    return [
        _("Es fehlt die Zeichnung von %(person)s für Fassung %(version)s.")
        % {"person": member.user, "version": version.number}
        for member in deciders
        if member.user_id not in signed
    ]


def missing_before_final(posting: Posting, version: MemoVersion, *, with_signatures: bool = True) -> list[str]:
    """Return everything that keeps the memo from being final; empty when nothing does."""
    found = [*missing_in_comparison(posting), *missing_in_memo(version, draft_facts(posting))]
    return [*found, *missing_signatures(posting, version)] if with_signatures else found


def missing_before_decision(posting: Posting, *, shows_names: bool | None = None) -> list[str]:
    """Return everything that keeps ``posting`` from being decided; empty when nothing does.

    A final memo was checked when it became final, and what it rests on is frozen since; other steps are asked again.
    """
    newest = SelectionMemo.objects.filter(posting=posting).order_by("-number").first()
    if newest is None or not newest.is_final:
        return [
            *missing_in_comparison(posting, shows_names=shows_names),
            _("Der Auswahlvermerk ist noch nicht endgültig."),
        ]
    return [*open_weights(posting), *open_rounds(posting), *composed_checks(posting)]
