"""Looking for somebody in the whole database, histories included."""

import io
import subprocess

import pikepdf
from django.db import connection


def tables():
    """Every column of the whole database that can hold text: table, column, type."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public'"
            " AND (data_type IN ('text', 'character varying', 'character', 'jsonb', 'json', 'ARRAY', 'bytea') "
            "OR udt_name = 'citext')"
        )
        return cursor.fetchall()


def places_of(*words):
    """Where one of ``words`` stands, in whatever spelling, histories included."""
    found = set()
    with connection.cursor() as cursor:
        for table, column, kind in tables():
            cursor.execute(
                f'SELECT "{column}" FROM "{table}"' if kind == "bytea" else f'SELECT "{column}"::text FROM "{table}"'
            )
            texts = [_readable(value) for (value,) in cursor.fetchall()]
            if any(word.casefold() in text.casefold() for text in texts for word in words):
                found.add((table, column))
    return found


def _readable(value):
    """The text of a value; of a PDF its pages and what is attached to it, so that nothing hides in compressed bytes."""
    if value is None or isinstance(value, str):
        return value or ""
    raw = bytes(value)
    text = raw.decode("utf-8", errors="replace")
    if len(raw) > 100 and raw.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(raw)) as document:
            attached = [file.get_file().read_bytes().decode() for file in document.attachments.values()]
        pages = subprocess.run(["pdftotext", "-", "-"], input=raw, capture_output=True, check=True).stdout.decode()
        text = "\n".join([text, pages, *attached])
    return text
