"""What the sorter notices in an opinion, however it is written, and where it stands."""

import unicodedata
from collections.abc import Callable

import pytest

from portal.comments import hint_contacts, hint_reading, hint_words, hints
from portal.comments.hints import Hint, Text
from portal.text.vietnamese import fold, normalise


def found(text: str) -> tuple[Hint, ...]:
    read = Text.of(normalise(text))
    return hints.in_order([*hint_contacts.find(read), *hint_words.find(read), *hint_reading.find(read)])


def rules(text: str) -> set[str]:
    return {hint.rule for hint in found(text)}


def marked(text: str, rule: str) -> list[str]:
    plain = normalise(text)
    return [plain[hint.start : hint.end] for hint in found(text) if hint.rule == rule]


NUMBER = "0912345678"
WRITINGS: dict[str, Callable[[str], str]] = {
    "as it is": lambda number: number,
    "set apart": lambda number: f"{number[:4]} {number[4:7]} {number[7:]}",
    "dotted": lambda number: f"{number[:4]}.{number[4:7]}.{number[7:]}",
    "dashed": lambda number: f"{number[:3]}-{number[3:6]}-{number[6:]}",
    "digit by digit": " ".join,
    "dotted digit by digit": ".".join,
    "from abroad": lambda number: f"+84 {number[1:]}",
    "from abroad in brackets": lambda number: f"(+84){number[1:]}",
    "with the letter o": lambda number: number.replace("0", "o"),
    "with narrow blanks": lambda number: f"{number[:4]}\u202f{number[4:]}",
    "with invisible signs": lambda number: "\u200b".join(number),
}


@pytest.mark.parametrize("writing", WRITINGS)
def test_a_phone_number_is_seen_however_it_is_written(writing: str) -> None:
    written = WRITINGS[writing](NUMBER)
    text = f"Ai cần thì gọi {written} gặp tôi."

    places = marked(text, "DL-1")

    assert len(places) == 1
    digits = [letter for letter in places[0].replace("o", "0") if letter.isdigit()]
    assert "".join(digits)[-9:] == NUMBER[-9:]


@pytest.mark.parametrize(
    "text",
    ["không chín một hai ba bốn năm sáu bảy tám", "khong chin mot hai ba bon nam sau bay tam", "tổng đài 1900 6789"],
)
def test_a_phone_number_in_words_and_a_hotline_are_seen(text: str) -> None:
    assert "DL-1" in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "Họp ngày 02.09.2026 10:00 tại nhà văn hóa", "Số 08/2026/QH15", "Hỗ trợ 1.000.000.000 đồng", "Được 0,5 ha",
        "Từ năm 2020 đến năm 2026", "Có 1500 hộ, 12.345 người", "Nghị quyết 57-NQ/TW ngày 22/12/2024",
    ],
)  # fmt: skip
def test_dates_sums_and_symbols_are_no_phone_numbers(text: str) -> None:
    assert "DL-1" not in rules(text)


@pytest.mark.parametrize(
    "address",
    [
        "http://vay-nhanh.com/x", "https://a.b.vn", "hxxp://x.top", "www.vaytien.vn", "vaytien.com", "vaytien.com.vn",
        "VAYTIEN.COM", "vaytien chấm com", "vaytien cham com", "vaytien dot com", "vaytien(.)com", "vaytien[.]com",
        "vaytien[dot]com", "xn--80ak6aa92e.com", "vaytien . com", "vaytien.xyz/ref=1",
    ],
)  # fmt: skip
def test_a_link_is_seen_with_or_without_its_scheme(address: str) -> None:
    assert rules(f"Bà con xem {address} nhé") & {"QC-1", "QC-2"}


@pytest.mark.parametrize("address", ["bit.ly/3xyz", "tinyurl.com/abc", "https://cutt.ly/x1", "s.id/abc"])
def test_a_shortened_link_says_that_it_hides_where_it_leads(address: str) -> None:
    assert "QC-2" in rules(f"Xem {address}") or "QC-1" in rules(f"Xem {address}")
    assert rules(f"Xem {address.removeprefix('https://')}") & {"QC-2"}


@pytest.mark.parametrize(
    "text",
    ["Việc đã xong.Có người hỏi lại", "viec da xong.Co nguoi hoi lai", "Đoạn 1.2 và 3.4", "v.v. và tp. Vinh", "TP.HCM"],
)
def test_a_forgotten_blank_after_a_full_stop_is_no_link(text: str) -> None:
    assert not rules(text) & {"QC-1", "QC-2"}


@pytest.mark.parametrize(
    "text",
    ["zalo 0912345678", "Za lo: 0912.345.678", "kết bạn zalo nhé", "telegram @hoang88", "t.me/nhom_vay", "zalo.me/091",
     "inbox zalo", "nhắn tin qua telegram"],
)  # fmt: skip
def test_an_invitation_to_another_channel_is_seen(text: str) -> None:
    assert "QC-3" in rules(text)


@pytest.mark.parametrize(
    "text", ["a.b@tinh.vn", "pan88 @ gmail . com", "pan (at) gmail.com", "pan a còng gmail chấm com"]
)
def test_an_address_for_mail_is_seen(text: str) -> None:
    assert "DL-3" in rules(f"Thư của tôi: {text}")


