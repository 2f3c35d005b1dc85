"""Parts of addresses that only known words fit."""

from postings.notices.enums import Kind

NAMES = {
    "einladung": Kind.INVITATION,
    "absage-vorauswahl": Kind.EARLY_REJECTION,
    "konkurrentenmitteilung": Kind.COMPETITOR,
    "zusage": Kind.OFFER,
    "absage": Kind.REJECTION,
    "abbruch": Kind.ABORT,
}
_NAME_OF = {kind.value: name for name, kind in NAMES.items()}


class KindConverter:
    """A kind of notice by its German name, as every other part of an address."""

    regex = "|".join(NAMES)

    def to_python(self, value: str) -> Kind:
        return NAMES[value]

    def to_url(self, value: str) -> str:
        return _NAME_OF[value]
