"""Forms of the account."""

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from recruitment.access.errors import CodeRefused
from recruitment.access.second_factor import check_code, has_second_factor
from recruitment.forms import KernFormHelper


class LoginForm(AuthenticationForm):
    """Log in with user name and password."""

    error_messages = {
        "invalid_login": _(
            "Benutzername oder Passwort stimmen nicht. Bitte prüfen Sie beides; Groß- und Kleinschreibung zählen."
        ),
        "locked": _(
            "Zu viele Fehlversuche. Mit diesem Benutzernamen ist die Anmeldung für %(minutes)s Minuten gesperrt. "
            "Warten Sie so lange, oder lassen Sie das Konto von der Verwaltung der Anwendung entsperren."
        ),
        "inactive": _("Dieses Konto ist nicht aktiv. Bitte wenden Sie sich an die Verwaltung der Anwendung."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Django itself tells only the browser how long a name may be.
        name = self.fields["username"]
        name.validators = [*name.validators, MaxLengthValidator(name.max_length)]
        self.helper = KernFormHelper(submit_label=_("Anmelden"))

    def get_invalid_login_error(self) -> ValidationError:
        """Tell somebody who is locked out so; the same words for names that no account has."""
        if getattr(self.request, "axes_locked_out", False):
            minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
            return ValidationError(self.error_messages["locked"], code="locked", params={"minutes": minutes})
        return super().get_invalid_login_error()


def code_field(**options: object) -> forms.CharField:
    """Return the field for a code of an app or a recovery code."""
    widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false", "autocapitalize": "none"})
    return forms.CharField(max_length=40, strip=True, widget=widget, **options)


class SendAgainForm(LoginForm):
    """Log in on the page that keeps what was typed, in one step also with a second factor."""

    code = code_field(
        label=_("Code des zweiten Faktors"),
        required=False,
        help_text=_(
            "Nur wenn Sie einen zweiten Faktor eingerichtet haben. Mit einem Sicherheitsschlüssel: Melden Sie sich "
            "in einem zweiten Fenster an und senden Sie dann diese Seite."
        ),
    )
    device = None

    def clean(self) -> dict:
        data = super().clean()
        if (user := self.get_user()) is not None and has_second_factor(user):
            try:
                self.device = check_code(user=user, code=self.cleaned_data.get("code", ""))
            except CodeRefused as error:
                raise ValidationError(error.user_message, code="code_refused") from error
        return data


class CodeForm(forms.Form):
    """One code of the second factor."""

    code = code_field(
        label=_("Code"),
        help_text=_("Sechs Ziffern aus Ihrer App oder ein noch nicht verbrauchter Wiederherstellungscode."),
    )

    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, submit_label, cancel_url=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=submit_label, cancel_url=cancel_url)


class ResetForm(forms.Form):
    """Why an administrator takes somebody's lost second factor away."""

    reason = forms.CharField(
        label=_("Begründung"),
        min_length=10,
        max_length=300,
        help_text=_("Zum Beispiel: Diensthandy verloren, Person am Telefon erkannt. Wird protokolliert."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Zweiten Faktor zurücksetzen"))


class OwnPasswordChangeForm(PasswordChangeForm):
    """Change the own password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Passwort ändern"))
