"""One backup as one file: a tar with the dump, the documents and, last, a manifest with the SHA-256 of each part.

The manifest stands last, followed by its own SHA-256, because its hashes are taken while the parts go by; so a file
that was cut off has none and is refused. Encryption wraps the whole file: age (pyrage) or gpg; nothing of it lies in
the clear beside it.
"""

import hashlib
import io
import json
import os
import subprocess
import tarfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pyrage

from recruitment.operations.errors import ArchiveDamaged, BackupError

FORMAT = 1
MANIFEST, MANIFEST_SUM = "manifest.json", "manifest.sha256"
DUMP = "database.dump"
FILES = "files/"
_AGE_MARK = b"age-encryption.org/v1"
_CHUNK = 1 << 20


class HashingReader(io.RawIOBase):
    """Passes bytes on and keeps their SHA-256."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self._hash = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        content = self._source.read(size)
        self._hash.update(content)
        return content

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()


class ArchiveWriter:
    """Writes parts one by one; ``close`` with the rest of the manifest ends the archive."""

    def __init__(self, target: IO[bytes]) -> None:
        self._tar = tarfile.open(fileobj=target, mode="w|", format=tarfile.PAX_FORMAT)
        self._parts: dict[str, dict[str, object]] = {}

    def add(self, name: str, source: IO[bytes], size: int) -> None:
        """Add ``size`` bytes of ``source`` under ``name``.

        :raises OSError: if ``source`` ends before.
        """
        reader = HashingReader(source)
        self._tar.addfile(self._head(name, size), reader)  # type: ignore[arg-type]
        self._parts[name] = {"size": size, "sha256": reader.sha256}

    def close(self, facts: dict[str, object]) -> None:
        """Write the manifest (``facts`` and the parts) and end the archive."""
        content = json.dumps({"format": FORMAT, **facts, "parts": self._parts}, indent=1, sort_keys=True).encode()
        total = hashlib.sha256(content).hexdigest().encode()
        self._tar.addfile(self._head(MANIFEST, len(content)), io.BytesIO(content))
        self._tar.addfile(self._head(MANIFEST_SUM, len(total)), io.BytesIO(total))
        self._tar.close()

    @staticmethod
    def _head(name: str, size: int) -> tarfile.TarInfo:
        head = tarfile.TarInfo(name)
        head.size, head.mode = size, 0o600
        return head


class ArchiveReader:
    """An archive in the clear whose every part has been compared with the manifest.

    :raises ArchiveDamaged: if anything is missing, altered, cut off or more than the manifest says.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._tar = tarfile.open(path, mode="r:")
            members = {member.name: member for member in self._tar}
            self._members = {name: member for name, member in members.items() if not name.startswith("manifest.")}
            content, total = (self._read(members[name]) for name in (MANIFEST, MANIFEST_SUM))
            if hashlib.sha256(content).hexdigest().encode() != total:
                raise ArchiveDamaged("Das Verzeichnis der Sicherung ist verändert.")
            self.manifest: dict[str, Any] = json.loads(content)
            if self.manifest["format"] != FORMAT:
                raise ArchiveDamaged("Die Sicherung hat ein unbekanntes Format; sie stammt von einer anderen Version.")
            self.parts: dict[str, dict[str, Any]] = self.manifest["parts"]
            if set(self._members) != set(self.parts) or not all(one.isreg() for one in self._members.values()):
                raise ArchiveDamaged("Die Sicherung enthält andere Teile als ihr Verzeichnis.")
            for name in self.parts:
                self._check(name)
        except (tarfile.TarError, KeyError, ValueError, EOFError, TypeError, AttributeError) as fault:
            raise ArchiveDamaged("Die Sicherung ist unvollständig oder beschädigt.") from fault

    def _check(self, name: str) -> None:
        reader = HashingReader(self.open(name))
        while reader.read(_CHUNK):
            pass
        if reader.sha256 != self.parts[name]["sha256"]:
            raise ArchiveDamaged(f"Der Teil {name} der Sicherung ist verändert.")

    def open(self, name: str) -> IO[bytes]:
        """Return the bytes of a part."""
        return self._source(self._members[name])

    def _source(self, member: tarfile.TarInfo) -> IO[bytes]:
        source = self._tar.extractfile(member)
        if source is None:
            raise ArchiveDamaged(f"Der Teil {member.name} der Sicherung ist keine Datei.")
        return source

    def _read(self, member: tarfile.TarInfo) -> bytes:
        with self._source(member) as source:
            return source.read()

    def close(self) -> None:
        self._tar.close()


