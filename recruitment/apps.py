"""The kernel as an app, so that its template tags and commands are found."""

from django.apps import AppConfig


class RecruitmentConfig(AppConfig):
    name = "recruitment"
    verbose_name = "Personalauswahl"
