"""A letter is plain text that any mail server takes, and nothing typed can add a header to it."""

import email
import email.policy
from email.header import decode_header, make_header
from email.utils import parseaddr

import pytest

from portal.mail.composing import LINE, address, compose, message_id, one_line, plain, wrapped
from portal.mail.models import Letter

LETTER = Letter(
    to="nguoi.doc@tinh.example",
    subject="Ý kiến của bạn đã được đăng trên trang của Ban Tuyên giáo và Dân vận Tỉnh ủy Phú Khê, xin cảm ơn bạn",
    body="Kính gửi bạn đọc,\n\n" + "Ý kiến của bạn đã được đọc và sẽ được trả lời. " * 5,
    message_id="<abc@tinh.example>",
)


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\x00"])
def test_a_header_never_holds_a_second_line(end: str) -> None:
    for read in (lambda text: one_line(text, "subject"), address):
        with pytest.raises(ValueError, match="letter"):
            read(f"ai@tinh.example{end}Bcc: ke.khac@xa.example")


@pytest.mark.parametrize(
    "text",
    ["", "ai", "a@b", "Tên <ai@tinh.example>", "ai@tinh.example, khac@tinh.example", f"{'a' * 250}@tinh.example"],
)
def test_a_letter_goes_to_one_plain_address(text: str) -> None:
    with pytest.raises(ValueError, match="letter"):
        address(text)


def test_controls_in_the_text_are_gone_and_lines_stay() -> None:
    assert plain("Dòng một\r\nDòng\x07 hai\x1b[31m") == "Dòng một\nDòng hai[31m"


def test_long_lines_are_wrapped_and_addresses_of_pages_stay_whole() -> None:
    link = "http://tinh.example/" + "a" * 120

    lines = wrapped(f"{'chữ ' * 60}\n\n{link}").splitlines()

    assert all(len(line) <= LINE for line in lines if line != link)
    assert link in lines


def test_the_message_is_ascii_on_the_wire_and_reads_back_in_vietnamese() -> None:
    sender = ('Ban Tuyên giáo và Dân vận "Tỉnh ủy" Phú Khê, cơ quan của Đảng bộ tỉnh', "ban@tinh.example")

    raw = compose(LETTER, sender).message().as_bytes(linesep="\r\n")
    read = email.message_from_bytes(raw, policy=email.policy.default)

    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert read["Subject"] == LETTER.subject
    # Read with the older reader: the newer one puts a blank between two encoded words of a name.
    name, address = parseaddr(" ".join(email.message_from_bytes(raw)["From"].split()))
    assert str(make_header(decode_header(name))) == sender[0]
    assert address == "ban@tinh.example"
    assert read["Message-ID"] == LETTER.message_id
    assert read["Auto-Submitted"] == "auto-generated"
    assert " ".join(read.get_content().split()) == " ".join(LETTER.body.split())
    assert read.get_content_type() == "text/plain"


def test_the_number_of_a_letter_is_the_same_each_time_and_does_not_tell_its_key() -> None:
    assert message_id("ý-kiến-7", "tinh.example") == message_id("ý-kiến-7", "tinh.example")
    assert message_id("a", "tinh.example") != message_id("b", "tinh.example")
    assert "7" not in message_id("ý-kiến-7", "").partition("@")[2]


def test_a_letter_that_comes_again_tells_mail_programs_how_to_end_it() -> None:
    """One press is promised over HTTPS only; a letter that comes once promises nothing."""
    letter = Letter(to="nguoi.nhan@don-vi.example", subject="Thư báo", body="Chào.", message_id="<1@cong.example>")
    sender = ("Ban", "ban@don-vi.example")

    assert "List-Unsubscribe" not in compose(letter, sender).message()
    letter.leave = "http://may-thu.example/thoi/" + "x" * 120 + "/"
    made = compose(letter, sender).message()
    assert made["List-Unsubscribe"] == f"<{letter.leave}>"
    assert "List-Unsubscribe-Post" not in made
    letter.leave = "https://cong.example/thoi/x/"
    assert compose(letter, sender).message()["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
