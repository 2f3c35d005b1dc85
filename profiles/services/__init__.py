"""Steps in the life of a requirement profile, in their order; one module each.

``creation`` (from a document, the catalogue, another profile; new version) -> ``settling`` (doubtful weights) ->
``editing`` (drafts) -> ``lifecycle`` (lock, unlock, freeze, supersede). ``catalogue`` keeps the base profiles.
"""

from profiles.services.creation import (
    copy_profile,
    create_new_version,
    create_profile_from_base,
    create_profile_from_document,
    default_scale,
)
from profiles.services.editing import draft_state, edit_draft
from profiles.services.lifecycle import (
    freeze_profile,
    lock_profile,
    profile_problems,
    supersede_profile,
    unlock_profile,
)
from profiles.services.settling import confirm_weight

__all__ = [
    "confirm_weight",
    "copy_profile",
    "create_new_version",
    "create_profile_from_base",
    "create_profile_from_document",
    "default_scale",
    "draft_state",
    "edit_draft",
    "freeze_profile",
    "lock_profile",
    "profile_problems",
    "supersede_profile",
    "unlock_profile",
]
