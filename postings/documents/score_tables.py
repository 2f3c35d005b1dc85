"""The figures of a procedure as tables of typed cells, for a spreadsheet: ranking, single ratings, panel values.

A cell is an ``int`` or ``Decimal`` (a number), or a text. The three states stay apart: a value is a number, *not
assessable* and *open* are words, and where a round does not observe a criterion there is a dash. No equality data, no
contact data; who may not see names gets codes and no running number.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models.functions import JSONObject
from django.utils import formats
from django.utils.translation import gettext as _

from postings.applications.models import Application
from postings.models import Posting
from postings.permissions import may_see_identity
from postings.selection import wording
from postings.selection.facts import ProfileFacts, criteria_of, profile_facts
from postings.selection.panel import PanelFacts, panel_facts
from postings.selection.panel_values import PanelResults, build_panel_results
from postings.selection.ranking import Ranking, build_ranking, row_of, with_sums
from profiles.models import RatingLevel
from profiles.scoring import NOT_ASSESSABLE, display_mean, display_percent
from profiles.scoring.display import exact_text, round_half_up
from recruitment.accounts.models import User

Cell = int | Decimal | str
ROWS_AT_ONCE = 500  # of sheets, from the database
_NAMES = ("id", "username", "first_name", "last_name")  # of those who rate

# One row a sheet, its answers as three arrays; in the order of the list of applications.
_SHEETS = """
    SELECT sheet.application_id, sheet.round_id, sheet.assessor_id, array_agg(rating.criterion_id),
           array_agg(rating.value), array_agg(rating.is_not_assessable)
    FROM unnest(%(applications)s) WITH ORDINALITY AS listed(application_id, place)
    JOIN assessment_ratingsheet sheet ON sheet.application_id = listed.application_id
    JOIN assessment_rating rating ON rating.sheet_id = sheet.id
    WHERE sheet.status = 'submitted' AND sheet.assessor_id = ANY(%(raters)s)
    GROUP BY listed.place, sheet.id ORDER BY listed.place
"""


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """One table: ``title`` names its sheet, ``header`` its columns; ``rows`` are read once, in their order.

    ``widths`` are the widths of the columns in characters; the rest is as wide as a number.
    """

    title: str
    header: tuple[str, ...]
    rows: Iterable[Sequence[Cell]]
    widths: tuple[int, ...]


@dataclass(frozen=True)
class Basis:
    """What all tables of one procedure are made of, as ``user`` may see it."""

    posting: Posting
    user: User
    profile: ProfileFacts
    panel: PanelFacts
    raters: dict[int, str]
    levels: list[tuple[int, str]]
    shows_names: bool

    @cached_property
    def applications(self) -> list[Application]:
        """Every application of the posting in the order that the viewer may know, with its sums; one query."""
        applications = self.posting.applications.all().in_shown_order(self.user)
        return list(with_sums(applications, self.profile, self.panel))  # each knows the posting it was asked of

    @cached_property
    def to_be_rated(self) -> list[Application]:
        return [one for one in self.applications if one.is_to_be_rated]

    @cached_property
    def results(self) -> PanelResults:
        """What the committee's values are and add up to, for every application whose sheets are all in; one query."""
        complete = [
            one.pk for one in self.to_be_rated if one.sheet_count and one.sheet_count == self.panel.expected(one.pk)
        ]
        return build_panel_results(self.profile, complete, self.panel)


def basis_of(posting: Posting, user: User, panel: PanelFacts | None = None) -> Basis:
    """Read what the tables share; one query, one more without ``panel``.

    :raises ProfileNotFrozen: before publication.
    """
    panel = panel or panel_facts(posting)
    # Two lists of a few words each come along with the fifteen rows of the profile.
    people = User.objects.filter(pk__in=panel.rater_ids)
    levels = RatingLevel.objects.filter(scale=posting.profile.scale_id).order_by("value")
    criteria = list(
        criteria_of(posting).annotate(
            raters=ArraySubquery(people.values(one=JSONObject(**{name: name for name in _NAMES}))),
            levels=ArraySubquery(levels.values(one=JSONObject(value="value", label="label"))),
        )
    )
    profile = profile_facts(posting, criteria)
    return Basis(
        posting=posting,
        user=user,
        profile=profile,
        panel=panel,
        raters={person["id"]: User(**person).get_full_name() for person in criteria[0].raters},
        levels=[(level["value"], level["label"]) for level in criteria[0].levels],
        shows_names=may_see_identity(user, posting),
    )


def all_tables(posting: Posting, user: User, panel: PanelFacts | None = None) -> list[ScoreTable]:
    """Return every table of the workbook; five queries, whatever the size, one of them made by ``panel_facts``.

    :raises ProfileNotFrozen: before publication.
    """
    basis = basis_of(posting, user, panel)
    ranking = build_ranking(
        posting,
        basis.profile,
        shows_names=basis.shows_names,
        panel=basis.panel,
        rows=[row_of(one) for one in basis.to_be_rated],
        summarise=lambda _complete: basis.results.summaries,
    )
    return [
        ranking_table(basis, ranking),
        single_table(basis),
        panel_table(basis, ranking),
        overview_table(basis),
        profile_table(basis),
        legend_table(basis, ranking),
    ]


