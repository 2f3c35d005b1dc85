"""Pages of the guide: read it, write its texts and its questions."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from postings.assessment.enums import Instrument
from postings.assessment.models import AssessmentRound
from postings.assessment.round_views import get_round, round_crumbs
from postings.interviews import guides
from postings.interviews.errors import GuideChangedMeanwhile, GuideFixed
from postings.interviews.guide_forms import ConfirmForm, GuideTextsForm, QuestionForm
from postings.interviews.models import GuideQuestion
from postings.interviews.permissions import may_lead_interviews, may_see_interviews
from postings.interviews.wording import FORBIDDEN_SUBJECTS, FORBIDDEN_WORDS
from postings.views import render_form
from recruitment.errors import ProcedureError
from recruitment.forms import whole_number


def conversation_round(request: HttpRequest, pk: int) -> AssessmentRound:
    """Return a round in which somebody is asked something, if the person may know of it, else 404."""
    entry = get_round(request, pk)
    if entry.instrument == Instrument.FILE:
        raise Http404
    if not may_see_interviews(request.user, entry.plan.posting):
        raise PermissionDenied
    return entry


def _led_round(request: HttpRequest, pk: int) -> AssessmentRound:
    entry = conversation_round(request, pk)
    if not may_lead_interviews(request.user, entry.plan.posting):
        raise PermissionDenied
    return entry


def guide_crumbs(entry: AssessmentRound, last: str = "") -> list[tuple[str, str]]:
    """Return the breadcrumbs down to the guide of a round and the page ``last`` below it."""
    crumbs = round_crumbs(entry, _("Leitfaden"))
    if not last:
        return crumbs
    crumbs[-1] = (crumbs[-1][0], reverse("interviews:guide_detail", args=[entry.pk]))
    return [*crumbs, (last, "")]


def _guide_context(request: HttpRequest, entry: AssessmentRound) -> dict[str, object]:
    guide = guides.guide_of(entry)
    questions = guides.questions_of(guide)
    return {
        "posting": entry.plan.posting,
        "round": entry,
        "guide": guide,
        "questions": questions,
        "minutes": sum(question.minutes or 0 for question in questions),
        "uncovered": guides.uncovered_criteria(entry) if guide else [],
        "is_fixed": guides.is_guide_fixed(entry),
        "may_lead": may_lead_interviews(request.user, entry.plan.posting),
        "forbidden_words": FORBIDDEN_WORDS,
        "forbidden_subjects": FORBIDDEN_SUBJECTS,
        "nav": "postings",
    }


def guide_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the guide of a round. For everybody in the committee and the personnel office."""
    entry = conversation_round(request, pk)
    context = _guide_context(request, entry)
    return render(
        request,
        "interviews/guide_detail.html",
        context | {"breadcrumbs": guide_crumbs(entry)},
    )


def guide_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the texts of the guide and arrange its questions. For the chair and the personnel office."""
    entry = _led_round(request, pk)
    context = _guide_context(request, entry)
    back = reverse("interviews:guide_detail", args=[entry.pk])
    if context["is_fixed"]:
        messages.error(request, GuideFixed.user_message)
        return redirect(back)
    guide = context["guide"]
    form = GuideTextsForm(request.POST or None, guide=guide, cancel_url=back)
    status, conflict = 200, None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            guides.save_texts(
                round=entry,
                opening=data["opening"],
                closing=data["closing"],
                expected_version=data["version"],
                actor=request.user,
            )
        except GuideChangedMeanwhile as error:
            status = 409
            conflict = [
                (form.fields[name].label, getattr(error.stored, name), data[name])
                for name in ("opening", "closing")
                if getattr(error.stored, name) != data[name]
            ]
            form = GuideTextsForm(
                {**request.POST.dict(), "version": error.stored.version}, guide=error.stored, cancel_url=back
            )
        except ProcedureError as error:
            form.add_error(None, error.user_message)
        else:
            messages.success(request, _("Die Texte des Leitfadens sind gespeichert."))
            return redirect("interviews:guide_edit", pk=entry.pk)
    return render(
        request,
        "interviews/guide_edit.html",
        context | {"form": form, "conflict": conflict, "breadcrumbs": guide_crumbs(entry, _("Bearbeiten"))},
        status=status,
    )


def question_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a new question. For the chair and the personnel office."""
    entry = _led_round(request, pk)
    form = _question_form(request, entry)
    if request.method == "POST" and form.is_valid():
        try:
            guides.add_question(round=entry, content=form.content(), actor=request.user)
        except ProcedureError as error:
            form.add_error(None, error.user_message)
        else:
            messages.success(request, _("Die Frage ist aufgenommen."))
            return redirect("interviews:guide_edit", pk=entry.pk)
    elif guides.is_guide_fixed(entry):
        return _refused(request, entry)
    return _render_question(request, entry, form, title=_("Neue Frage"))


def question_edit(request: HttpRequest, pk: int, question_pk: int) -> HttpResponse:
    """Change a question; what was typed is never lost. For the chair and the personnel office."""
    entry = _led_round(request, pk)
    question = GuideQuestion.objects.filter(guide__round=entry, pk=question_pk).select_related("guide__round").first()
    if question is None:
        return _question_gone(request, entry)
    form = _question_form(request, entry, question)
    title = _("Frage %(n)s bearbeiten") % {"n": question.position}
    if request.method == "POST" and form.is_valid():
        try:
            guides.change_question(
                question=question,
                content=form.content(),
                expected_version=form.cleaned_data["version"],
                actor=request.user,
            )
        except GuideChangedMeanwhile as error:
            if error.stored is None:
                return _question_gone(request, entry)
            conflict = form.differences(error.stored, guides.content_of(error.stored))
            data = request.POST.copy()
            data["version"] = str(error.stored.version)
            form = _question_form(request, entry, error.stored, data=data)
            return _render_question(request, entry, form, title=title, conflict=conflict, status=409)
        except ProcedureError as error:
            form.add_error(None, error.user_message)
        else:
            messages.success(request, _("Die Frage ist gespeichert."))
            return redirect("interviews:guide_edit", pk=entry.pk)
    elif guides.is_guide_fixed(entry):
        return _refused(request, entry)
    return _render_question(request, entry, form, title=title)


