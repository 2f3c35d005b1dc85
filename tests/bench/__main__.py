"""`make bench`: load, measure, print. Each figure stands beside the floor of the same run."""

import argparse
import csv
import functools
import gc
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import django
import xlsxwriter

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.conf import settings  # noqa: E402 - Django first
from django.db import connection  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.template import engines  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import path, reverse  # noqa: E402

from postings.applications.importing.reading import read_list_safely  # noqa: E402
from postings.assessment.models import RatingSheet  # noqa: E402
from postings.documents.report_content import build_report_content  # noqa: E402
from postings.documents.services import render_report, render_report_html  # noqa: E402
from postings.intake import services as intake  # noqa: E402
from postings.models import Posting  # noqa: E402
from profiles.importing.pipeline import read_content  # noqa: E402
from profiles.importing.sandbox import read_safely  # noqa: E402
from recruitment.urls import urlpatterns as house  # noqa: E402
from tests.bench import data  # noqa: E402
from tests.bench.actions import save_cells, save_sheets  # noqa: E402
from tests.factories import make_hr_officer, make_posting  # noqa: E402
from tests.postings.applications.importing.building import build_csv, build_ods, build_xlsx  # noqa: E402
from tests.profiles.importing.building_docx import build_docx  # noqa: E402
from tests.profiles.importing.building_pdf import build_pdf  # noqa: E402
from tests.profiles.importing.building_text import build_text  # noqa: E402
from tests.profiles.importing.written_profile import large  # noqa: E402

WARM_UP, RUNS = 4, 30

# The floor of a table: as many rows and columns, already finished text, nothing asked of the database by the view.
FLOOR_TEMPLATE = """{% extends "base.html" %}{% block content %}<table class="data"><tbody>{% for row in rows %}<tr>
{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</tbody></table>{% endblock %}"""

AGGREGATE = """
    SELECT s.application_id, sum(c.weight * r.value), count(*), rank() OVER (ORDER BY sum(c.weight * r.value) DESC)
    FROM assessment_rating r JOIN assessment_ratingsheet s ON s.id = r.sheet_id
    JOIN profiles_criterion c ON c.id = r.criterion_id
    JOIN applications_application a ON a.id = s.application_id
    WHERE a.posting_id = %s AND s.status = 'submitted' GROUP BY s.application_id
"""


def floor_table(request, count):
    """Show ``count`` rows of seven finished texts."""
    rows = [[f"Zeile {i} Spalte {j}" for j in range(7)] for i in range(count)]
    return HttpResponse(engines["django"].from_string(FLOOR_TEMPLATE).render({"rows": rows}, request))


urlpatterns = [path("bench/<int:count>/", floor_table, name="bench_floor"), *house]


class Figures(NamedTuple):
    """Milliseconds; ``fastest`` is the run that other work on the machine disturbed least."""

    median: float
    p95: float
    fastest: float


def measure(action: Callable[[], object], runs: int = RUNS) -> Figures:
    """Return the figures of ``action`` after a warm-up."""
    return measure_in_turn([action], runs)[0]


def measure_in_turn(actions: Sequence[Callable[[], object]], runs: int) -> list[Figures]:
    """Return the figures of each action, run by turns, so that other work on the machine slows all of them alike."""
    for action in actions:
        for _ in range(min(WARM_UP, runs)):
            action()
    times: list[list[float]] = [[] for _ in actions]
    for _ in range(runs):
        for action, own in zip(actions, times, strict=True):
            gc.collect()
            start = time.perf_counter()
            action()
            own.append((time.perf_counter() - start) * 1000)
    return [
        Figures(statistics.median(own), sorted(own)[min(len(own) - 1, round(0.95 * len(own)))], min(own))
        for own in times
    ]


def report(name: str, figures: Figures, queries: int | None, floor: tuple[str, Figures] | None, aim: str) -> None:
    """Print one line of the table; the ratio compares the fastest runs."""
    median, p95, fastest = figures
    beside = f"{floor[0]} {floor[1].fastest:.1f} ms, Verhältnis {fastest / floor[1].fastest:.2f}" if floor else ""
    counted = str(queries) if queries is not None else "-"
    print(f"{name:<40} {median:9.1f} {p95:9.1f} {fastest:9.1f} {counted:>8}  {aim:<12} {beside}", flush=True)


