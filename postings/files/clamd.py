"""Ask a ClamAV daemon about bytes: the INSTREAM command of its protocol. Pure: no Django.

Source: clamd(8), "INSTREAM": ``zINSTREAM\\0``, then chunks of <length: four bytes, network order><bytes>, then a length
of zero; the answer ends with a zero byte: "stream: OK", "stream: NAME FOUND" or "... ERROR".
"""

import socket
import struct

CHUNK = 64 * 1024
LONGEST_ANSWER = 4096


class ScannerUnavailable(Exception):
    """The daemon does not answer, or not with a verdict; the message says what happened, for the log."""


def scan(content: bytes, *, address: str, timeout: float) -> str:
    """Return the name of what clamd finds in ``content``, "" for nothing.

    ``address`` is the path of a Unix socket ("/run/clamav/clamd.ctl") or "host:port".

    :raises ScannerUnavailable: if it cannot be asked or gives no verdict.
    """
    try:
        with _connect(address, timeout) as connection:
            _send(connection, content)
            answer = _answer(connection)
    except (OSError, ValueError) as error:
        raise ScannerUnavailable(f"clamd at {address}: {error}") from error
    words = answer.removeprefix("stream:").strip()
    if words == "OK":
        return ""
    if words.endswith(" FOUND"):
        return words.removesuffix(" FOUND")
    raise ScannerUnavailable(f"clamd at {address} answered {answer!r}")


def _connect(address: str, timeout: float) -> socket.socket:
    if address.startswith("/"):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.settimeout(timeout)
            connection.connect(address)
        except OSError:
            connection.close()
            raise
        return connection
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout)


def _send(connection: socket.socket, content: bytes) -> None:
    """Send all; a daemon that has seen enough (its own size limit) answers and hangs up in the middle."""
    try:
        connection.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), CHUNK):
            chunk = content[start : start + CHUNK]
            connection.sendall(struct.pack("!I", len(chunk)) + chunk)
        connection.sendall(struct.pack("!I", 0))
    except (BrokenPipeError, ConnectionResetError):
        return


def _answer(connection: socket.socket) -> str:
    parts = b""
    while not parts.endswith(b"\0") and len(parts) < LONGEST_ANSWER:
        received = connection.recv(LONGEST_ANSWER)
        if not received:
            break
        parts += received
    return parts.rstrip(b"\0\n").decode("utf-8", "replace")
