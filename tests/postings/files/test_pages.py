import io
import json

import pikepdf
import pytest
from PIL import Image, ImageFile

from postings.files.pages import inspect, join
from tests.postings.files.building import pdf_of, picture_of


@pytest.fixture
def joined(tmp_path):
    """Return a function that joins (content, type) behind a cover and gives result and PDF."""

    def run(*parts):
        (tmp_path / "cover").write_bytes(pdf_of("Inhalt"))
        manifest = {
            "cover": str(tmp_path / "cover"),
            "cover_title": "Inhalt",
            "output": str(tmp_path / "out"),
            "parts": [],
        }
        for place, (content, file_type) in enumerate(parts):
            path = tmp_path / str(place)
            path.write_bytes(content)
            manifest["parts"].append({"path": str(path), "type": file_type, "title": f"Teil {place}"})
        result = join(json.dumps(manifest).encode(), "")
        return result, pikepdf.open(tmp_path / "out")

    return run


def inspected(tmp_path, content, file_type):
    (tmp_path / "x").write_bytes(content)
    return inspect(json.dumps([{"path": str(tmp_path / "x"), "type": file_type}]).encode(), "")[0]


@pytest.mark.parametrize(
    ("content", "file_type", "pages", "problem"),
    [
        (pdf_of(pages=4), "pdf", 4, ""),
        (pdf_of(password="geheim"), "pdf", None, "encrypted"),
        (b"%PDF-1.7\n%%EOF", "pdf", None, "broken"),
        (picture_of("PNG", mode="RGBA"), "png", 1, ""),
        (picture_of("JPEG"), "jpg", 1, ""),
        (picture_of("PNG")[:60], "png", None, "broken"),
        (picture_of("JPEG")[:200], "jpg", None, "broken"),
    ],
)
def test_pages_are_counted_and_what_has_none_says_why(tmp_path, content, file_type, pages, problem):
    assert inspected(tmp_path, content, file_type) == {"pages": pages, "problem": problem}


def test_a_half_picture_is_broken_even_where_something_else_asked_pillow_to_accept_it(tmp_path, monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)

    assert inspected(tmp_path, picture_of("PNG")[:60], "png") == {"pages": None, "problem": "broken"}
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True


def test_parts_follow_the_cover_with_a_bookmark_each(joined):
    result, pdf = joined((pdf_of(pages=2), "pdf"), (picture_of("PNG"), "png"), (pdf_of(), "pdf"))

    with pdf.open_outline() as outline:
        marks = [(item.title, pdf.pages.index(pikepdf.Page(item.destination[0]))) for item in outline.root]
    assert (result, len(pdf.pages)) == ({"failed": []}, 5)
    assert marks == [("Inhalt", 0), ("Teil 0", 1), ("Teil 1", 3), ("Teil 2", 4)]


def test_a_part_that_cannot_be_joined_is_told_and_keeps_nothing_out(joined):
    result, pdf = joined((b"%PDF-1.7 kaputt", "pdf"), (pdf_of(), "pdf"), (picture_of("PNG")[:60], "png"))

    assert (result, len(pdf.pages)) == ({"failed": [0, 2]}, 2)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"])
def test_pictures_of_every_kind_become_a_page(joined, mode):
    buffer = io.BytesIO()
    Image.new(mode, (30, 40)).save(buffer, "PNG")

    result, pdf = joined((buffer.getvalue(), "png"))

    assert (result["failed"], len(pdf.pages), pdf.pages[1].mediabox[2] < pdf.pages[1].mediabox[3]) == ([], 2, True)


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_photographs_become_a_page(joined, mode):
    result, pdf = joined((picture_of("JPEG", mode=mode, size=(400, 300)), "jpg"))

    assert (result["failed"], [round(float(n)) for n in pdf.pages[1].mediabox[2:]]) == ([], [842, 595])


def test_a_photograph_is_turned_as_the_camera_says(joined):
    exif = Image.Exif()
    exif[0x0112] = 6
    _result, pdf = joined((picture_of("JPEG", size=(400, 300), exif=exif), "jpg"))

    picture = pdf.pages[1].Resources.XObject.Bild
    assert (int(picture.Width), int(picture.Height), str(picture.Filter)) == (300, 400, "/DCTDecode")


def test_what_acts_by_itself_stays_behind(joined):
    with pikepdf.open(io.BytesIO(pdf_of())) as pdf:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        link = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://example.org"))
        pdf.Root.OpenAction = script
        pdf.pages[0].obj.AA = pikepdf.Dictionary(O=script)
        pdf.pages[0].obj.Annots = pdf.make_indirect(
            pikepdf.Array(
                pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
                for action in (script, link)
            )
        )
        pdf.attachments["x.exe"] = b"MZ"
        buffer = io.BytesIO()
        pdf.save(buffer)

    _result, merged = joined((buffer.getvalue(), "pdf"))

    page = merged.pages[1].obj
    assert ("/OpenAction" in merged.Root, "/AA" in page, "/Names" in merged.Root) == (False, False, False)
    assert ["/A" in note for note in page.Annots] == [False, True]
