"""Parts of addresses that only known words fit."""

from postings.decision.enums import LadderStep


class LadderStepConverter:
    """A step of the ladder by its name."""

    regex = "|".join(LadderStep.values)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
