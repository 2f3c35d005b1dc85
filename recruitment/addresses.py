"""Parts of addresses that only known words fit: German, like every other part; names in the database stay inside."""

from collections.abc import Mapping
from typing import Any, ClassVar


class NamedChoice:
    """Base of a path converter: ``names`` gives for each word of an address the member of a ``TextChoices``."""

    names: ClassVar[Mapping[str, Any]]
    regex: ClassVar[str]
    _word_of: ClassVar[Mapping[Any, str]]

    def __init_subclass__(cls) -> None:
        cls.regex = "|".join(cls.names)
        cls._word_of = {choice: word for word, choice in cls.names.items()}

    def to_python(self, value: str) -> Any:
        return self.names[value]

    def to_url(self, value: Any) -> str:
        """Return the word of a member, or of its value.

        :raises ValueError: if it is none; Django says then that there is no such address.
        """
        if value not in self._word_of:
            raise ValueError(value)
        return self._word_of[value]
