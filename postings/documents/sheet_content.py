"""Rating sheets, check of the requirements and applicant overview as ``Paper``: what stands in them.

No equality data, no contact data, no time of making: the state of the data is the last act that changed them. Names
stand as the committee sees them; only the check of the requirements, which the personnel office keeps, has the name.
"""

from django.utils.translation import gettext as _

from postings.applications.enums import Basis, CheckResult, Invitation
from postings.applications.models import Application, FormalCheck, FormalDecision
from postings.assessment.wording import answer_text
from postings.documents.errors import NothingToIssue
from postings.documents.paper import Paper, PaperSection, PaperTable
from postings.documents.paper_head import day_words, last_change, level_words, moment_words, paper
from postings.models import Posting
from postings.selection.details import SheetDetail, build_details
from postings.selection.facts import ProfileFacts, profile_facts
from postings.selection.presentation import detail_sections
from profiles.models import FormalRequirement
from profiles.scoring import display_mean, display_percent, format_german
from profiles.scoring.display import format_points


def build_rating_sheets(application: Application) -> Paper:
    """Return every submitted sheet on ``application`` with values and observations, then the summary.

    :raises NothingToIssue: if no sheet has been submitted.
    """
    posting = application.posting
    profile = profile_facts(posting)
    detail = build_details(profile, [application.pk]).get(application.pk)
    if detail is None:
        raise NothingToIssue(document=_("einen abgegebenen Bewertungsbogen"))
    result = detail.result
    rows: list[tuple[str, ...]] = []
    for section in detail_sections(profile, detail):
        rows += [
            (f"{row['number']} {row['title']}", row["weight"], *row["answers"], row["panel"], row["points"])
            for row in section["rows"]
        ]
        rows.append(
            (
                _("Summe %(number)s %(title)s") % section,
                section["weight"],
                *("–" for _sheet in detail.sheets),
                "–",
                section["points"],
            )
        )
    captions = [sheet.caption for sheet in detail.sheets]
    summary = PaperSection(
        title=_("Zusammenfassende Bewertung"),
        paragraphs=(
            _("Gewichtetes Mittel %(mean)s, %(points)s von %(maximum)s Punkten (%(percent)s %%).")
            % {
                "mean": format_german(display_mean(result.mean)),
                "points": format_points(result.points),
                "maximum": result.maximum_points,
                "percent": format_german(display_percent(result.share)),
            },
            _("Die gewichtete Summe ordnet das Urteil der Kommission, sie ersetzt es nicht."),
        ),
        tables=(
            PaperTable(
                caption=_("Alle Bögen nebeneinander"),
                header=(
                    _("Anforderung"),
                    _("Gewicht"),
                    *captions,
                    _("Wert der Kommission"),
                    _("Punkte"),
                ),
                rows=tuple(rows),
                numeric=tuple(range(1, len(captions) + 4)),
            ),
        ),
        starts_page=True,
    )
    agreed = [f"{entry.key}: {entry.value}. {entry.reason}" for entry in detail.agreed]
    if agreed:
        agreed = [_("Gemeinsame Werte mit Begründung: %(values)s") % {"values": " · ".join(agreed)}]
    last = max(sheet.submitted_at for sheet in detail.sheets)
    return paper(
        posting,
        # The title stands in the head of the PDF, where no person is named.
        title=_("Bewertungsbögen, Bewerbung %(number)s")
        % {"number": application.code if posting.hides_names else application.number},
        as_of=last,
        is_wide=True,
        lead=(
            _("Bewertet wurde: %(name)s.") % {"name": application.shown.name},
            _("Skala: %(levels)s. Hoch ist gut; n. b. heißt nicht beurteilbar und zählt nicht als null.")
            % {"levels": level_words(posting)},
            *agreed,
        ),
        sections=(
            *(_sheet_section(profile, sheet, is_first=sheet is detail.sheets[0]) for sheet in detail.sheets),
            summary,
        ),
    )


