"""The scan: its settings stay out of production, and its summary sees what Wapiti does not."""

import importlib.util
import json
import os
import subprocess
import sys

from tests.conftest import ROOT

spec = importlib.util.spec_from_file_location("dast_findings", ROOT / "scripts" / "dast_findings.py")
dast_findings = importlib.util.module_from_spec(spec)
spec.loader.exec_module(dast_findings)

LOG_IN = ("POST", "konto/anmelden/", 302)


def report(path, **findings):
    content = {"vulnerabilities": findings, "anomalies": {}, "infos": {"crawled_pages_nbr": 3}}
    path.write_text(json.dumps(content))
    return path


def finding(info):
    return {"method": "GET", "path": "/x", "parameter": None, "info": info}


def test_production_refuses_the_settings_of_the_scan():
    environment = {**os.environ, "RECRUITMENT_ENV": "production", "SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "a.example",
                   "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", "import tests.scan_settings"], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "for a scan on this machine only" in done.stderr


def test_a_scan_that_went_well_has_no_problem(tmp_path):
    row = dast_findings.summary_of("vorsitz", report(tmp_path / "a.json"), [LOG_IN, ("GET", "ausschreibungen/", 200)])
    assert (row["findings"], row["problems"], row["pages"], row["statuses"]) == ([], [], 3, {"200": 1, "302": 1})


def test_what_only_misses_https_is_explained_and_all_else_is_a_finding(tmp_path):
    found = {
        "HTTP Secure Headers": [finding("Strict-Transport-Security is not set"), finding("X-Frame-Options is not set")],
        "Secure Flag cookie": [finding("Secure flag is not set in the cookie : sessionid")],
        "SQL Injection": [finding("via injection in the parameter q")],
    }
    row = dast_findings.summary_of("vorsitz", report(tmp_path / "a.json", **found), [LOG_IN])
    assert [one["info"] for one in row["findings"]] == [
        "X-Frame-Options is not set",
        "via injection in the parameter q",
    ]


def test_a_scan_of_nobody_a_lost_session_and_a_server_error_are_problems(tmp_path):
    shown = [("GET", "konto/anmelden/", 200)] * 4
    row = dast_findings.summary_of("vorsitz", tmp_path / "none.json", [*shown, ("POST", "x/", 500)])
    assert row["problems"] == [
        "no report of Wapiti",
        "the log-in failed: this was a scan of nobody",
        "server error: POST x/ 500",
        "logged out: the log-in form was shown 4 times",
    ]
