"""Forms of the account."""

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.utils.translation import gettext_lazy as _

from recruitment.forms import KernFormHelper


class LoginForm(AuthenticationForm):
    """Log in with user name and password."""

    error_messages = {
        "invalid_login": _(
            "Benutzername oder Passwort stimmen nicht. Bitte prüfen Sie beides; Groß- und Kleinschreibung zählen."
        ),
        "inactive": _("Dieses Konto ist nicht aktiv. Bitte wenden Sie sich an die Verwaltung der Anwendung."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Anmelden"))


class OwnPasswordChangeForm(PasswordChangeForm):
    """Change the own password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Passwort ändern"))
