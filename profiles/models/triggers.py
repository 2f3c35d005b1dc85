"""What the database itself refuses: writes to frozen and locked profiles, and dropping what must appear."""

import pgtrigger

FROZEN_MESSAGE = "frozen: the requirement profile has been published"
LOCKED_MESSAGE = "locked: the requirement profile is locked"


def part_of_profile(name: str, *, profile_id: str) -> pgtrigger.Trigger:
    """Return a trigger that refuses every write to a part of a frozen or locked profile.

    ``profile_id`` is an SQL expression over the row variable ``part``. The profile row is read FOR SHARE, so a write
    that races with the freezing or locking waits and is then refused.
    """
    check = f"""
                SELECT frozen_at, locked_at INTO state FROM profiles_requirementprofile
                    WHERE id = {profile_id} FOR SHARE;
                IF state.frozen_at IS NOT NULL THEN RAISE EXCEPTION '{FROZEN_MESSAGE}'; END IF;
                IF state.locked_at IS NOT NULL THEN RAISE EXCEPTION '{LOCKED_MESSAGE}'; END IF;"""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("state", "RECORD"), ("part", "RECORD")],
        func=f"""
            IF TG_OP <> 'INSERT' THEN
                part := OLD;{check}
            END IF;
            IF TG_OP <> 'DELETE' THEN
                part := NEW;{check}
                RETURN NEW;
            END IF;
            RETURN OLD;
        """,
    )


# Between locking and publication only the freezing may write, and unlocking may take nothing but the lock away.
profile_locked = pgtrigger.Trigger(
    name="requirementprofile_locked",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=pgtrigger.Q(old__locked_at__isnull=False, old__frozen_at__isnull=True),
    declare=[("free", "TEXT[]")],
    func=f"""
        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION '{LOCKED_MESSAGE}'; END IF;
        IF NEW.locked_at IS NULL THEN
            free := ARRAY['locked_at', 'locked_by_id'];
        ELSE
            free := ARRAY['frozen_at', 'content_hash', 'canonical_form'];
        END IF;
        IF (to_jsonb(OLD) - free) <> (to_jsonb(NEW) - free) THEN RAISE EXCEPTION '{LOCKED_MESSAGE}'; END IF;
        RETURN NEW;
    """,
)

# The scale is part of what the second person checked; only its own freezing may still happen.
scale_of_locked_profile = pgtrigger.Trigger(
    name="ratingscale_of_locked_profile",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    func=f"""
        IF (to_jsonb(OLD) - 'frozen_at') <> (to_jsonb(NEW) - 'frozen_at') AND EXISTS (
            SELECT 1 FROM profiles_requirementprofile WHERE scale_id = OLD.id AND locked_at IS NOT NULL
        ) THEN
            RAISE EXCEPTION '{LOCKED_MESSAGE}';
        END IF;
        RETURN NEW;
    """,
)


_LEVEL_CHECK = f"""
            SELECT frozen_at INTO frozen FROM profiles_ratingscale WHERE id = part.scale_id FOR SHARE;
            IF frozen IS NOT NULL THEN RAISE EXCEPTION '{FROZEN_MESSAGE}'; END IF;
            IF EXISTS (
                SELECT 1 FROM profiles_requirementprofile WHERE scale_id = part.scale_id AND locked_at IS NOT NULL
            ) THEN
                RAISE EXCEPTION '{LOCKED_MESSAGE}';
            END IF;"""

level_of_frozen_scale = pgtrigger.Trigger(
    name="ratinglevel_frozen",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("frozen", "TIMESTAMPTZ"), ("part", "RECORD")],
    func=f"""
        IF TG_OP <> 'INSERT' THEN
            part := OLD;{_LEVEL_CHECK}
        END IF;
        IF TG_OP <> 'DELETE' THEN
            part := NEW;{_LEVEL_CHECK}
            RETURN NEW;
        END IF;
        RETURN OLD;
    """,
)

# "Mandatory" means "must appear" (DOMAIN.md 2.4): words and place stay, the weight is free.
mandatory_criterion_keeps_its_words = pgtrigger.Trigger(
    name="criterion_mandatory_keeps_its_words",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.Q(old__is_mandatory_base=True),
    func="""
        IF (OLD.title, OLD.definition, OLD.profile_id) IS DISTINCT FROM (NEW.title, NEW.definition, NEW.profile_id)
        THEN
            RAISE EXCEPTION 'mandatory: criterion % belongs to the base profile and keeps its words', OLD.number;
        END IF;
        IF OLD.base_criterion_id IS NOT NULL AND (
            NEW.base_criterion_id IS DISTINCT FROM OLD.base_criterion_id
            OR (NEW.is_mandatory_base IS NOT TRUE AND EXISTS (
                SELECT 1 FROM profiles_basecriterion WHERE id = OLD.base_criterion_id AND is_mandatory IS TRUE))
        ) THEN
            RAISE EXCEPTION 'mandatory: criterion % belongs to the base profile and stays linked to it', OLD.number;
        END IF;
        RETURN NEW;
    """,
)

# Checked at the end of the transaction: a draft may be deleted whole, a mandatory criterion alone may not.
mandatory_criterion_stays = pgtrigger.Trigger(
    name="criterion_mandatory_stays",
    when=pgtrigger.After,
    operation=pgtrigger.Delete,
    timing=pgtrigger.Deferred,
    condition=pgtrigger.Q(old__is_mandatory_base=True),
    func="""
        IF EXISTS (SELECT 1 FROM profiles_requirementprofile WHERE id = OLD.profile_id) THEN
            RAISE EXCEPTION 'mandatory: criterion % belongs to the base profile and cannot be dropped', OLD.number;
        END IF;
        RETURN NULL;
    """,
)

supersession_of_frozen_profile = pgtrigger.Trigger(
    name="supersession_of_frozen_profile",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func="""
        IF NOT EXISTS (
            SELECT 1 FROM profiles_requirementprofile WHERE id = NEW.profile_id AND frozen_at IS NOT NULL
        ) THEN
            RAISE EXCEPTION 'only a requirement profile in use can be superseded';
        END IF;
        RETURN NEW;
    """,
)
