"""Electronic signature of documents (PAdES B-B), the only place that knows pyHanko.

Optional: without ``DOCUMENT_SIGNING_PKCS12`` nothing is signed. A signature is appended to the finished file, so the
unsigned bytes stay its beginning; it holds the time of signing and is the one part that the data do not give again.
"""

import io
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from recruitment.errors import ProcedureError

FIELD = "Siegel"


class SigningFailed(ProcedureError):
    """Raised when a certificate is set up and cannot be used; a document is never issued unsigned instead."""

    user_message = _(
        "Das Dokument wurde nicht ausgefertigt, weil es nicht unterschrieben werden konnte: %(reason)s "
        "Abhilfe durch die Systembetreuung: DOCUMENT_SIGNING_PKCS12 und DOCUMENT_SIGNING_PASSPHRASE prüfen."
    )


def is_configured() -> bool:
    return bool(settings.DOCUMENT_SIGNING_PKCS12)


def sign(content: bytes) -> bytes:
    """Return ``content`` with a signature of the authority appended, and nothing else changed.

    :raises SigningFailed: if the certificate cannot be read or used.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers
    from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter

    class Writer(IncrementalPdfFileWriter):
        def _update_meta(self) -> None:
            """Keep the metadata byte for byte: pyHanko would write them anew, and not as PDF/A wants them."""

    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    place = SigFieldSpec(
        FIELD,
        invis_sig_settings=InvisSigSettings(box_out_of_bounds=True),
        readable_field_name=str(_("Elektronisches Siegel")),
    )
    output = io.BytesIO()
    try:
        signers.PdfSigner(metadata, _signer(), new_field_spec=place).sign_pdf(
            Writer(io.BytesIO(content)), output=output
        )
    except SigningFailed:
        raise
    except Exception as error:  # pyHanko has many ways to fail, and none may lead to an unsigned document
        raise SigningFailed(reason=f"{type(error).__name__}.") from error
    return output.getvalue()


def _signer() -> Any:
    from pyhanko.sign import signers

    path = Path(settings.DOCUMENT_SIGNING_PKCS12)
    if not path.is_file():
        raise SigningFailed(reason=str(_("Die Zertifikatsdatei gibt es nicht.")))
    signer = signers.SimpleSigner.load_pkcs12(str(path), passphrase=settings.DOCUMENT_SIGNING_PASSPHRASE.encode())
    if signer is None:
        raise SigningFailed(reason=str(_("Die Zertifikatsdatei lässt sich mit diesem Kennwort nicht öffnen.")))
    return signer


def own_fingerprints() -> frozenset[str]:
    """Return the SHA-256 of the certificates that are ours: the present one, and earlier ones from the settings."""
    found = {entry.replace(":", "").lower() for entry in settings.DOCUMENT_SIGNING_EARLIER if entry}
    if is_configured():
        try:
            found.add(_signer().signing_cert.sha256.hex())
        except SigningFailed:
            pass  # files are checked all the same; issuing says what is wrong with the certificate
    return frozenset(found)