def get(client: Client, url: str) -> Callable[[], object]:
    """Return an action that fetches ``url`` and insists on an answer."""

    def fetch() -> None:
        response = client.get(url)
        assert response.status_code == 200, (url, response.status_code)

    return fetch


def count_queries(action: Callable[[], object]) -> int:
    """Return how many statements ``action`` sends."""
    with CaptureQueriesContext(connection) as queries:
        action()
    return len(queries)


def aggregate(posting) -> Callable[[], object]:
    """Return an action that reads the ranking as one SQL aggregate over all single ratings."""

    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(AGGREGATE, [posting.pk])
            cursor.fetchall()

    return run


def bench_pages(count: int) -> None:
    """Measure overview, ranking, sheet opened and saved with ``count`` applicants."""
    posting, officer, assessor = data.load(count)
    hr, rater = Client(), Client()
    hr.force_login(officer)
    rater.force_login(assessor)
    shown = min(count, 200) if count <= 200 else 50
    print(f"\n{count} Bewerbungen x 15 Anforderungen x {data.ASSESSORS} Bewertende")
    sql = measure(aggregate(posting))
    for name, url, rows, aim in (
        ("Bewerberübersicht", reverse("overview:applicant_overview", args=[posting.pk]), count, ""),
        (
            f"Rangfolge ({shown} je Seite)",
            reverse("selection:ranking", args=[posting.pk]),
            shown,
            "60" if count == 200 else "100",
        ),
        ("Robustheit", reverse("selection:robustness", args=[posting.pk]), min(count, 200), ""),
    ):
        action = get(hr, url)
        table, figures = measure_in_turn([get(hr, reverse("bench_floor", args=[rows])), action], RUNS)
        report(name, figures, count_queries(action), ("leere Ansicht", table), f"p95 <= {aim}" if aim else "")
        if aim:
            report("  dieselben Zeilen als ein SQL-Aggregat", sql, 1, None, "")
    save = save_sheets(rater, posting, assessor)
    save()
    opening = get(rater, save.url)
    empty, opened, saved = measure_in_turn([get(rater, reverse("bench_floor", args=[15])), opening, save], RUNS)
    floor = ("leere Ansicht", empty)
    report("Bewertungsbogen öffnen", opened, count_queries(opening), floor, "p95 <= 40")
    report("Bewertungsbogen speichern (15 Werte)", saved, count_queries(save), floor, "p95 <= 20")
    assert RatingSheet.objects.filter(application__posting=posting, status="draft").count() == 1
    cell = save_cells(rater, posting, assessor)
    cell()
    empty, saved = measure_in_turn([get(rater, reverse("bench_floor", args=[0])), cell], RUNS)
    report("Einzelne Zelle speichern", saved, count_queries(cell), ("leere Ansicht", empty), "p95 <= 15")
    if count == 2000:
        bench_scores(posting, officer)


def bench_scores(posting, officer) -> None:
    """Measure all scores as files against the same rows through the bare library; time, queries, peak of memory."""
    from postings.documents.score_files import write_workbook
    from postings.documents.score_tables import all_tables, basis_of, single_table

    client = Client()
    client.force_login(officer)
    rows = [[str(cell) if not isinstance(cell, int) else cell for cell in row]
            for row in single_table(basis_of(posting, officer)).rows]  # fmt: skip

    def fetch(content: str, kind: str) -> None:
        response = client.get(reverse("documents:scores_export", args=[posting.pk, content, kind]))
        assert response.status_code == 200, response.status_code
        for _part in response.streaming_content:
            pass

    def bare_workbook() -> None:
        book = xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True})
        sheet = book.add_worksheet()
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write(place, column, cell)
        book.close()

    def bare_csv() -> None:
        csv.writer(io.StringIO()).writerows(rows)

    print(f"\nAusgabe aller Einzelbewertungen: {len(rows)} Zeilen, {len(rows) * len(rows[0])} Zellen")
    for name, content, kind, floor, bare in (
        ("Einzelbewertungen XLSX", "einzelbewertungen", "xlsx", "XlsxWriter allein", bare_workbook),
        ("Einzelbewertungen CSV", "einzelbewertungen", "csv", "csv allein", bare_csv),
        ("Arbeitsmappe mit sechs Blättern XLSX", "auswertung", "xlsx", "XlsxWriter allein", bare_workbook),
    ):
        action = functools.partial(fetch, content, kind)
        alone, figures = measure_in_turn([bare, action], runs=3)
        report(name, figures, count_queries(action), (floor, alone), "<= 3000")
        begin, held = time.process_time(), memory("VmRSS")
        forget_peak()
        action()
        print(
            f"    davon Rechenzeit dieses Prozesses: {time.process_time() - begin:.2f} s (Ziel <= 3 s), "
            f"Speicher an der Spitze {memory('VmHWM')} MB, vorher {held} MB"
        )
    for name, make in (
        ("Einzelbewertungen", lambda asked: write_workbook([single_table(basis_of(asked, officer))], properties={})),
        ("Arbeitsmappe", lambda asked: write_workbook(all_tables(asked, officer), properties={})),
    ):
        asked = Posting.objects.with_committee(officer).get(pk=posting.pk)
        with CaptureQueriesContext(connection) as queries:
            make(asked)
        print(f"  {name}: für die Zahlen {len(queries)} Abfragen (Ziel <= 5), das Übrige ist die Seite selbst")


