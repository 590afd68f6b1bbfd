"""What an opinion says that a moderator should weigh: people criticised, complaints, insults, secrecy. Pure."""

import re
from collections.abc import Iterable, Iterator

from portal.comments.hints import Hint, Rule, Text, matches

PERSON = Rule(
    "NG-3", "Nhắc một người cụ thể kèm nhận xét", "nêu người khác",
    "Tên riêng, chức danh cơ sở và lời chê. Phê bình không phải lý do từ chối; cân nhắc lược tên nếu chưa kiểm chứng.",
)  # fmt: skip
DENUNCIATION = Rule(
    "TC-1", "Có thể là tố cáo", "tố cáo?", "Tố cáo có trình tự riêng, không đăng: hướng dẫn người gửi kênh đúng."
)
COMPLAINT = Rule(
    "TC-2", "Có thể là khiếu nại hoặc nhắc đơn đã gửi", "khiếu nại?", "Nếu là đơn cần giải quyết: hướng dẫn kênh đúng."
)
INSULT = Rule("XP-1", "Lời lẽ có thể xúc phạm", "lời nặng", "Xem cả câu: lời nói thẳng khác lời nhục mạ.")
SECRET = Rule(
    "BM-1",
    "Nhắc tài liệu mật hoặc nội bộ",
    "tài liệu mật?",
    "Không đăng nội dung tài liệu mật hoặc chỉ lưu hành nội bộ.",
)

_CALLED = r"(?:ong|ba|anh|chi|co|chu|bac|cau|em|thay|dong chi|d/c|dc)"
_OFFICE = (
    r"(?:(?:pho\s+)?(?:bi thu|chu tich|truong)(?:\s+(?:chi bo|dang uy|dang bo|xa|phuong|thon|ban|xom|ap|lang|khu|buon|"
    r"phum|soc|ubnd|uy ban|hdnd|hoi|mat tran|cong an|tram|truong|to|phong))+"
    r"|pho (?:thon|ban|xom|ap|chu tich|bi thu|to|truong)|to (?:truong|pho)|bi thu|chu tich|truong thon|truong ban|"
    r"truong xom|hieu truong|can bo(?:\s+(?:dia chinh|tu phap|ho tich|xa|thon|van hoa|thue))?|cong an vien|"
    r"dia chinh(?: xa)?|"
    r"ke toan xa|xa doi|thon doi|y ta thon|truong ap|giam doc|truong cong an)"
)
_NAME = r"[a-z]{1,7}(?:\s+[a-z]{1,7}){0,3}"
_CALLED_THEN_OFFICE = re.compile(rf"\b{_CALLED}\s+{_NAME}?,?\s*[(]?{_OFFICE}\b")
_OFFICE_THEN_NAME = re.compile(rf"\b{_OFFICE}\s+(?:{_CALLED}\s+)?{_NAME}")
_WORDS_OF_NO_NAME_TEXT = (
    "da se dang khong chua la va voi cua cho o tai thi ma nen rat co hay khi nay do len xuong lam noi goi xem giup ve "
    "bi duoc phai can moi den di den thong bao tra loi hop ky ghi nhan cung con nhu vi tu sau truoc nao nhieu"
)
_WORDS_OF_NO_NAME = frozenset(_WORDS_OF_NO_NAME_TEXT.split())
_BLAME = re.compile(
    r"\b(?:tham (?:nhung|o|lam)|an (?:chan|bot|tien|hoi lo|cap)|nhan (?:tien|hoi lo|phong bi)|doi (?:tien|"
    r"hoi lo|phong bi)|"
    r"vay tien|hach dich|cua quyen|vo (?:trach nhiem|tam|cam)|thieu trach nhiem|nhung nhieu|sach nhieu|"
    r"quat (?:mang|nat|thao)|"
    r"mang chui|chui|lua (?:dao|doi|dan)?|doi tra|gian (?:doi|lan)|bao che|thien vi|bat cong|chen ep|tru dap|lam quyen|"
    r"lan chiem|chiem (?:dat|doat|dung)|bot xen|cat xen|xa xeo|khuat tat|mo am|luoi bieng|kem coi|"
    r"bo (?:trong|be|mac|qua|viec)|khong (?:lam|giai quyet|tra loi|chiu|ky|tiep|cong khai|minh bach|biet|ghi)|"
    r"chang (?:lam|chiu)|"
    r"gay kho|lam kho|hanh (?:dan|ha)|coi thuong|noi doi|uong ruou|danh bac|co bac|bo tui|rut ruot|lam dung|"
    r"hay (?:bo|quen|vang|tre|muon)|cham (?:tre|chap)|thai do|lang phi)\b"
)
_DENUNCIATION = (
    re.compile(r"\bto (?:cao|giac)\b|\bdon to cao\b|\bvach (?:tran|mat)\b"),
    re.compile(
        r"\b(?:tham nhung|tham o|nhan hoi lo|dua hoi lo|doi hoi lo|an hoi lo|rut ruot|lap khong|chung tu gia)\b"
    ),
    re.compile(r"\b(?:de nghi|yeu cau|mong)\b[^.!?\n]{0,60}\b(?:dieu tra|thanh tra|khoi to|xu ly nghiem)\b"),
)
_MARKED_DENUNCIATIONS = ("tố", "tham", "hối", "vạch", "ruột", "khống", "giả", "tra", "nghiêm")
_COMPLAINT = (
    re.compile(r"\bkhieu (?:nai|kien)\b|\bkeu (?:oan|cuu)\b|\bdon (?:thu|khieu)\b"),
    re.compile(r"\b(?:gui|nop|viet|lam|co|nhan|tra loi|giai quyet|lay lai|cac|"
               r"la|mot|cai|hai|ba|nhieu)\s+(?:\w+\s+)?don\b"
               r"(?! (?:vi|gian|gia|dat|hang|gia(?:n)?|thuoc|doc|than|le|phuong|bai|xin (?:viec|hoc|nghi)))"),
    re.compile(r"\bdon (?:cua|gui|nop|de nghi|kien nghi|xin xac nhan|phan anh)\b"),
)  # fmt: skip
_INSULT = re.compile(
    r"\b(?:do (?:ngu|cho|khon|dot|hen|vo hoc|mat day|bip|dieu)|thang (?:cho|ngu|khon|mat day|dieu|lua dao)|"
    r"con (?:cho|di|dien)|"
    r"lu (?:cho|ngu|khon|sau mot|an hai|boc lot)|khon (?:nan|kiep)|mat day|mat dich|vo hoc|ngu (?:nhu|dot|xuan|"
    r"lon)|cho ma|"
    r"chet (?:me|tiet)|d[. ]?m\b|dmm|dkm|vcl|vkl|clgt|cmm|deo|dech|dit (?:me)?|du ma|dcm|oc cho|suc vat|"
    r"bon (?:cho|ngu|tham))\b"
)
_MARKED_INSULTS = (
    "chó", "ngu", "khốn", "mất", "vô học", "mẹ", "đồ", "thằng", "lũ", "đéo", "đếch", "địt", "óc", "súc",
    "bọn", "đm", "đĩ",
)  # fmt: skip
_SECRET = re.compile(
    r"\b(?:tai lieu|van ban|cong van|bao cao|quyet dinh|ban do)\s+(?:\w+\s+){0,2}(?:tuyet mat|toi mat|"
    r"mat\b(?! ma| thiet| do| ong))"
    r"|\b(?:tuyet mat|toi mat)\b|\bbi mat (?:nha nuoc|quan su|noi bo|cua dang)\b|\bluu hanh noi bo\b|\bkhong pho bien\b"
    r"|\bdong dau mat\b|\bdo mat\b"
)


