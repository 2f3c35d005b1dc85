"""The interviews of the demonstration: guide, appointments and records, for both procedures.

The words of 148/2025 stand here, those of 900/2026 in ``finished_people``. Three answers for each question: what is
written of somebody follows from how the chair rated the criteria of the question.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from postings.applications.models import Application
from postings.assessment.models import AssessmentRound
from postings.deadlines import next_working_day
from postings.interviews.appointments import Appointment, plan_interview
from postings.interviews.guides import QuestionContent, add_question, guide_of, save_texts
from postings.interviews.records import GivenAnswer, RecordContent, save_record
from profiles.models import Criterion
from recruitment.accounts.models import User
from recruitment.demo import people

MINUTES = 45
FIRST = time(9)
A_DAY = 5
PLACE = "Rathaus Mitte, Raum 148 (erfunden)"
OPENING = "Vorstellung der Kommission; fünf Fragen in etwa 45 Minuten, allen Bewerbenden dieselben."
CLOSING = "Gelegenheit zu eigenen Fragen; Hinweis, wann eine Nachricht kommt."


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the guide, what is expected, which criteria it observes, and an answer of each strength."""

    text: str
    expected: str
    observes: tuple[str, ...]
    strong: str = ""
    solid: str = ""
    weak: str = ""
    follow_ups: str = ""
    anchors: Mapping[int, str] | None = None


QUESTIONS = (
    Question(
        "Eine Person beantragt Leistungen zur Teilhabe; zuständig könnte ein anderer Träger sein. Wie gehen Sie vor?",
        "Zuständigkeit und Fristen nach dem SGB IX, Beratung der Person, Blick auf den ganzen Bedarf.",
        ("3.1.2", "3.1.3"),
        strong="Prüft die Zuständigkeit fristgerecht, nennt die Weiterleitung, fragt nach dem Bedarf.",
        solid="Nennt die Frist und die Weiterleitung; den Bedarf erhebt sie oder er erst auf Nachfrage.",
        weak="Will den Antrag zunächst liegen lassen, bis der andere Träger antwortet; Rechtsgrundlage nicht benannt.",
        follow_ups="Was ändert sich, wenn die Frist schon abgelaufen ist?",
        anchors={
            1: "keine Rechtsgrundlage, keine Frist",
            3: "Frist und Weiterleitung richtig",
            5: "dazu Bedarf, Beratung und Folgen der versäumten Frist",
        },
    ),
    Question(
        "Der Haushaltsansatz Ihres Bereichs reicht nach den Zahlen im Fachverfahren nur bis Oktober. Was tun Sie?",
        "Zahlen prüfen, Ursachen trennen, früh berichten, Vorschläge mit Folgen.",
        ("3.1.1", "3.1.4", "3.1.5"),
        strong="Gleicht Fachverfahren und Buchungen ab, trennt Fallzahl und Kosten je Fall, meldet früh.",
        solid="Prüft die Zahlen und meldet an die Leitung; Vorschläge bleiben allgemein.",
        weak="Wartet den Abschluss ab; mit Auswertungen im Fachverfahren nicht vertraut.",
    ),
    Question(
        "Ein Tag: eine dringende Leistung, ein Widerspruch mit Frist morgen, eine Kollegin fällt aus. Was zuerst?",
        "Reihenfolge nach Folgen und Fristen, begründete Entscheidung, Aufgaben verteilen, Ergebnis sichern.",
        ("3.2.1", "3.2.2", "3.2.3", "3.2.4"),
        strong="Ordnet nach Folgen und Frist, entscheidet und begründet, verteilt Aufgaben und prüft am Abend nach.",
        solid="Ordnet nach Fristen, entscheidet nach kurzem Zögern, informiert die Beteiligten.",
        weak="Beginnt mit dem, was zuerst einging; die Entscheidung soll die Leitung treffen.",
        follow_ups="Woran merken Sie am Abend, dass es richtig war?",
    ),
    Question(
        "Eine neue Kollegin lernt bei Ihnen, ein Träger beschwert sich über ihren Ton. Wie gehen Sie mit beiden um?",
        "Beide hören, klar und wertschätzend ansprechen, aus dem Fall lernen lassen, erreichbar bleiben.",
        ("3.1.6", "3.3.1", "3.3.2", "3.3.3"),
        strong="Hört beide getrennt, spricht den Ton an einem Beispiel an, begleitet das nächste Gespräch.",
        solid="Spricht mit der Kollegin und entschuldigt sich beim Träger; wie sie daraus lernt, bleibt offen.",
        weak="Übernimmt den Fall selbst, damit Ruhe ist; mit der Kollegin wird nicht gesprochen.",
    ),
    Question(
        "Ein Vater spricht wenig Deutsch, der Sohn soll übersetzen. Wie gestalten Sie das Gespräch?",
        "Sprachmittlung statt Kind, einfache Worte, Unterschiede achten, eigene Annahmen prüfen.",
        ("3.3.4", "3.3.5"),
        strong="Holt Sprachmittlung, erklärt beiden warum, spricht in kurzen Sätzen und prüft, was angekommen ist.",
        solid="Vertagt für eine Sprachmittlung; auf die Lage des Sohnes kommt sie oder er nach Nachfrage.",
        weak="Lässt den Sohn übersetzen und gibt ein Merkblatt mit.",
    ),
)


