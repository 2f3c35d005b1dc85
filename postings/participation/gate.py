"""What the participation says to the decision (settings ``DECISION_CHECKS``, ``MEMO_SOURCES``), and the stop itself.

These sentences are read by people who must not learn that somebody severely disabled applied. So what concerns the
Schwerbehindertenvertretung is told without naming it: "somebody" is also missing as long as HR has not said that its
participation is not required, which happens in every procedure.
"""

from datetime import date, datetime

from django.conf import settings
from django.utils import formats, timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from postings.models import Posting
from postings.participation.enums import STOPPING, Body, Result, Subject
from postings.participation.errors import ProcedureStopped
from postings.participation.models import Participation
from postings.participation.permissions import accompanied_applications
from recruitment.accounts.models import User


def anew_since(posting: Posting) -> datetime | None:
    """Return when the last decision was withdrawn, after which everybody is heard anew; None if none was.

    Known to the decision only, which stands above: the setting ``PARTICIPATION_ANEW_SINCE`` names the function.
    """
    since: datetime | None = import_string(settings.PARTICIPATION_ANEW_SINCE)(posting)
    return since


def standing_matters(posting: Posting) -> list[Participation]:
    """Return what stands in ``posting``, the oldest first; two queries. Each knows whether it ``is_superseded``."""
    since = anew_since(posting)
    matters = list(
        posting.participations.standing()
        .select_related("settlement", "recorded_by", "application", "corrects")
        .order_by("sent_on", "created_at", "id")
    )
    for one in matters:
        one.is_superseded = since is not None and one.subject == Subject.SELECTION and is_before(one, since)
    return matters


def is_before(matter: Participation, since: datetime) -> bool:
    """Whether ``matter`` was put to its body before ``since``; of a correction counts what it corrects."""
    first = matter
    while first.corrects is not None:
        first = first.corrects
    day = timezone.localdate(since)
    return first.created_at < since or (first.sent_on is not None and first.sent_on < day)


def is_missing(posting: Posting, body: Body, matters: list[Participation]) -> bool:
    """Whether ``body`` was neither asked about the selection nor rightly left out, anew since a decision was withdrawn.

    ``matters`` are those of ``standing_matters``.
    """
    found = [one for one in matters if one.body == body and one.subject == Subject.SELECTION and not one.is_superseded]
    if not found or body != Body.DISABILITY_REP:
        return not found
    heard = [one for one in found if one.result != Result.NOT_REQUIRED]
    if any(one.application_id is None for one in heard):
        return False
    # Heard on single applications: then on every one that it accompanies.
    return (
        accompanied_applications()
        .filter(posting=posting)
        .exclude(pk__in=[one.application_id for one in heard if one.application_id])
        .exists()
    )


def is_stopping(matter: Participation) -> bool:
    """Whether this standing matter holds the procedure up."""
    if matter.result in STOPPING:
        return not hasattr(matter, "settlement")
    return matter.is_open and matter.made_up_since is not None


def open_points(posting: Posting, *, today: date | None = None) -> list[tuple[Body, str]]:
    """Return everything open with the body it concerns, in full words. For the personnel office."""
    today = today or timezone.localdate()
    matters = standing_matters(posting)
    is_anew = any(one.is_superseded for one in matters)
    sentence = (
        _(
            "%(body)s: nach der Aufhebung der Entscheidung noch nicht erneut beteiligt; auch nicht festgehalten, dass "
            "es entfällt."
        )
        if is_anew
        else _("%(body)s: zur Auswahlentscheidung noch nicht beteiligt; auch nicht festgehalten, dass es entfällt.")
    )
    points = [(body, sentence % {"body": body.label}) for body in Body if is_missing(posting, body, matters)]
    for one in matters:
        words = {"body": one.get_body_display(), "subject": one.subject_words}
        if is_stopping(one) and not one.is_open:
            text = _("%(body)s, %(subject)s: %(result)s und noch nicht beigelegt. Das Verfahren ist angehalten.") % {
                **words,
                "result": one.get_result_display(),
            }
        elif one.is_open:
            words["day"] = _day(one.ends_on)
            if one.made_up_since:
                text = _(
                    "%(body)s, %(subject)s: Beteiligung wird bis %(day)s nachgeholt. Das Verfahren ist ausgesetzt."
                )
            elif one.ends_on and one.ends_on < today:
                text = _("%(body)s, %(subject)s: Antwort steht aus, die Frist %(day)s ist abgelaufen.")
            else:
                text = _("%(body)s, %(subject)s: Antwort steht aus, Frist %(day)s.")
            text %= words
        else:
            continue
        points.append((Body(one.body), text))
    return points


