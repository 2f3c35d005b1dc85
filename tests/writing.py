"""Send forms as a browser would, and see exactly whether the database is another one afterwards."""

from django.db import connection
from django.test import Client
from django.utils import timezone
from lxml import html

from tests.postings.files.building import pdf_of

# Not of the procedure: sessions, counters, and the record of opening, which reading writes as well.
NOT_OF_THE_PROCEDURE = {"django_session", "access_usecount", "audit_event"}
WORDS = "Das Bild der Leistungen spricht nach den Unterlagen dafür."
# What pg_stat_xact_user_tables tells, without the rest of that view: it counts reads, indexes and calls as well.
_MOVED = """
    SELECT relname, moved FROM (
        SELECT relname, pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)
            + pg_stat_get_xact_tuples_deleted(oid) AS moved
        FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
        OFFSET 0
    ) AS counted WHERE moved > 0
"""


class Watch:
    """Tells which tables hold something else than at the start; cheap, because only tables that moved are read."""

    def __init__(self) -> None:
        self._sums: dict[str, str] = {}
        with connection.cursor() as cursor:
            cursor.execute("SELECT relname FROM pg_stat_user_tables WHERE schemaname = 'public'")
            for (table,) in cursor.fetchall():
                self._sums[table] = self._sum(cursor, table)
        self._before = self.moved()

    def moved(self) -> dict[str, int]:
        """Return how much each table was written to in this transaction, what was taken back included."""
        with connection.cursor() as cursor:
            cursor.execute(_MOVED)
            return dict(cursor.fetchall())

    def changed(self) -> set[str]:
        """Return the tables that hold something else than at the start, among those written to since last asked.

        What was taken back meanwhile still counts as written to; that costs a look, and finds the same content.
        """
        before, self._before = self._before, self.moved()
        moved = {table for table, count in self._before.items() if before.get(table) != count} - NOT_OF_THE_PROCEDURE
        with connection.cursor() as cursor:
            return {table for table in moved if self._sum(cursor, table) != self._sums[table]}

    @staticmethod
    def _sum(cursor, table: str) -> str:
        cursor.execute(
            f"SELECT md5(coalesce(string_agg(md5(t::text), '' ORDER BY md5(t::text)), '')) FROM \"{table}\" t"
        )
        return cursor.fetchone()[0]


def filled(page: bytes, url: str, *, last: bool = False) -> dict[str, object]:
    """Return what a diligent person sends with the form of ``page`` that goes to ``url``; empty fields get a value.

    ``last`` takes the last of several choices instead of the first.
    """
    forms = [
        form
        for form in html.fromstring(page).xpath("//main//form[@method='post']")
        if (form.get("action") or url).split("?")[0] == url
    ]
    data: dict[str, object] = {}
    for field in forms[0].xpath(".//*[@name and not(@disabled)]") if forms else []:
        name, kind = str(field.get("name")), field.get("type", field.tag)
        if name != "csrfmiddlewaretoken" and (value := _value(field, kind, last)) is not None:
            if isinstance(data.get(name), list):
                data[name].append(value)
            elif kind == "checkbox" and name in data:
                data[name] = [data[name], value]
            elif kind != "radio" or last or name not in data:
                data[name] = value
    return data


def _value(field, kind: str, last: bool) -> object:
    given = field.get("value")
    if kind == "submit":
        return given or "1" if field.get("name") == "save" or field.getparent() is None else None
    if field.tag == "button":
        return None
    if field.tag == "select":
        options = [option.get("value", "") for option in field.iter("option")]
        chosen = [option.get("value") for option in field.iter("option") if option.get("selected") is not None]
        real = [option for option in options if option]
        return next((one for one in chosen if one), (real[-1] if last else real[0]) if real else None)
    if kind in ("radio", "checkbox"):
        return given or "on"
    if field.tag == "textarea":
        return (field.text or "").strip() or WORDS
    if given:
        return given
    match kind:
        case "date":
            return timezone.localdate().isoformat()
        case "datetime-local":
            return timezone.localtime().strftime("%Y-%m-%dT%H:%M")
        case "time":
            return "10:00"
        case "number":
            return field.get("min") or "1"
        case "email":
            return "person@example.org"
        case "file":
            from django.core.files.uploadedfile import SimpleUploadedFile

            return SimpleUploadedFile("Lebenslauf.pdf", pdf_of("Lebenslauf"), content_type="application/pdf")
    return WORDS[:40]


def client_of(user) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


class LightClient(Client):
    """A browser without a memory: no cookie changes it, and nobody keeps the templates and contexts of its pages."""

    def request(self, **request):
        return self.handler(self._base_environ(**request))


def light_client(user) -> Client:
    client = LightClient(raise_request_exception=False)
    client.force_login(user)
    return client
