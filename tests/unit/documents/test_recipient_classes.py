"""Lines of recipients are read as classes of bodies; what is only told, or kept, names nobody who has to act."""

import unicodedata

import pytest

from documents.recipient_classes import lines_to_act, read_line
from portal.text.vietnamese import fold


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ("- Các sở, ban, ngành;", ["so-nganh"]),
        ("Các Sở, ban, ngành", ["so-nganh"]),
        ("- Các sở, ngành thành phố,", ["so-nganh"]),
        ("Ủy ban nhân dân các xã, phường;", ["ubnd-xa"]),
        ("UBND các xã, phường, đặc khu", ["ubnd-xa"]),
        ("- Ủy ban nhân dân các huyện, thành phố.", ["ubnd-huyen"]),
        ("UBND các huyện, thị xã, thành phố", ["ubnd-huyen"]),
        ("- Các huyện ủy, đảng ủy trực thuộc,", ["huyen-uy", "dang-uy-truc-thuoc"]),
        ("- Các huyện, thị, thành ủy", ["huyen-uy"]),
        ("Các đảng ủy xã, phường", ["dang-uy-xa"]),
        ("- Các đảng uỷ trực thuộc,", ["dang-uy-truc-thuoc"]),
        ("- Các ban, cơ quan của Tỉnh ủy,", ["ban-dang"]),
        ("- Các ban, cơ quan Thành ủy,", ["ban-dang"]),
        ("- Các ban cán sự đảng, đảng đoàn,", ["dang-doan"]),
        ("- MTTQ và các tổ chức chính trị - xã hội TP,", ["mat-tran"]),
        ("- Các tỉnh ủy, thành ủy,", ["tinh-uy"]),
        ("Các sở, ban, ngành; UBND các xã, phường", ["ubnd-xa", "so-nganh"]),
        ("Ban Tổ chức Tỉnh ủy", []),
        ("Văn phòng Ủy ban nhân dân tỉnh", []),
    ],
)
def test_a_line_names_its_classes_in_every_spelling(line: str, keys: list[str]) -> None:
    for spelt in (line, line.upper(), unicodedata.normalize("NFD", line), fold(line)):
        assert [each.key for each in read_line(spelt).classes] == keys, spelt


def test_a_bare_list_of_places_means_the_committees_of_the_branch_that_writes() -> None:
    assert [each.key for each in read_line("Các xã, phường").classes] == ["ubnd-xa"]
    assert [each.key for each in read_line("Các xã, phường", party=True).classes] == ["dang-uy-xa"]


def test_who_is_only_told_or_keeps_a_copy_is_not_asked_to_act() -> None:
    recipients = """- Thường trực Tỉnh ủy (để báo cáo);
- Như trên;
- Các đồng chí Tỉnh ủy viên,
- Sở Tư pháp (để phối hợp);
- Sở Nội vụ;
- Lưu: VT, NC."""

    read = lines_to_act(recipients, "- Các sở, ban, ngành;\n- UBND các xã, phường")

    assert [line.text for line in read] == ["Các sở, ban, ngành", "UBND các xã, phường", "Sở Nội vụ"]
    assert read[-1].rest == "Sở Nội vụ"
