"""Who works here, and which roles hold for the whole authority."""

from functools import cached_property

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recruitment.accounts.enums import OFFICES, REPRESENTATIONS, AuthorityRoleName


class UserManager(BaseUserManager["User"]):
    """Create accounts; the first administrator comes from ``manage.py createsuperuser``."""

    use_in_migrations = False

    def create_user(self, username: str, password: str | None = None, **fields: object) -> "User":
        """Create and return an account without any role."""
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    @transaction.atomic
    def create_superuser(self, username: str, password: str | None = None, **fields: object) -> "User":
        """Create an account with the role of administrator; there is no account that stands above the roles."""
        user = self.create_user(username, password, **fields)
        AuthorityRole.objects.create(user=user, role=AuthorityRoleName.ADMINISTRATOR)
        return user


@pghistory.track(fields=["username", "first_name", "last_name", "email", "is_active"])
class User(AbstractBaseUser):
    """One person who works with the application. Created by an administrator."""

    username = models.CharField(
        _("Benutzername"),
        max_length=150,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("Diesen Benutzernamen gibt es schon.")},
    )
    first_name = models.CharField(_("Vorname"), max_length=150)
    last_name = models.CharField(_("Nachname"), max_length=150)
    email = models.EmailField(_("E-Mail-Adresse"), blank=True)
    function = models.CharField(
        _("Funktion"), max_length=200, blank=True, help_text=_("Zum Beispiel: Leitung Teilhabefachdienst")
    )
    is_active = models.BooleanField(
        _("aktiv"), default=True, help_text=_("Inaktive Konten können sich nicht anmelden; nichts wird gelöscht.")
    )
    date_joined = models.DateTimeField(_("angelegt am"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["first_name", "last_name"]

    class Meta:
        verbose_name = _("Benutzerkonto")
        verbose_name_plural = _("Benutzerkonten")
        ordering = ["last_name", "first_name", "username"]

    def __str__(self) -> str:
        return self.get_full_name()

    @cached_property
    def authority_roles(self) -> frozenset[str]:
        """Names of the authority-wide roles, read once per request."""
        if "role_names" in self.__dict__:  # read together with the person (backends.RoleBackend)
            return frozenset(self.role_names)
        return frozenset(self.roles.values_list("role", flat=True))

    @classmethod
    def with_roles(cls, pk: int, *, is_hr_officer: bool) -> "User":
        """Return an unsaved stand-in for a person, for queries that are put together once for all of this role."""
        person = cls(pk=pk)
        person.role_names = [AuthorityRoleName.HR_OFFICER] if is_hr_officer else []
        return person

    @property
    def is_hr_officer(self) -> bool:
        return AuthorityRoleName.HR_OFFICER in self.authority_roles

    @property
    def is_profile_editor(self) -> bool:
        return AuthorityRoleName.PROFILE_EDITOR in self.authority_roles

    @property
    def is_administrator(self) -> bool:
        return AuthorityRoleName.ADMINISTRATOR in self.authority_roles

    @property
    def edits_profiles(self) -> bool:
        """Whether the person imports, edits and settles requirement profiles; every office does, no representation."""
        return bool(self.authority_roles & OFFICES)

    @property
    def representations(self) -> frozenset[str]:
        """Which bodies that represent employees the person speaks for."""
        return self.authority_roles & REPRESENTATIONS

    @property
    def may_administrate(self) -> bool:
        """Whether the pages under /verwaltung/ open at all; each of them asks for its own role."""
        return self.is_active and bool(self.authority_roles & OFFICES)

    @property
    def is_staff(self) -> bool:
        """Name under which Django's admin templates ask for ``may_administrate``."""
        return self.may_administrate

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Refuse: Django's permission rows are not used, roles decide (``administration.sites``)."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        """Refuse, for the same reason as ``has_perm``."""
        return False

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.username

    def get_short_name(self) -> str:
        return self.first_name or self.username


@pghistory.track()
class AuthorityRole(models.Model):
    """One authority-wide role of one person. Granted by an administrator."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles", verbose_name=_("Benutzerkonto"))
    role = models.CharField(_("Rolle"), max_length=20, choices=AuthorityRoleName)

    class Meta:
        verbose_name = _("Rolle in der Behörde")
        verbose_name_plural = _("Rollen in der Behörde")
        constraints = [
            models.UniqueConstraint(fields=["user", "role"], name="authorityrole_once_per_user"),
            models.CheckConstraint(name="authorityrole_role_is_known", condition=Q(role__in=AuthorityRoleName.values)),
        ]

    def __str__(self) -> str:
        return self.get_role_display()
