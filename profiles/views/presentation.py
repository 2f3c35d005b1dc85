"""What several pages of a profile show alike: advice, the shares of the sections, the wording of a weight."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.utils import formats
from django.utils.translation import gettext_lazy as _

from profiles.advice import advise, section_shares
from profiles.comparing import Kind
from profiles.contents import content_of
from profiles.models import RequirementProfile
from profiles.scoring.display import format_quotient

KIND_WORDS = {
    Kind.ADDED: _("hinzugefügt"),
    Kind.REMOVED: _("entfernt"),
    Kind.REWEIGHTED: _("anders gewichtet"),
    Kind.REWORDED: _("anders formuliert"),
    Kind.MOVED: _("verschoben"),
}


def percent(share: Fraction) -> str:
    """Return a share with one decimal, rounded half up: 41,5 %."""
    value = (Decimal(share.numerator) * 100 / Decimal(share.denominator)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{formats.number_format(value, 1)} %"


def _width(share: Fraction) -> str:
    """Return a share as the width of a bar, in percent with a point."""
    return format_quotient(share.numerator * 100, share.denominator, 1, point=".")


def advice_context(profile: RequirementProfile) -> dict[str, object]:
    """Return advice and section shares of ``profile`` (read with ``with_parts``) for ``profiles/_advice.html``."""
    content = content_of(profile)
    shares = section_shares(content)
    return {
        "advice": advise(content),
        "shares": [(share, percent(share.share)) for share in shares],
        "share_bars": [(share.number, _width(share.share), percent(share.share)) for share in shares],
    }
