"""Tell names of bodies and of persons from other words, and set capitals as running text has them."""

import re
from functools import lru_cache

from documents.number_bodies import ORGANISATIONS
from portal.text.vietnamese import fold, index_form, lower, normalise

# How the name of a body begins; a heading line that begins otherwise goes on with the line above.
_BODY_WORDS = (
    r"(?:ban|bộ|bộ chính trị|ủy ban|tỉnh ủy|thành ủy|đảng ủy|đảng bộ|đảng đoàn|huyện ủy|quận ủy|thị ủy|chi bộ|sở"
    r"|văn phòng|chính phủ|quốc hội|hội đồng|hội|tổng cục|cục|vụ|chi cục|trung tâm|trường|mặt trận|đoàn|liên đoàn"
    r"|tổng liên đoàn"
    r"|tòa án|viện|ngân hàng|thủ tướng|chủ tịch|thanh tra|kiểm toán|công an|bảo hiểm|phòng|thường trực|học viện|đại học"
    r"|kho bạc|quân ủy|bộ tư lệnh|bộ chỉ huy|tổng công ty|tập đoàn|báo|đài|liên hiệp|công đoàn|tổ|tỉnh đoàn|thành đoàn"
    r"|huyện đoàn|thông tấn xã|hiệp hội|công ty|tạp chí|nhà xuất bản"
    r"|bệnh viện|bảo tàng|cảng vụ|quân khu|quân chủng|quân đoàn|binh chủng|binh đoàn)(?= |$)"
)
_BODY = re.compile(_BODY_WORDS)
_BODY_WITHOUT_ACCENTS = re.compile(fold(_BODY_WORDS))
_OPEN_END = re.compile(r"(?:,| va| cua| khoi| cac| thuoc| truc thuoc| -)$")
_TIER = re.compile(
    r"(?:tinh uy|thanh uy|huyen uy|quan uy|thi uy|dang uy|dang bo|trung uong|toa an|vien kiem sat)(?= |$)"
)
_TOP = re.compile(r"(?:chinh phu|quoc hoi)$")
_ORGAN = re.compile(r"(?:ban|van phong|uy ban kiem tra|hoi dong|trung tam)(?= )(?! (?:chap hanh|thuong vu)$)")
# Alone on a line these are only the beginning of a name.
_ALONE = re.compile(
    r"(?:van phong|thanh tra|ban chi dao|ban quan ly|ban can su dang|hoi dong|trung tam|cong doan|dang uy|dang bo"
    r"|chi bo|doan thanh nien|cong an)$"
)
_PLACE = re.compile(r"(?:tinh|thanh pho|huyen|quan|thi xa|thi tran|xa|phuong|dac khu|khu|cum)(?= )")
UPPER = "A-Z" + "".join(chr(c) for c in (*range(0xC0, 0x1B0), *range(0x1EA0, 0x1EFA)) if chr(c).isupper())
"""The capitals of Vietnamese, for a class of a pattern."""
LOWER = "a-z" + "".join(chr(c) for c in (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA)) if chr(c).islower())
_PERSON_WORD = re.compile(rf"[{UPPER}][{UPPER}{LOWER}'’]*\.?$")
_RANK = re.compile(
    r"(?:(?:Đồng chí|Đ/c|Ông|Bà|GS|PGS|TS|ThS|Đại tướng|Thượng tướng|Trung tướng|Thiếu tướng|Đại tá|Thượng tá|Trung tá"
    r"|Thiếu tá|Luật sư|Bác sĩ|BS|CN)\.?(?:\s|,\s?|(?<=\.)))+"
)
_SURNAMES = frozenset(
    re.findall(
        r"\w+",
        "a au bach bo bui cao chau chu cu dam dang danh dao dau diep dinh do doan dong duong giang h ha hau "
        "ho hoang hua huynh k khong khuat kieu kim ksor la lai lam le lo lu luong luu ly ma mac mai mo nghiem "
        "ngo nguyen nhu ninh nong on pham phan phung quach quan quang rah siu son ta tang thach thai than "
        "thieu tho tieu to tong tran trieu trinh truong tu ung uong van vi viem vien vo vu vuong y ",
    )
)
_PHRASES = (
    *(name for _, names in ORGANISATIONS for name in names.split("|")),
    "Ban Thường vụ", "Ban Chấp hành", "Ban Tuyên giáo", "Ban Tuyên giáo và Dân vận", "Ban Tổ chức", "Ban Dân vận",
    "Ban Nội chính", "Ban Xây dựng Đảng", "Ủy ban Kiểm tra", "Văn phòng", "Tỉnh ủy", "Thành ủy", "Huyện ủy", "Quận ủy",
    "Thị ủy", "Đảng ủy", "Đảng bộ", "Đảng ủy Khối", "Doanh nghiệp", "Trung ương", "Khối Doanh nghiệp", "Khối Cơ quan",
    "Ban cán sự đảng", "Đảng đoàn", "Ủy ban nhân dân", "Hội đồng nhân dân", "Chủ tịch", "Thường trực", "Sở Nội vụ",
    "Sở Tư pháp", "Sở Tài chính", "Sở Xây dựng", "Sở Y tế", "Sở Thông tin và Truyền thông", "Sở Giáo dục và Đào tạo",
    "Sở Khoa học và Công nghệ", "Sở Văn hóa, Thể thao và Du lịch", "Sở Nông nghiệp và Môi trường", "Việt Nam",
    "Mặt trận Tổ quốc", "Hội Nông dân", "Hội Cựu chiến binh", "Liên đoàn Lao động", "Đoàn TNCS", "Công an", "Nhà nước",
    "Hội đồng Thẩm phán", "Đoàn Chủ tịch", "Ban Thường trực", "Bộ Tư lệnh", "Bộ Chỉ huy", "Tổng Liên đoàn",
    "Chi bộ", "Quân sự", "và", "của", "các", "cơ quan",
)  # fmt: skip


