"""Display names that pass for the board, a leader or an office, however their letters are disguised. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from portal.comments.hints import NAME, Hint, Rule
from portal.text.vietnamese import fold, index_form, normalise

OFFICE = Rule(
    "MD-1", "Tên hiển thị giống tên cơ quan hoặc chức danh", "mạo danh?", "Kiểm tra có phải mạo danh cơ quan không."
)
PERSON = Rule("MD-2", "Tên hiển thị giống tên người của Ban", "mạo danh?", "Có thể chỉ là trùng họ tên.")
DISGUISE = Rule(
    "MD-3", "Tên hiển thị trộn chữ của bảng chữ khác", "mạo danh?", "Có chữ trông giống chữ Việt mà không phải."
)

# Letters of other alphabets that look like ours: Cyrillic, Greek, small capitals, Armenian.
_LOOKALIKES = str.maketrans(
    "абвгеёзиіїјкмнорстухԁһԛѕԝпьѵӏɡɑıłøℓαβγεηικνορτυχωμꓐꓮꓠᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡʏᴢցոսօհ",
    "abbreeeuiijkmhopctyxdhqswnbvlgailolabyenikvoptuxwubanabcdeghijklmnoprtuvwyzgnuoh",
)
_DIGITS = str.maketrans("013456789@$!|", "oleasgtbgasil")
_FOREIGN = re.compile(r"[\u0370-\u052f\u0530-\u058f\ua4d0-\ua4ff\u1d00-\u1d7f\u0250-\u02af]")
_LATIN = re.compile(r"[a-zA-Z\u00c0-\u024f\u1e00-\u1eff]")

# Found anywhere in a name whose spaces, marks and disguises are gone; long enough not to stand in people's names.
_TITLES = (
    "bantuyengiao", "tuyengiao", "bandanvan", "tuyengiaovadanvan", "tuyengiaodanvan", "bantochuc", "bannoichinh",
    "uybankiemtra", "tinhuy", "thanhuy", "huyenuy", "danguyxa", "danguyphuong", "xauy", "trunguongdang", "uybannhandan",
    "uybanmattran", "mattrantoquoc", "hoidongnhandan", "thuongtructinh", "thuongtrucban", "phobithu", "bithutinh",
    "bithuxa", "bithudang", "bithuhuyen", "phochutich", "chutichxa", "chutichtinh", "chutichuy", "truongbanxa",
    "truongbantuyen", "truongbandan", "photruongban", "lanhdaoban", "lanhdaotinh", "chanhvanphong", "vanphongtinh",
    "vanphonguy", "banbientap", "banquantri", "quantrivien", "quantritrang", "quantriweb", "kiemduyetvien",
    "administrator", "moderator", "webmaster", "congantinh", "conganxa", "conganhuyen", "congthongtin", "congdientu",
    "toasoan", "ubndtinh", "ubndxa", "hdndtinh", "hdndxa", "chinhquyendiaphuong", "coquandang", "daibieuquochoi",
    "bientapvien", "thanhtratinh", "thanhtraso",
)  # fmt: skip
# Short ones count only as whole words, written with these very marks: "Đăng Uy" is a person, "Đảng ủy" is not.
_WORDS = (
    "ban tuyên giáo", "dân vận", "đảng ủy", "chi bộ", "bí thư", "trưởng ban", "chủ tịch", "tỉnh ủy", "ban thường vụ",
    "thường trực", "thường vụ", "quản trị", "quản trị viên", "kiểm duyệt", "biên tập", "ủy ban", "hội đồng",
    "đoàn thanh niên", "hội nông dân", "hội phụ nữ", "phát ngôn", "cán bộ", "lãnh đạo",
)  # fmt: skip
_FIRST_WORDS = ("công an", "mặt trận", "văn phòng", "tòa án", "viện kiểm sát")
_ACRONYMS = re.compile(
    r"(?<![a-z])(?:btg|btgdv|btgdvtu|btgtu|tgdv|tg&dv|ubnd|hdnd|mttq|bqt|bbt|bch|btv|admin|mod|ubkt)(?![a-z])"
)
_SPACED_ACRONYM = re.compile(r"(?<![a-z])(?:b\W?t\W?g|u\W?b\W?n\W?d|h\W?d\W?n\W?d|a\W?d\W?m\W?i\W?n)(?![a-z])")


def skeleton(name: str) -> str:
    """Return what a hurried eye reads: letters of other alphabets as ours, no marks, no spaces, no doubled letters."""
    plain = fold(unicodedata.normalize("NFKC", normalise(name))).lower()
    letters = "".join(unicodedata.normalize("NFD", each)[0] for each in plain).translate(_LOOKALIKES)
    if any(each.isalpha() for each in letters):
        letters = letters.translate(_DIGITS)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[^a-z]", "", letters))


@cache
def _titles() -> re.Pattern[str]:
    forms: list[str] = []
    for title in {skeleton(each) for each in _TITLES}:
        forms.append(title)
        if len(title) >= 10:
            # One letter wrong, missing or too many: the eye does not stop at it.
            forms += [f"{title[:i]}.?{title[i + 1 :]}" for i in range(1, len(title) - 1)]
            forms += [f"{title[:i]}.{title[i:]}" for i in range(1, len(title))]
    return re.compile("|".join(forms))


def find(name: str, people: Iterable[str] = ()) -> Iterator[Hint]:
    """Yield hints about a display name; ``people`` are full names that readers take for the board."""
    if not name.strip():
        return
    shape = skeleton(name)
    if _sounds_official(name, shape):
        yield OFFICE.at(0, len(name), NAME)
    if any(own and (own == shape or (len(own) > 8 and own in shape)) for own in map(skeleton, people)):
        yield PERSON.at(0, len(name), NAME)
    if _FOREIGN.search(name) and _LATIN.search(name):
        yield DISGUISE.at(0, len(name), NAME)


def _sounds_official(name: str, shape: str) -> bool:
    if _titles().search(shape):
        return True
    marked = " " + re.sub(r"[^\w&]+", " ", index_form(name)) + " "
    if any(f" {index_form(each)} " in marked for each in _WORDS) or shape in {"admin", "mod"}:
        return True
    if marked.startswith(tuple(f" {index_form(each)} " for each in _FIRST_WORDS)):
        return True
    bare = fold(normalise(name))
    return bool(_ACRONYMS.search(bare) or _SPACED_ACRONYM.search(bare))
