"""Addresses of the account: log in, log out, password, second factor, single sign-on."""

from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.urls import path, reverse_lazy

from recruitment.access import sign_out, single_sign_on, views
from recruitment.access.forms import OwnPasswordChangeForm

app_name = "accounts"

urlpatterns = [
    path("anmelden/", views.SignInView.as_view(), name="login"),
    path("anmelden/zweiter-faktor/", views.second_factor, name="second_factor"),
    path("anmelden/extern/", single_sign_on.sign_in, name="single_sign_on"),
    path("anmelden/extern/zurueck/", single_sign_on.come_back, name="single_sign_on_back"),
    path("abmelden/", login_not_required(sign_out.SignOutView.as_view()), name="logout"),
    path(
        "passwort/",
        auth_views.PasswordChangeView.as_view(
            form_class=OwnPasswordChangeForm,
            template_name="accounts/password_change.html",
            success_url=reverse_lazy("accounts:password_changed"),
        ),
        name="password_change",
    ),
    path(
        "passwort/geaendert/",
        auth_views.PasswordChangeDoneView.as_view(template_name="accounts/password_changed.html"),
        name="password_changed",
    ),
    path("zweiter-faktor/", views.factor_list, name="factor_list"),
    path("zweiter-faktor/app/", views.app_add, name="app_add"),
    path("zweiter-faktor/schluessel/", views.key_add, name="key_add"),
    path("zweiter-faktor/codes/", views.codes_renew, name="codes_renew"),
    path("zweiter-faktor/<str:kind>/<int:pk>/entfernen/", views.factor_remove, name="factor_remove"),
    path("zugang/<int:pk>/", views.account_access, name="account_access"),
    path("zugang/<int:pk>/entsperren/", views.account_unlock, name="account_unlock"),
]
