"""Parts of addresses that only known words fit."""

from postings.decision.enums import LadderStep

NAMES = {
    "formale-anforderungen": LadderStep.FORMAL,
    "beurteilungen": LadderStep.APPRAISALS,
    "ausschaerfung": LadderStep.DETAIL,
    "fruehere-beurteilungen": LadderStep.EARLIER,
    "weitere-erkenntnismittel": LadderStep.INSTRUMENTS,
}
_NAME_OF = {step.value: name for name, step in NAMES.items()}


class LadderStepConverter:
    """A step of the ladder by its German name, as every other part of an address."""

    regex = "|".join(NAMES)

    def to_python(self, value: str) -> str:
        return NAMES[value].value

    def to_url(self, value: str) -> str:
        return _NAME_OF[value]
