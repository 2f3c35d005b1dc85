"""Equality data change nothing that the committee gets: no byte, no header, no query, no rank, no report (I3, I16)."""

import itertools
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection, reset_queries, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from postings.documents.report_content import build_report_content
from postings.documents.services import render_report
from postings.equality.invitations import adopt_invitations
from postings.equality.models import EqualityData
from postings.equality.notices import record_notice
from postings.selection.ranking import build_ranking
from tests.factories import make_application, make_equality_data, make_hr_officer, make_member, make_posting, make_sheet
from tests.permission_matrix import MATRIX

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[3]
COMMITTEE = ("chair", "assessor_done", "assessor_owing", "minute_taker", "decider", "observer")
STATEMENTS = [
    {"sex": "female", "disability_status": "severe", "migration_background": "yes"},
    {"sex": "male", "disability_status": "none", "migration_background": "no"},
    {"sex": "diverse", "disability_status": "equated", "refuses_disability_representative": True},
]


@pytest.fixture
def scene():
    """Three rated applicants with different statements; two sheets each, so that there is a ranking and a report."""
    posting = make_posting()
    applications = [make_application(posting) for _n in range(3)]
    done, owing = make_member(posting), make_member(posting)
    people = {"assessor_done": done, "assessor_owing": owing}
    people |= {role: make_member(posting, role=role) for role in COMMITTEE if role not in people}
    for values, application in zip(([3, 4, 5], [3, 3, 3], [5, 1, 2]), applications, strict=True):
        make_sheet(application, done, values)
        make_sheet(application, owing, values)
    for application, statement in zip(applications, STATEMENTS, strict=True):
        make_equality_data(application, **statement)
    return {"posting": posting, "applications": applications, "people": people}


def changes(applications):
    """Every permutation of the statements among the applicants, then none at all, then with notices given."""
    for order in itertools.permutations(STATEMENTS):
        EqualityData.objects.all().delete()
        for application, statement in zip(applications, order, strict=True):
            make_equality_data(application, **statement)
        yield order
    record_notice(
        application=EqualityData.objects.get(disability_status="severe").application,
        body="staff_council",
        informed_on=applications[0].received_on,
        way="email",
        actor=make_hr_officer(),
    )
    yield "a notice given"
    EqualityData.objects.all().delete()
    yield "no statement at all"


def answers(client, scene, *, also_queries=False):
    """Every answer of every address of the table of permissions to every role of the committee, and its queries."""
    posting, application = scene["posting"], scene["applications"][0]
    known = {
        "posting": posting.pk,
        "application": application.pk,
        "profile": posting.profile_id,
        "public_name": posting.reference_number.replace("/", "-"),
        "requirement": posting.profile.requirements.get().pk,
        "body": "staff_council",
        "assessor": scene["people"]["assessor_done"].pk,
    }
    # Who may log in, and how many requests there were: nothing of the procedure.
    aside = ("admin:", "accounts:", "operations:")
    found, queries = {}, []
    for role, person in scene["people"].items():
        client.force_login(person)
        for method, name, arguments, _expected in MATRIX:
            if method != "get" or not set(arguments) <= known.keys() or name.startswith(aside):
                continue
            reset_queries()  # Django keeps the last 9,000 only
            with transaction.atomic(), CaptureQueriesContext(connection) as captured:
                response = client.get(reverse(name, args=[known[argument] for argument in arguments]))
                transaction.set_rollback(True)  # the record of opening must not stand on the next page
            queries += [query["sql"] for query in captured]
            body = re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", response.content)
            # "Expires" of a page that is not kept is the second it was made in.
            told = response.headers.items()
            headers = {key: value for key, value in told if key not in ("Set-Cookie", "Expires", "X-Request-ID")}
            found[role, name] = (response.status_code, headers, body)
    return (found, queries) if also_queries else found


def test_no_permutation_of_equality_data_changes_a_byte_of_a_committee_page_or_a_header(client, scene):
    before = answers(client, scene)
    assert {name for (_role, name), (status, _h, _b) in before.items() if status == 200} >= {
        "postings:posting_detail",
        "postings:posting_events",
        "overview:applicant_overview",
        "applications:application_detail",
        "selection:ranking",
        "selection:result_detail",
        "documents:report_list",
    }

    for change in itertools.islice(changes(scene["applications"]), 1, None, 3):
        after = answers(client, scene)
        assert [key for key in before if before[key] != after[key]] == [], change


def test_no_header_of_a_committee_page_could_tell_of_a_change(client, scene):
    for _status, headers, _body in answers(client, scene).values():
        assert {"ETag", "Last-Modified", "Age"} & headers.keys() == set()


def test_no_committee_page_asks_the_tables_of_equality(client, scene):
    """What is not read can be told neither by content nor by the time it takes."""
    _found, queries = answers(client, scene, also_queries=True)

    assert len(queries) > 100
    assert [sql for sql in queries if "equality_" in sql] == []


def test_no_permutation_changes_ranking_or_report(scene):
    posting = scene["posting"]
    ranking, content = build_ranking(posting), build_report_content(posting)
    pdf = render_report(content)

    for change in changes(scene["applications"]):
        assert build_ranking(posting) == ranking, change
        assert build_report_content(posting) == content, change
    assert render_report(build_report_content(posting)) == pdf


def test_an_adopted_list_shows_the_same_pages_whatever_the_grounds(client, scene):
    """Invited is invited: for duty or on the comparison, the committee sees the same."""
    posting, applications = scene["posting"], scene["applications"]
    adopt_invitations(
        posting=posting,
        invited=[application.pk for application in applications],
        reasons={},
        duty_reasons={},
        actor=make_hr_officer(),
    )
    before = answers(client, scene)

    EqualityData.objects.all().delete()

    assert answers(client, scene) == before


@pytest.mark.parametrize("step", ["applications", "assessment", "selection", "documents"])
def test_the_linter_refuses_an_import_of_equality_where_people_are_rated(tmp_path, step):
    """The contract is no ornament: one line in a copy of the house breaks it."""
    for package in ("recruitment", "profiles", "postings"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "migrations"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    module = tmp_path / "postings" / step / "enums.py"
    with (module if module.exists() else tmp_path / "postings" / step / "errors.py").open("a") as source:
        source.write("\nfrom postings.equality import models  # noqa\n")

    result = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 1
    assert "Nothing that rates, ranks or reports can reach the equality data BROKEN" in result.stdout
