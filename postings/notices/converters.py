"""Parts of addresses that only known words fit."""

from postings.notices.enums import Kind
from recruitment.addresses import NamedChoice


class KindConverter(NamedChoice):
    """A kind of notice."""

    names = {
        "einladung": Kind.INVITATION,
        "absage-vorauswahl": Kind.EARLY_REJECTION,
        "konkurrentenmitteilung": Kind.COMPETITOR,
        "zusage": Kind.OFFER,
        "absage": Kind.REJECTION,
        "abbruch": Kind.ABORT,
    }
