"""Addresses of the equality data, the notices, the invitation, and of the representations."""

from django.urls import path

from postings.equality import invitation_views, notice_views, representation_views, views

app_name = "equality"

urlpatterns = [
    path("bewerbungen/<int:pk>/gleichstellung/", views.equality_edit, name="equality_edit"),
    path("ausschreibungen/<int:posting_pk>/meldungen/", notice_views.notice_list, name="notice_list"),
    path("bewerbungen/<int:pk>/meldung/<str:body>/", notice_views.notice_record, name="notice_record"),
    path(
        "ausschreibungen/<int:posting_pk>/einladungen/",
        invitation_views.invitation_proposal,
        name="invitation_proposal",
    ),
    path(
        "ausschreibungen/<int:posting_pk>/einladungen/festgelegt/",
        invitation_views.invitation_record,
        name="invitation_record",
    ),
    path("ausschreibungen/<int:posting_pk>/einladungen/grundlagen/", invitation_views.duty_basis, name="duty_basis"),
    path("bewerbungen/<int:pk>/eignung/", invitation_views.suitability, name="suitability"),
    path("bewerbungen/<int:pk>/eignung/bestaetigen/", invitation_views.suitability_confirm, name="suitability_confirm"),
    path("bewerbungen/<int:pk>/eignung/zuruecknehmen/", invitation_views.suitability_drop, name="suitability_drop"),
    path("beteiligung/", representation_views.representation_list, name="representation_list"),
    path("beteiligung/<int:posting_pk>/", representation_views.representation_detail, name="representation_detail"),
    path(
        "beteiligung/bewerbungen/<int:pk>/",
        representation_views.representation_application,
        name="representation_application",
    ),
    path(
        "beteiligung/<int:posting_pk>/dokumente/<slug:key>.pdf",
        representation_views.representation_paper,
        name="representation_paper",
    ),
    path("beteiligung/unterlagen/<int:pk>/", representation_views.representation_file, name="representation_file"),
]
