"""What block 8 of the memo says from the data: committee, rounds, appointments, spreads, agreed values."""

from django.utils.translation import gettext as _

from postings.assessment.models import AssessmentRound, ConsensusRating
from postings.decision.parts import Part, table, who
from postings.enums import CommitteeRole
from postings.interviews.models import InterviewGuide
from postings.interviews.presentation import interview_facts
from postings.models import Posting
from postings.selection.ranking import Ranking
from postings.selection.sums import build_summaries


def interview_parts(posting: Posting, ranking: Ranking) -> list[Part]:
    """Return the parts of block 8."""
    return [
        part
        for part in (
            _committee(posting),
            rounds_part(posting),
            _talks(posting),
            _apart(posting, ranking),
            _agreed(posting),
        )
        if part["rows"]
    ]


def _committee(posting: Posting) -> Part:
    members = posting.memberships.exclude(role=CommitteeRole.OBSERVER).select_related("user")
    roles: dict[str, list[str]] = {}
    for member in members:
        roles.setdefault(str(member.user), []).append(str(member.get_role_display()))
    rows = [[person, ", ".join(held)] for person, held in roles.items()]
    return table(_("Auswahlkommission"), [_("Person"), _("Rolle")], rows)


def rounds_part(posting: Posting) -> Part:
    """Return the rounds with instrument, version of the guide and state."""
    guides = dict(InterviewGuide.objects.filter(round__plan=posting.pk).values_list("round_id", "version"))
    rows = [
        [
            entry.title,
            str(entry.get_instrument_display()),
            str(guides.get(entry.pk, "–")),
            str(entry.get_status_display()),
        ]
        for entry in AssessmentRound.objects.filter(plan=posting.pk).order_by("position")
    ]
    return table(_("Bewertungsrunden"), [_("Runde"), _("Mittel"), _("Leitfaden, Fassung"), _("Stand")], rows)


def _talks(posting: Posting) -> Part:
    rows = [
        [who(pk), "; ".join(f"{label}: {value}" for label, value in facts)]
        for pk, facts in sorted(interview_facts(posting).items())
    ]
    return table(_("Gespräche"), [_("Bewerbung"), _("Gespräch")], rows)


def _apart(posting: Posting, ranking: Ranking) -> Part:
    pks = [line.facts.application_id for line in ranking.ranked]
    summaries = build_summaries(posting, ranking.profile, pks, ranking.panel)
    rows = [
        [who(pk), ", ".join(f"{key} {ranking.profile.titles[key]}" for key in summaries[pk].wide_spread_keys)]
        for pk in pks
        if summaries[pk].wide_spread_keys
    ]
    caption = _("Bewertungen, die zwei Stufen oder mehr auseinanderlagen")
    return table(caption, [_("Bewerbung"), _("Anforderungen")], rows)


def _agreed(posting: Posting) -> Part:
    found = ConsensusRating.objects.filter(application__posting=posting).select_related("criterion", "round")
    rows = [
        [
            who(agreed.application_id),
            str(agreed.criterion),
            str(agreed.value),
            agreed.reason,
        ]
        for agreed in found.order_by("application__code", "round__position", "criterion__number")
    ]
    head = [_("Bewerbung"), _("Anforderung"), _("gemeinsamer Wert"), _("Begründung")]
    return table(_("Verständigung der Kommission auf gemeinsame Werte"), head, rows)
