"""The rating scale that a file of our own exchange format brings along."""

from profiles.importing.document import ParsedProfile, ParsedScale
from profiles.models import RatingLevel, RatingScale


def scale_of(parsed: ParsedProfile) -> RatingScale | None:
    """Return the scale that the file names: the present one that says the same, else a new one; None without."""
    return _same_scale(parsed.scale) or _new_scale(parsed.scale) if parsed.scale else None


def _same_scale(parsed: ParsedScale) -> RatingScale | None:
    scales = RatingScale.objects.filter(name=parsed.name).prefetch_related("levels").order_by("id")
    return next(
        (
            scale
            for scale in scales
            if tuple(scale.comment_levels) == parsed.comment_levels
            and {(level.value, level.label) for level in scale.levels.all()} == set(parsed.levels)
        ),
        None,
    )


def _new_scale(parsed: ParsedScale) -> RatingScale:
    scale = RatingScale.objects.create(name=parsed.name, comment_levels=list(parsed.comment_levels))
    RatingLevel.objects.bulk_create(
        RatingLevel(scale=scale, value=value, label=label) for value, label in parsed.levels
    )
    return scale
