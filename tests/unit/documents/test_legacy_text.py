"""Files of the years before Unicode come out as Unicode; what is Unicode already is left alone."""

import difflib
import io
import unicodedata
import zipfile
from pathlib import Path

import openpyxl
import pytest

from documents.extraction import Status, extract
from documents.extraction.legacy import is_garbled, to_unicode
from portal.text.syllables import soundness

SAMPLES = [
    "2003-02144qd.doc",
    "2003-A30.rtf",
    "2004-0328NDCP.doc",
    "2006-15786_FDI_Hoa_Ky.xls",
    "2006-Mau21_CKTC_NSH.xls",
    "2008-23.QD-991-UBND.doc",
]


def accented_words_kept(wanted: str, got: str) -> float:
    """Return the share of words with marks in ``wanted`` that stand in ``got``, in the same order; case aside."""
    words, found = (unicodedata.normalize("NFC", text).lower().split() for text in (wanted, got))
    blocks = difflib.SequenceMatcher(None, words, found, autojunk=False).get_matching_blocks()
    kept = {place for block in blocks for place in range(block.a, block.a + block.size)}
    marked = [place for place, word in enumerate(words) if not word.isascii()]
    return sum(place in kept for place in marked) / len(marked)


@pytest.mark.shared
@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_typed_with_old_fonts_comes_out_as_unicode(shared: Path, name: str) -> None:
    path = shared / "samples" / "files" / "legacy" / name

    found = extract(path.read_bytes(), name)

    assert found.status is Status.EXTRACTED
    assert found.encoding in {"tcvn3", "vni"}
    assert found.before != found.text
    shown = "\n".join(filter(None, (found.text, found.margin_text)))
    assert accented_words_kept(path.with_suffix(".txt").read_text("utf-8"), shown) >= 0.98


@pytest.mark.shared
def test_a_word_file_that_is_unicode_is_not_repaired(shared: Path) -> None:
    found = extract((shared / "samples/files/doc/hop_dong_lao_dong.doc").read_bytes(), "hop-dong.doc")

    assert (found.status, found.encoding, found.before) == (Status.EXTRACTED, "", "")
    assert "hợp đồng lao động" in found.text.lower()


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_only_the_blocks_of_the_old_font_are_turned(encoding: str) -> None:
    from viparse.normalize.encodings import get_charmap

    table = get_charmap(encoding)
    assert table is not None
    old = {new: was for was, new in table.pairs}
    said = "ủy ban nhân dân tỉnh đề nghị các sở, ban, ngành báo cáo kết quả trước ngày hai mươi"
    typed = "".join(old.get(letter, letter) for letter in said)
    sound = "Một đoạn đã là Unicode thì giữ nguyên từng chữ, kể cả hoà và phoá."
    assert typed != said

    found = to_unicode([typed, sound, "", "2004"])

    assert found.blocks == (said, sound, "", "2004")
    assert (found.encoding, found.changed) == (encoding, 1)


def test_a_font_named_in_a_unicode_file_changes_nothing() -> None:
    body = (
        '<w:p><w:r><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr>'
        "<w:t>Thông báo về việc lấy ý kiến nhân dân đối với dự thảo</w:t></w:r></w:p>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(
            "word/document.xml",
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            f"<w:body>{body}</w:body></w:document>",
        )

    found = extract(buffer.getvalue(), "thong-bao.docx")

    assert (found.text, found.encoding) == ("Thông báo về việc lấy ý kiến nhân dân đối với dự thảo", "")


def test_text_in_another_language_is_left_alone() -> None:
    said = "Le préfet a décidé, après délibération, de procéder à l'enquête publique près de l'hôtel de ville."

    assert to_unicode([said]).blocks == (said,)


def test_text_that_makes_no_words_is_named_untrusted() -> None:
    garbled = "Ðô¤ngê¨ìh ùýðc Ñàø§ þõæ¸x ðüñî ¢êðñ ïòóþ ûýàë ãðôí ëêøß çðñ"
    assert is_garbled(garbled)

    found = extract(garbled.encode(), "la.txt")

    assert found.status is Status.UNTRUSTED


def test_each_sheet_of_a_workbook_is_a_page() -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "Phân công"
    first.append(["STT", "Đơn vị", "Hạn"])
    first.append([1, "Sở Nội vụ", 2.0])
    second = book.create_sheet("Ghi chú")
    second.append(["Kết quả gửi trước ngày 30/11/2026"])
    book.create_sheet("Trống")
    buffer = io.BytesIO()
    book.save(buffer)

    found = extract(buffer.getvalue(), "phan-cong.xlsx")

    assert [page.text for page in found.pages] == [
        "Phân công\nSTT\tĐơn vị\tHạn\n1\tSở Nội vụ\t2",
        "Ghi chú\nKết quả gửi trước ngày 30/11/2026",
    ]


@pytest.mark.shared
@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_a_file_cut_short_ends_in_a_named_status(shared: Path, name: str, share: float) -> None:
    content = (shared / "samples" / "files" / "legacy" / name).read_bytes()

    found = extract(content[: int(len(content) * share)], name)

    assert found.status in set(Status)
    assert found.status is Status.EXTRACTED or found.detail


@pytest.mark.parametrize("by", [" ", "\n", "\u00a0", ", ", "-", "¸"])
def test_a_text_is_as_sound_as_its_words_however_often_they_come(by: str) -> None:
    words = ["Việt", "ViÖt", "NĐ", "nam", "nghiêng", "Xyzử", "mộtphầndàihơnmộtâmtiếtrấtnhiều", "ViÖt", "Việt"]

    sound, total = soundness(by.join(words * 3))

    found = [soundness(word) for word in (by.join(words * 3).split())]
    assert (sound, total) == (sum(pair[0] for pair in found), sum(pair[1] for pair in found))
    assert soundness("Việt ViÖt NĐ nam Việt") == (2, 3)
