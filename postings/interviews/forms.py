"""Forms of the appointments and of the record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from postings.interviews.appointments import Appointment
from postings.interviews.models import GuideQuestion, Interview
from postings.interviews.records import GivenAnswer, RecordContent
from recruitment.accounts.models import User
from recruitment.forms import DayField, HiddenNumber, KernFormHelper, day_input, whole_number

USUAL_MINUTES = 45
LONGEST_INTERVIEW = 480
LONGEST_TEXT = 8000
ASKED = {"yes": True, "no": False, "": None}
SPARE_QUESTIONS = 2  # empty rows for further questions; saving gives new ones


def time_input() -> forms.TimeInput:
    """Return the browser's own field for a time of day; the value travels as 24 hours whatever the person sees."""
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class InterviewForm(forms.Form):
    """When and where somebody is interviewed."""

    sequence = HiddenNumber(required=False)
    day = DayField(
        label=gettext_lazy("Tag"),
        widget=day_input(),
        error_messages={"required": gettext_lazy("Bitte wählen Sie den Tag.")},
    )
    begins = forms.TimeField(
        label=gettext_lazy("Beginn"),
        widget=time_input(),
        error_messages={"required": gettext_lazy("Bitte geben Sie die Uhrzeit an, zum Beispiel 10:00.")},
    )
    minutes = forms.IntegerField(label=gettext_lazy("Dauer in Minuten"), min_value=5, max_value=LONGEST_INTERVIEW)
    place = forms.CharField(label=gettext_lazy("Ort"), max_length=200, required=False)
    note = forms.CharField(
        label=gettext_lazy("Hinweis für die Kommission"),
        help_text=gettext_lazy(
            "Steht auch in der Kalenderdatei. Bitte ohne Namen und ohne Angaben zur Gesundheit, zum Beispiel "
            "„Vorgespräch ab 9:30 Uhr“."
        ),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, interview: Interview | None, usual_minutes: int, cancel_url: str, **kwargs) -> None:
        initial: dict[str, object] = {"minutes": usual_minutes or USUAL_MINUTES}
        if interview is not None:
            starts = timezone.localtime(interview.starts_at)
            initial = {
                "sequence": interview.sequence,
                "day": starts.date(),
                "begins": starts.time(),
                "minutes": interview.minutes,
                "place": interview.place,
                "note": interview.note,
            }
        super().__init__(*args, initial=initial, **kwargs)
        extra = [("drop", _("Termin streichen"))] if interview is not None else []
        self.helper = KernFormHelper(
            submit_label=_("Termin speichern"), cancel_url=cancel_url, extra_submits=extra, is_guarded=True
        )

    def appointment(self) -> Appointment:
        """Return what the valid form says."""
        data = self.cleaned_data
        return Appointment(
            starts_at=timezone.make_aware(datetime.combine(data["day"], data["begins"])),
            minutes=data["minutes"],
            place=data["place"],
            note=data["note"],
        )


@dataclass(frozen=True, slots=True)
class QuestionFields:
    """One question of the guide with the fields for what became of it."""

    question: GuideQuestion
    asked: BoundField
    reason: BoundField
    answer: BoundField


