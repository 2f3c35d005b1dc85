"""Sum up the reports of Wapiti and the log of the scanned server: ``dast_findings.py FOLDER ACCOUNT ...``.

Prints every finding above informational, writes FOLDER/summary.json (accounts, pages, answers, findings), and ends with
1 if there is any, if the server failed over a request, if a scan was logged out meanwhile, or if there is no report.
"""

import json
import sys
from collections import Counter
from pathlib import Path

# Findings that are right about the demonstration only: it runs without HTTPS on the loopback address.
WITHOUT_HTTPS = {
    "HTTP Secure Headers": "Strict-Transport-Security",
    "HTTP Strict Transport Security (HSTS)": "",
    "Secure Flag cookie": "",
    "Unencrypted Channels": "",
}
LOG_IN = "konto/anmelden/"
NOBODY = "niemand"
# The log-in form is shown for the log-in itself, and once more by a scanner that looks for its fields.
SHOWN_AT_LOG_IN = 3


def findings_of(report: dict) -> list[dict[str, str]]:
    """Return what is above informational and not a matter of the missing HTTPS."""
    found = []
    for part in ("vulnerabilities", "anomalies"):
        for kind, entries in report[part].items():
            for entry in entries:
                if kind in WITHOUT_HTTPS and WITHOUT_HTTPS[kind] in entry["info"]:
                    continue
                found.append(
                    {
                        "kind": kind,
                        "method": entry["method"],
                        "path": entry["path"],
                        "parameter": entry["parameter"] or "",
                        "info": entry["info"],
                    }
                )
    return found


def answers_of(log: Path) -> dict[str, list[tuple[str, str, int]]]:
    """Return method, route and status of every request, by account."""
    answers: dict[str, list[tuple[str, str, int]]] = {}
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        if '"request_id": "scan-' not in line or '"route"' not in line or '"status"' not in line:
            continue
        try:
            entry = json.loads(line)
        except ValueError:  # a line that a killed worker did not finish
            continue
        account = entry["request_id"].removeprefix("scan-")
        answers.setdefault(account, []).append((entry["method"], entry["route"], entry["status"]))
    return answers


def summary_of(account: str, report: Path, answers: list[tuple[str, str, int]]) -> dict[str, object]:
    """Return what one scan saw; ``problems`` is empty when it went as it should."""
    problems = []
    found, pages = [], 0
    if report.exists():
        content = json.loads(report.read_text(encoding="utf-8"))
        found, pages = findings_of(content), content["infos"].get("crawled_pages_nbr", 0)
    else:
        problems.append("no report of Wapiti")
    if account != NOBODY and ("POST", LOG_IN, 302) not in answers:
        problems.append("the log-in failed: this was a scan of nobody")
    failures = sorted({f"{method} {route} {status}" for method, route, status in answers if status >= 500})
    problems += [f"server error: {failure}" for failure in failures]
    forms = sum(method == "GET" and route == LOG_IN and status == 200 for method, route, status in answers)
    if account != NOBODY and forms > SHOWN_AT_LOG_IN:
        problems.append(f"logged out: the log-in form was shown {forms} times")
    return {
        "account": account,
        "pages": pages,
        "requests": len(answers),
        "routes": len({route for _method, route, status in answers if status < 400}),
        "routes_posted": len({route for method, route, status in answers if method == "POST" and status < 400}),
        "statuses": {str(status): count for status, count in sorted(Counter(row[2] for row in answers).items())},
        "findings": found,
        "problems": problems,
    }


def main(folder: Path, accounts: list[str]) -> int:
    answers = answers_of(folder / "server.log")
    rows = [summary_of(account, folder / f"{account}.json", answers.get(account, [])) for account in accounts]
    (folder / "summary.json").write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for row in rows:
        print(f"{row['account']}: {row['pages']} pages, {row['requests']} requests, {row['routes']} routes")
        for finding in row["findings"]:
            print("  " + " · ".join(finding.values()))
        for problem in row["problems"]:
            print(f"  {problem}")
    return 1 if any(row["findings"] or row["problems"] for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
