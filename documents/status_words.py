"""Effect in law in words that readers understand. Pure."""

from datetime import date

from documents.status import AMENDS, EXTENDS, REPEALS, REPLACES, SUSPENDS, Act, Day, Ground, Standing

_DONE = {
    REPLACES: "được thay thế bởi",
    REPEALS: "bị bãi bỏ bởi",
    AMENDS: "được sửa đổi, bổ sung bởi",
    SUSPENDS: "bị đình chỉ bởi",
    EXTENDS: "được kéo dài hiệu lực bởi",
}


def day_words(day: date) -> str:
    """Return a date as it is printed."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def written(day: Day) -> str:
    """Return a date with as much of it as is known."""
    if day.precision == "month":
        return f"tháng {day.value.month}/{day.value.year}"
    return day_words(day.value) if day.precision == "day" else f"năm {day.value.year}"


def act_words(act: Act) -> str:
    """Return what was done to which part by what, without the date."""
    part = act.provision or ("một số điều" if act.kind == AMENDS else "")
    by = f"{act.acting_provision} {act.name}" if act.acting_provision else act.name
    return f"{part} {_DONE[act.kind]} {by}".strip()


def act_since(act: Act) -> str:
    """Return from when, and until when, an act holds."""
    if act.day is None:
        return "chưa rõ từ ngày nào"
    since = f"từ {written(act.day)}"
    if act.day_of_issue:
        since += " (ngày ban hành, vì văn bản ấy không ghi ngày có hiệu lực)"
    return f"{since} đến hết {day_words(act.until)}" if act.until else since


def ground_words(ground: Ground) -> str:
    """Return one ground of an answer as a clause without a full stop."""
    if ground.kind == "imprecise" and ground.act is not None:
        return f"{act_words(ground.act)}, nhưng {act_since(ground.act)} nên chưa nói được cho đúng ngày này"
    if ground.act is not None:
        return f"{act_words(ground.act)} {act_since(ground.act)}"
    day = written(ground.day) if ground.day else ""
    return {
        "draft": "bản dự thảo, chưa ban hành",
        "expired": f"hết hiệu lực từ {day}",
        "not-effective": f"có hiệu lực từ {day}",
        "not-issued": f"ban hành {day}, sau ngày được hỏi",
        "imprecise": f"chỉ biết {day}, chưa nói được cho đúng ngày này",
        "no-effective-day": "chưa có ngày có hiệu lực và chưa có người xác định",
        "undated": "văn bản không có ngày",
        "open": f"có hiệu lực từ {day}, kho không có văn bản nào thay thế hay bãi bỏ",
        "ended-some-day": "có nguồn ghi tình trạng đã đổi nhưng không ghi từ ngày nào",
    }.get(ground.kind, "")


def reasons(found: Standing) -> list[str]:
    """Return the grounds in words, the source's own where it is the source that counts."""
    said = [found.stated.ground] if found.by == "stated" and found.stated and found.stated.ground else []
    return [*said, *(words for ground in found.grounds if (words := ground_words(ground)))]