@pytest.mark.parametrize("text", ["CCCD 025099001234", "căn cước số 025 099 001 234", "stk 1903 5566 7788 99"])
def test_numbers_of_papers_and_accounts_are_seen(text: str) -> None:
    assert "DL-2" in rules(text)


PEOPLE = [
    ("Sổ hay bỏ trống khi anh Páo phó thôn trực.", "anh Páo phó thôn"),
    ("Ông Lò Văn Pấn trưởng bản nhận tiền của dân.", "Ông Lò Văn Pấn trưởng bản"),
    ("Chủ tịch xã Nguyễn Văn Tính hách dịch với bà con.", "Chủ tịch xã Nguyễn Văn Tính"),
]


@pytest.mark.parametrize(("text", "place"), PEOPLE)
@pytest.mark.parametrize("change", ["as it is", "decomposed"])
def test_a_person_named_with_an_office_and_blame_is_pointed_at(text: str, place: str, change: str) -> None:
    written = unicodedata.normalize("NFD", text) if change == "decomposed" else text

    assert marked(written, "NG-3") == [place]


def test_without_marks_the_same_person_is_still_seen() -> None:
    assert marked("so hay bo trong khi anh pao pho thon truc", "NG-3") == ["anh pao pho thon"]


@pytest.mark.parametrize(
    "text",
    ["Cảm ơn anh Páo phó thôn đã giúp bà con.", "Đề nghị chủ tịch xã trả lời dân.", "Xã chậm trễ quá.",
     "Việc này không làm thì ai làm."],
)  # fmt: skip
def test_thanks_and_criticism_of_an_office_name_nobody(text: str) -> None:
    assert "NG-3" not in rules(text)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Tôi tố cáo việc này", "TC-1"), ("toi to cao viec nay", "TC-1"), ("Có dấu hiệu tham nhũng", "TC-1"),
        ("Đề nghị thanh tra vào cuộc", "TC-1"), ("Tôi khiếu nại quyết định thu hồi", "TC-2"),
        ("Tôi có đơn gửi từ tháng Tám", "TC-2"), ("toi gui don ba thang roi", "TC-2"),
        ("Tài liệu MẬT của huyện", "BM-1"), ("van ban tuyet mat", "BM-1"), ("bí mật nhà nước", "BM-1"),
        ("Đồ ngu", "XP-1"), ("do khon nan", "XP-1"),
    ],
)  # fmt: skip
def test_what_may_need_another_way_is_noticed_with_and_without_marks(text: str, rule: str) -> None:
    assert rule in rules(text)
    assert rule in rules(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize(
    "text",
    ["Các đơn vị cần làm ngay", "cac don vi can lam ngay", "Việc này đơn giản thôi", "Mật ong rừng năm nay được mùa",
     "Con chợ phiên này vui", "Bà con đeo khẩu trang", "Tổ cao tuổi của thôn"],
)  # fmt: skip
def test_harmless_words_that_look_alike_without_marks_raise_nothing(text: str) -> None:
    assert not rules(text) & {"TC-1", "TC-2", "BM-1", "XP-1"}


@pytest.mark.parametrize("text", ["asdf qwer zxcv lkjh", "aaaaaaaaaaaa", "....", "Tiáº¿ng Viá»‡t", "hahahahahahahaha"])
def test_what_cannot_be_read_is_noticed(text: str) -> None:
    assert "KD-1" in rules(text)


@pytest.mark.parametrize("text", ["This is a good website, please click here", "Это хорошо", "这里的路很好"])
def test_another_language_is_noticed_and_is_no_fault(text: str) -> None:
    languages = [hint for hint in found(text) if hint.rule == "NN-1"]

    assert len(languages) == 1
    assert "không phải lý do từ chối" in languages[0].detail


@pytest.mark.parametrize("text", ["Cảm ơn bà Ngần", "Nên dán bản chữ to", "bao gio xa toi duoc lam duong moi", "Đúng!"])
def test_an_ordinary_sentence_can_be_read(text: str) -> None:
    assert not rules(text) & {"KD-1", "NN-1"}


@pytest.mark.parametrize(
    "text",
    [f"Gọi 0912 345 678 {chr(0x1F600)} rồi xem a.com; anh Páo phó thôn hay bỏ trực", "𝐀 0912345678", "ộ" * 5 + " b.vn"],
)
def test_places_count_letters_of_the_text_as_it_is_stored(text: str) -> None:
    plain = normalise(text)
    for hint in found(text):
        if hint.has_place:
            assert plain[hint.start : hint.end].strip()
            assert fold(plain)[hint.start : hint.end] == fold(plain[hint.start : hint.end])


def test_hints_never_come_without_a_rule_a_word_and_an_explanation() -> None:
    every = found("anh Páo phó thôn tham ô, gọi 0912345678, xem a.com, đồ ngu, tố cáo, tuyệt mật, a@b.vn, stk 12345678")

    assert len({hint.rule for hint in every}) >= 7
    for hint in every:
        assert hint.message
        assert hint.label
        assert hint.detail


def test_a_hostile_text_of_full_length_is_read_at_once() -> None:
    for text in ("0" * 3000, "a." * 1500, "anh " * 750, "(at)" * 750, "http://" * 400, "đơn " * 700, "x\u0301" * 1500):
        found(text)
