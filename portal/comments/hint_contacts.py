"""Ways to reach somebody that stand in a text: phone numbers, accounts, e-mail addresses, links, handles. Pure."""

import re
from collections.abc import Iterator

from portal.comments.hints import Hint, Rule, Text, matches

PHONE = Rule(
    "DL-1", "Số điện thoại", "số điện thoại", "Nên lược: số của người gửi hay của người khác đều là dữ liệu cá nhân."
)  # fmt: skip
IDENTITY = Rule(
    "DL-2", "Dãy số có thể là số định danh hoặc số tài khoản", "số cá nhân", "Nên lược nếu là số giấy tờ hay tài khoản."
)
MAIL = Rule("DL-3", "Địa chỉ thư điện tử", "thư điện tử", "Nên lược, trừ địa chỉ đã công bố của cơ quan.")
LINK = Rule("QC-1", "Liên kết hoặc tên miền", "liên kết", "Xem liên kết dẫn tới đâu trước khi quyết định; có thể lược.")
SHORT_LINK = Rule(
    "QC-2", "Liên kết rút gọn, không thấy nơi đến", "liên kết", "Nên lược: người đọc không biết sẽ tới đâu."
)
HANDLE = Rule("QC-3", "Tài khoản mạng xã hội hoặc nhắn tin", "mời liên hệ", "Thường là mời chào; có thể lược.")

_GAP = r"[ .\-()/·_]{0,3}"
_DIGIT, _DIGIT_ZERO = r"[0-9oO]", r"[0oO]"
# A mobile number has ten digits, a landline ten or eleven; people set them apart as they like.
_PHONES = (
    re.compile(rf"(?<![\w.,/-])(?:\+{_GAP}8{_GAP}4|0{_GAP}0{_GAP}8{_GAP}4){_GAP}(?:\(0\))?(?:{_GAP}\d){{9,10}}(?!\d)"),
    re.compile(rf"(?<![\w,/]){_DIGIT_ZERO}{_GAP}[35789](?:{_GAP}{_DIGIT}){{8}}(?!\w)"),
    re.compile(rf"(?<![\w,/])0{_GAP}2(?:{_GAP}\d){{8,9}}(?!\d)"),
    re.compile(r"(?<![\d.,/])1[89]00(?:[ .\-]?\d){4,6}(?!\d)"),
)
_DATE = re.compile(r"0\d[./-]\s?[01]?\d[./-]\s?(?:19|20)\d\d")
_SPOKEN_DIGIT = r"(?:khong|linh|mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin)"
_SPOKEN_PHONE = re.compile(rf"\bkhong(?:[ ,.\-]+{_SPOKEN_DIGIT}){{8,10}}\b")
_IDENTITY = (
    re.compile(r"(?<![\w.,/-])0\d{2}[ .]?\d{3}[ .]?\d{3}[ .]?\d{3}(?![\w])"),
    re.compile(r"\b(?:cccd|cmnd|cmt|can cuoc|dinh danh|chung minh)[^\d\n]{0,20}\d[\d .]{7,14}\d"),
    re.compile(r"\b(?:stk|so tai khoan|tai khoan(?: so)?|tk ngan hang)[^\d\n]{0,24}\d[\d .\-]{5,20}\d"),
)
_AT = r"(?:@|\s?\(\s?at\s?\)\s?|\s?\[\s?at\s?\]\s?|\s+a\s?cong\s+|\s+a\s?moc\s+)"
_DOT = r"(?:\s?\.\s?|\s?\(\s?\.\s?\)\s?|\s?\[\s?\.\s?\]\s?|\s+(?:cham|dot)\s+|\s?\(\s?(?:cham|dot)\s?\)\s?)"
_MAIL = re.compile(rf"[a-z0-9][\w.+-]{{0,60}}\s?{_AT}\s?[a-z0-9-]{{1,60}}(?:{_DOT}[a-z0-9-]{{2,20}}){{1,3}}")