def _identity_header(basis: Basis) -> tuple[str, ...]:
    return (_("Nr."), _("Name")) if basis.shows_names else (_("Kennung"),)


def _identity(basis: Basis, number: int, name: str) -> tuple[Cell, ...]:
    return (number, name) if basis.shows_names else (name,)


def ranking_table(basis: Basis, ranking: Ranking) -> ScoreTable:
    """The ranking, and below it whoever has no rank yet with the reason in the column of the rank; no query of its
    own."""
    groups = basis.profile.groups
    summaries = basis.results.summaries

    def rows() -> Iterator[Sequence[Cell]]:
        for line in ranking.ranked:
            result = summaries[line.facts.application_id].result
            yield (
                line.rank,
                *_identity(basis, line.facts.number, line.facts.list_name),
                line.facts.employment_label,
                display_mean(line.mean),
                exact_text(line.mean),
                _points(result.points),
                result.maximum_points,
                display_percent(result.share),
                *(_("n. b.") if not group.weight_sum else _points(group.points) for group in result.groups),
                summaries[line.facts.application_id].largest_spread,
                line.closeness_number or "",
                result.weight_sum,
                wording.fewer_sheets(line.lacking_sheets),
            )
        for item in ranking.incomplete:
            yield (
                _("offen") if item.missing_count else _("n. b."),
                *_identity(basis, item.facts.number, item.facts.list_name),
                item.facts.employment_label,
                *([""] * (8 + len(groups))),
                _("%(done)s von %(all)s Bögen abgegeben") % {"done": item.submitted_count, "all": item.expected_count},
            )

    header = (
        _("Rang"),
        *_identity_header(basis),
        _("Beschäftigung"),
        _("gewichtetes Mittel"),
        _("Mittel genau"),
        _("Punkte"),
        _("Höchstpunktzahl"),
        _("Prozent"),
        *(_("Punkte %(group)s %(title)s") % {"group": number, "title": title} for number, title in groups),
        _("größter Unterschied"),
        _("Gruppe geringen Abstands"),
        _("gewertete Gewichtung"),
        _("Hinweis"),
    )
    names = (7, 28) if basis.shows_names else (16,)
    widths = (7, *names, 18, 12, 14, 10, 10, 10, *([14] * len(groups)), 12, 14, 12, 40)
    return ScoreTable(_("Rangfolge"), header, rows(), widths)


def single_table(basis: Basis) -> ScoreTable:
    """Every answer of every assessor: one row a sheet, one column a criterion; one query, read in parts.

    A sheet that is expected and not submitted has a row as well, and says "offen" everywhere.
    """
    profile, panel = basis.profile, basis.panel
    applications = basis.to_be_rated
    expected = _expected_sheets(panel)
    open_word, none_word, absent = _("offen"), _("n. b."), "–"
    columns = [(entry, [pk in entry.criterion_ids for pk in profile.criterion_ids.values()]) for entry in panel.rounds]
    places = {pk: place for place, pk in enumerate(profile.criterion_ids.values())}

    def rows() -> Iterator[Sequence[Cell]]:
        found = groupby(_sheets(panel, [one.pk for one in applications]), key=lambda row: row[0])
        current = next(found, None)
        for application in applications:
            sheets = {}
            if current is not None and current[0] == application.pk:
                sheets = {(row[1], row[2]): row for row in current[1]}
                current = next(found, None)
            identity = _identity(basis, application.number, application.shown.list_name)
            for entry, observed in columns:
                for person in expected(application.pk, entry.pk):
                    sheet = sheets.get((entry.pk, person))
                    answers: list[Cell] = [open_word if is_observed else absent for is_observed in observed]
                    if sheet is not None:
                        for criterion, value, is_none in zip(*sheet[3:], strict=True):
                            answers[places[criterion]] = none_word if is_none else value if value else open_word
                    yield (*identity, entry.title, basis.raters[person], *answers)

    header = (
        *_identity_header(basis),
        _("Runde"),
        _("bewertendes Mitglied"),
        *(f"{key} {title}" for key, title in profile.titles.items()),
    )
    names = (7, 28) if basis.shows_names else (16,)
    return ScoreTable(_("Einzelbewertungen"), header, rows(), (*names, 20, 26, *([12] * len(places))))


def _sheets(panel: PanelFacts, application_ids: list[int]) -> Iterator[tuple]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(_SHEETS, {"applications": application_ids, "raters": panel.rater_ids})
        while part := cursor.fetchmany(ROWS_AT_ONCE):
            yield from part


