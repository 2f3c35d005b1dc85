"""One backup as one file: a tar with the dump, the documents, the list of these parts and, last, a manifest.

The list says size and SHA-256 of each part, the manifest those of the list, followed by its own SHA-256. They stand
last because hashes are taken while the parts go by; so a file that was cut off has none and is refused. Parts and list
are in the same order and are walked side by side: two million documents need no more memory than two. In format 1,
which is still read, the manifest held the list. Encryption wraps the whole file: age (pyrage) or gpg; nothing of it
lies in the clear beside it.
"""

import hashlib
import io
import json
import os
import subprocess
import tarfile
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyrage

from recruitment.operations.errors import ArchiveDamaged, BackupError

FORMAT, OLDEST_FORMAT = 2, 1
PARTS, MANIFEST, MANIFEST_SUM = "parts.jsonl", "manifest.json", "manifest.sha256"
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


@dataclass(frozen=True, slots=True)
class Part:
    """What the archive says of one of its parts; ``size`` in bytes."""

    name: str
    size: int
    sha256: str


class ArchiveWriter:
    """Writes parts one by one; ``close`` with the rest of the manifest ends the archive."""

    def __init__(self, target: IO[bytes]) -> None:
        self._tar = tarfile.open(fileobj=target, mode="w|", format=tarfile.PAX_FORMAT)
        self._list = tempfile.TemporaryFile(prefix="recruitment-parts-")

    def add(self, name: str, source: IO[bytes], size: int) -> None:
        """Add ``size`` bytes of ``source`` under ``name``.

        :raises OSError: if ``source`` ends before.
        """
        reader = HashingReader(source)
        self._write(name, reader, size)
        self._list.write(json.dumps([name, size, reader.sha256]).encode() + b"\n")

    def close(self, facts: dict[str, object]) -> None:
        """Write the list of the parts and the manifest (``facts`` and what the list must be), and end the archive."""
        with self._list:
            size = self._list.tell()
            self._list.seek(0)
            reader = HashingReader(self._list)
            self._write(PARTS, reader, size)
        held = {"format": FORMAT, **facts, "parts": {"size": size, "sha256": reader.sha256}}
        content = json.dumps(held, indent=1, sort_keys=True).encode()
        total = hashlib.sha256(content).hexdigest().encode()
        self._write(MANIFEST, io.BytesIO(content), len(content))
        self._write(MANIFEST_SUM, io.BytesIO(total), len(total))
        self._tar.close()

    def _write(self, name: str, source: IO[bytes] | HashingReader, size: int) -> None:
        head = tarfile.TarInfo(name)
        head.size, head.mode = size, 0o600
        self._tar.addfile(head, source)  # type: ignore[arg-type]
        self._tar.members.clear()  # tarfile would keep the head of each


class ArchiveReader:
    """An archive in the clear whose every part has been compared with its list.

    :raises ArchiveDamaged: if anything is missing, altered, cut off or more than the list says.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with _damage_told():
            self._list: list[Part] | None = None
            self.manifest = self._manifest()
            for part, source in self.walk():
                reader = HashingReader(source)
                while reader.read(_CHUNK):
                    pass
                if reader.sha256 != part.sha256:
                    raise ArchiveDamaged(f"Der Teil {part.name} der Sicherung ist verändert.")

    def _manifest(self) -> dict[str, Any]:
        last: dict[str, bytes] = {}
        self._list_place, self._list_size = 0, 0
        with tarfile.open(self._path, mode="r:") as tar:
            for member in _members(tar):
                if member.name in (MANIFEST, MANIFEST_SUM):
                    with _source(tar, member) as source:
                        last[member.name] = source.read()
                elif member.name == PARTS:
                    self._list_place, self._list_size = member.offset_data, member.size
        content = last[MANIFEST]
        if hashlib.sha256(content).hexdigest().encode() != last[MANIFEST_SUM]:
            raise ArchiveDamaged("Das Verzeichnis der Sicherung ist verändert.")
        manifest: dict[str, Any] = json.loads(content)
        if not OLDEST_FORMAT <= manifest["format"] <= FORMAT:
            raise ArchiveDamaged("Die Sicherung hat ein unbekanntes Format; sie stammt von einer anderen Version.")
        if manifest["format"] == OLDEST_FORMAT:
            # Written in the order of their names, the dump first.
            held = sorted(manifest.pop("parts").items())
            self._list = [Part(name, part["size"], part["sha256"]) for name, part in held]
        else:
            self._check_list(manifest["parts"])
        return manifest

    def _check_list(self, wanted: dict[str, Any]) -> None:
        reader = HashingReader(self._lines())
        while reader.read(_CHUNK):
            pass
        if (self._list_size, reader.sha256) != (wanted["size"], wanted["sha256"]):
            raise ArchiveDamaged("Die Liste der Teile der Sicherung ist verändert.")

    def _lines(self) -> IO[bytes]:
        return io.BufferedReader(_Section(self._path, self._list_place, self._list_size))

    def parts(self) -> Iterator[Part]:
        """Yield what the archive holds, in its order, without reading it."""
        if self._list is not None:
            yield from self._list
            return
        with self._lines() as lines:
            for line in lines:
                yield Part(*json.loads(line))

    def walk(self) -> Iterator[tuple[Part, IO[bytes]]]:
        """Yield every part with its bytes, which are to be read before the next one is asked for.

        :raises ArchiveDamaged: if the archive holds other parts than its list says.
        """
        parts = self.parts()
        with tarfile.open(self._path, mode="r:") as tar:
            for member in _members(tar):
                if member.name in (PARTS, MANIFEST, MANIFEST_SUM):
                    continue
                part = next(parts, None)
                if part is None or (part.name, part.size) != (member.name, member.size) or not member.isreg():
                    raise ArchiveDamaged("Die Sicherung enthält andere Teile als ihr Verzeichnis.")
                with _source(tar, member) as source:
                    yield part, source
        if next(parts, None) is not None:
            raise ArchiveDamaged("Die Sicherung enthält andere Teile als ihr Verzeichnis.")


class _Section(io.RawIOBase):
    """``size`` bytes of a file from ``place`` on."""

    def __init__(self, path: Path, place: int, size: int) -> None:
        self._file = open(path, "rb")
        self._file.seek(place)
        self._left = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        chunk = self._file.read(min(len(buffer), self._left))
        buffer[: len(chunk)] = chunk
        self._left -= len(chunk)
        return len(chunk)

    def close(self) -> None:
        self._file.close()
        super().close()


def _members(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """Yield head after head; tarfile's own way round keeps every one."""
    while (member := tar.next()) is not None:
        tar.members.clear()
        yield member


def _source(tar: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    source = tar.extractfile(member)
    if source is None:
        raise ArchiveDamaged(f"Der Teil {member.name} der Sicherung ist keine Datei.")
    return source


@contextmanager
def _damage_told() -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, KeyError, ValueError, EOFError, TypeError, AttributeError) as fault:
        raise ArchiveDamaged("Die Sicherung ist unvollständig oder beschädigt.") from fault


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
