"""App configuration of the audit record."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "recruitment.audit"
    label = "audit"
    verbose_name = _("Protokoll")

    def ready(self) -> None:
        post_migrate.connect(_guard_histories, sender=self, dispatch_uid="audit.guards")


def _guard_histories(*, using: str, plan=None, **kwargs: object) -> None:
    """Guard every history that a migration made, and give the application's role its rights to new tables."""
    from django.conf import settings
    from django.db import connections

    from recruitment.audit import guards

    if using != "default" or "audit_erasuremark" not in connections[using].introspection.table_names():
        return  # an earlier state of the migrations
    guards.install_guards()
    if settings.DATABASE_APPLICATION_ROLE and plan:
        guards.grant_rights(settings.DATABASE_APPLICATION_ROLE)
