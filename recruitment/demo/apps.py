"""App configuration of the demonstration procedure."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "recruitment.demo"
    label = "demo"
