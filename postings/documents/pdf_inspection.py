"""Read what a PDF of unknown origin holds: attached data, text, signatures. Runs in the child process (``sandbox``).

Knows no Django and no database; what the findings mean is for ``verification``.
"""

import hashlib
import io
from typing import Any

import pikepdf
from pdfminer.high_level import extract_text

from profiles.importing.document import UnreadableDocument

LARGEST_ATTACHMENT = 20 * 1024 * 1024
MOST_PAGES = 400


def inspect(content: bytes, name: str) -> dict[str, Any]:
    """Return "attached" (text of our JSON or None), "lines" of the text, and "signatures" of the PDF ``content``.

    :raises UnreadableDocument: if it is no PDF that can be opened.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            attached = _attached(pdf, name)
    except pikepdf.PdfError as error:
        raise UnreadableDocument("Die Datei ist kein lesbares PDF.") from error
    text = extract_text(io.BytesIO(content), maxpages=MOST_PAGES)
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return {
        "attached": attached,
        "lines": [line for line in lines if line],
        "signatures": _signatures(content),
    }


def _attached(pdf: pikepdf.Pdf, name: str) -> str | None:
    if name not in pdf.attachments:
        return None
    data = pdf.attachments[name].get_file().read_bytes()
    return data.decode("utf-8", errors="replace") if len(data) <= LARGEST_ATTACHMENT else None


def _signatures(content: bytes) -> list[dict[str, Any]]:
    """Return signer, fingerprint, whether the signed bytes are unchanged, and whether nothing was appended after it.

    No address is asked and no chain is built: whether a certificate is ours is told by its fingerprint.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    found: list[dict[str, Any]] = []
    try:
        signatures = PdfFileReader(io.BytesIO(content), strict=False).embedded_signatures
    except Exception:  # a file that this library cannot open has no signature that could be checked
        return found
    for signature in signatures:
        certificate = signature.signer_cert
        context = ValidationContext(trust_roots=[certificate], allow_fetching=False)
        entry = {
            "signer": certificate.subject.human_friendly,
            "fingerprint": hashlib.sha256(certificate.dump()).hexdigest(),
            "intact": False,
            "covers_all": False,
        }
        try:
            status = validate_pdf_signature(signature, signer_validation_context=context)
            entry["intact"] = bool(status.intact and status.valid)
            entry["covers_all"] = status.coverage is not None and status.coverage.name == "ENTIRE_FILE"
        except Exception:  # noqa: S110 - a damaged signature is a finding, whatever the library calls it
            pass
        found.append(entry)
    return found