Encryption = Callable[[IO[bytes], IO[bytes]], None]


def encryption(age: Sequence[str], gpg: Sequence[str]) -> tuple[str, Encryption | None]:
    """Return the ending of the file's name and what encrypts for these recipients; ("", None) without any.

    :raises BackupError: if both kinds are named or a recipient is none.
    """
    if age and gpg:
        raise BackupError("Bitte nur BACKUP_AGE_RECIPIENTS oder BACKUP_GPG_RECIPIENTS setzen, nicht beide.")
    if age:
        try:
            keys = [pyrage.x25519.Recipient.from_str(one) for one in age]
        except pyrage.RecipientError as fault:
            raise BackupError("BACKUP_AGE_RECIPIENTS enthält keinen gültigen Schlüssel (age1...).") from fault
        return ".age", lambda source, target: pyrage.encrypt_io(source, target, keys)
    if gpg:
        recipients = [part for one in gpg for part in ("--recipient", one)]
        return ".gpg", lambda source, target: _gpg(
            ["--trust-model", "always", *recipients, "--encrypt"], source, target
        )
    return "", None


def _gpg(arguments: Sequence[str], source: IO[bytes], target: IO[bytes]) -> None:
    command = ["gpg", "--batch", "--yes", "--no-tty", "--quiet", *arguments]
    try:
        finished = subprocess.run(command, stdin=source, stdout=target, stderr=subprocess.PIPE, check=False)
    except FileNotFoundError as fault:
        raise BackupError("gpg ist nicht installiert. Abhilfe: apt-get install gnupg") from fault
    if finished.returncode:
        raise BackupError(f"gpg ist gescheitert: {finished.stderr.decode(errors='replace').strip()}")


@contextmanager
def encrypting(target: IO[bytes], encrypt: Encryption | None) -> Iterator[IO[bytes]]:
    """Yield where to write in the clear; everything has gone encrypted into ``target`` when the block ends.

    :raises BackupError: if the encryption failed.
    """
    if encrypt is None:
        yield target
        return
    faults: list[BaseException] = []
    reading, writing = os.pipe()

    def work() -> None:
        with os.fdopen(reading, "rb") as source:
            try:
                encrypt(source, target)
            except BaseException as fault:
                faults.append(fault)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        with os.fdopen(writing, "wb") as clear:
            yield clear
    except BrokenPipeError as fault:
        thread.join()
        raise BackupError(f"Die Verschlüsselung ist gescheitert: {faults[0] if faults else fault}") from fault
    finally:
        thread.join()
    if faults:
        raise BackupError(f"Die Verschlüsselung ist gescheitert: {faults[0]}") from faults[0]


def decrypted(path: Path, folder: Path, identity: Path | None) -> Path:
    """Return the archive in the clear: ``path`` itself, or a file in ``folder`` (which should be private).

    ``identity`` is age's file of secret keys; gpg asks its own key ring.

    :raises BackupError: if the key does not fit, or the file is altered or cut off.
    """
    with open(path, "rb") as file:
        head = file.read(512)
    if head[257:262] == b"ustar":
        return path
    clear = folder / "archive.tar"
    with open(path, "rb") as source, open(clear, "xb") as target:
        if not head.startswith(_AGE_MARK):
            _gpg(["--decrypt"], source, target)
            return clear
        if identity is None:
            raise BackupError("Die Sicherung ist mit age verschlüsselt. Bitte die Schlüsseldatei nennen: --identity")
        lines = identity.read_text().splitlines()
        try:
            keys = [pyrage.x25519.Identity.from_str(one.strip()) for one in lines if one.startswith("AGE-SECRET-KEY-")]
            pyrage.decrypt_io(source, target, keys)
        except (pyrage.DecryptError, pyrage.IdentityError, OSError) as fault:
            raise BackupError("Der Schlüssel passt nicht, oder die Sicherung ist beschädigt.") from fault
    return clear