def _sheet_section(profile: ProfileFacts, sheet: SheetDetail, *, is_first: bool) -> PaperSection:
    rows = []
    for criterion in profile.criteria:
        rating = sheet.ratings.get(criterion.key)
        if rating is None:  # the round does not observe it
            continue
        reason = _("Grund: %(reason)s") % {"reason": rating.not_assessable_reason} if rating.is_not_assessable else ""
        rows.append(
            (
                f"{criterion.key} {profile.titles[criterion.key]}",
                str(criterion.weight),
                answer_text(rating),
                " ".join(part for part in (reason, rating.observation) if part) or "–",
            )
        )
    how = _("vom Papierbogen eingegeben, ") if sheet.is_from_paper else ""
    return PaperSection(
        title=_("Bogen von %(person)s") % {"person": sheet.caption},
        paragraphs=(
            _("%(how)sabgegeben am %(moment)s") % {"how": how, "moment": moment_words(sheet.submitted_at)},
            *((_("Gesamteindruck: %(note)s") % {"note": sheet.note},) if sheet.note else ()),
        ),
        tables=(
            PaperTable(
                caption=_("Bewertung und Beobachtung je Anforderung, Bogen von %(person)s") % {"person": sheet.caption},
                header=(_("Anforderung"), _("Gewicht"), _("Stufe"), _("Beobachtung")),
                rows=tuple(rows),
                numeric=(1, 2),
                slim=(1, 2),
                broad=(3,),
            ),
        ),
        starts_page=not is_first,
    )


def build_formal_sheet(application: Application) -> Paper:
    """Return the check of the formal requirements of ``application``, clause by clause; for the personnel office.

    :raises NothingToIssue: if nothing has been checked.
    """
    posting = application.posting
    checks = {
        check.requirement_id: check
        for check in application.formal_checks.select_related("alternative", "checked_by").all()
    }
    decisions = list(application.formal_decisions.select_related("concluded_by", "confirmed_by", "ended_by"))
    if not checks and not decisions:
        raise NothingToIssue(document=_("eine formale Prüfung"))
    requirements = list(
        FormalRequirement.objects.filter(profile=posting.profile_id, track=application.track).prefetch_related(
            "alternatives"
        )
    )
    rows = tuple(_requirement_row(entry, checks.get(entry.pk)) for entry in requirements)
    moments = [check.checked_at for check in checks.values()]
    for decision in decisions:
        moments += [
            moment for moment in (decision.concluded_at, decision.confirmed_at, decision.ended_at) if moment is not None
        ]
    sections = [
        PaperSection(
            title=_("Anforderungen"),
            paragraphs=(_("Jede Anforderung muss erfüllt sein; bei mehreren Möglichkeiten genügt eine."),),
            tables=(
                PaperTable(
                    caption=_("Prüfung je Anforderung (Weg: %(track)s)") % {"track": application.get_track_display()},
                    header=(
                        _("Anforderung"),
                        _("Ergebnis"),
                        _("erfüllt durch, Nachweis oder Begründung"),
                        _("geprüft"),
                    ),
                    rows=rows,
                ),
            )
            if rows
            else (),
        )
    ]
    if decisions:
        sections.append(
            PaperSection(
                title=_("Ergebnis"),
                tables=(
                    PaperTable(
                        caption=_("Feststellungen in ihrer Folge"),
                        header=(_("Ergebnis"), _("Stand"), _("festgestellt"), _("zweite Person"), _("Gründe")),
                        rows=tuple(_decision_row(decision) for decision in decisions),
                    ),
                ),
            )
        )
    return paper(
        posting,
        title=_("Prüfbogen formale Anforderungen: Bewerbung %(number)s") % {"number": application.number},
        as_of=max(moments),
        is_wide=True,
        lead=(
            _("%(name)s, Eingang am %(day)s (%(channel)s), %(late)s")
            % {
                "name": application.applicant.full_name,
                "day": day_words(application.received_on),
                "channel": application.get_channel_display(),
                "late": application.get_late_decision_display(),
            },
        ),
        sections=tuple(sections),
    )


