"""Addresses of the applications."""

from django.urls import path

from postings.applications import views

app_name = "applications"

urlpatterns = [
    path("ausschreibungen/<int:posting_pk>/bewerbungen/", views.application_list, name="application_list"),
    path("ausschreibungen/<int:posting_pk>/bewerbungen/neu/", views.application_create, name="application_create"),
    path("bewerbungen/<int:pk>/", views.application_detail, name="application_detail"),
    path("bewerbungen/<int:pk>/formale-pruefung/<int:requirement_pk>/", views.formal_check, name="formal_check"),
    path("bewerbungen/<int:pk>/formales-ergebnis/", views.eligibility_decide, name="eligibility_decide"),
    path("bewerbungen/<int:pk>/weg/", views.track_settle, name="track_settle"),
    path("bewerbungen/<int:pk>/verspaetung/", views.lateness_decide, name="lateness_decide"),
    path("bewerbungen/<int:pk>/zurueckziehen/", views.application_withdraw, name="application_withdraw"),
]
