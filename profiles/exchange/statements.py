"""A formal requirement as the Berlin form writes it: statements, "oder", and lists below a statement. Pure.

The import reads "abgeschlossener Studiengang:" with a list below as one alternative per item; this is the way back.
"""

from profiles.exchange.content import RequirementContent

Statement = tuple[str, tuple[str, ...]]  # words, items of the list below

OR = " oder "


def requirement_statements(requirement: RequirementContent) -> list[Statement]:
    """Return the statements that read back as ``requirement``.

    Where the text is not made of its alternatives, each alternative becomes a statement of its own.
    """
    alternatives = [alternative.text for alternative in requirement.alternatives]
    if not alternatives:
        return [(requirement.text.text, ())]
    found = _split(requirement.text.text, alternatives)
    if found is not None:
        return found
    return [(alternatives[0], ()), *((f"oder {text}", ()) for text in alternatives[1:])]


def _split(text: str, alternatives: list[str], *, is_first: bool = True) -> list[Statement] | None:
    """Find how ``text`` is put together of statements that yield ``alternatives`` in their order."""
    if not alternatives:
        return None
    for words, rest in _heads(text, is_first=is_first):
        start = _capital(words if is_first else words.removeprefix("oder "))
        count = 0
        while count < len(alternatives) and alternatives[count].startswith(f"{start}: "):
            count += 1
        sizes = [(1, True)] if alternatives[0] == start else []
        sizes += [(count, False)] if count else []
        for size, is_plain in sizes:
            items = () if is_plain else tuple(item.removeprefix(f"{start}: ") for item in alternatives[:size])
            statement = (words if is_plain else f"{words}:", items)
            if not rest and size == len(alternatives):
                return [statement]
            later = _split(rest, alternatives[size:], is_first=False) if rest else None
            if later is not None:
                return [statement, *later]
    return None


def _heads(text: str, *, is_first: bool) -> list[tuple[str, str]]:
    """Return every way to cut ``text`` before an "oder": (statement, rest that begins with "oder")."""
    cuts = [(text, "")]
    position = text.find(OR, 0 if is_first else len(OR))
    while position != -1:
        cuts.append((text[:position], text[position + 1 :]))
        position = text.find(OR, position + 1)
    return cuts


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
