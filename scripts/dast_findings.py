"""Print what a report of Wapiti holds; exit with 1 on any vulnerability or server error that is not explained here."""

import json
import sys
from pathlib import Path

# Findings that are right about the demonstration only: it runs without HTTPS on the loopback address.
WITHOUT_HTTPS = {
    "HTTP Secure Headers": "Strict-Transport-Security",
    "Secure Flag cookie": "",
    "Unencrypted Channels": "",
}


def main(path: str) -> int:
    report = json.loads(Path(path).read_text(encoding="utf-8"))
    print(f"{path}: {report['infos'].get('crawled_pages_nbr', '?')} Seiten")
    count = 0
    for part in ("vulnerabilities", "anomalies"):
        for kind, findings in report[part].items():
            for finding in findings:
                if kind in WITHOUT_HTTPS and WITHOUT_HTTPS[kind] in finding["info"]:
                    continue
                count += 1
                print(f"  {part} · {kind} · {finding['method']} {finding['path']} · {finding['info']}")
    print(f"  {count} Befunde")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
