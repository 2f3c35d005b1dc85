"""Small real files of every kind, and a scanner that speaks clamd's protocol."""

import io
import socketserver
import struct
import threading
import zipfile
from contextlib import contextmanager

import pikepdf
from PIL import Image

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def pdf_of(text: str = "Seite", *, pages: int = 1, password: str = "") -> bytes:
    """A PDF whose pages say ``text``."""
    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        for number in range(pages):
            page = pdf.add_blank_page(page_size=(595, 842))
            page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            page.obj.Contents = pdf.make_stream(f"BT /F1 14 Tf 60 760 Td ({text} {number + 1}) Tj ET".encode("latin-1"))
        if password:
            pdf.save(buffer, encryption=pikepdf.Encryption(user=password, owner=password))
        else:
            pdf.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def picture_of(file_type: str, *, mode: str = "RGB", size: tuple[int, int] = (60, 40), **options) -> bytes:
    """A picture as PNG or JPEG."""
    buffer = io.BytesIO()
    Image.new(mode, size, 128 if mode in ("L", "P") else (200, 30, 30, 90)[: len(mode)]).save(
        buffer, file_type, **options
    )
    return buffer.getvalue()


def docx_of(*, with_macros: bool = False, member: str = "word/document.xml") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(member, f"<w:document {WORD}><w:body/></w:document>")
        if with_macros:
            archive.writestr("word/vbaProject.bin", b"macro")
    return buffer.getvalue()


class _Handler(socketserver.BaseRequestHandler):
    """One INSTREAM session: counts what it is sent, answers as clamd does."""

    def handle(self):
        if self._read(10) != b"zINSTREAM\0":
            self.request.sendall(b"UNKNOWN COMMAND\0")
            return
        content = b""
        while length := struct.unpack("!I", self._read(4))[0]:
            content += self._read(length)
            if len(content) > self.server.limit:
                self.request.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.server.seen.append(content)
        if self.server.answer is not None:
            self.request.sendall(self.server.answer)
        elif EICAR in content:
            self.request.sendall(b"stream: Eicar-Signature FOUND\0")
        else:
            self.request.sendall(b"stream: OK\0")

    def _read(self, length):
        data = b""
        while len(data) < length:
            if not (part := self.request.recv(length - len(data))):
                raise ConnectionError("the client hung up")
            data += part
        return data


@contextmanager
def scanner(*, answer: bytes | None = None, limit: int = 50_000_000, path: str | None = None):
    """A server on a free port of the loopback address (or at ``path``) while the block runs."""
    base = socketserver.ThreadingUnixStreamServer if path else socketserver.ThreadingTCPServer
    with base(path or ("127.0.0.1", 0), _Handler) as server:
        server.answer, server.limit, server.seen = answer, limit, []
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        server.address = path or f"127.0.0.1:{server.server_address[1]}"
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
