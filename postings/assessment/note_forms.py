"""The own notes as a form and as a cell."""

from dataclasses import dataclass

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from postings.applications.models import Application
from postings.assessment.cells import plain_text
from postings.assessment.forms import TEXT_LIMIT, known_of, known_text
from postings.assessment.matrix import store_key
from postings.assessment.models import AssessmentRound
from postings.assessment.notes import may_write_note, own_note
from recruitment.accounts.models import User
from recruitment.forms import HiddenNumber


class NoteForm(forms.Form):
    """The own notes as a page or a script sends them; ``own_note_known`` comes once for all that may be stored."""

    assessor = HiddenNumber()
    own_note = forms.CharField(
        required=False,
        max_length=TEXT_LIMIT,
        error_messages={"max_length": _("Die eigenen Notizen sind länger als %(limit_value)s Zeichen.")},
    )

    def clean(self):
        data = super().clean()
        try:
            data["known"] = [known_text(text) for text in self.data.getlist("own_note_known")]
        except (ValueError, TypeError) as error:
            raise forms.ValidationError(_("Bitte laden Sie die Seite neu.")) from error
        return data

    @property
    def text(self) -> str:
        return plain_text(self.cleaned_data["own_note"])

    @property
    def message(self) -> str:
        return " ".join(message for messages in self.errors.values() for message in messages)


@dataclass(frozen=True, slots=True)
class OwnNote:
    """What a page shows of the own notes; ``stored`` is set where something else is stored than was typed."""

    text: str
    known: str
    can_write: bool
    cell_url: str
    page_url: str
    store_key: str
    stored: str | None = None


def shown_note(
    application: Application,
    entry: AssessmentRound,
    owner: User,
    *,
    can_write: bool | None = None,
    typed: str | None = None,
    known: str | None = None,
    stored: str | None = None,
) -> OwnNote:
    """Return the own notes for a page.

    ``typed`` is what was sent and shall be shown again, with what its sender knew (``known``) or, after a conflict,
    what is stored: saving once more then overwrites on purpose.
    """
    if stored is not None:
        known = known_of(stored)
    else:
        note = own_note(application, entry.position, owner)
        text = plain_text(note.text) if note else ""
        if typed is None or plain_text(typed) == text:
            typed, known = text, known_of(text)
    place = [application.pk, entry.position]
    return OwnNote(
        text=typed or "",
        known=known or known_of(""),
        can_write=may_write_note(application, entry, owner) if can_write is None else can_write,
        cell_url=reverse("assessment:note_save", args=place),
        page_url=reverse("assessment:note_detail", args=place),
        store_key=store_key(owner, application, entry),
        stored=stored,
    )
