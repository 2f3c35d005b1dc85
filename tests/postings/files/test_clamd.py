import socket

import pytest

from postings.files.clamd import ScannerUnavailable, scan
from tests.postings.files.building import EICAR, scanner


def test_clean_bytes_arrive_whole_and_are_found_clean():
    content = bytes(range(256)) * 2000  # more than seven chunks
    with scanner() as server:
        found = scan(content, address=server.address, timeout=5)

    assert (found, server.seen) == ("", [content])


def test_what_is_found_is_named():
    with scanner() as server:
        assert scan(b"vorn" + EICAR, address=server.address, timeout=5) == "Eicar-Signature"


def test_a_unix_socket_is_asked_by_its_path(tmp_path):
    with scanner(path=str(tmp_path / "clamd.ctl")) as server:
        assert scan(EICAR, address=server.address, timeout=5) == "Eicar-Signature"


@pytest.mark.parametrize("answer", [b"", b"stream: lstat() failed. ERROR\0", b"stream: O"])
def test_an_answer_without_verdict_is_no_verdict(answer):
    with scanner(answer=answer) as server, pytest.raises(ScannerUnavailable):
        scan(b"x", address=server.address, timeout=5)


def test_a_file_above_the_limit_of_the_daemon_is_not_clean():
    with scanner(limit=1000) as server, pytest.raises(ScannerUnavailable):
        scan(b"x" * 5_000_000, address=server.address, timeout=5)


def test_a_daemon_that_keeps_silent_is_given_up():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(ScannerUnavailable):
            scan(b"x", address=address, timeout=0.2)


@pytest.mark.parametrize("address", ["127.0.0.1:1", "/nirgends/clamd.ctl", "ohne-anschluss"])
def test_nobody_at_the_address(address):
    with pytest.raises(ScannerUnavailable):
        scan(b"x", address=address, timeout=1)
