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


def test_contents_hold_titles_and_no_sentences() -> None:
    texts = [line.text for line in body.contents(PLAN, parts_of(PLAN))]

    assert "I. MỤC ĐÍCH, YÊU CẦU" in texts
    assert not any("Mỗi xã" in text for text in texts)


def test_a_page_is_cut_at_the_places_where_fields_were_read() -> None:
    found = pieces("abcdefghij", 100, [Place(1, "x", 102, 104), Place(2, "y", 103, 106), Place(3, "z", 300, 301)])

    assert [(piece.text, piece.number) for piece in found] == [("ab", 0), ("cd", 1), ("ef", 2), ("ghij", 0)]
