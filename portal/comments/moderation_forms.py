"""What a moderator's form says, read into a decision; nothing here decides anything."""

import re
from dataclasses import dataclass
from typing import Any

from portal.comments import masking, verdicts
from portal.comments.hints import Hint
from portal.comments.models import SHOWN, State, Submission
from portal.comments.moderation import Said, is_under_review
from portal.comments.verdicts import ModerationRefusal, Verdict

KEYS = {"approve": "D", "mask": "L", "forward": "C", "refuse": "T", "channel": "H", "remove": "G", "reopen": "M"}
HELP = {
    "mask": "chỉ thay đoạn đánh dấu bằng “[đã lược]”, ghi rõ trên trang",
    "forward": "không đăng, báo người gửi nơi nhận",
    "channel": "không hiện, hạn chế người xem",
    "remove": "để lại một dòng ghi ngày gỡ và mã lý do",
    "reopen": "quyết định cũ vẫn còn trong lịch sử",
}
_SPAN = re.compile(r"(\d{1,5})-(\d{1,5})")
_REASON_OF_RULE = {"DL": "LD-05", "NG": "TT-06", "QC": "QC-03", "TC": "TT-06"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One decision that the form offers: the verdict, its key, what it means."""

    verdict: Verdict
    key: str
    help: str
    is_chosen: bool


def choices(submission: Submission, chosen: str = "") -> list[Choice]:
    """Return the decisions that the state of ``submission`` allows, in the order of the screen."""
    if submission.state == State.WAITING:
        words = ["approve", "mask", "forward", "refuse", "channel"]
    elif submission.state in SHOWN:
        words = ["remove"]
    elif is_under_review(submission):
        words = ["approve", "mask", "refuse"]
    elif submission.state in {State.REFUSED, State.FORWARDED, State.CHANNEL}:
        words = ["reopen"]
    else:
        words = []
    first = words[0] if len(words) == 1 else ""
    return [
        Choice(verdicts.VERDICTS[word], KEYS[word], HELP.get(word, ""), word == (chosen or first)) for word in words
    ]


def verdict_of(fields: Any) -> Verdict:
    """Return the decision that was chosen; raises ModerationRefusal where none was."""
    verdict = verdicts.VERDICTS.get(fields.get("decision", ""))
    if verdict is None:
        raise ModerationRefusal("Chưa chọn quyết định nào.", "decision")
    return verdict


def said_in(fields: Any, body: str = "") -> Said:
    """Return what the form says with the decision; raises ModerationRefusal where a part to cut is not in ``body``."""
    version = fields.get("version", "")
    return Said(
        version=int(version) if version.isdecimal() and len(version) < 10 else None,
        reason=fields.get("reason", ""),
        note=fields.get("note", ""),
        cuts=cuts_in(fields, body),
        answer=fields.get("answer", ""),
        forwarded_to=fields.get("forwarded_to", ""),
    )


def cuts_in(fields: Any, body: str) -> tuple[masking.Cut, ...]:
    """Return the parts to cut: those ticked, those marked by hand, and the passage typed."""
    found = set()
    for span in fields.getlist("cut")[:60]:
        if match := _SPAN.fullmatch(span):
            reason = fields.get(f"cut-reason-{span}", "")
            found.add(masking.Cut(int(match[1]), int(match[2]), reason))
    passage = fields.get("passage", "").strip().replace("\r\n", "\n")
    if passage:
        places = masking.places_of(passage, body)
        if not places:
            raise ModerationRefusal("Đoạn cần lược không có trong ý kiến: chép đúng từng chữ.", "cuts")
        found |= {masking.Cut(start, end, fields.get("passage-reason", "")) for start, end in places}
    return merged(found)


def merged(cuts: set[masking.Cut]) -> tuple[masking.Cut, ...]:
    """Return the cuts with those that overlap made one, under the reason of the first."""
    kept: list[masking.Cut] = []
    for cut in sorted(cuts):
        last = kept[-1] if kept else None
        if last is not None and cut.start < last.end:
            kept[-1] = masking.Cut(last.start, max(last.end, cut.end), last.reason)
        else:
            kept.append(cut)
    return tuple(kept)


def reason_for(hint: Hint) -> str:
    """Return the reason under which the part that a hint points at would be cut, empty where it is none for cutting."""
    return _REASON_OF_RULE.get(hint.rule.split("-")[0], "")
