"""Parts of addresses that only known words fit."""

from postings.decision.enums import LadderStep
from recruitment.addresses import NamedChoice


class LadderStepConverter(NamedChoice):
    """A step of the ladder."""

    names = {
        "formale-anforderungen": LadderStep.FORMAL,
        "beurteilungen": LadderStep.APPRAISALS,
        "ausschaerfung": LadderStep.DETAIL,
        "fruehere-beurteilungen": LadderStep.EARLIER,
        "weitere-erkenntnismittel": LadderStep.INSTRUMENTS,
    }
