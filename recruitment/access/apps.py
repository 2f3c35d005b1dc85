"""App configuration of the access."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    name = "recruitment.access"
    label = "access"
    verbose_name = _("Zugang")

    def ready(self) -> None:
        from recruitment.access.sessions import stamp_session

        # Every door to a session passes here, also those that a library opens.
        user_logged_in.connect(stamp_session, dispatch_uid="access-stamp-session")
