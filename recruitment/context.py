"""What every page of the house shows."""

from django.conf import settings
from django.http import HttpRequest


def authority(request: HttpRequest) -> dict[str, str]:
    """Give every template the name of the authority that runs this installation (setting ``AUTHORITY_NAME``)."""
    return {"authority_name": settings.AUTHORITY_NAME}
