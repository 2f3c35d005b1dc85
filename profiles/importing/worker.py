"""The child process of ``sandbox``: file on standard input, JSON on standard output, nothing else.

Usage: python -m profiles.importing.worker MEMORY_BYTES SECONDS TASK NAME, with TASK as "package.module:function".
"""

import importlib
import json
import logging
import resource
import sys

from profiles.importing.document import UnreadableDocument


def main() -> None:
    """Set the bounds, read, answer with {"result": ...} or {"error": sentence, "" for none}."""
    memory, seconds, task, name = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable(logging.CRITICAL)  # libraries complain about every damaged byte
    content = sys.stdin.buffer.read()
    answer: dict[str, object]
    try:
        module, function = task.split(":")  # loaded after the bounds: the libraries count, too
        answer = {"result": getattr(importlib.import_module(module), function)(content, name)}
    except UnreadableDocument as error:
        answer = {"error": str(error)}
    except Exception:  # whatever a library raises on a damaged file; the parent has the sentence for it
        answer = {"error": ""}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