def _expected_sheets(panel: PanelFacts):
    """Return a function (application, round) -> who gives a sheet: the panel, with deputies in place of the exempt."""
    held: dict[int, list] = defaultdict(list)
    for absence in panel.absences:
        held[absence.application_id].append(absence)

    def expected(application_id: int, round_id: int) -> list[int]:
        people = list(panel.assessor_ids)
        for absence in held.get(application_id, ()):
            if absence.round_id in (None, round_id) and absence.person_id in people:
                place = people.index(absence.person_id)
                people[place : place + 1] = [absence.deputy_id] if absence.deputy_id else []
        return people

    return expected


def panel_table(basis: Basis, ranking: Ranking) -> ScoreTable:
    """The committee's value for every criterion, rounded to two decimals, in the order of the ranking."""
    keys = basis.profile.keys
    values = basis.results.values

    def rows() -> Iterator[Sequence[Cell]]:
        for line in ranking.ranked:
            own = values[line.facts.application_id]
            yield (
                line.rank,
                *_identity(basis, line.facts.number, line.facts.list_name),
                *(
                    _("n. b.") if (value := own.get(key, NOT_ASSESSABLE)) is NOT_ASSESSABLE else display_mean(value)
                    for key in keys
                ),
            )

    header = (
        _("Rang"),
        *_identity_header(basis),
        *(f"{key} {title}" for key, title in basis.profile.titles.items()),
    )
    names = (7, 28) if basis.shows_names else (16,)
    return ScoreTable(_("Werte der Kommission"), header, rows(), (7, *names, *([12] * len(keys))))


def overview_table(basis: Basis) -> ScoreTable:
    """Every application of the posting with what the committee may know of it; no query but that of ``basis``."""
    tracks, employments, states = map(_labels, ("track", "employment_status", "status"))

    def rows() -> Iterator[Sequence[Cell]]:
        for one in basis.applications:
            yield (
                *_identity(basis, one.number, one.shown.list_name),
                formats.date_format(one.received_on, "d.m.Y"),
                tracks.get(one.track, one.track),  # may be open still
                employments.get(one.employment_status, one.employment_status),
                one.current_grade,
                one.current_position,
                one.qualification,
                one.experience,
                states.get(one.status, one.status),
            )

    header = (
        *_identity_header(basis),
        _("Eingang"),
        _("bewirbt sich als"),
        _("Beschäftigung"),
        _("Amt / Entgelt"),
        _("derzeitige Tätigkeit"),
        _("Abschluss"),
        _("Erfahrung"),
        _("Stand"),
    )
    names = (7, 28) if basis.shows_names else (16,)
    return ScoreTable(_("Bewerbungen"), header, rows(), (*names, 12, 24, 24, 14, 30, 30, 30, 22))


def _labels(field: str) -> dict[str, str]:
    """Return the words of a choice by its value, translated once and not for every row."""
    return {str(value): str(label) for value, label in Application._meta.get_field(field).flatchoices}


def profile_table(basis: Basis) -> ScoreTable:
    """Criteria with their frozen weights and what the weights mean; no query."""
    profile, frozen = basis.profile, basis.posting.profile
    titles = dict(profile.groups)
    rows = [
        (one.group, titles[one.group], one.key, profile.titles[one.key], one.weight, frozen.weight_label(one.weight))
        for one in profile.criteria
    ]
    rows.append(("", "", "", _("Summe der Gewichtungen"), profile.weight_sum, ""))
    rows.append(("", "", "", _("Prüfsumme des Profils (SHA-256)"), frozen.content_hash, ""))
    header = (_("Gruppe"), _("Bezeichnung"), _("Nr."), _("Anforderung"), _("Gewichtung"), _("Bedeutung"))
    return ScoreTable(_("Profil und Gewichtungen"), header, rows, (9, 34, 9, 50, 12, 30))


def legend_table(basis: Basis, ranking: Ranking) -> ScoreTable:
    """What the signs and figures mean, and what they are not: a decision."""
    posting = basis.posting
    band = wording.closeness_explanation(posting.closeness_rule, ranking.band, basis.profile.scale)
    rows: list[Sequence[Cell]] = [
        (_("Grundsatz"), wording.headline()),
        (_("Kennzahl"), posting.reference_number),
        (_("Aufgabe/Funktion"), posting.function),
        *((str(value), label) for value, label in basis.levels),
        (_("Zahl"), _("Wert auf der Skala; 5 ist die beste Stufe. Angezeigte Mittel sind kaufmännisch gerundet.")),
        (
            _("offen"),
            _("Bogen noch nicht abgegeben. Zählt nicht als null; solange etwas offen ist, gibt es keinen Rang."),
        ),
        (_("n. b."), _("nicht beurteilbar: vom Mitglied mit Grund so angegeben. Geht in kein Mittel ein.")),
        ("–", _("Die Anforderung wird in dieser Runde nicht beobachtet.")),
        (_("Gruppe geringen Abstands"), f"{wording.closeness_note()}. {band}"),
        (_("Mittel genau"), _("der ungerundete Bruch, nach dem geordnet wird")),
    ]
    return ScoreTable(_("Legende"), (_("Zeichen"), _("Bedeutung")), rows, (26, 110))


def _points(points) -> Cell:
    return points.numerator if points.denominator == 1 else round_half_up(points, 2)
