"""The same storage in an S3 bucket: whoever can ask this application gets the bytes, nobody else; no address leaves.

Wanted by ``FILES_S3_BUCKET``; needs the packages of requirements-s3.txt. Everything the bucket or the network refuses
arrives as ``OSError``, as from a disk, so that services and commands need not know where the bytes lie.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import ContentFile
from storages.backends.s3 import S3Storage

CONNECT_SECONDS, READ_SECONDS, ATTEMPTS = 5, 30, 3
NOT_FOUND = 404


@contextmanager
def _as_disk_fault() -> Iterator[None]:
    try:
        yield
    except ClientError as fault:
        if fault.response["ResponseMetadata"]["HTTPStatusCode"] == NOT_FOUND:
            raise FileNotFoundError("no such document in the bucket") from fault
        raise OSError(f"the bucket refused: {fault.response['Error'].get('Code', '')}") from fault
    except (BotoCoreError, Boto3Error) as fault:
        raise OSError(f"the bucket cannot be reached: {type(fault).__name__}") from fault


class PrivateBucket(S3Storage):
    """Documents as objects of a private bucket; written whole before ``save`` returns, never over another one."""

    file_overwrite = False

    def __init__(self, **options) -> None:
        configuration = Config(
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            retries={"max_attempts": ATTEMPTS, "mode": "standard"},
            s3={"addressing_style": options.pop("addressing_style", "auto")},
        )
        super().__init__(client_config=configuration, file_overwrite=False, default_acl=None, **options)

    def url(self, name, parameters=None, expire=None, http_method=None):
        raise ValueError("documents of applicants have no address; a view that checks the permission hands them out")

    def _open(self, name, mode="rb"):
        with _as_disk_fault(), super()._open(name, mode) as stored:
            return ContentFile(stored.read(), name)

    def _save(self, name, content):
        with _as_disk_fault():
            return super()._save(name, content)

    def delete(self, name):
        with _as_disk_fault():
            super().delete(name)

    def exists(self, name):
        with _as_disk_fault():
            return super().exists(name)

    def listdir(self, name):
        with _as_disk_fault():
            return super().listdir(name)

    def size(self, name):
        with _as_disk_fault():
            return super().size(name)

    def get_modified_time(self, name):
        with _as_disk_fault():
            return super().get_modified_time(name)

    def can_store(self) -> bool:
        """Whether the bucket answers and is ours."""
        with _as_disk_fault():
            self.connection.meta.client.head_bucket(Bucket=self.bucket_name)
        return True
