"""Addresses of the participation."""

from django.urls import path

from postings.participation import matter_views, views

app_name = "participation"

urlpatterns = [
    path("ausschreibungen/<int:posting_pk>/beteiligung/", views.matter_list, name="matter_list"),
    path("ausschreibungen/<int:posting_pk>/beteiligung/neu/", views.matter_send, name="matter_send"),
    path(
        "ausschreibungen/<int:posting_pk>/beteiligung/nicht-erforderlich/",
        views.matter_not_required,
        name="matter_not_required",
    ),
    path("ausschreibungen/<int:posting_pk>/fristen/", views.due_list, name="due_list"),
    path("ausschreibungen/<int:posting_pk>/fristen/kalender.ics", views.due_calendar, name="due_calendar"),
    path("beteiligung/vorgaenge/<int:pk>/", matter_views.matter_detail, name="matter_detail"),
    path("beteiligung/vorgaenge/<int:pk>/antwort/", matter_views.matter_answer, name="matter_answer"),
    path("beteiligung/vorgaenge/<int:pk>/berichtigung/", matter_views.matter_correct, name="matter_correct"),
    path("beteiligung/vorgaenge/<int:pk>/ende/", matter_views.matter_withdraw, name="matter_withdraw"),
    path("beteiligung/vorgaenge/<int:pk>/verlaengerung/", matter_views.matter_extend, name="matter_extend"),
    path("beteiligung/vorgaenge/<int:pk>/beilegung/", matter_views.matter_settle, name="matter_settle"),
    path("beteiligung/vorgaenge/<int:pk>/gilt-als-erteilt/", matter_views.matter_deem, name="matter_deem"),
    path("beteiligung/schriftstuecke/<int:pk>/", matter_views.document_open, name="document_open"),
]