def find(text: Text) -> Iterator[Hint]:
    """Yield hints about what ``text`` says."""
    yield from _people(text)
    yield from _meant(text, matches(DENUNCIATION, _DENUNCIATION, text.folded), _MARKED_DENUNCIATIONS)
    yield from _meant(text, matches(COMPLAINT, _COMPLAINT, text.folded), ("đơn", "khiếu", "kêu"))
    yield from _meant(text, matches(INSULT, (_INSULT,), text.folded), _MARKED_INSULTS)
    yield from _meant(text, matches(SECRET, (_SECRET,), text.folded), ("mật", "lưu hành", "phổ biến"))


def _meant(text: Text, found: Iterable[Hint], words: tuple[str, ...]) -> Iterator[Hint]:
    """Yield the hints whose words, where they are written with marks, are the ones that the rule is about."""
    for hint in found:
        written = text.plain[hint.start : hint.end].lower()
        if written.isascii() or any(word in written for word in words):
            yield hint


def _people(text: Text) -> Iterator[Hint]:
    for sentence in re.finditer(r"[^.!?\n]+", text.folded):
        if not _BLAME.search(sentence[0]):
            continue
        for found in _CALLED_THEN_OFFICE.finditer(sentence[0]):
            yield PERSON.at(sentence.start() + found.start(), sentence.start() + found.end())
        for found in _OFFICE_THEN_NAME.finditer(sentence[0]):
            start, end = sentence.start() + found.start(), sentence.start() + found.end()
            if named := _name_after_the_office(text, start, end):
                yield PERSON.at(start, named)


def _name_after_the_office(text: Text, start: int, end: int) -> int:
    """Return where the name after an office ends, 0 where none stands there: a name has capitals."""
    office = re.match(rf"{_OFFICE}(?:\s+{_CALLED})?", text.folded[start:end])
    place = last = start + (office.end() if office else 0)
    is_all_small = text.plain == text.plain.lower()
    for word in re.finditer(r"\S+", text.folded[place:end]):
        bare = word[0].strip(",;:()\"'")
        plain = text.plain[place + word.start()]
        if not (plain.isupper() or (is_all_small and last == place and bare not in _WORDS_OF_NO_NAME)):
            break
        last = place + word.start() + len(bare)
    return last if last > place else 0