def forget_peak() -> None:
    """Let the peak of this process begin at what it holds now (Linux)."""
    Path("/proc/self/clear_refs").write_text("5")


def memory(name: str) -> int:
    """Return a figure of the memory of this process in MB: ``VmRSS`` now, ``VmHWM`` at its peak."""
    lines = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(lines[name].split()[0]) // 1024


# In a process of its own, so that its peak of memory is that of one document.
ALONE = """
import hashlib, json, os, resource, sys, time
import django
django.setup()
from recruitment import pdf
html = open(sys.argv[2]).read()
pdf.warm_up()
begin, worked = time.perf_counter(), time.process_time()
if sys.argv[1] == "alone":
    import weasyprint
    made = weasyprint.HTML(string=html, base_url="project:/", url_fetcher=pdf._fetcher({})).write_pdf(
        pdf_variant="pdf/ua-1")
else:
    made = pdf.html_to_pdf(html)
print(json.dumps({"wall": time.perf_counter() - begin, "work": time.process_time() - worked, "bytes": len(made),
    "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))
"""


def bench_long_report(count: int) -> None:
    """Measure the report of ``count`` applicants with a page each, each way once in a fresh process.

    The ratio is that of processor time: two documents of a minute each meet different loads on a shared machine.
    """
    posting, _officer, _assessor = data.load(count)
    begin = time.process_time()
    html = render_report_html(build_report_content(posting))
    content_seconds = time.process_time() - begin
    print(f"\nAuswahlbericht für {count} Bewerbungen mit je einer Seite")
    with tempfile.NamedTemporaryFile("w", suffix=".html") as file:
        file.write(html)
        file.flush()
        found = {}
        for way in ("alone", "ours"):
            answer = subprocess.run(
                [sys.executable, "-c", ALONE, way, file.name], capture_output=True, text=True, check=True
            )
            found[way] = json.loads(answer.stdout.splitlines()[-1])
    ours, alone = found["ours"], found["alone"]
    ratio = (ours["work"] + content_seconds) / alone["work"]
    print(f"  WeasyPrint allein: {alone['work']:.1f} s Rechenzeit ({alone['wall']:.1f} s), Spitze {alone['peak']} MB")
    print(
        f"  Bericht: {content_seconds:.1f} s Daten und HTML + {ours['work']:.1f} s PDF/UA ({ours['wall']:.1f} s), "
        f"Spitze {ours['peak']} MB, {ours['bytes'] // 1000} kB"
    )
    print(f"  Verhältnis {ratio:.2f} (Ziel <= 1,15)")


def bench_report() -> None:
    """Measure the tagged report for 25 applicants against WeasyPrint alone on the same HTML."""
    import weasyprint

    from recruitment.pdf import _fetcher

    posting, _officer, _assessor = data.load(25)
    content = build_report_content(posting)
    html = render_report_html(content)

    def alone() -> None:
        weasyprint.HTML(string=html, base_url="project:/", url_fetcher=_fetcher({})).write_pdf(pdf_variant="pdf/ua-1")

    print("\nAuswahlbericht für 25 Bewerbungen mit je einer Seite")
    floor, figures = measure_in_turn([alone, lambda: render_report(build_report_content(posting))], runs=4)
    report("Bericht (Daten, HTML, PDF/UA)", figures, None, ("WeasyPrint allein", floor), "<= 1,15 x")