def begins_a_body(text: str) -> bool:
    """Say whether words begin as the name of a body does."""
    words = " ".join(index_form(text).split())
    # Without accents a family name (Vu, To) may look like a body: only then does the folded form decide.
    return (_BODY_WITHOUT_ACCENTS if words == fold(words) else _BODY).match(words) is not None


def joins_line_above(text: str, above: str) -> bool:
    """Say whether a heading line goes on with the name begun above it."""
    over = fold(normalise(above)).strip()
    if not begins_a_body(text) or _OPEN_END.search(over) or _ALONE.match(over):
        return True
    # Nothing stands under the Government or the Assembly: THANH TRA over CHÍNH PHỦ is one name.
    if _TOP.match(fold(normalise(text)).strip()) and not over.startswith("bo "):
        return True
    # "BAN TUYÊN GIÁO" over "TỈNH ỦY X" is one name; the other way round they are a body and its parent.
    return _ORGAN.match(over) is not None and _TIER.match(fold(normalise(text))) is not None


def without_rank(text: str) -> str:
    """Return a person's name without rank or form of address."""
    match = _RANK.match(text)
    return text[match.end() :].strip() if match else text.strip()


def _may_be_body(name: str) -> bool:
    """Say whether a name is rather a body's: Đoàn is both a family name and a body, capitals then decide."""
    words = index_form(name).split()
    if words and words[0] == "đoàn":
        return not all(word[:1].isupper() for word in name.split())
    return begins_a_body(name) and not (fold(name) == lower(name) and fold(words[0]) in _SURNAMES)


def may_be_person(text: str) -> bool:
    """Say whether words may be a name where the place already speaks for one: two to six capitalised words."""
    name = without_rank(" ".join(text.split()))
    words = name.split()
    if not 2 <= len(words) <= 6 or len(name) > 50 or _may_be_body(name):
        return False
    if name.isupper() and fold(words[0]) not in _SURNAMES:
        return False  # a heading: capitals alone make no name
    return all(_PERSON_WORD.match(word) for word in words)


def is_person(text: str) -> bool:
    """Say whether words look like one person's name anywhere: capitalised, the first a known family name."""
    return may_be_person(text) and fold(without_rank(text).split()[0]) in _SURNAMES


@lru_cache(maxsize=1)
def _phrases() -> list[tuple[str, str]]:
    longest_first = sorted({(lower(p), p) for p in _PHRASES}, key=lambda pair: -len(pair[0]))
    return [(f"{fold(low)} ", p) for low, p in longest_first]


def proper_case(text: str) -> str:
    """Return a body's name printed in capitals as running text writes it; other text comes back as it is."""
    shown = " ".join(text.split())
    if shown != shown.upper():
        return shown
    rest, made = lower(shown), []
    while rest:
        folded = f"{fold(rest)} "
        phrase = next((p for beginning, p in _phrases() if folded.startswith(beginning)), "")
        if phrase:
            made.append(phrase)
            rest = rest[len(phrase) :].strip()
            continue
        place = _PLACE.match(fold(rest)) if made else None
        word = rest[: place.end()] if place else rest.partition(" ")[0]
        made.append(word if place else "-".join(part.capitalize() for part in word.split("-")))
        rest = rest[len(word) :].strip()
    name = " ".join(made)
    return name[:1].upper() + name[1:]
