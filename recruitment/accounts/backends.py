"""Who is logged in, read with the roles in one query."""

from django.contrib.auth.backends import ModelBackend
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from recruitment.accounts.models import AuthorityRole, User


class RoleBackend(ModelBackend):
    """Django's backend for user name and password; every request reads the person together with the roles."""

    def get_user(self, user_id: int) -> User | None:
        """Return the active person with ``role_names``, or None."""
        roles = AuthorityRole.objects.filter(user=OuterRef("pk")).values("role")
        user = User.objects.annotate(role_names=ArraySubquery(roles)).filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
