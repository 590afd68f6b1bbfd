"""Every file ends in text or in a named status; no file ends anything but its own reading."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest
from reportlab.lib import pdfencrypt
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from documents.extraction import Limits, Status, extract, operations
from documents.extraction.sniff import kind_of
from documents.extraction.types import Refused

DOCUMENT = (
    '<?xml version="1.0"?>{dtd}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body>{body}</w:body></w:document>"
)


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def docx(body: str, dtd: str = "", **parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", DOCUMENT.format(dtd=dtd, body=body))
        for name, data in parts.items():
            archive.writestr(f"word/{name}", data)
    return buffer.getvalue()


def pdf(draw: Callable[[Canvas], None], **options: object) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), **options)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def picture() -> ImageReader:
    from PIL import Image

    return ImageReader(Image.new("RGB", (60, 84), (250, 250, 250)))


def words(canvas: Canvas, lines: int = 20) -> None:
    for line in range(lines):
        canvas.drawString(60, 780 - 20 * line, f"Dieu {line + 1}. Noi dung cua dieu nay duoc ghi day du.")
    canvas.showPage()


def test_every_page_of_a_pdf_has_its_own_text() -> None:
    found = extract(pdf(lambda canvas: (words(canvas), words(canvas, 2))), "van-ban.pdf")

    assert found.status is Status.EXTRACTED
    assert [page.number for page in found.pages] == [1, 2]
    assert "Dieu 20." in found.pages[0].text
    assert "Dieu 20." not in found.pages[1].text
    assert found.text == "\n\n".join(page.text for page in found.pages)


def test_a_picture_with_nothing_but_a_signature_stamp_is_a_scan() -> None:
    def stamped(canvas: Canvas) -> None:
        canvas.drawImage(picture(), 0, 0, 595, 842)
        canvas.drawString(400, 800, "Nguoi ky: Cong thong tin dien tu")
        canvas.drawString(400, 785, "Signed by: Cong thong tin")
        canvas.drawString(400, 770, "Date: 20.04.2026 09:15:02")
        canvas.showPage()

    found = extract(pdf(stamped), "ban-scan.pdf")

    assert found.status is Status.SCAN
    assert found.status.label == "bản scan chưa có văn bản"
    assert found.text == ""


def test_a_picture_under_real_text_is_no_scan_and_a_scanned_annex_is_named() -> None:
    def background(canvas: Canvas) -> None:
        canvas.drawImage(picture(), 0, 0, 595, 842)
        words(canvas)
        canvas.drawImage(picture(), 0, 0, 595, 842)
        canvas.showPage()

    found = extract(pdf(background), "co-nen.pdf")

    assert found.status is Status.EXTRACTED
    assert "Trang 2 " in found.detail


def test_a_locked_pdf_says_so() -> None:
    locked = pdf(words, encrypt=pdfencrypt.StandardEncryption("mat-khau", canPrint=0))

    assert extract(locked, "khoa.pdf").status is Status.ENCRYPTED


@pytest.mark.parametrize("content", [b"%PDF-1.7\nrubbish", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<</Root 1 0 R>>"])
def test_a_damaged_pdf_says_so(content: bytes) -> None:
    assert extract(content, "hong.pdf").status is Status.DAMAGED


def test_a_pdf_of_too_many_pages_is_too_large() -> None:
    found = extract(pdf(lambda canvas: [canvas.showPage() for _ in range(12)]), "dai.pdf", Limits(pages=10))

    assert found.status is Status.TOO_LARGE


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<!DOCTYPE html><html><body>xin chao</body></html>", "gia.pdf"),
        (b"MZ\x90\x00\x03" + bytes(400), "gia.pdf"),
        (b"\x7fELF" + bytes(400), "gia.txt"),
        (b"plain words", "gia.docx"),
        (b"%PDF-1.7 anything", "gia.txt"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "gia.pdf"),
        (b"plain words", "gia.doc"),
        (b"%PDF-1.7 anything", "gia.xls"),
        (b"{\\rtf1 abc}", "gia.xlsx"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(content: bytes, name: str) -> None:
    found = extract(content, name)

    assert found.status is Status.UNSUPPORTED
    assert found.detail


def test_an_empty_file_is_damaged() -> None:
    assert extract(b"", "rong.pdf").status is Status.DAMAGED


def test_paragraphs_tables_and_text_boxes_come_in_the_order_of_the_page() -> None:
    cells = "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in ("một", "hai"))
    body = (
        paragraph("Trước")
        + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
        + "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>"
        + "<w:p><w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del><w:ins><w:r><w:t>Sau</w:t></w:r></w:ins></w:p>"
    )

    found = extract(docx(body), "bang.docx")

    assert found.status is Status.EXTRACTED
    assert found.text == "Trước\nmột\thai\na\tb\nc\nSau"


def test_headers_are_read_apart_from_the_body() -> None:
    header = DOCUMENT.format(dtd="", body=paragraph("MẬT")).encode()

    found = extract(docx(paragraph("Nội dung"), **{"header1.xml": header}), "a.docx")

    assert found.text == "Nội dung"
    assert found.margin_text == "MẬT"
    assert found.everything == "MẬT\n\nNội dung"


def test_text_comes_out_composed() -> None:
    found = extract(docx(paragraph(normalize("NFD", "Kết luận của Bộ Chính trị"))), "nfd.docx")

    assert found.text == normalize("NFC", "Kết luận của Bộ Chính trị")


def test_a_zip_bomb_is_too_large() -> None:
    bomb = docx(paragraph("x"), **{"media.bin": bytes(60_000_000)})

    assert extract(bomb, "bom.docx").status is Status.TOO_LARGE


def test_an_archive_that_lies_about_its_sizes_is_no_way_in() -> None:
    content = docx(paragraph("a" * 3_000_000))
    size = (len(DOCUMENT.format(dtd="", body=paragraph("a" * 3_000_000)))).to_bytes(4, "little")
    liar = content.replace(size, (10).to_bytes(4, "little"))

    assert liar != content
    assert extract(liar, "doi.docx").status is Status.DAMAGED


@pytest.mark.parametrize(
    "dtd",
    [
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>',
    ],
)
def test_entities_are_refused(dtd: str) -> None:
    found = extract(docx("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", dtd=dtd), "thuc-the.docx")

    assert found.status is Status.UNSUPPORTED
    assert "root:" not in found.everything


def test_a_file_with_macros_is_refused() -> None:
    assert extract(docx(paragraph("x"), **{"vbaProject.bin": b"x"}), "macro.docx").status is Status.UNSUPPORTED


def test_elements_nested_without_end_are_damage_and_not_a_crash() -> None:
    deep = "<w:sdt>" * 5000 + paragraph("x") + "</w:sdt>" * 5000

    assert extract(docx(deep), "sau.docx").status in (Status.DAMAGED, Status.TOO_LARGE)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_plain_text_of_every_unicode_encoding_is_read(encoding: str) -> None:
    found = extract("Chỉ thị về công tác dân vận".encode(encoding), "chi-thi.txt")

    assert (found.status, found.text) == (Status.EXTRACTED, "Chỉ thị về công tác dân vận")


def test_windows_text_is_read_where_it_is_not_unicode() -> None:
    content = "Kế hoạch tuyên truyền".encode("cp1258", "ignore") or b""
    decomposed = normalize("NFD", "Kế hoạch").replace("e\u0302", "ê").encode("cp1258")

    assert extract(decomposed, "cu.txt").text == "Kế hoạch"
    assert extract(content, "cu2.txt").status is Status.EXTRACTED


def test_html_is_read_as_the_text_that_it_shows() -> None:
    page = "<html><head><style>p{}</style><script>alert(1)</script></head><body><p>Một</p><p>Hai</p></body></html>"

    found = extract(page.encode(), "trang.html")

    assert found.text.split() == ["Một", "Hai"]


def test_a_file_that_fells_its_reader_leaves_the_next_one_readable() -> None:
    operations.close()
    starved = Limits(memory_bytes=90_000_000)
    body = "".join(paragraph("chữ " * 20) for _ in range(60_000))

    first = extract(docx(body), "nang.docx", starved)
    second = extract("Vẫn đọc được".encode(), "sau.txt")

    assert first.status in (Status.TOO_LARGE, Status.DAMAGED)
    assert second.text == "Vẫn đọc được"


def test_a_file_that_never_ends_is_stopped() -> None:
    body = "".join(paragraph("chữ " * 5) for _ in range(300_000))

    found = extract(docx(body), "vo-tan.docx", Limits(seconds=-2.9, unpacked_bytes=400_000_000))

    assert found.status is Status.TOO_LARGE
    assert extract("Tiếp".encode(), "sau.txt").text == "Tiếp"


def test_nobody_waits_for_a_new_reader_after_a_hundred_files_or_a_fault() -> None:
    operations.close()
    for number in range(operations._SUCCESSOR_AFTER):
        extract(f"Văn bản {number}".encode(), "a.txt")
    successor, worn = operations._idle

    for number in range(operations._FILES_PER_CHILD - operations._SUCCESSOR_AFTER):
        extract(f"Văn bản {number}".encode(), "a.txt")

    assert worn.process.poll() is not None, "a reader ends after its hundred files"
    assert operations._idle == [successor]
    successor.process.kill()
    successor.process.wait()
    assert extract("Vẫn đọc".encode(), "b.txt").text == "Vẫn đọc"
    assert len(operations._idle) == 1


def test_a_name_never_reaches_a_path() -> None:
    assert extract(b"noi dung", "../../etc/passwd.txt").text == "noi dung"
    with pytest.raises(Refused):
        kind_of(b"noi dung", "../../etc/passwd.exe")


@pytest.mark.shared
def test_the_born_digital_samples_are_read(shared: Path) -> None:
    for path in [*shared.glob("samples/files/pdf/*.pdf"), *shared.glob("samples/files/docx/*.docx")]:
        found = extract(path.read_bytes(), path.name)

        assert found.status is Status.EXTRACTED, path.name
        assert len(found.text) > 2_000, path.name
        assert "�" not in found.text


@pytest.mark.shared
def test_the_scanned_samples_are_scans_although_two_carry_a_stamp(shared: Path) -> None:
    for path in shared.glob("samples/files/scan/*.pdf"):
        assert extract(path.read_bytes(), path.name).status is Status.SCAN, path.name


@pytest.mark.shared
def test_plain_text_keeps_every_word(shared: Path) -> None:
    for path in shared.glob("seeds/*.txt"):
        found = extract(path.read_bytes(), path.name)

        assert found.text.split() == normalize("NFC", path.read_text(encoding="utf-8")).split()
        assert json.dumps(found.text)
