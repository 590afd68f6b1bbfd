"""Stamps are found however they are set; sentences that speak of secrets are not stamps."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.secrecy import marks, notices, scopes


@pytest.mark.parametrize(
    ("text", "mark", "kind"),
    [
        ("MẬT", "MẬT", "secret"),
        ("M Ậ T", "MẬT", "secret"),
        ("M\nẬ\nT\n", "MẬT", "secret"),
        ("M.Ậ.T", "MẬT", "secret"),
        ("MẬ T", "MẬT", "secret"),
        ("T Ố I  M Ậ T", "TỐI MẬT", "secret"),
        ("TUYỆT MẬT", "TUYỆT MẬT", "secret"),
        ("**MẬT**", "MẬT", "secret"),
        ("(MẬT)", "MẬT", "secret"),
        ("M\u200bẬT", "MẬT", "secret"),
        ("МẬТ", "MẬT", "secret"),
        ("TOI MAT", "TỐI MẬT", "secret"),
        ("Độ mật: Tối mật", "TỐI MẬT", "secret"),
        ("Số 12-BC/TU MẬT", "MẬT", "secret"),
        ("Số: 12-BC/TU (Mật)", "MẬT", "secret"),
        ("ĐẢNG CỘNG SẢN VIỆT NAM\tMẬT", "MẬT", "secret"),
        ("MẬT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "MẬT", "secret"),
        ("KẾT LUẬN (MẬT)", "MẬT", "secret"),
        ("MẬT - HỎA TỐC", "MẬT", "secret"),
        ("LƯU HÀNH NỘI BỘ", "LƯU HÀNH NỘI BỘ", "internal"),
        ("(Tài liệu lưu hành nội bộ)", "LƯU HÀNH NỘI BỘ", "internal"),
        ("TÀI LIỆU NỘI BỘ", "TÀI LIỆU NỘI BỘ", "internal"),
        ("XEM XONG TRẢ LẠI", "XEM XONG TRẢ LẠI", "internal"),
        ("TÀI LIỆU THU HỒI", "TÀI LIỆU THU HỒI", "internal"),
        ("KHÔNG SAO CHỤP", "KHÔNG SAO CHỤP", "internal"),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_stamp_is_found_however_it_is_set(text: str, mark: str, kind: str, form: str) -> None:
    page = f"TỈNH ỦY X\n{text}\nBÁO CÁO\nvề tình hình"

    found = marks(unicodedata.normalize(form, page) if "TOI" not in text else f"{text}\nBAO CAO")

    assert mark in {each.mark for each in found}
    assert next(each.kind for each in found if each.mark == mark) == kind


@pytest.mark.parametrize(
    "text",
    [
        "làm lộ bí mật nhà nước bị xử lý nghiêm",
        "Luật Bảo vệ bí mật nhà nước",
        "LUẬT BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "DANH MỤC BÍ\nMẬT",
        "cán bộ giữ bí\nmật công tác",
        "QUY CHẾ BẢO MẬT",
        "đóng dấu “MẬT” lên văn bản",
        "a) Tuyệt mật;\nb) Tối mật;\nc) Mật.",
        "gây chia rẽ, mất đoàn kết nội bộ",
        "BẢO VỆ CHÍNH TRỊ NỘI BỘ",
        "Không sao chụp dưới mọi hình thức khi chưa được phép",
        "MẮT\nMẶT\nMÁT",
        "thu hồi đất của hộ dân",
        "VỀ BẢO VỆ CHÍNH TRỊ\nNỘI BỘ",
        "QUYẾT ĐỊNH\nTHU HỒI\nĐẤT",
        "Mật ong rừng U Minh",
    ],
)
def test_words_about_secrets_are_no_stamp(text: str) -> None:
    assert marks(f"BÁO CÁO\n{text}\n") == ()


def test_a_draft_or_conference_paper_is_only_noted() -> None:
    text = "DỰ THẢO LẦN 2\n\nTÀI LIỆU HỘI NGHỊ\n\nNGHỊ QUYẾT"

    assert marks(text) == ()
    assert [(each.mark, each.kind) for each in notices(text)] == [
        ("DỰ THẢO", "draft"),
        ("TÀI LIỆU HỘI NGHỊ", "meeting"),
    ]


def test_a_stamp_says_where_it_stands() -> None:
    text = "TỈNH ỦY X\n\tTỐI MẬT\nBÁO CÁO"

    found = marks(text)

    assert [text[each.start : each.end] for each in found] == ["TỐI MẬT"]


@pytest.mark.parametrize(
    ("sentence", "audience"),
    [
        ("Chỉ thị này phổ biến đến Chi bộ.", "Chi bộ"),
        ("Kết luận này có hiệu lực kể từ ngày ký, được phổ biến tới chi bộ.", "chi bộ"),
        ("Phạm vi phổ biến: cấp ủy các cấp", "cấp ủy các cấp"),
        ("Công văn này phổ biến đến cấp ủy cơ sở", "cấp ủy cơ sở"),
        ("Nghị định này chỉ được lưu hành trong ngành.", "ngành"),
        ("Báo cáo này gửi đến các đồng chí ủy viên.", "các đồng chí ủy viên"),
    ],
)
def test_how_far_a_document_is_passed_on_is_scope_and_no_secret(sentence: str, audience: str) -> None:
    text = f"Mở đầu.\n{sentence}\nHết"

    found = scopes(text)

    assert [each.audience for each in found] == [audience]
    assert text[found[0].start : found[0].end] == found[0].quote
    assert marks(text) == ()


def test_spreading_the_content_is_no_scope() -> None:
    assert scopes("tuyên truyền, phổ biến các nội dung của Kết luận và Chỉ thị này đến cán bộ, đảng viên.") == ()
    assert scopes("Trong khi thực hiện Thông tư này, nếu có vướng mắc, đề nghị gửi đến Bộ Tài chính.") == ()
    assert scopes("Các cơ quan tổ chức thực hiện Nghị định này và phổ biến đến nhân dân.") == ()


@pytest.mark.shared
def test_no_public_text_is_taken_for_a_secret(shared: Path) -> None:
    texts = [path.read_text("utf-8") for path in (shared / "seeds").glob("*.txt")]
    rows = (shared / "samples/vbpl_documents.jsonl").read_text("utf-8").splitlines()
    texts += [json.loads(row)["text"] for row in rows]

    assert [marks(text) for text in texts] == [()] * len(texts)


@given(st.text(alphabet="MẬT TỐI\n\t .-*|mậtÂ", max_size=80))
def test_no_text_fails_and_marks_stand_in_it(text: str) -> None:
    for each in marks(text):
        assert 0 <= each.start < each.end
