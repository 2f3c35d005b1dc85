"""The address of the statement, open to everybody."""

from django.urls import path

from recruitment.accessibility import views

app_name = "accessibility"

urlpatterns = [path("barrierefreiheit/", views.statement, name="statement")]
