"""Which classes of bodies a line of recipients names: *các sở, ban, ngành* is every agency of the province. Pure.

A class says level, branch and how the names of its bodies begin; who belongs to it on a day, the register answers.
"""

import re
from dataclasses import dataclass

from portal.text.vietnamese import fold, normalise

_COMMUNE = r"(?:cac )?(?:xa|phuong|thi tran|dac khu)(?:\W+(?:va )?(?:xa|phuong|thi tran|dac khu))*"
_DISTRICT = r"(?:cac )?(?:huyen|thi xa|quan)(?:\W+(?:va )?(?:huyen|thi xa|quan|thanh pho))*"
_COUNCIL = r"(?:hdnd|hoi dong nhan dan)"
_COMMITTEE = r"(?:ubnd|uy ban nhan dan)"
_LONGEST_LINE = 600
_NOT_TO_ACT = re.compile(r"\((?:[^()]*\b)?(?:de )?(?:bao cao|b/c|biet|theo doi|phoi hop|giam sat|p/h)\b[^()]*\)")
_NOBODY = re.compile(r"^(?:luu\b|cac dong chi\b|dong chi\b|ca nhan\b|cong bao\b|nguoi\b)")
_AS_ABOVE = re.compile(r"^nhu (?:tren|kinh gui)\b")
_MARKS = re.compile(r"^[\s\-–—•*+.]+|[\s;,.:]+$")


@dataclass(frozen=True, slots=True)
class RecipientClass:
    """A class of bodies (*nhóm cơ quan*): ``beginnings`` and ``never`` are folded beginnings of their names.

    With ``direct`` only bodies straight under the issuing committee belong to it, of whatever level.
    """

    key: str
    label: str
    level: str
    branch: str
    beginnings: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    direct: bool = False

    def takes(self, name: str) -> bool:
        """Return whether a body of this level and branch that is called ``name`` belongs to the class."""
        folded = fold(normalise(name))
        if any(folded.startswith(each) for each in self.never):
            return False
        return not self.beginnings or any(folded.startswith(each) for each in self.beginnings)


_PEOPLES = ("uy ban nhan dan", "ubnd")
_LEADING = ("ban thuong vu", "ban chap hanh", "ban can su")
DEPARTMENTS = RecipientClass("so-nganh", "các sở, ban, ngành của tỉnh", "province", "government", (), _PEOPLES)
COMMITTEES = RecipientClass(
    "ban-dang", "các ban, cơ quan của cấp ủy tỉnh", "province", "party",
    ("ban ", "uy ban kiem tra", "van phong", "truong chinh tri", "bao "), _LEADING,
)  # fmt: skip
DISTRICT_PARTY = RecipientClass(
    "huyen-uy", "các huyện ủy, thị ủy, thành ủy", "district", "party", ("huyen uy", "thi uy", "thanh uy", "quan uy")
)
UNDER_COMMITTEE = RecipientClass(
    "dang-uy-truc-thuoc", "các đảng ủy trực thuộc", "", "party", ("dang uy", "dang bo"), direct=True
)
COMMUNE_PARTY = RecipientClass("dang-uy-xa", "đảng ủy các xã, phường", "commune", "party", ("dang uy",))
DISTRICT_STATE = RecipientClass("ubnd-huyen", "UBND các huyện, thị xã, thành phố", "district", "government", _PEOPLES)
COMMUNE_STATE = RecipientClass("ubnd-xa", "UBND các xã, phường", "commune", "government", _PEOPLES)
DISTRICT_COUNCIL = RecipientClass("hdnd-huyen", "HĐND các huyện, thị xã, thành phố", "district", "assembly")
COMMUNE_COUNCIL = RecipientClass("hdnd-xa", "HĐND các xã, phường", "commune", "assembly")
FRONT = RecipientClass("mat-tran", "Mặt trận và các tổ chức chính trị - xã hội tỉnh", "province", "front")
PARTY_GROUPS = RecipientClass(
    "dang-doan", "các ban cán sự đảng, đảng đoàn", "province", "party", ("ban can su dang", "dang doan")
)
PROVINCE_PARTY = RecipientClass("tinh-uy", "các tỉnh ủy, thành ủy", "province", "party", ("tinh uy", "thanh uy"))
PROVINCE_STATE = RecipientClass("ubnd-tinh", "UBND các tỉnh, thành phố", "province", "government", _PEOPLES)
MINISTRIES = RecipientClass("bo-nganh", "các bộ, cơ quan ngang bộ", "central", "government", ("bo ", "thanh tra chinh"))

