"""Addresses of the applications."""

from django.urls import path

from postings.applications import formal_views, merging_views, views

app_name = "applications"

urlpatterns = [
    path("ausschreibungen/<int:posting_pk>/bewerbungen/neu/", views.application_create, name="application_create"),
    path("bewerbungen/<int:pk>/", views.application_detail, name="application_detail"),
    path("ausschreibungen/<int:posting_pk>/formale-pruefung/", formal_views.formal_list, name="formal_list"),
    path(
        "ausschreibungen/<int:posting_pk>/formale-pruefung/bestaetigen/",
        formal_views.refusals_confirm,
        name="refusals_confirm",
    ),
    path("formale-ergebnisse/<int:pk>/zurueckgeben/", formal_views.refusal_send_back, name="refusal_send_back"),
    path("bewerbungen/<int:pk>/formale-pruefung/", formal_views.formal_sheet, name="formal_sheet"),
    path("bewerbungen/<int:pk>/formale-pruefung/oeffnen/", formal_views.formal_reopen, name="formal_reopen"),
    path("bewerbungen/<int:pk>/formales-ergebnis/", formal_views.eligibility_decide, name="eligibility_decide"),
    path("bewerbungen/<int:pk>/weg/", views.track_settle, name="track_settle"),
    path("bewerbungen/<int:pk>/verspaetung/", views.lateness_decide, name="lateness_decide"),
    path("bewerbungen/<int:pk>/zusammenfuehren/", merging_views.applicant_merge, name="applicant_merge"),
    path("ausschreibungen/<int:posting_pk>/zusammenfuehrungen/", merging_views.merge_list, name="merge_list"),
    path("zusammenfuehrungen/<int:pk>/aufheben/", merging_views.merge_undo, name="merge_undo"),
]
