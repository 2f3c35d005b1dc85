"""Addresses of appraisals and pre-selection."""

from django.urls import path

from postings.screening import views

app_name = "screening"

urlpatterns = [
    path("ausschreibungen/<int:posting_pk>/leistungsvergleich/", views.comparison, name="comparison"),
    path("bewerbungen/<int:pk>/beurteilungen/neu/", views.appraisal_create, name="appraisal_create"),
    path("beurteilungen/<int:pk>/", views.appraisal_edit, name="appraisal_edit"),
    path("beurteilungen/<int:pk>/entfernen/", views.appraisal_delete, name="appraisal_delete"),
    path("ausschreibungen/<int:posting_pk>/vorauswahl/", views.preselection, name="preselection"),
    path(
        "ausschreibungen/<int:posting_pk>/vorauswahl/abschliessen/",
        views.preselection_conclude,
        name="preselection_conclude",
    ),
    path("ausschreibungen/<int:posting_pk>/vorauswahl/oeffnen/", views.preselection_reopen, name="preselection_reopen"),
    path("bewerbungen/<int:pk>/vorauswahl/", views.findings_edit, name="findings_edit"),
]
