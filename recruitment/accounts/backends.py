"""Who is logged in, read with the roles in one query."""

from django.contrib.auth.backends import ModelBackend
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from recruitment.accounts.models import AuthorityRole, User
from recruitment.database.prepared import PreparedQuery

_PERSON_WITH_ROLES = PreparedQuery(
    lambda pk: User.objects.annotate(
        role_names=ArraySubquery(AuthorityRole.objects.filter(user=OuterRef("pk")).values("role"))
    ).filter(pk=pk),
    1,
)


class RoleBackend(ModelBackend):
    """Django's backend for user name and password; every request reads the person together with the roles."""

    def get_user(self, user_id: int) -> User | None:
        """Return the active person with ``role_names``, or None."""
        user = next(iter(_PERSON_WITH_ROLES.objects(user_id)), None)
        return user if user is not None and self.user_can_authenticate(user) else None
