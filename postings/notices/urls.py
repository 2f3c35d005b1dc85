"""Addresses of the notices and of the end of a procedure."""

from django.urls import path, register_converter

from postings.notices import ending_views, run_views, views
from postings.notices.converters import KindConverter

register_converter(KindConverter, "notice_kind")

app_name = "notices"

urlpatterns = [
    path("ausschreibungen/<int:posting_pk>/mitteilungen/", views.notice_list, name="notice_list"),
    path("ausschreibungen/<int:posting_pk>/mitteilungen/gruende/", run_views.reasons_edit, name="reasons_edit"),
    path(
        "ausschreibungen/<int:posting_pk>/mitteilungen/<notice_kind:kind>/",
        run_views.notice_choose,
        name="notice_choose",
    ),
    path("ausschreibungen/<int:posting_pk>/mitteilungen/<notice_kind:kind>/text/", views.text_edit, name="text_edit"),
    path("mitteilungen/versand/<int:pk>/", run_views.run_detail, name="run_detail"),
    path("mitteilungen/versand/<int:pk>/fortsetzen/", run_views.run_continue, name="run_continue"),
    path("mitteilungen/versand/<int:pk>/absendung/", run_views.run_dispatch, name="run_dispatch"),
    path("mitteilungen/versand/<int:pk>/briefe.pdf", run_views.run_print, name="run_print"),
    path("mitteilungen/<int:pk>/", views.notice_detail, name="notice_detail"),
    path("mitteilungen/<int:pk>/brief.pdf", views.notice_letter, name="notice_letter"),
    path("mitteilungen/<int:pk>/zugang/", views.notice_receipt, name="notice_receipt"),
    path("mitteilungen/<int:pk>/ruecklauf/", views.notice_return, name="notice_return"),
    path("mitteilungen/<int:pk>/klaerung/", views.notice_settle, name="notice_settle"),
    path("ausschreibungen/<int:posting_pk>/wartefrist/", ending_views.waiting_detail, name="waiting_detail"),
    path("ausschreibungen/<int:posting_pk>/gerichtsverfahren/", ending_views.lawsuit_add, name="lawsuit_add"),
    path("gerichtsverfahren/<int:pk>/ende/", ending_views.lawsuit_end, name="lawsuit_end"),
    path("ausschreibungen/<int:posting_pk>/gerichtsnachfrage/", ending_views.check_add, name="check_add"),
    path("ausschreibungen/<int:posting_pk>/ernennung/", ending_views.appointment_edit, name="appointment_edit"),
    path("ausschreibungen/<int:posting_pk>/abbruch/", ending_views.abort_edit, name="abort_edit"),
]
