"""Where the bytes lie: below a private folder, outside of everything the web server knows, under random names.

Order of writing, so that a crash leaves no row without a file: bytes first (to the disk, not to a cache), then the row;
when a row goes, the bytes go after the commit. What a crash may leave is a file without a row: ``sweep`` finds it.
"""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages

ALL_FOLDERS = tuple(f"{number:02x}" for number in range(256))  # as new_name makes them
GRACE = timedelta(hours=1)  # a file younger than this may belong to an upload that is under way


class PrivateStorage(FileSystemStorage):
    """Files that only this application reads (0600 in folders of 0700), on the disk before ``save`` returns."""

    @property
    def base_location(self) -> str:
        return settings.APPLICATION_FILES_DIR

    @property
    def location(self) -> str:
        return os.path.abspath(self.base_location)

    def url(self, name):
        raise ValueError("documents of applicants have no address; a view that checks the permission hands them out")

    def _save(self, name, content):
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with open(descriptor, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            path.unlink(missing_ok=True)  # half a file would take the room that is missing
            raise
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)  # the name, too
        finally:
            os.close(folder)
        return name

    def can_store(self) -> bool:
        """Whether the folder, or the one it will be made in, can be written."""
        folder = Path(self.location)
        while not folder.exists() and folder != folder.parent:
            folder = folder.parent
        return os.access(folder, os.W_OK | os.X_OK)


def file_storage():
    """Return the storage of the documents: this folder, or a bucket where ``FILES_S3_BUCKET`` names one."""
    return storages["application_files"]


def new_name() -> str:
    """Return a random name that says nothing about whose file it is."""
    name = secrets.token_hex(24)
    return f"{name[:2]}/{name}"


@dataclass(slots=True)
class Swept:
    """How many files without a row were deleted, and the stored names of rows whose file is gone."""

    deleted: int = 0
    missing: list[str] = field(default_factory=list)


def sweep(*, known_in: Callable[[str], set[str]], now: datetime) -> Swept:
    """Delete files that no row names and that are older than an hour, and find rows without a file.

    Folder by folder: ``known_in`` returns the names that rows give to files in one folder, and is asked before the
    folder is read, so that a file that comes in meanwhile is young and not missing.
    """
    storage, swept = file_storage(), Swept()
    try:
        listed = storage.listdir("")[0]
    except FileNotFoundError:
        listed = []
    for folder in sorted({*listed, *ALL_FOLDERS}):
        known = known_in(folder)
        present = {f"{folder}/{file}" for file in storage.listdir(folder)[1]} if folder in listed else set()
        for name in present - known:
            if storage.get_modified_time(name) < now - GRACE:
                storage.delete(name)
                swept.deleted += 1
        if gone := known - present:  # a document may have been removed, or a folder made, meanwhile
            swept.missing += sorted(name for name in gone & known_in(folder) if not storage.exists(name))
    return swept
