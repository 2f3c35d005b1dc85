"""Addresses of the rating."""

from django.urls import path

from postings.assessment import (
    agreement_views,
    cell_views,
    conflict_views,
    matrix_views,
    note_views,
    own_views,
    progress_views,
    round_views,
    views,
)

app_name = "assessment"

urlpatterns = [
    path("bewertungen/", own_views.sheet_list, name="sheet_list"),
    path("bewertungen/<int:application_pk>/", views.sheet_edit, name="sheet_edit"),
    path("bewertungen/<int:application_pk>/runde/<int:position>/", views.sheet_edit, name="round_sheet_edit"),
    path("bewertungen/<int:application_pk>/runde/<int:position>/zelle/", cell_views.cell_save, name="cell_save"),
    path("bewertungen/<int:application_pk>/runde/<int:position>/notizen/", note_views.note_detail, name="note_detail"),
    path(
        "bewertungen/<int:application_pk>/runde/<int:position>/notizen/zelle/", note_views.note_save, name="note_save"
    ),
    path("bewertungen/ausschreibung/<int:posting_pk>/runde/<int:position>/", matrix_views.matrix, name="matrix"),
    path(
        "bewertungen/ausschreibung/<int:posting_pk>/runde/<int:position>/anforderung/<int:criterion_pk>/",
        matrix_views.criterion_column,
        name="criterion_column",
    ),
    path("ausschreibungen/<int:posting_pk>/bewertungsstand/", progress_views.progress, name="progress"),
    path("ausschreibungen/<int:posting_pk>/erinnerungen/", progress_views.reminder_list, name="reminder_list"),
    path("bewertungsrunden/<int:pk>/erinnern/", progress_views.reminder_send, name="reminder_send"),
    path("bewertungsrunden/<int:pk>/frist/", progress_views.round_due, name="round_due"),
    path("ausschreibungen/<int:posting_pk>/bewertungsrunden/", round_views.round_list, name="round_list"),
    path("ausschreibungen/<int:posting_pk>/bewertungsrunden/plan/", round_views.plan_edit, name="plan_edit"),
    path("bewertungsrunden/<int:pk>/oeffnen/", round_views.round_open, name="round_open"),
    path("bewertungsrunden/<int:pk>/schliessen/", round_views.round_close, name="round_close"),
    path("bewertungsrunden/<int:pk>/wieder-oeffnen/", round_views.round_reopen, name="round_reopen"),
    path("bewertungsrunden/<int:pk>/abschliessen/", round_views.round_conclude, name="round_conclude"),
    path("bewertungsrunden/<int:pk>/uebereinstimmung/", agreement_views.agreement, name="agreement"),
    path("bewertungsrunden/<int:pk>/besprechung/", round_views.discussion, name="discussion"),
    path(
        "bewertungsrunden/<int:pk>/besprechung/<int:application_pk>/",
        round_views.discussion_detail,
        name="discussion_detail",
    ),
    path(
        "bewertungsrunden/<int:pk>/besprechung/<int:application_pk>/<int:criterion_pk>/",
        round_views.consensus_edit,
        name="consensus_edit",
    ),
    path("ausschreibungen/<int:posting_pk>/befangenheit/", conflict_views.conflict_list, name="conflict_list"),
    path(
        "ausschreibungen/<int:posting_pk>/befangenheit/festhalten/",
        conflict_views.conflict_record,
        name="conflict_record",
    ),
    path(
        "ausschreibungen/<int:posting_pk>/befangenheit/erklaerung/",
        conflict_views.impartiality_declare,
        name="impartiality_declare",
    ),
    path(
        "ausschreibungen/<int:posting_pk>/befangenheit/erklaerung/<int:person_pk>/",
        conflict_views.impartiality_paper,
        name="impartiality_paper",
    ),
    path("befangenheit/<int:pk>/stellvertretung/", conflict_views.deputy_name, name="deputy_name"),
    path("befangenheit/<int:pk>/aufheben/", conflict_views.conflict_lift, name="conflict_lift"),
]
