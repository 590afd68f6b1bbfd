"""Vietnamese text made from a seed: the same documents on every machine, as many as a benchmark asks for.

The words are those of a provincial office, drawn as unevenly as in real texts: a few stand in nearly every
document, most in few.
"""

import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

_WORDS = tuple(
    """
    thực hiện, nhiệm vụ, công tác, địa phương, cơ quan, đơn vị, nhân dân, cán bộ, tổ chức, kế hoạch, chương trình,
    nội dung, kết quả, báo cáo, hướng dẫn, triển khai, phối hợp, kiểm tra, giám sát, tuyên truyền, chỉ đạo, lãnh đạo,
    nghị quyết, chính sách, phát triển, kinh tế, xã hội, văn hóa, giáo dục, y tế, môi trường, nông thôn, đô thị,
    đoàn kết, thi đua, khen thưởng, gương mẫu, điển hình, sáng kiến, kỷ luật, trách nhiệm, đạo đức, lối sống, học tập,
    rèn luyện, thanh niên, phụ nữ, nông dân, công nhân, cựu chiến binh, tôn giáo, dân tộc, miền núi, biên giới,
    hải đảo, quốc phòng, an ninh, trật tự, tư pháp, hòa giải, tiếp dân, khiếu nại, đối thoại, dân vận, khéo léo,
    chuyển đổi, công nghệ, dữ liệu, trực tuyến, dịch vụ, thủ tục, hành chính, cải cách, minh bạch, tiết kiệm,
    lãng phí, ngân sách, đầu tư, dự án, xây dựng, giao thông, thủy lợi, trồng rừng, chăn nuôi, thủy sản, lúa gạo,
    cây trồng, hợp tác xã, doanh nghiệp, khởi nghiệp, thị trường, du lịch, lễ hội, di tích, bảo tàng, thư viện,
    báo chí, phát thanh, truyền hình, mạng lưới, thông tin, ngôn ngữ, chữ viết, trường học, giáo viên, học sinh,
    sinh viên, bệnh viện, trạm xá, bác sĩ, điều dưỡng, bảo hiểm, trẻ em, người cao tuổi, khuyết tật, hộ nghèo,
    việc làm, đào tạo, nghề nghiệp, tiền lương, nhà ở, đất đai, quy hoạch, bồi thường, tái định cư, khoáng sản,
    nước sạch, rác thải, khí hậu, thiên tai, bão lũ, hạn hán, xâm nhập mặn, sạt lở, cứu hộ, phòng cháy, chữa cháy,
    dịch bệnh, tiêm chủng, vệ sinh, thực phẩm, an toàn, giao lưu, hữu nghị, đối ngoại, kiều bào, hội nhập,
    xuất khẩu, cửa khẩu, hải quan, thuế, phí, lệ phí, đấu thầu, mua sắm, tài sản, kho bạc, kế toán, kiểm toán,
    thanh tra, tố cáo, phòng chống, tham nhũng, tiêu cực, suy thoái, biểu hiện, nhận diện, bảo vệ, nền tảng,
    tư tưởng, lý luận, lịch sử, truyền thống, cách mạng, kháng chiến, liệt sĩ, thương binh, nghĩa trang, tri ân,
    mẹ anh hùng, ngày hội, ra quân, chiến dịch, mùa hè, tình nguyện, hiến máu, nhân đạo, từ thiện, vận động,
    quyên góp, ủng hộ, chia sẻ, gia đình, dòng họ, thôn bản, tổ dân phố, khu dân cư, quy ước, hương ước, bầu cử,
    đại biểu, cử tri, kỳ họp, chất vấn, thẩm tra, biểu quyết, ban hành, hiệu lực, bãi bỏ, sửa đổi, bổ sung
    """.replace("\n", " ").split(",")
)  # fmt: skip
WORDS = tuple(" ".join(word.split()) for word in _WORDS)
_SMALL = ("và", "của", "trong", "các", "về", "theo", "cho", "với", "tại", "để", "từ", "đến", "những", "được")
TYPES = (("Kế hoạch", "KH"), ("Báo cáo", "BC"), ("Hướng dẫn", "HD"), ("Quyết định", "QĐ"), ("Thông báo", "TB"),
         ("Chỉ thị", "CT"), ("Kết luận", "KL"), ("Tờ trình", "TTr"))  # fmt: skip
ISSUERS = (("Bộ Y tế", "BYT"), ("Bộ Tài chính", "BTC"), ("Bộ Tư pháp", "BTP"), ("Bộ Nội vụ", "BNV"),
           ("Bộ Công an", "BCA"), ("Bộ Quốc phòng", "BQP"))  # fmt: skip
_FIRST_DAY = date(2005, 1, 3)
_WEIGHTS = tuple(accumulate(1 / (rank + 3) for rank in range(len(WORDS))))


@dataclass(frozen=True, slots=True)
class Made:
    """One made document."""

    number: int
    type_name: str
    type_code: str
    issuer: str
    issuer_code: str
    issued_on: date
    subject: str
    clauses: tuple[str, ...]

    @property
    def symbol(self) -> str:
        """The symbol as printed."""
        return f"{self.number}/{self.type_code}-{self.issuer_code}"

    @property
    def title(self) -> str:
        """The title as a source gives it."""
        return f"{self.type_name} số {self.symbol} về {self.subject}"

    @property
    def text(self) -> str:
        """The text, clause by clause."""
        return "\n".join(f"{at}. {clause}" for at, clause in enumerate(self.clauses, start=1))


def documents(count: int, *, first: int = 1, clauses: int = 5) -> Iterator[Made]:
    """Yield ``count`` documents from number ``first`` on, each of about ``clauses`` × 200 characters.

    A number always has the same text.
    """
    for number in range(first, first + count):
        dice = random.Random(number)  # noqa: S311 - no secret, the same text everywhere
        type_name, type_code = dice.choice(TYPES)
        issuer, issuer_code = dice.choice(ISSUERS)
        yield Made(
            number=number,
            type_name=type_name,
            type_code=type_code,
            issuer=issuer,
            issuer_code=issuer_code,
            issued_on=_FIRST_DAY + timedelta(days=dice.randrange(7_300)),
            subject=phrase(dice, 6),
            clauses=tuple(sentence(dice) for _ in range(clauses)),
        )


def sentence(dice: random.Random) -> str:
    """Return a sentence of 15 to 30 words."""
    words = phrase(dice, dice.randint(15, 30))
    return f"{words[0].upper()}{words[1:]}."


def phrase(dice: random.Random, words: int) -> str:
    """Return ``words`` words, every third joined to the next by a small one."""
    parts = []
    for at in range(words):
        parts.append(_drawn(dice))
        if at % 3 == 2 and at + 1 < words:
            parts.append(dice.choice(_SMALL))
    return " ".join(parts)


def _drawn(dice: random.Random) -> str:
    return WORDS[bisect(_WEIGHTS, dice.random() * _WEIGHTS[-1])]


def questions(count: int) -> Sequence[str]:
    """Return ``count`` questions as readers type them.

    One to four words, with marks and without, a phrase in quotation marks, a whole sentence.
    """
    from portal.text.vietnamese import fold

    asked = []
    for number in range(count):
        dice = random.Random(-1 - number)  # noqa: S311 - no secret, the same questions everywhere
        shape = number % 6
        words = " ".join(_drawn(dice) for _ in range({0: 1, 1: 1, 2: 2, 3: 2, 4: 1, 5: 4}[shape]))
        asked.append(fold(words) if shape in (1, 3) else f'"{words}"' if shape == 4 else words)
    return asked