# Endings that are no Vietnamese word; the others count only where the address goes on or begins like one.
_SURE = (
    "com|net|org|info|vn|biz|xyz|top|shop|club|site|online|link|app|dev|bet|win|vip|asia|edu|gov|live|store|pro|"
    "click|loan|work|space|website|icu|fun|cc|tv|io|ru|cn|us|uk"
)
_UNSURE = "co|me|ly|la|to|gl|be|ai|do|in|is|gg|sh|ws|tk|ml|ga|cf"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_LINKS = (
    re.compile(r"\b(?:https?|hxxps?|ftp)\s?:\s?/\s?/\s?\S+"),
    re.compile(r"\bwww\s?\.\s?[\w-]+\s?\.\s?\S+"),
    re.compile(r"\bxn--[a-z0-9-]{2,}(?:\.\S+)?"),
    re.compile(rf"(?<![\w@.])(?:{_LABEL}\.)+(?:{_SURE})(?![\w-])(?:[/?#]\S*)?"),
    re.compile(rf"(?<![\w@.])(?:{_LABEL}\.)+(?:{_UNSURE})/\S+"),
    re.compile(rf"(?<![\w@.]){_LABEL}\s?[\[(]\s?(?:\.|dot|cham)\s?[\])]\s?(?:{_SURE})(?![\w-])"),
)
_SPOKEN_LINK = re.compile(
    rf"(?<![\w@.]){_LABEL}\s+(?:cham|dot)\s+(?:com|net|org|vn|info|xyz|top|shop|club|vip)(?:\s+(?:cham|dot)\s+vn)?\b"
)
_SPACED_LINK = re.compile(
    rf"(?<![\w@.]){_LABEL}\s\.\s?(?:com|net|org|vn|info|xyz)\b|(?<![\w@.]){_LABEL}\.\s(?:com|net|xyz)\b"
)
_SHORTENERS = re.compile(
    r"(?<![\w@.-])(?:bit\.ly|tinyurl\.com|t\.co|goo\.gl|is\.gd|cutt\.ly|ow\.ly|rebrand\.ly|shorturl\.at|by\.com\.vn|"
    r"linktr\.ee|s\.id|rb\.gy|tiny\.cc|v\.gd|shope\.ee|s\.shopee\.vn|vt\.tiktok\.com|lnkd\.in|buff\.ly|adf\.ly)(?:/\S*)?"
)
_HANDLES = (
    re.compile(r"\b(?:zalo|za lo|telegram|tele gram|viber|whatsapp|wechat|messenger|skype|tiktok|line id)\b"
               r"(?:\s?(?:so|id|nick|la|:|-|\.|@|qua|toi|minh|em|acc|group|nhom)\s?){0,3}\s?[:@]?\s?"
               r"(?=[\w@+.]*[\d@_])[@+]?[\w.]{3,40}"),
    re.compile(r"\b(?:zalo|chat\.zalo|oa\.zalo|t|m|fb|facebook|wa|telegram|youtu)\.(?:me|com|be|org)/\S+"),
    re.compile(r"(?<![\w@.])@[a-z][\w.]{3,30}"),
    re.compile(
        r"\b(?:ket ban|nhan tin|lien he|ib|inbox|add)\s+(?:voi\s+)?(?:qua\s+)?"
        r"(?:zalo|telegram|viber|face(?:book)?|fb)\b"
    ),
)  # fmt: skip


def find(text: Text) -> Iterator[Hint]:
    """Yield a hint for each way to reach somebody that stands in ``text``."""
    lowered = text.plain.lower() if len(text.plain.lower()) == len(text.plain) else text.folded
    for hint in matches(PHONE, _PHONES, text.plain):
        if not _DATE.match(text.plain, hint.start):
            yield hint
    yield from matches(PHONE, (_SPOKEN_PHONE,), text.folded)
    yield from matches(IDENTITY, _IDENTITY, text.folded)
    yield from matches(MAIL, (_MAIL,), text.folded)
    short = list(matches(SHORT_LINK, (_SHORTENERS,), text.folded))
    yield from short
    # With its accents a sentence that goes on without a space ("đã xong.Có người") is not taken for an address.
    links = [*matches(LINK, _LINKS, lowered), *matches(LINK, (_SPOKEN_LINK, _SPACED_LINK), text.folded)]
    for hint in links:
        if not any(each.start <= hint.start < each.end for each in short):
            yield LINK.at(hint.start, hint.start + len(text.plain[hint.start : hint.end].rstrip(",.;:!?…)”\"'")))
    yield from matches(HANDLE, _HANDLES, text.folded)
