"""The text on the sheet: every line once, parts with anchors."""

from documents import body, layout_nodes, nodes
from documents.marked_text import Place, pieces
from documents.nodes import BodyNode
from tests.factories.documents import PLAN


def parts_of(text: str) -> tuple[BodyNode, ...]:
    return tuple(BodyNode(**each) for each in nodes.stored(layout_nodes.nodes(text)))


def test_every_line_of_the_text_is_shown_once() -> None:
    shown = body.sheet(PLAN, parts_of(PLAN), "Kế hoạch")

    lines = [*shown.left, *shown.right, *shown.title, *shown.recipients, *shown.tail]
    lines += [
        (block.label if at == 0 else "") + line
        for block in shown.blocks
        for at, line in enumerate(block.lines or ("",))
    ]
    assert sorted("".join(lines).replace(" ", "")) == sorted(PLAN.replace("\n", "").replace(" ", ""))


def test_the_printed_head_stands_in_two_columns() -> None:
    shown = body.sheet(PLAN, parts_of(PLAN), "Kế hoạch")

    assert "Độc lập - Tự do - Hạnh phúc" in shown.right
    assert "Số: 208/KH-UBND" in shown.left
    assert shown.title[0] == "KẾ HOẠCH"


def test_lines_of_dashes_are_rules_and_not_words_of_the_head() -> None:
    drawn = PLAN.replace("Số: 208", "-----------------\nSố: 208").replace("KẾ HOẠCH\n", "----\n***\nKẾ HOẠCH\n", 1)

    shown = body.sheet(drawn, parts_of(drawn), "Kế hoạch")

    plain = body.sheet(PLAN, parts_of(PLAN), "Kế hoạch")
    assert (shown.left, shown.right, shown.title) == (plain.left, plain.right, plain.title)


def test_contents_hold_titles_and_no_sentences() -> None:
    texts = [line.text for line in body.contents(PLAN, parts_of(PLAN))]

    assert "I. MỤC ĐÍCH, YÊU CẦU" in texts
    assert not any("Mỗi xã" in text for text in texts)


def test_a_page_is_cut_at_the_places_where_fields_were_read() -> None:
    found = pieces("abcdefghij", 100, [Place(1, "x", 102, 104), Place(2, "y", 103, 106), Place(3, "z", 300, 301)])

    assert [(piece.text, piece.number) for piece in found] == [("ab", 0), ("cd", 1), ("ef", 2), ("ghij", 0)]


LETTER = """ỦY BAN NHÂN DÂN
TỈNH VẠN XUÂN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số:          /UBND-VXNV
V/v triển khai thực hiện một kết luận
Vạn Xuân, ngày       tháng    năm 2021
Kính gửi:
- Các sở, ban, ngành;
Thực hiện một kết luận, Chủ tịch yêu cầu:
1. Nâng cao nhận thức."""


def test_a_letter_prints_no_type_and_still_has_a_head() -> None:
    made = body.sheet(LETTER, parts_of(LETTER), "Công văn")

    assert made.left == (
        "ỦY BAN NHÂN DÂN", "TỈNH VẠN XUÂN", "Số:          /UBND-VXNV", "V/v triển khai thực hiện một kết luận",
    )  # fmt: skip
    assert made.right[0].startswith("CỘNG HÒA")
    assert made.right[-1].startswith("Vạn Xuân, ngày")
    assert made.blocks[0].lines[0] == "Kính gửi:"
    lead, _ = body.without_frame(LETTER, parts_of(LETTER), "Công văn")
    assert lead.startswith("Kính gửi:")


def test_a_text_without_the_printed_head_of_a_letter_keeps_every_line_in_place() -> None:
    text = "Số: 12/UBND-VX\nV/v một việc\nKính gửi: Sở Nội vụ\n1. Việc."

    made = body.sheet(text, parts_of(text), "Công văn")

    assert (made.left, made.right) == ((), ())
    assert made.blocks[0].lines == ("Số: 12/UBND-VX", "V/v một việc", "Kính gửi: Sở Nội vụ")