def decision_checks(posting: Posting) -> list[str]:
    """Return what keeps ``posting`` from a decision, in sentences; empty when nothing does (R10, I11)."""
    points = open_points(posting)
    sentences = [text for body, text in points if body != Body.DISABILITY_REP]
    if len(sentences) < len(points):
        sentences.append(
            _("Die Beteiligung der Beschäftigtenvertretungen ist noch nicht abgeschlossen. Auskunft: Personalservice.")
        )
    return sentences


def refuse_while_stopped(*, posting: Posting, actor: User | None = None) -> None:
    """Refuse a step of the procedure while an objection is not settled (LGG § 18, § 178 Abs. 2 SGB IX).

    :raises ProcedureStopped: then; without saying whose objection it is.
    """
    if posting.participations.stopping().exists():
        raise ProcedureStopped


def memo_text(posting: Posting) -> str:
    """Return block 12 of the memo: per body date out, date back, result, treatment of objections (DOMAIN.md 1.5).

    Plain paragraphs, divided by an empty line. Nobody's name and no number of an application stands in it, and of the
    Schwerbehindertenvertretung only days and results: its reasons may tell of a person's health.
    """
    matters = standing_matters(posting)
    paragraphs = []
    for body in Body:
        lines = [_memo_line(one) for one in matters if one.body == body]
        text = " ".join(lines) or _("noch nicht beteiligt.")
        paragraphs.append(f"{body.label}: {text}")
    return "\n\n".join(paragraphs)


def _memo_line(matter: Participation) -> str:
    tells_reasons = matter.body != Body.DISABILITY_REP
    words = {"subject": matter.subject_words, "result": matter.get_result_display()}
    if matter.is_superseded:
        words["subject"] = _("%(subject)s (vor Aufhebung der früheren Entscheidung)") % words
    if matter.sent_on is None:
        reason = f" ({matter.note})" if tells_reasons else ""
        return _("%(subject)s: %(result)s%(reason)s.") % {**words, "reason": reason}
    words |= {"sent": _day(matter.sent_on), "received": _day(matter.received_on)}
    line = _("%(subject)s: versandt am %(sent)s, dort eingegangen am %(received)s") % words
    if matter.urgency_reason:
        line += _(", wegen Dringlichkeit zeitgleich mit der Frauenvertretung (%(reason)s)") % {
            "reason": matter.urgency_reason
        }
    if matter.extended_until:
        line += _(", Frist schriftlich verlängert bis %(day)s") % {"day": _day(matter.extended_until)}
    if matter.is_open:
        return line + _("; Antwort steht aus, Frist %(day)s.") % {"day": _day(matter.ends_on)}
    line += _("; Antwort vom %(day)s: %(result)s") % {**words, "day": _day(matter.answered_on)}
    if matter.result in STOPPING:
        if tells_reasons:
            line += _(", Begründung: %(note)s") % {"note": matter.note.rstrip(".")}
        if hasattr(matter, "settlement"):
            line += _("; beigelegt am %(day)s durch %(person)s: %(reason)s") % {
                "day": _day(matter.settlement.settled_on),
                "person": matter.settlement.settled_by,
                "reason": matter.settlement.reason.rstrip("."),
            }
        else:
            line += _("; noch nicht beigelegt")
    return line + "."


def _day(day: date | None) -> str:
    return formats.date_format(day, "d.m.Y")