class RecordForm(forms.Form):
    """What was said in one interview: times, people, each question of the guide, further questions."""

    version = HiddenNumber()
    day = DayField(label=gettext_lazy("Tag"), widget=day_input(), required=False)
    begins = forms.TimeField(label=gettext_lazy("Beginn"), widget=time_input(), required=False)
    ends = forms.TimeField(label=gettext_lazy("Ende"), widget=time_input(), required=False)
    present = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Anwesend"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    others_present = forms.CharField(
        label=gettext_lazy("Weitere Anwesende"),
        help_text=gettext_lazy("Name und Aufgabe; bitte nichts, was auf eine Behinderung schließen lässt."),
        max_length=300,
        required=False,
    )

    def __init__(
        self,
        *args,
        questions: Sequence[GuideQuestion],
        people: Sequence[User],
        content: RecordContent,
        version: int,
        **kwargs,
    ) -> None:
        self.questions = questions
        self.people = people
        stored = {given.question_id: given for given in content.answers}
        started = timezone.localtime(content.started_at) if content.started_at else None
        ended = timezone.localtime(content.ended_at) if content.ended_at else None
        initial: dict[str, object] = {
            "version": version,
            "day": started.date() if started else None,
            "begins": started.time() if started else None,
            "ends": ended.time() if ended else None,
            "present": list(content.present),
            "others_present": content.others_present,
        }
        for question in questions:
            given = stored.get(question.pk, GivenAnswer(question.pk))
            initial[f"asked-{question.pk}"] = {True: "yes", False: "no", None: ""}[given.is_asked]
            initial[f"reason-{question.pk}"] = given.reason
            initial[f"answer-{question.pk}"] = given.answer
        for number, (question, answer) in enumerate(content.extras, start=1):
            initial[f"extra-question-{number}"] = question
            initial[f"extra-answer-{number}"] = answer
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["present"].queryset = User.objects.filter(pk__in=[person.pk for person in people])
        self.fields["present"].choices = [(person.pk, str(person)) for person in people]
        for question in questions:
            self.fields |= {
                f"asked-{question.pk}": forms.ChoiceField(
                    label=_("Frage %(n)s gestellt?") % {"n": question.position},
                    choices=[("yes", _("gestellt")), ("no", _("nicht gestellt"))],
                    required=False,
                    widget=forms.RadioSelect,
                ),
                f"reason-{question.pk}": _long(_("Warum nicht gestellt"), rows=2),
                f"answer-{question.pk}": _long(_("Antwort in Stichworten"), rows=5),
            }
        self.extra_count = self._typed_extras(len(content.extras)) + SPARE_QUESTIONS
        for number in range(1, self.extra_count + 1):
            self.fields |= {
                f"extra-question-{number}": _long(_("Zusätzliche Frage %(n)s") % {"n": number}, rows=2),
                f"extra-answer-{number}": _long(_("Antwort in Stichworten"), rows=3),
            }
        for field in self.fields.values():
            field.is_conditional = True  # a record grows while people talk: nothing is required, the gaps are told
        self.helper = KernFormHelper(has_form_tag=False)

    def _typed_extras(self, stored: int) -> int:
        """Return how many further questions there are, in the form that was sent or stored."""
        typed = [
            number
            for name in self.data
            if name.startswith("extra-question-")
            and (number := whole_number(name.removeprefix("extra-question-"))) is not None
        ]
        return min(max([stored, *typed]), 100)

    def question_fields(self) -> list[QuestionFields]:
        return [
            QuestionFields(
                question, self[f"asked-{question.pk}"], self[f"reason-{question.pk}"], self[f"answer-{question.pk}"]
            )
            for question in self.questions
        ]

    def extra_fields(self) -> list[tuple[int, BoundField, BoundField]]:
        return [
            (number, self[f"extra-question-{number}"], self[f"extra-answer-{number}"])
            for number in range(1, self.extra_count + 1)
        ]

    def problems(self) -> list[tuple[str, str]]:
        """Return (id, message) of everything that is wrong, for the summary."""
        found = [("", str(message)) for message in self.non_field_errors()]
        for name, messages in self.errors.items():
            if name != "__all__":
                field = self[name]
                found += [(field.auto_id, f"{self._label_of(name)}: {message}") for message in messages]
        return found

    def _label_of(self, name: str) -> str:
        label = str(self.fields[name].label)
        number = {str(question.pk): question.position for question in self.questions}.get(name.split("-")[-1])
        is_part = name.startswith(("reason-", "answer-")) and number is not None
        return _("Frage %(n)s, %(label)s") % {"n": number, "label": label} if is_part else label

    def clean(self):
        data = super().clean()
        begins, ends, day = data.get("begins"), data.get("ends"), data.get("day")
        if (begins or ends) and not day and "day" not in self.errors:
            self.add_error("day", _("Bitte geben Sie zur Uhrzeit auch den Tag an."))
        if ends and not begins and "begins" not in self.errors:
            self.add_error("begins", _("Bitte geben Sie zum Ende auch den Beginn an."))
        if begins and ends and ends <= begins:
            self.add_error("ends", _("Das Ende liegt nicht nach dem Beginn."))
        for question in self.questions:
            if data.get(f"asked-{question.pk}") == "no" and not data.get(f"reason-{question.pk}"):
                self.add_error(f"reason-{question.pk}", _("Bitte schreiben Sie, warum die Frage nicht gestellt wurde."))
        for number in range(1, self.extra_count + 1):
            if data.get(f"extra-answer-{number}") and not data.get(f"extra-question-{number}"):
                self.add_error(f"extra-question-{number}", _("Bitte schreiben Sie zur Antwort auch die Frage."))
        return data

    def content(self) -> RecordContent:
        """Return what the valid form says; a day without a time says nothing yet."""
        data = self.cleaned_data
        starts = ends = None
        if data["day"] and data["begins"]:
            starts = timezone.make_aware(datetime.combine(data["day"], data["begins"]))
            if data["ends"]:
                ends = timezone.make_aware(datetime.combine(data["day"], data["ends"]))
        return RecordContent(
            started_at=starts,
            ended_at=ends,
            present=[person.pk for person in data["present"]],
            others_present=data["others_present"],
            answers=[
                GivenAnswer(
                    question.pk,
                    ASKED[data[f"asked-{question.pk}"]],
                    data[f"reason-{question.pk}"],
                    data[f"answer-{question.pk}"],
                )
                for question in self.questions
            ],
            extras=[
                (data[f"extra-question-{number}"], data[f"extra-answer-{number}"])
                for number in range(1, self.extra_count + 1)
            ],
        ).cleaned()


def _long(label: str, *, rows: int) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": rows})
    )
