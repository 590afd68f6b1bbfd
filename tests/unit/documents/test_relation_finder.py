"""What a document says it does to those it cites."""

from datetime import date
from pathlib import Path

import pytest

from documents.relation_finder import relations
from portal.text.vietnamese import normalise

Said = set[tuple[str | None, str, str]]


def said(text: str, **options: str) -> Said:
    return {
        (each.acting.match_key if each.acting else None, each.kind, each.target.match_key)
        for each in relations(text, **options)  # type: ignore[arg-type]
    }


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị, Tỉnh ủy yêu cầu:", "implements"),
        ("V/v triển khai thực hiện Nghị quyết số 57-NQ/TW", "implements"),
        ("Quán triệt, triển khai thực hiện nghiêm túc Nghị quyết số 57-NQ/TW, Tỉnh ủy:", "implements"),
        ("Để cụ thể hóa Nghị quyết số 57-NQ/TW, Ban Thường vụ ban hành", "specifies"),
        ("Hướng dẫn thực hiện Nghị quyết số 57-NQ/TW", "guides"),
        ("Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024;", "based_on"),
        ("về sửa đổi, bổ sung một số điều của Nghị quyết số 57-NQ/TW", "amends"),
        ("BÃI BỎ NGHỊ QUYẾT SỐ 57-NQ/TW", "repeals"),
        ("Theo báo cáo, Nghị quyết số 57-NQ/TW đã đi vào cuộc sống.", "refers"),
    ],
)
def test_the_words_before_a_citation_say_what_is_done_to_it(text: str, kind: str) -> None:
    assert said(text) == {(None, kind, "57.nq.tw")}


def test_only_a_law_that_is_the_basis_is_one_not_those_that_amended_it() -> None:
    text = "Căn cứ Luật Tổ chức Chính phủ số 63/2025/QH15 đã được sửa đổi theo Luật số 87/2025/QH15;\n1. Điều khoản"

    assert (None, "based_on", "63.2025.qh.15") in said(text)
    assert (None, "based_on", "87.2025.qh.15") not in said(text)


def test_this_document_may_replace_another_at_its_end() -> None:
    text = "Điều 1. Nội dung\nĐiều 2. Hiệu lực\n1. Quyết định này thay thế Quyết định số 12/QĐ-UBND ngày 01/02/2020.\n"

    assert said(text) == {(None, "replaces", "12.qd.ubnd")}


def test_a_task_in_the_body_is_only_a_reference() -> None:
    text = "Mở đầu.\n1. Giao Sở Nội vụ triển khai thực hiện Nghị định số 73/2023/NĐ-CP, báo cáo.\n"

    assert said(text) == {(None, "refers", "73.2023.nd.cp")}


def test_what_another_document_carries_out_is_said_of_that_one() -> None:
    text = (
        "Kế hoạch số 116/KH-UBND về việc thực hiện Chương trình số 26-CTr/TU của Tỉnh ủy thực hiện Kết luận số 14-KL/TW"
    )

    assert {("116.kh.ubnd", "implements", "26.ctr.tu"), ("26.ctr.tu", "implements", "14.kl.tw")} <= said(text)


def test_a_document_has_no_relation_to_itself() -> None:
    assert said("Thực hiện Nghị quyết số 57-NQ/TW", own_key="57.nq.tw") == set()


def test_a_relation_quotes_its_words_at_their_place() -> None:
    text = "Mở đầu. Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị, Tỉnh ủy yêu cầu"

    (found,) = relations(text)

    assert found.quote == "Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị"
    assert text[found.start : found.end] == found.quote


@pytest.mark.shared
def test_the_common_parent_of_real_texts_comes_out_with_its_date(shared: Path) -> None:
    for seed in ("002", "004"):
        text = normalise(next((shared / "seeds").glob(f"{seed}_*.txt")).read_text("utf-8"))
        parents = {
            r.target.match_key: r.target.date for r in relations(text) if r.kind == "implements" and not r.acting
        }

        assert parents["14.kl.tw"] == date(2021, 9, 22)


@pytest.mark.shared
def test_the_chain_that_an_article_tells_is_read(shared: Path) -> None:
    text = normalise(next((shared / "seeds").glob("001_*.txt")).read_text("utf-8"))

    assert {("116.kh.ubnd", "implements", "26.ctr.tu"), ("26.ctr.tu", "implements", "14.kl.tw")} <= said(text)


@pytest.mark.shared
def test_other_numbers_in_a_real_text_give_other_parents(shared: Path) -> None:
    text = normalise(next((shared / "seeds").glob("004_*.txt")).read_text("utf-8"))
    changed = text.replace("14-KL/TW", "99-NQ/TW").replace("Kết luận", "Nghị quyết").replace("22/9/2021", "3/2/2018")
    changed = changed.replace("1608-CV/TU", "77-KH/TU").replace("Công văn số", "Kế hoạch số")

    parents = {(r.kind, r.target.match_key, str(r.target.date)) for r in relations(changed) if not r.acting}

    assert parents == {("implements", "99.nq.tw", "2018-02-03"), ("implements", "77.kh.tu", "2021-10-20")}
