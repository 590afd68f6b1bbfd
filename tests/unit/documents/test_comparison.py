"""What a child does with its parent's clauses is told by their words, not by their place or number."""

import random
import unicodedata

from documents.comparison import Clause, Comparison, Fate, clauses, compare_clauses
from documents.layout_nodes import nodes
from documents.nodes import BodyNode, stored

PARENT = """I. NHIỆM VỤ
1. Rà soát, công khai các thủ tục hành chính tại trụ sở và trên trang thông tin điện tử.
2. Lập đường dây tiếp nhận sáng kiến của cán bộ, công chức và trả lời trong mười ngày làm việc.
3. Tổ chức đối thoại định kỳ với người dân mỗi quý một lần tại nhà văn hóa thôn.
4. Báo cáo kết quả về Ban Tuyên giáo và Dân vận trước ngày 20 tháng cuối quý."""
CHILD = """I. NHIỆM VỤ
1. Rà soát, công khai các thủ tục hành chính tại trụ sở và trên trang thông tin điện tử.
2. Lập hộp thư và đường dây tiếp nhận sáng kiến của cán bộ, công chức, người dân; trả lời trong bảy ngày làm việc.
3. Bố trí kinh phí từ ngân sách xã cho ba mô hình điểm trong năm đầu.
4. Báo cáo kết quả về Ban Tuyên giáo và Dân vận trước ngày 20 tháng cuối quý."""


def parts(text: str) -> list[BodyNode]:
    return [BodyNode(**each) for each in stored(nodes(text))]


def read(parent: str, child: str) -> Comparison:
    return compare_clauses(clauses(parent, parts(parent)), clauses(child, parts(child)))


def fates(found: Comparison) -> list[tuple[str, str]]:
    return [(pair.fate.value, (pair.child or pair.parent or Clause("", "", "", "")).body[:12]) for pair in found.pairs]


def test_copied_adapted_dropped_and_added_are_told_apart_and_counted() -> None:
    found = read(PARENT, CHILD)

    assert fates(found) == [
        ("copied", "NHIỆM VỤ"),
        ("copied", "Rà soát, côn"),
        ("adapted", "Lập hộp thư "),
        ("dropped", "Tổ chức đối "),
        ("added", "Bố trí kinh "),
        ("copied", "Báo cáo kết "),
    ]
    assert found.counts == {Fate.COPIED: 3, Fate.ADAPTED: 1, Fate.DROPPED: 1, Fate.ADDED: 1}


def test_turned_around_dropped_and_added_change_places() -> None:
    there, back = read(PARENT, CHILD).counts, read(CHILD, PARENT).counts

    assert (there[Fate.DROPPED], there[Fate.ADDED]) == (back[Fate.ADDED], back[Fate.DROPPED])
    assert there[Fate.COPIED] == back[Fate.COPIED]


def test_numbered_anew_shuffled_or_decomposed_the_clauses_keep_their_fates() -> None:
    lines = CHILD.splitlines()[1:]
    random.Random(5).shuffle(lines)
    shuffled = "\n".join([CHILD.splitlines()[0], *(f"{at}. {line[3:]}" for at, line in enumerate(lines, 1))])

    for changed in (shuffled, unicodedata.normalize("NFC", unicodedata.normalize("NFD", CHILD))):
        assert read(PARENT, changed).counts == read(PARENT, CHILD).counts


def test_a_clause_taken_out_of_the_child_is_dropped() -> None:
    without = "\n".join(line for line in PARENT.splitlines() if not line.startswith("2."))

    found = read(PARENT, without)

    assert [pair.parent.label for pair in found.pairs if pair.fate is Fate.DROPPED and pair.parent] == ["2"]
    assert found.counts[Fate.ADDED] == 0


def test_a_text_without_parts_is_compared_paragraph_by_paragraph() -> None:
    found = compare_clauses(clauses("Một hai ba bốn.\nNăm sáu bảy tám.", []), clauses("Năm sáu bảy tám.", []))

    assert [pair.fate for pair in found.pairs] == [Fate.DROPPED, Fate.COPIED]


def test_endless_texts_of_the_same_words_are_bounded() -> None:
    long = [Clause("", str(at), "", "theo quy định của pháp luật " * 20) for at in range(3_000)]

    found = compare_clauses(long, long)

    assert found.cut
    assert len(found.pairs) <= 3_000