def prepare(
    entry: AssessmentRound,
    questions: Sequence[Question],
    applications: Sequence[Application],
    users: Mapping[str, User],
    *,
    day: date,
    place: str,
) -> None:
    """Write the guide and plan an interview an hour apart for each of ``applications``, before the first of them."""
    chair = users["vorsitz"]
    save_texts(round=entry, opening=OPENING, closing=CLOSING, expected_version=0, actor=chair)
    numbers = dict(Criterion.objects.filter(profile=entry.plan.posting.profile_id).values_list("number", "pk"))
    for question in questions:
        content = QuestionContent(
            text=question.text,
            expected=question.expected,
            follow_ups=question.follow_ups,
            minutes=MINUTES // len(questions),
            criterion_ids=[numbers[number] for number in question.observes],
            anchors=question.anchors or {},
        )
        add_question(round=entry, content=content, actor=chair)
    for count, application in enumerate(applications):
        plan_interview(
            application=application,
            round=entry,
            appointment=Appointment(begins(count, day), MINUTES, place),
            expected_sequence=None,
            actor=users["personal"],
        )


def hold(
    entry: AssessmentRound,
    answers: Sequence[tuple[Application, Sequence[str]]],
    users: Mapping[str, User],
    *,
    day: date,
) -> None:
    """Write the record of each interview: the answers in the order of the guide."""
    guide = guide_of(entry)
    questions = list(guide.questions.order_by("position")) if guide else []
    present = [users[name].pk for name in (*people.ASSESSORS, "protokoll")]
    for count, (application, texts) in enumerate(answers):
        content = RecordContent(
            started_at=begins(count, day),
            ended_at=begins(count, day) + timedelta(minutes=MINUTES),
            present=present,
            answers=[
                GivenAnswer(question.pk, is_asked=True, answer=text)
                for question, text in zip(questions, texts, strict=True)
            ],
        )
        save_record(application=application, round=entry, content=content, expected_version=0, actor=users["protokoll"])


def begins(count: int, day: date) -> datetime:
    """When the interview with the given place (0 first) begins: five a working day, an hour apart from nine o'clock."""
    for _day in range(count // A_DAY):
        day = next_working_day(day + timedelta(days=1))
    return datetime.combine(day, FIRST, tzinfo=timezone.get_default_timezone()) + timedelta(hours=count % A_DAY)


def answers_of(person: people.Person, numbers: Sequence[str]) -> list[str]:
    """Return what ``person`` answered to ``QUESTIONS``, as the chair's ratings in the order of ``numbers`` have it."""
    rated = dict(zip(numbers, person.ratings[0], strict=True))
    texts = []
    for question in QUESTIONS:
        # Whole numbers throughout: twice the sum against twice 3.5 and 2.5 times the count.
        values = [rated[number] for number in question.observes if rated[number]]
        total, count = 2 * sum(values), len(values)
        texts.append(question.strong if total >= 7 * count else question.solid if total >= 5 * count else question.weak)
    return texts
