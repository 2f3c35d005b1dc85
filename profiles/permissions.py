"""Who may do what with a requirement profile, one sentence each."""

from profiles.models import RequirementProfile
from recruitment.accounts.models import User


def may_edit_profiles(user: User) -> bool:
    """HR officers, profile editors and administrators import, edit and settle profiles."""
    return user.edits_profiles


def may_edit_profile(user: User, profile: RequirementProfile) -> bool:
    """A draft may be edited by those who edit profiles; a frozen one by nobody."""
    return may_edit_profiles(user) and not profile.is_frozen
