"""The queue's own pages are not for this house: roles decide who sees what, and people look at their jobs."""

from django.contrib import admin
from procrastinate.contrib.django.models import ProcrastinateJob

admin.site.unregister(ProcrastinateJob)
