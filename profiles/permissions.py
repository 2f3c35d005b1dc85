"""Who may do what with a requirement profile, one sentence each."""

from profiles.models import RequirementProfile
from recruitment.accounts.models import User


def may_edit_profiles(user: User) -> bool:
    """HR officers, profile editors and administrators import, edit and settle profiles."""
    return user.edits_profiles


def may_edit_profile(user: User, profile: RequirementProfile) -> bool:
    """A draft may be edited by those who edit profiles; a locked or frozen one by nobody."""
    return may_edit_profiles(user) and profile.is_draft


def may_lock_profiles(user: User) -> bool:
    """HR officers and profile editors check and lock; the administration of the application has no part in it."""
    return user.is_hr_officer or user.is_profile_editor


def may_lock_profile(user: User, profile: RequirementProfile) -> bool:
    """A draft is locked by a second person; one of the two is an HR officer (DOMAIN.md 2.5)."""
    if not may_lock_profiles(user) or not profile.is_draft or profile.last_edited_by_id == user.pk:
        return False
    return user.is_hr_officer or bool(profile.last_edited_by and profile.last_edited_by.is_hr_officer)


def may_unlock_profile(user: User, profile: RequirementProfile) -> bool:
    """Whoever may lock may also take a lock away again, with a reason."""
    return may_lock_profiles(user) and profile.is_locked


def may_supersede_profile(user: User, profile: RequirementProfile) -> bool:
    """The personnel office states that a profile in use is no longer to be used."""
    return user.is_hr_officer and profile.is_frozen and not profile.is_superseded


def may_export_profile(user: User, profile: RequirementProfile, file_format: str) -> bool:
    """Who may read a frozen profile may take it along as PDF; drafts and files to work on are for those who edit."""
    return may_edit_profiles(user) or (profile.is_frozen and file_format == "pdf")
