import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from postings.documents import archive
from postings.documents.verification import Verdict, verify
from recruitment import signing
from tests import pdf_gate
from tests.factories import make_application, make_posting
from tests.postings.documents.test_archive import attached

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Bezirksamt Probe")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(
            x509.KeyUsage(
                digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
                key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
            ),
            critical=True,
        )
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    path = tmp_path_factory.mktemp("certificate") / "siegel.p12"
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(b"siegel", key, made, None, BestAvailableEncryption(b"geheim"))
    )
    return path


@pytest.fixture
def signed(certificate, settings):
    settings.DOCUMENT_SIGNING_PKCS12, settings.DOCUMENT_SIGNING_PASSPHRASE = str(certificate), "geheim"


def issue():
    posting = make_posting()
    make_application(posting)
    return archive.issue_overview(posting=posting, actor=None)


def test_without_certificate_nothing_is_signed():
    report = issue()

    assert report.unsigned_sha256 == ""
    assert b"/Type /Sig" not in bytes(report.content)


@pytest.mark.usefixtures("signed")
def test_a_signed_document_begins_with_the_unsigned_one_and_passes_the_gate(tmp_path):
    report = issue()
    content = bytes(report.content)
    posting = report.posting
    unsigned = archive.render_paper(
        archive.build_applicant_overview(posting), kind=archive.DocumentKind.APPLICANT_OVERVIEW, posting=posting
    )

    assert content.startswith(unsigned)
    assert report.unsigned_sha256 == hashlib.sha256(unsigned).hexdigest()
    assert report.sha256 == hashlib.sha256(content).hexdigest()
    assert attached(content)["data_sha256"] == report.data_sha256
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    assert pdf_gate.faults(path, skipped=(*pdf_gate.SEVERAL_GRIDS, "TBL-010", "FRM-003")) == []


@pytest.mark.usefixtures("signed")
def test_verification_reads_the_signature():
    report = issue()
    content = bytes(report.content)

    found = dict(verify(content).facts)
    unsigned = verify(content[: content.rindex(b"%%EOF", 0, content.rindex(b"%%EOF")) + 6])
    broken = verify(content.replace(b"/Lang", b"/Lung", 1))
    more = verify(content + b"\n%%EOF\n")

    assert found["Unterschrift"].endswith("mit unserem Zertifikat, gültig")
    assert (unsigned.verdict, dict(unsigned.facts)["Fassung"]) == (Verdict.GENUINE, "1, vor der Unterschrift")
    assert broken.verdict == Verdict.ALTERED
    assert "ungültig" in dict(broken.facts)["Unterschrift"]
    assert more.verdict == Verdict.ALTERED


def test_a_certificate_that_does_not_open_stops_the_document(certificate, settings):
    settings.DOCUMENT_SIGNING_PKCS12, settings.DOCUMENT_SIGNING_PASSPHRASE = str(certificate), "falsch"
    with pytest.raises(signing.SigningFailed, match="Kennwort"):
        issue()
    settings.DOCUMENT_SIGNING_PKCS12 = "/nirgends.p12"
    with pytest.raises(signing.SigningFailed, match="gibt es nicht"):
        issue()
