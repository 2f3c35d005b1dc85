"""Command line of the project's own PostgreSQL: ``python -m recruitment.database start|stop|status|reset|url``."""

import os
import sys
from pathlib import Path

from recruitment.database.embedded import EmbeddedPostgres, EmbeddedPostgresError


def main(arguments: list[str]) -> int:
    """Carry out one command; return 0, or 1 with one message on standard error."""
    base = Path(__file__).resolve().parent.parent.parent
    server = EmbeddedPostgres(Path(os.environ.get("RECRUITMENT_VAR_DIR", base / "var")))
    commands = {"start": server.start, "stop": server.stop, "reset": server.reset}
    match arguments:
        case [name] if name in commands:
            try:
                commands[name]()
            except EmbeddedPostgresError as error:
                print(error, file=sys.stderr)
                return 1
        case ["status"]:
            print("läuft" if server.is_running() else "läuft nicht")
        case ["url"]:
            print(f"postgresql://{server.user}@/{server.database}?host={server.socket_dir}")
        case _:
            print(__doc__, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
