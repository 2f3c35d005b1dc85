"""Probes, metrics, log lines and backups as an app, so that its commands are found."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "recruitment.operations"
    verbose_name = "Betrieb"
