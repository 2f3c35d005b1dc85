"""How the committee rates a posting, as the arithmetic needs it: rounds, rule, who is exempt, what was agreed on."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.db.models.functions import JSONObject

from postings.assessment.models import AssessmentRound, ConsensusRating, Exemption, RoundCriterion
from postings.assessment.permissions import keep_rounds
from postings.models import Posting
from profiles.scoring import Rule, common_share


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """One round; ``share`` counts under the rule "shares" only."""

    pk: int
    title: str
    share: int
    criterion_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class Absence:
    """One member who gives no sheet on one applicant, in one round or (None) in all, and who gives it instead."""

    application_id: int
    person_id: int
    round_id: int | None
    deputy_id: int | None


@dataclass(frozen=True)
class PanelFacts:
    """The rounds in their order, how they combine, and where the panel of an applicant differs from the rest."""

    assessor_ids: tuple[int, ...]
    rounds: tuple[RoundFacts, ...]
    rule: Rule
    absences: tuple[Absence, ...]
    has_agreed_values: bool

    @property
    def is_plain(self) -> bool:
        """One round, one panel for everybody, nothing agreed on: the sums of the sheets are the result."""
        return len(self.rounds) <= 1 and not self.absences and not self.has_agreed_values

    @cached_property
    def rater_ids(self) -> list[int]:
        """Everybody whose sheets may count: the assessors and the deputies."""
        deputies = {absence.deputy_id for absence in self.absences if absence.deputy_id is not None}
        return [*self.assessor_ids, *sorted(deputies - set(self.assessor_ids))]

    @cached_property
    def sheets_for_all(self) -> int:
        """Number of sheets on an applicant whom the whole panel rates."""
        return len(self.assessor_ids) * len(self.rounds)

    @cached_property
    def _lacking(self) -> Counter[int]:
        """Sheets fewer than for the whole panel, by application.

        Asked with ``get``, for two thousand at once: a Counter takes long over each key that it does not have.
        """
        lacking: Counter[int] = Counter()
        for absence in self.absences:
            if absence.deputy_id is None:
                lacking[absence.application_id] += len(self.rounds) if absence.round_id is None else 1
        return lacking

    def expected(self, application_id: int) -> int:
        """Return how many sheets there are on this applicant when all are in."""
        return self.sheets_for_all - self._lacking.get(application_id, 0)

    def lacking(self, application_id: int) -> int:
        """Return how many sheets this applicant has fewer than the others, because a member is exempt."""
        return self._lacking.get(application_id, 0)

    @property
    def common(self) -> int:
        """A whole number that every number of values and every sum of shares divides."""
        return math.lcm(*range(1, len(self.rater_ids) + 1)) * self.common_share

    @property
    def common_share(self) -> int:
        return common_share((entry.share for entry in self.rounds), self.rule)

    def without(self, persons: Iterable[int]) -> "PanelFacts":
        """Return the panel that would be there if ``persons`` had rated nobody: the same people for everybody."""
        gone = set(persons)
        return PanelFacts(
            assessor_ids=tuple(pk for pk in self.assessor_ids if pk not in gone),
            rounds=self.rounds,
            rule=self.rule,
            absences=(),
            has_agreed_values=self.has_agreed_values,
        )

    def leaving_out(self, person: int) -> "PanelFacts":
        """Return the panel without one assessor and whoever stood in for this person; all else stays.

        Where the deputy stands in for somebody else as well, an applicant may be left without a result.
        """
        return PanelFacts(
            assessor_ids=tuple(pk for pk in self.assessor_ids if pk != person),
            rounds=self.rounds,
            rule=self.rule,
            absences=tuple(absence for absence in self.absences if absence.person_id != person),
            has_agreed_values=self.has_agreed_values,
        )


def panel_facts(posting: Posting) -> PanelFacts:
    """Read how ``posting`` is rated; one query."""
    exempt = Exemption.objects.filter(application__posting=posting).order_by("pk")
    found = list(
        AssessmentRound.objects.filter(plan=posting.pk)
        .select_related("plan")
        .annotate(
            observed_ids=ArraySubquery(RoundCriterion.objects.filter(round=OuterRef("pk")).values("criterion")),
            has_agreed_values=Exists(ConsensusRating.objects.filter(round=OuterRef("pk"))),
            absences=ArraySubquery(
                exempt.values(
                    held=JSONObject(
                        application_id="application", person_id="person", round_id="round", deputy_id="deputy"
                    )
                )
            ),
        )
    )
    rounds = keep_rounds(posting, found)
    return PanelFacts(
        assessor_ids=tuple(posting.assessor_ids),
        rounds=tuple(RoundFacts(entry.pk, entry.title, entry.share, frozenset(entry.observed_ids)) for entry in rounds),
        rule=Rule(rounds[0].plan.combination) if rounds else Rule.MEAN,
        absences=tuple(Absence(**held) for held in rounds[0].absences) if rounds else (),
        has_agreed_values=any(entry.has_agreed_values for entry in rounds),
    )
