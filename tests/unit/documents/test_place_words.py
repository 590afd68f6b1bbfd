"""How a part of a text is called where a result says in which part the words stand."""

from documents.layout_nodes import nodes
from documents.nodes import BodyNode, stored
from documents.place_words import places

LAW = "Chương I\nĐiều 5. Trách nhiệm\n1. Người đứng đầu:\na) Nêu gương;\nb) Nghe dân.\n2. Cán bộ làm theo.\n"
PLAN = "I. MỤC ĐÍCH\n1. Mỗi xã một hộp thư.\n2. Trả lời trong mười ngày.\n2.1. Văn phòng theo dõi.\n"


def names(text: str) -> list[str]:
    found = [BodyNode(**node) for node in stored(nodes(text))]
    return list(places(found).values())


def test_a_clause_is_named_with_its_article() -> None:
    assert names(LAW) == [
        "Chương I",
        "Điều 5",
        "Khoản 1 Điều 5",
        "Điểm a khoản 1 Điều 5",
        "Điểm b khoản 1 Điều 5",
        "Khoản 2 Điều 5",
    ]


def test_a_numbered_part_is_called_what_people_call_it() -> None:
    assert names(PLAN)[0] == "Phần I"
    assert names(PLAN)[-1] == "Mục 2.1"


def test_an_unknown_kind_keeps_its_label() -> None:
    assert places([BodyNode("khac", "Lời kết", "loi-ket", 0, 1)]) == {"loi-ket": "Lời kết"}