# Each phrase is taken out of the line when it is read, so that what it holds is not read a second time.
_PHRASES: tuple[tuple[str, RecipientClass], ...] = (
    (rf"{_COMMITTEE} {_COMMUNE}", COMMUNE_STATE),
    (rf"{_COMMITTEE} {_DISTRICT}|{_COMMITTEE} cac (?:huyen|thi xa|quan)", DISTRICT_STATE),
    (rf"{_COUNCIL} {_COMMUNE}", COMMUNE_COUNCIL),
    (rf"{_COUNCIL} {_DISTRICT}", DISTRICT_COUNCIL),
    (rf"{_COMMITTEE} cac tinh\b(?:\W+thanh pho)?(?: truc thuoc trung uong)?", PROVINCE_STATE),
    (r"cac tinh uy(?:\W+thanh uy)?(?: truc thuoc trung uong)?", PROVINCE_PARTY),
    (r"(?:cac )?huyen\W+(?:quan\W+)?thi(?: xa)?\W+thanh uy", DISTRICT_PARTY),
    (r"(?:cac )?(?:huyen uy|thi uy|quan uy)(?:\W+(?:va )?(?:huyen uy|thi uy|thanh uy|quan uy))*", DISTRICT_PARTY),
    (rf"(?:cac )?dang uy {_COMMUNE}|dang uy cap xa", COMMUNE_PARTY),
    (r"(?:cac )?dang (?:uy|bo) (?:co so )?truc thuoc(?: tinh uy| thanh uy)?", UNDER_COMMITTEE),
    (r"cac ban can su dang(?:\W+(?:va )?(?:cac )?dang doan)?|cac dang doan", PARTY_GROUPS),
    (r"cac ban\b(?:\W+(?:va )?(?:co quan|dang))* ?(?:tham muu )?(?:cua )?(?:tinh uy|thanh uy|dang\b)", COMMITTEES),
    (r"cac co quan tham muu(?: giup viec)?(?: cua)? (?:tinh uy|thanh uy)", COMMITTEES),
    (r"cac bo\b(?:\W+(?:co quan ngang bo|nganh|ban))*", MINISTRIES),
    (r"(?:cac )?so\b(?:\W+(?:va )?(?:ban|nganh|co quan)\b)+|cac so\b", DEPARTMENTS),
    (
        r"(?:uy ban )?(?:mttq|mat tran to quoc)\b[^,;]*(?:to chuc chinh tri|doan the)[^,;]*"
        r"|cac (?:to chuc chinh tri\W+xa hoi|doan the)[^,;]*",
        FRONT,
    ),
)
_BARE_COMMUNE = re.compile(rf"^{_COMMUNE}\b")
_BARE_DISTRICT = re.compile(rf"^{_DISTRICT}\b")
_COMPILED = tuple((re.compile(rf"\b(?:{pattern})"), found) for pattern, found in _PHRASES)


@dataclass(frozen=True, slots=True)
class RecipientLine:
    """One line as it was read: the classes it names, or the ``rest`` that may be the name of one body."""

    text: str
    classes: tuple[RecipientClass, ...] = ()
    rest: str = ""


def lines_to_act(recipients: str, addressees: str = "", *, party: bool = False) -> tuple[RecipientLine, ...]:
    """Return the lines whose bodies are asked to act, read; those told for report or knowledge, and archives, are left.

    *Như trên* stands for the addressees. ``party`` decides whose *các xã, phường* a bare line means.
    """
    wanted = list(addressees.splitlines())
    wanted += [line for line in recipients.splitlines() if not _AS_ABOVE.match(fold(_bare(line)))]
    found: dict[str, RecipientLine] = {}
    for line in wanted:
        text = _bare(line)
        folded = fold(text)
        if text and not _NOBODY.match(folded) and not _NOT_TO_ACT.search(folded):
            found.setdefault(folded, read_line(text, party=party))
    return tuple(found.values())


def read_line(text: str, *, party: bool = False) -> RecipientLine:
    """Return the classes that one line names, each once, in the order of the table."""
    bare = _bare(text)
    left = fold(bare)
    found: list[RecipientClass] = []
    for pattern, each in _COMPILED:
        left, times = pattern.subn(" ", left)
        if times:
            found.append(each)
    left = left.strip(" ,;")
    if not found and _BARE_COMMUNE.match(left):
        found.append(COMMUNE_PARTY if party else COMMUNE_STATE)
    elif not found and _BARE_DISTRICT.match(left) and left.startswith("cac "):
        found.append(DISTRICT_PARTY if party else DISTRICT_STATE)
    return RecipientLine(bare, tuple(found), "" if found else bare)


def _bare(line: str) -> str:
    return _MARKS.sub("", _MARKS.sub("", normalise(line[:_LONGEST_LINE]))).strip()
