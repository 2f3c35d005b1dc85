"""Pages of uploaded documents: list with upload, review with the source beside the result."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from postings.drafting import services
from postings.drafting.errors import FindingsUnanswered, ReasonMissingFor
from postings.drafting.forms import ReviewForm, UploadForm
from postings.drafting.models import ImportedDocument
from profiles.enums import Track
from profiles.importing.blocks import for_each_track
from profiles.importing.document import UnreadableDocument
from profiles.permissions import may_edit_profiles
from recruitment.errors import ProcedureError

ROWS_PER_PAGE = 25


def document_list(request: HttpRequest) -> HttpResponse:
    """Show uploaded documents and take in another one. For everybody who edits profiles."""
    if not may_edit_profiles(request.user):
        raise PermissionDenied
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            document = services.upload_document(content=file.read(), name=file.name, actor=request.user)
        except UnreadableDocument as error:
            form.add_error("file", str(error))
        else:
            return redirect("drafting:document_review", pk=document.pk)
    documents = ImportedDocument.objects.visible_to(request.user).listed()
    return render(
        request,
        "drafting/document_list.html",
        {
            "form": form,
            "page": Paginator(documents, ROWS_PER_PAGE).get_page(request.GET.get("seite")),
            "query": {},
            "nav": "profiles",
            "breadcrumbs": [
                (_("Anforderungsprofile"), reverse("profiles:profile_list")),
                (_("Dokument einlesen"), ""),
            ],
        },
    )


def document_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was read beside its source, take the answers to the findings, make the drafts."""
    if not may_edit_profiles(request.user):
        raise PermissionDenied
    document = get_object_or_404(
        ImportedDocument.objects.visible_to(request.user).select_related("uploaded_by", "profile", "posting"), pk=pk
    )
    is_final = "interim" not in request.POST
    form = ReviewForm(request.POST or None, document=document, is_final=is_final)
    if request.method == "POST" and form.is_valid():
        try:
            services.save_answers(document=document, answers=form.answers(), actor=request.user)
            if not is_final:
                messages.success(request, _("Ihr Zwischenstand ist gespeichert."))
                return redirect("drafting:document_review", pk=document.pk)
            document = services.accept_document(
                document=document, actor=request.user, reference_number=form.cleaned_data.get("reference_number")
            )
        except (FindingsUnanswered, ReasonMissingFor) as error:
            form.add_error(f"answer-{error.positions[0]}", error.user_message)
        except ProcedureError as error:
            form.add_error("reference_number" if "reference_number" in form.fields else None, error.user_message)
        else:
            messages.success(request, _("Der Entwurf ist angelegt."))
            if document.posting is not None and request.user.is_hr_officer:
                return redirect("postings:posting_detail", pk=document.posting_id)
            return redirect("profiles:profile_detail", pk=document.profile_id)
    return render(request, "drafting/document_review.html", _review_context(request, document, form))


def _review_context(request: HttpRequest, document: ImportedDocument, form: ReviewForm) -> dict[str, object]:
    parsed = document.document
    marked = {
        question.source_index: question.position for question in form.questions if question.source_index is not None
    }
    index_of: dict[str, int] = {}
    for index, line in enumerate(parsed.source_lines):
        index_of.setdefault(line.place, index)
    profile = parsed.profile
    requirements = for_each_track(profile.requirements)
    same = ImportedDocument.objects.filter(sha256=document.sha256).exclude(pk=document.pk).listed().first()
    return {
        "document": document,
        "parsed": parsed,
        "form": form,
        "answered": sum(1 for question in form.questions if f"answer-{question.position}" in form.initial),
        "answers": [
            (question, answer)
            for question in form.questions
            for answer in document.answers.select_related("answered_by")
            if answer.position == question.position
        ]
        if not document.is_open
        else [],
        "same": same,
        "facts": _facts(document),
        "sections": [
            (section, [(criterion, index_of.get(criterion.place)) for criterion in section.criteria])
            for section in profile.sections
        ],
        "tracks": [
            (Track(track).label, [r for r in requirements if r.track == track])
            for track in Track.values
            if any(r.track == track for r in requirements)
        ],
        "source": [(index, line, marked.get(index)) for index, line in enumerate(parsed.source_lines)],
        "nav": "profiles",
        "breadcrumbs": [
            (_("Anforderungsprofile"), reverse("profiles:profile_list")),
            (_("Dokument einlesen"), reverse("drafting:document_list")),
            (document.name, ""),
        ],
    }


def _facts(document: ImportedDocument) -> list[tuple[str, object]]:
    """What was read of the heads of posting and profile; a dash for what the document does not say."""
    parsed = document.document
    profile, posting = parsed.profile, parsed.posting
    facts: list[tuple[str, object]] = [
        (_("Stellentitel / Funktion"), profile.title.text),
        (_("Stand"), profile.stand),
        (_("Ersteller/in"), profile.author),
        (_("Dienststelle"), ", ".join(profile.department)),
        (_("Entgeltgruppe"), profile.pay_grade_e),
        (_("Besoldungsgruppe"), profile.pay_grade_a),
    ]
    if posting is not None:
        facts += [
            (_("Kennzahl"), posting.reference_number),
            (_("Behörde"), posting.authority),
            (_("Amt/OE"), posting.office),
            (_("Bezeichnung"), posting.designation),
            (_("Aufgabe/Funktion"), posting.function),
            (_("Arbeitszeit"), posting.working_time),
            (_("Besetzbar"), posting.available_from),
            (_("Einsatzort"), posting.work_location),
            (_("Bewerbungsfrist in Wochen"), posting.deadline_weeks),
            (_("Hinweise der Ausschreibung"), len(posting.notices)),
        ]
    return facts


def document_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the uploaded file as it came, never to be shown inside the page."""
    if not may_edit_profiles(request.user):
        raise PermissionDenied
    document = get_object_or_404(ImportedDocument.objects.visible_to(request.user), pk=pk)
    return HttpResponse(
        bytes(document.content),
        content_type="application/octet-stream",
        headers={"Content-Disposition": content_disposition_header(True, document.name)},
    )


@require_POST
def document_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove an uploaded document that became no draft."""
    if not may_edit_profiles(request.user):
        raise PermissionDenied
    document = get_object_or_404(ImportedDocument.objects.visible_to(request.user).listed(), pk=pk)
    try:
        services.discard_document(document=document, actor=request.user)
    except ProcedureError as error:
        messages.error(request, error.user_message)
    else:
        messages.success(request, _("Das eingelesene Dokument ist verworfen."))
    return redirect("drafting:document_list")