def bench_import() -> None:
    """Measure reading a profile of 60 criteria in each format against its library alone on the same file."""
    import pdfplumber
    from docx import Document

    written = large(6, 10)
    pdf, word = build_pdf(written, is_split=True, style="@page { size: A5 }"), build_docx(written)
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        pages = len(opened.pages)

    def words() -> None:
        with pdfplumber.open(io.BytesIO(pdf)) as opened:
            for page in opened.pages:
                page.extract_words()

    def cells() -> None:
        for table in Document(io.BytesIO(word)).tables:
            for row in table.rows:
                [cell.text for cell in row.cells]

    print("\nEinlesen eines Anforderungsprofils mit 60 Anforderungen")
    for name, content, file, floor, aim in (
        (f"PDF mit {pages} Seiten", pdf, "profil.pdf", ("pdfplumber, nur Wörter", words), "Sekunden"),
        ("DOCX", word, "profil.docx", ("python-docx, nur Zellen", cells), "< 1000"),
        ("Text", build_text(written).encode(), "profil.txt", None, ""),
    ):
        beside = (floor[0], measure(floor[1], runs=3)) if floor else None
        report(name, measure(lambda c=content, f=file: read_content(c, f), runs=3), None, beside, aim)
    report(
        "DOCX im begrenzten Kindprozess",
        measure(lambda: read_safely(word, "profil.docx"), runs=3),
        None,
        None,
        "< 1000",
    )


def bench_list() -> None:
    """Measure 5,000 applicants from the file to the database; the floor reads the same cells with the library alone."""
    from openpyxl import load_workbook

    rows = data.applicant_rows(5000)
    files = {"CSV": build_csv(rows), "XLSX": build_xlsx(rows), "ODS": build_ods(rows)}
    officer = make_hr_officer()
    print("\nBewerberliste mit 5.000 Zeilen und 14 Spalten")

    def cells() -> None:
        for row in load_workbook(io.BytesIO(files["XLSX"]), read_only=True).active.iter_rows(values_only=True):
            tuple(row)

    floor = ("openpyxl, nur Zellen", measure(cells, runs=2))
    for kind, content in files.items():
        figures = measure(lambda c=content: read_list_safely(c, "liste"), runs=2)
        report(f"{kind} lesen im Kindprozess", figures, None, floor if kind == "XLSX" else None, "")

    def take_over() -> None:
        posting = make_posting()
        kept = intake.upload_list(posting=posting, content=files["XLSX"], name="liste.xlsx", actor=officer)
        kept = intake.map_columns(applicant_list=kept, mapping=kept.mapping, defaults={}, actor=officer)
        intake.accept_list(applicant_list=kept, actor=officer)
        assert posting.applications.count() == 5000

    figures = measure(take_over, runs=2)
    report("XLSX: hochladen, Vorschau, übernehmen", figures, count_queries(take_over), None, "< 10000")


def main() -> None:
    """Run everything on a database of its own, which is removed afterwards."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "--long-report", type=int, default=0, metavar="N", help="only the report of N applicants (200 take minutes)"
    )
    parser.add_argument("--scores", type=int, default=0, metavar="N", help="only all scores of N applicants as files")
    parser.add_argument(
        "--scale", action="store_true", help="only pages and nightly jobs in a full database (tests.bench.scale)"
    )
    options = parser.parse_args()
    if options.scale:
        connection.close()
        sys.exit(subprocess.run([sys.executable, "-m", "tests.bench.scale"], check=False).returncode)
    settings.ROOT_URLCONF = "tests.bench.__main__"
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    sys.modules["tests.bench.__main__"] = sys.modules["__main__"]
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        print(
            f"{'':<40} {'Median ms':>9} {'p95 ms':>9} {'schnellst':>9} {'Abfragen':>8}  {'Ziel':<12} "
            "Boden desselben Laufs (je schnellste)"
        )
        if options.long_report:
            bench_long_report(options.long_report)
            return
        if options.scores:
            posting, officer, _assessor = data.load(options.scores)
            bench_scores(posting, officer)
            return
        for count in (200, 2000):
            bench_pages(count)
        bench_report()
        bench_import()
        bench_list()
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    main()
