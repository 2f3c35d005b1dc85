"""Pages of one's own jobs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from recruitment.jobs.models import Job

SHOWN = 50


def job_list(request: HttpRequest) -> HttpResponse:
    """List the person's own jobs of the last weeks, newest first. For everybody who is logged in."""
    jobs = Job.objects.visible_to(request.user)[:SHOWN]
    return render(request, "jobs/job_list.html", {"jobs": jobs, "breadcrumbs": [(_("Meine Vorgänge"), "")]})


def job_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a job is and what came of it. For whoever started it."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    crumbs = [(_("zurück"), job.back_url), (job.title, "")]
    return render(request, "jobs/job_detail.html", {"job": job, "breadcrumbs": crumbs})


def job_state(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with the part of the page that changes. For whoever started the job."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    return render(request, "jobs/_state.html", {"job": job})
