"""Texts that say nearly the same are alike; others are not, however much their letterheads agree."""

import unicodedata

from documents.likeness import ALIKE, resemblance, runs, sketch
from portal.text.vietnamese import fold
from tests.factories.documents import PLAN

OTHER = PLAN.split("KẾ HOẠCH")[0] + "\n".join(
    f"Điều {number}. Sở thứ {number} rà soát tài sản công, báo cáo kết quả theo quý về đơn vị đầu mối số {number * 7}."
    for number in range(1, 30)
)


def share(one: str, other: str) -> float:
    return resemblance(runs(one), runs(other))


def test_a_text_without_accents_in_other_line_ends_and_forms_is_the_same() -> None:
    for changed in (fold(PLAN), unicodedata.normalize("NFD", PLAN), PLAN.replace("\n", "  \r\n"), PLAN.upper()):
        assert share(PLAN, changed) == 1.0
        assert sketch(changed) == sketch(PLAN)


def test_one_changed_word_leaves_texts_alike_and_their_sketches_touch() -> None:
    long = "\n".join(PLAN.replace("hộp thư", f"hộp thư số {number}") for number in range(6))
    changed = long.replace("mười ngày", "mười lăm ngày", 1)

    assert ALIKE < share(long, changed) < 1
    assert set(sketch(long)) & set(sketch(changed))


def test_the_same_letterhead_does_not_make_texts_alike() -> None:
    assert share(PLAN, OTHER) < 0.5


def test_nothing_is_like_nothing() -> None:
    assert share("", PLAN) == 0.0
    assert sketch("") == ()
    assert sketch("một hai") == sketch("Một, hai.")
