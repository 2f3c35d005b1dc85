"""A server that speaks S3, from a package, on the loopback address; each caller gets an empty bucket of its own."""

import logging
import uuid
from contextlib import contextmanager

import boto3
from django.core.files.storage import storages
from moto.server import ThreadedMotoServer

KEY, SECRET, REGION = "schluessel", "geheim", "eu-central-1"


@contextmanager
def s3_server():
    """Run the server; yields its address and the function that stops it early."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    try:
        yield f"http://{host}:{port}", server.stop
    finally:
        server.stop()


def new_bucket(settings, address: str) -> object:
    """Make an empty bucket the storage of the application's documents; return a client that looks inside."""
    client = boto3.client(
        "s3", endpoint_url=address, aws_access_key_id=KEY, aws_secret_access_key=SECRET, region_name=REGION
    )
    name = f"unterlagen-{uuid.uuid4().hex[:12]}"
    client.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
    settings.STORAGES = {
        **settings.STORAGES,
        "application_files": {
            "BACKEND": "postings.files.bucket.PrivateBucket",
            "OPTIONS": {
                "bucket_name": name,
                "endpoint_url": address,
                "region_name": REGION,
                "access_key": KEY,
                "secret_key": SECRET,
                "location": "amt",
                "addressing_style": "path",
            },
        },
    }
    assert storages["application_files"].bucket_name == name
    return client


def keys_in(client) -> list[str]:
    """Return the names of all objects in the present bucket."""
    found = client.list_objects_v2(Bucket=storages["application_files"].bucket_name)
    return sorted(one["Key"] for one in found.get("Contents", ()))
