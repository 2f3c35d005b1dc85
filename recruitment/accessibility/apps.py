from django.apps import AppConfig
from django.core import checks


class AccessibilityConfig(AppConfig):
    name = "recruitment.accessibility"

    def ready(self) -> None:
        from recruitment.accessibility.contact import check_contact

        checks.register(check_contact, deploy=True)
