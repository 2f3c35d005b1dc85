"""What a written reason must be at least, in every step of a procedure. Pure."""

MINIMUM_LENGTH = 15  # "fehlt" or "nein" is no reason that anybody can follow


def is_too_short(text: str) -> bool:
    """Whether ``text`` cannot be a reason that somebody else understands."""
    return len(text.strip()) < MINIMUM_LENGTH or len(text.split()) < 2
