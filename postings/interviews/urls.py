"""Addresses of the interviews."""

from django.urls import path

from postings.interviews import appointment_views, guide_views, record_views

app_name = "interviews"

urlpatterns = [
    path("ausschreibungen/<int:posting_pk>/gespraeche/", appointment_views.interview_list, name="interview_list"),
    path(
        "ausschreibungen/<int:posting_pk>/gespraeche/kalender.ics",
        appointment_views.interview_calendar,
        name="interview_calendar",
    ),
    path("bewertungsrunden/<int:pk>/leitfaden/", guide_views.guide_detail, name="guide_detail"),
    path("bewertungsrunden/<int:pk>/leitfaden/bearbeiten/", guide_views.guide_edit, name="guide_edit"),
    path("bewertungsrunden/<int:pk>/leitfaden/loeschen/", guide_views.guide_delete, name="guide_delete"),
    path("bewertungsrunden/<int:pk>/leitfaden/fragen/neu/", guide_views.question_add, name="question_add"),
    path(
        "bewertungsrunden/<int:pk>/leitfaden/fragen/<int:question_pk>/",
        guide_views.question_edit,
        name="question_edit",
    ),
    path(
        "bewertungsrunden/<int:pk>/leitfaden/fragen/<int:question_pk>/verschieben/",
        guide_views.question_move,
        name="question_move",
    ),
    path(
        "bewertungsrunden/<int:pk>/leitfaden/fragen/<int:question_pk>/loeschen/",
        guide_views.question_delete,
        name="question_delete",
    ),
    path(
        "bewertungsrunden/<int:pk>/gespraeche/<int:application_pk>/termin/",
        appointment_views.interview_edit,
        name="interview_edit",
    ),
    path(
        "bewertungsrunden/<int:pk>/gespraeche/<int:application_pk>/protokoll/",
        record_views.record_detail,
        name="record_detail",
    ),
    path(
        "bewertungsrunden/<int:pk>/gespraeche/<int:application_pk>/protokoll/bearbeiten/",
        record_views.record_edit,
        name="record_edit",
    ),
]
