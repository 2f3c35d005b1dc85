"""Addresses of the documents."""

from django.urls import path

from postings.documents import views

app_name = "documents"

urlpatterns = [
    path("ausschreibungen/<int:posting_pk>/berichte/", views.report_list, name="report_list"),
    path("ausschreibungen/<int:posting_pk>/berichte/ausfertigen/", views.report_issue, name="report_issue"),
    path("berichte/<int:pk>/", views.report_download, name="report_download"),
]