def _question_form(
    request: HttpRequest, entry: AssessmentRound, question: GuideQuestion | None = None, data=None
) -> QuestionForm:
    return QuestionForm(
        data or request.POST or None,
        criteria=list(entry.criteria.all()),
        levels=list(entry.plan.posting.profile.scale.levels.all()),
        cancel_url=reverse("interviews:guide_edit", args=[entry.pk]),
        content=guides.content_of(question) if question else None,
        version=question.version if question else 0,
    )


def _question_gone(request: HttpRequest, entry: AssessmentRound) -> HttpResponse:
    """Answer for a question that was deleted meanwhile: what was typed can be saved as a new one."""
    if request.method != "POST":
        raise Http404
    form = _question_form(request, entry)
    form.helper.form_action = reverse("interviews:question_add", args=[entry.pk])
    form.add_error(
        None,
        _("Diese Frage wurde inzwischen gelöscht. Ihre Eingabe steht noch hier; gespeichert wird sie als neue Frage."),
    )
    return _render_question(request, entry, form, title=_("Neue Frage"), status=409)


def _refused(request: HttpRequest, entry: AssessmentRound) -> HttpResponse:
    messages.error(request, GuideFixed.user_message)
    return redirect("interviews:guide_detail", pk=entry.pk)


def _render_question(
    request: HttpRequest, entry: AssessmentRound, form: QuestionForm, *, title: str, conflict=None, status: int = 200
) -> HttpResponse:
    return render(
        request,
        "interviews/question_edit.html",
        {
            "posting": entry.plan.posting,
            "round": entry,
            "form": form,
            "title": title,
            "conflict": conflict,
            "forbidden_words": FORBIDDEN_WORDS,
            "forbidden_subjects": FORBIDDEN_SUBJECTS,
            "nav": "postings",
            "breadcrumbs": guide_crumbs(entry, title),
        },
        status=status,
    )


@require_POST
def question_move(request: HttpRequest, pk: int, question_pk: int) -> HttpResponse:
    """Move a question up or down. For the chair and the personnel office."""
    entry, question = _led_question(request, pk, question_pk)
    direction = request.POST.get("direction", "")
    version = whole_number(request.POST.get("version", ""))
    if direction in ("up", "down") and version is not None:
        try:
            guides.move_question(
                question=question, is_up=direction == "up", expected_version=version, actor=request.user
            )
        except ProcedureError as error:
            messages.error(request, error.user_message)
    return redirect(f"{reverse('interviews:guide_edit', args=[entry.pk])}#frage-{question.pk}")


def question_delete(request: HttpRequest, pk: int, question_pk: int) -> HttpResponse:
    """Take a question out, after a page that asks. For the chair and the personnel office."""
    entry, question = _led_question(request, pk, question_pk)
    back = reverse("interviews:guide_edit", args=[entry.pk])
    form = ConfirmForm(
        request.POST or None,
        initial={"version": question.guide.version},
        submit_label=_("Frage löschen"),
        cancel_url=back,
    )
    if request.method == "POST" and form.is_valid():
        try:
            guides.delete_question(question=question, expected_version=form.cleaned_data["version"], actor=request.user)
        except ProcedureError as error:
            messages.error(request, error.user_message)
        else:
            messages.success(request, _("Die Frage ist gelöscht."))
        return redirect(back)
    title = _("Frage %(n)s löschen") % {"n": question.position}
    return render_form(request, form, title=title, intro=question.text, breadcrumbs=guide_crumbs(entry, title))


def guide_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete the whole guide, after a page that asks. For the chair and the personnel office."""
    entry = _led_round(request, pk)
    back = reverse("interviews:guide_detail", args=[entry.pk])
    guide = guides.guide_of(entry)
    if guide is None:
        messages.info(request, _("Einen Leitfaden gibt es hier nicht, oder er ist schon gelöscht."))
        return redirect(back)
    form = ConfirmForm(
        request.POST or None, initial={"version": guide.version}, submit_label=_("Leitfaden löschen"), cancel_url=back
    )
    if request.method == "POST" and form.is_valid():
        try:
            guides.delete_guide(round=entry, expected_version=form.cleaned_data["version"], actor=request.user)
        except ProcedureError as error:
            messages.error(request, error.user_message)
        else:
            messages.success(request, _("Der Leitfaden ist gelöscht."))
        return redirect(back)
    intro = _("Alle Texte und Fragen werden gelöscht. Danach kann auch die Bewertungsrunde aus dem Plan entfallen.")
    title = _("Leitfaden löschen")
    return render_form(request, form, title=title, intro=intro, breadcrumbs=guide_crumbs(entry, title))


def _led_question(request: HttpRequest, pk: int, question_pk: int) -> tuple[AssessmentRound, GuideQuestion]:
    entry = _led_round(request, pk)
    question = get_object_or_404(
        GuideQuestion.objects.filter(guide__round=entry).select_related("guide__round"), pk=question_pk
    )
    return entry, question
