"""Which numbers are too small to be told: a count under five, or one that leaves under five, tells of persons. Pure."""

THRESHOLD = 5  # DOMAIN.md section 7: cells under 5 are suppressed


def may_show_total(number: int) -> bool:
    """Whether a total of the whole procedure may be shown."""
    return number >= THRESHOLD


def may_show_part(whole: int, part: int) -> bool:
    """Whether ``part`` of ``whole`` may be shown: neither it nor the rest is small."""
    return may_show_total(part) and may_show_total(whole - part)