def _requirement_row(requirement: FormalRequirement, check: FormalCheck | None) -> tuple[str, ...]:
    wanted = _("\noder ").join(alternative.text for alternative in requirement.alternatives.all())
    if check is None:
        return (wanted, _("noch nicht geprüft"), "–", "–")
    parts = [check.alternative.text] if check.alternative else []
    parts += [_("Nachweis: %(text)s") % {"text": check.evidence}] if check.evidence else []
    parts += [_("Begründung: %(text)s") % {"text": check.reason}] if check.reason else []
    return (
        wanted,
        str(CheckResult(check.result).label),
        ". ".join(parts) or "–",
        f"{moment_words(check.checked_at)}, {check.checked_by}",
    )


def _decision_row(decision: FormalDecision) -> tuple[str, ...]:
    second = "–"
    if decision.confirmed_at:
        second = f"{moment_words(decision.confirmed_at)}, {decision.confirmed_by}"
    elif decision.ended_at:
        second = f"{moment_words(decision.ended_at)}, {decision.ended_by or '–'}: {decision.end_reason}"
    first = str(decision.concluded_by) if decision.concluded_by else "–"
    return (
        str(decision),
        str(decision.get_state_display()),
        f"{moment_words(decision.concluded_at)}, {first}",
        second,
        decision.grounds or "–",
    )


def build_applicant_overview(posting: Posting) -> Paper:
    """Return the Bewerberübersicht of ``posting`` as the committee may read it; no equality data, no contact.

    :raises NothingToIssue: if nobody has applied.
    """
    applications = sorted(
        posting.applications.select_related("applicant", "posting"),
        key=lambda a: (a.erased_at is not None, a.shown.sort_key, a.code),
    )
    if not applications:
        raise NothingToIssue(document=_("eine Bewerbung"))
    head = (_("Kennung"),) if posting.hides_names else (_("Nr."), _("Name"))
    return paper(
        posting,
        title=_("Bewerberübersicht"),
        as_of=last_change(posting),
        is_wide=True,
        lead=(
            _("%(n)s Bewerbungen. Die Reihenfolge sagt nichts über die Eignung.") % {"n": len(applications)},
            _("Gesamturteil der dienstlichen Beurteilung: 1 ist die beste Note; es geht nicht in Punkte ein."),
        ),
        sections=(
            PaperSection(
                title=_("Bewerbungen"),
                tables=(
                    PaperTable(
                        caption=_("Alle Bewerbungen des Verfahrens"),
                        header=(
                            *head,
                            _("Beschäftigung"),
                            _("Amt / Entgelt"),
                            _("Eingang"),
                            _("Leistungsnachweis, Gesamturteil"),
                            _("Erfahrung"),
                            _("Stand"),
                            _("Einladung"),
                        ),
                        rows=tuple(_overview_row(application, posting) for application in applications),
                        row_head=len(head) - 1,
                        numeric=() if posting.hides_names else (0,),
                        slim=() if posting.hides_names else (0,),
                    ),
                ),
            ),
        ),
    )


def _overview_row(application: Application, posting: Posting) -> tuple[str, ...]:
    shown = application.shown
    head = (shown.list_name,) if posting.hides_names else (shown.label, shown.list_name)
    employment = str(application.get_employment_status_display())
    if application.is_internal:
        employment += _(", intern")
    basis = "–"
    if not application.erased_at:
        basis = str(application.get_basis_display())
        if application.basis != Basis.NONE and application.basis_dated_on:
            basis += f", {day_words(application.basis_dated_on)}"
        if application.basis_result:
            basis += f", {application.basis_result}"
    received = day_words(application.received_on)
    if application.is_late:
        received += f", {application.get_late_decision_display()}"
    invited = application.invitation != Invitation.OPEN
    return (
        *head,
        employment,
        application.current_grade or "–",
        received,
        basis,
        application.experience or "–",
        str(application.state_words),
        str(application.get_invitation_display()) if invited else "–",
    )
