"""Virus check of one file: not configured, clean, to be done, or found. A scanner that is away refuses nothing."""

import logging
from dataclasses import dataclass

from django.conf import settings

from postings.files import clamd
from postings.files.enums import ScanState

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ScanResult:
    """``virus`` names what was found, "" for nothing; ``state`` is what the row of a kept file says."""

    state: ScanState
    virus: str = ""


def scan(content: bytes) -> ScanResult:
    """Return what the configured scanner says of ``content``."""
    if not settings.CLAMD_ADDRESS:
        return ScanResult(ScanState.NOT_CONFIGURED)
    try:
        virus = clamd.scan(content, address=settings.CLAMD_ADDRESS, timeout=settings.CLAMD_TIMEOUT)
    except clamd.ScannerUnavailable as error:
        logger.error("virus check not possible: %s", error)
        return ScanResult(ScanState.PENDING)
    return ScanResult(ScanState.CLEAN, virus)
