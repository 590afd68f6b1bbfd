"""The moderators' screens over HTTP: who gets in, what they show, what a form does without any script."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_comments_xtd.models import XtdComment

from news.models import ArticlePage
from portal.accounts.models import User
from portal.audit.models import AuditEntry
from portal.comments import receipts
from portal.comments.models import Decision, State, Submission, TargetSetting
from portal.home.desk import desk_of
from tests.factories import news
from tests.factories.opinions import make_opinion
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
ATTACKS = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "</textarea><svg onload=alert(1)>",
    "' onmouseover='alert(1)", "javascript:alert(1)",
)  # fmt: skip


@pytest.fixture
def article() -> ArticlePage:
    return news.make_article(news.make_section(), "Bảy xã đổi cách họp thôn")


@pytest.fixture
def moderator() -> User:
    return make_person("moderator")


@pytest.fixture
def client(moderator: User) -> Client:
    return entered(moderator)


def entered(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def waiting(article: ArticlePage, body: str = "Đường vào thôn lầy lội quá.", **fields: Any) -> Submission:
    return make_opinion(article, body, state=State.WAITING, **fields)


def item(opinion: Submission) -> str:
    return reverse("comments-item", args=[opinion.pk])


def decide(client: Client, opinion: Submission, decision: str, **fields: Any) -> Any:
    typed = {"decision": decision, "version": str(opinion.version), **fields}
    return client.post(reverse("comments-decide", args=[opinion.pk]), typed, follow=True)


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def test_only_those_with_the_right_get_in(article: ArticlePage) -> None:
    opinion = waiting(article)
    decision = Decision.objects.create(
        submission=opinion, from_state="waiting", to_state="published", decided_at=timezone.now(), version=9
    )
    looks = [reverse("comments-queue"), item(opinion), reverse("comments-settings")]
    looks.append(reverse("comments-set-open", args=["bai-viet", article.pk]))
    acts = [reverse(f"comments-{name}", args=[opinion.pk]) for name in ("decide", "hold", "answer", "address")]
    acts += [reverse("comments-bulk"), reverse("comments-undo", args=[decision.pk])]

    for role in ("editor", "clerk", "technical", None):
        client = entered(make_person(role)) if role else Client()
        for address in looks:
            assert client.get(address).status_code in {302, 403}
        for address in acts:
            assert client.post(address, {"decision": "approve"}).status_code in {302, 403}
    assert Submission.objects.get().state == State.WAITING
    assert "Ý kiến bạn đọc" not in text_of(entered(make_person("editor")).get(reverse("wagtailadmin_home")))


def test_deciding_is_never_a_matter_of_opening_an_address(client: Client, article: ArticlePage) -> None:
    opinion = waiting(article)

    for name in ("decide", "hold", "answer", "address"):
        assert client.get(reverse(f"comments-{name}", args=[opinion.pk])).status_code in {302, 403, 405}
    assert client.get(reverse("comments-bulk")).status_code == 405


def test_the_queue_shows_the_oldest_first_with_where_how_long_and_why(client: Client, article: ArticlePage) -> None:
    waiting(article, "Gọi 0912345678 nhé", hints="|DL-1|", name="Mẩy")
    waiting(article, "Cảm ơn bà Ngần")

    shown = text_of(client.get(reverse("comments-queue")))

    assert shown.index("Gọi 0912345678") < shown.index("Cảm ơn bà Ngần")
    assert "2 ý kiến chờ kiểm duyệt" in shown
    assert "số điện thoại" in shown
    assert article.title in shown
    assert "(2)" in text_of(client.get(reverse("wagtailadmin_home")))


def test_one_opinion_stands_whole_in_its_context_with_its_hints(client: Client, article: ArticlePage) -> None:
    body = "Sổ hay bỏ trống khi anh Páo phó thôn trực. Gọi 0912 345 678."
    shown = text_of(client.get(item(waiting(article, body))))

    assert '<mark id="luu-y-1" data-n="1" title="Nhắc một người cụ thể kèm nhận xét">anh Páo phó thôn</mark>' in shown
    assert "NG-3" in shown
    assert "DL-1" in shown
    assert article.title in shown
    assert re.sub(r"<[^>]+>", "", shown.split("data-mod-body")[1].split(">", 1)[1].split("</p>")[0]) == body


def test_a_moderator_without_any_script_approves_and_goes_on_to_the_next(client: Client, article: ArticlePage) -> None:
    first, second = waiting(article, "Ý kiến một."), waiting(article, "Ý kiến hai.")

    answer = decide(client, first, "approve")

    assert answer.redirect_chain == [(item(second), 302)]
    assert "Đã đăng" in text_of(answer)
    assert "Hoàn tác được đến" in text_of(answer)
    assert XtdComment.objects.get().comment == "Ý kiến một."


def test_cuts_are_ticked_or_typed_and_can_be_looked_at_before(client: Client, article: ArticlePage) -> None:
    opinion = waiting(article, "Anh Páo hay vắng, gọi 0912 345 678 nhé.")
    span = "22-34"
    typed = {"cut": [span], f"cut-reason-{span}": "LD-05", "passage": "Anh Páo", "passage-reason": "TT-06"}

    looked = text_of(decide(client, opinion, "mask", preview="1", **typed))
    assert Submission.objects.get().state == State.WAITING
    assert looked.count('<span class="mod-cut">[đã lược]</span>') == 2

    decide(client, opinion, "mask", **typed)
    assert Submission.objects.get().masked_body == "[đã lược] hay vắng, gọi [đã lược] nhé."
    assert sorted(cut[2] for cut in Decision.objects.get().cuts) == ["LD-05", "TT-06"]


@pytest.mark.parametrize(
    ("decision", "fields", "said"),
    [
        ("", {}, "Chưa chọn quyết định"), ("nonsense", {}, "Chưa chọn quyết định"),
        ("refuse", {}, "Phải chọn một lý do"), ("forward", {}, "Cần ghi tên cơ quan"),
        ("mask", {}, "Chưa chọn đoạn nào"), ("mask", {"passage": "không có"}, "không có trong ý kiến"),
        ("mask", {"cut": ["0-9999"], "cut-reason-0-9999": "LD-05"}, "nằm ngoài"),
    ],
)  # fmt: skip
def test_an_incomplete_form_comes_back_with_what_was_typed(
    decision: str, fields: dict[str, Any], said: str, client: Client, article: ArticlePage
) -> None:
    answer = decide(client, waiting(article), decision, note="Lời nhắn dở", **fields)

    assert answer.status_code == 422
    assert said in text_of(answer)
    assert "Lời nhắn dở" in text_of(answer)
    assert Submission.objects.get().state == State.WAITING


def test_the_one_who_comes_second_sees_who_decided(client: Client, article: ArticlePage) -> None:
    opinion = waiting(article)
    other = make_person("moderator")
    other.first_name = "Thu Nguyệt"
    other.save()
    decide(entered(other), opinion, "approve")

    answer = decide(client, opinion, "refuse", reason="CD-01")

    assert "Thu Nguyệt" in text_of(answer)
    assert "không được ghi" in text_of(answer)
    assert Submission.objects.get().state == State.PUBLISHED


def test_an_undo_is_one_press_away(client: Client, article: ArticlePage) -> None:
    opinion = waiting(article)
    shown = text_of(decide(client, opinion, "refuse", reason="CD-01"))
    address = reverse("comments-undo", args=[Decision.objects.get().pk])
    assert address in shown

    answer = client.post(address, follow=True)

    assert "Đã hoàn tác" in text_of(answer)
    assert "đã hoàn tác lúc" in text_of(answer)
    assert Submission.objects.get().state == State.WAITING


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_a_stranger_types_stays_text_on_every_screen(attack: str, client: Client, article: ArticlePage) -> None:
    opinion = waiting(article, f"{attack} gọi 0912345678 {attack}", name=attack[:60])
    decide(client, waiting(article, "Khác."), "refuse", reason="CD-01", note=attack)
    screens = [reverse("comments-queue"), item(opinion), reverse("comments-queue") + "?xem=tu-choi&tim=" + attack]
    screens += [item(Submission.objects.get(state=State.REFUSED)), reverse("wagtailadmin_home")]

    for address in screens:
        shown = text_of(client.get(address))
        if "<" in attack:
            assert attack not in shown
        assert "<img src=x" not in shown
        assert "<svg onload" not in shown
        assert not [tag for tag in BeautifulSoup(shown, "html.parser").find_all(True) if "onmouseover" in tag.attrs]
    preview = decide(client, opinion, "mask", preview="1", passage=attack, note=attack)
    assert "<script>alert" not in text_of(preview)


def test_addresses_stay_hidden_from_moderators_and_a_look_at_one_is_written_down(
    client: Client, article: ArticlePage
) -> None:
    opinion = waiting(article, email="pan@tinh.example", email_confirmed_at=timezone.now())
    shown = text_of(client.get(item(opinion)))
    assert "pan@tinh.example" not in shown
    assert "muốn nhận trả lời qua thư" in shown
    address = reverse("comments-address", args=[opinion.pk])
    assert client.post(address).status_code in {302, 403}
    assert not AuditEntry.objects.filter(action="comments.view_address").exists()

    leader = entered(make_person("approver"))
    assert "pan@tinh.example" not in text_of(leader.get(item(opinion)))
    answer = leader.post(address)

    assert "pan@tinh.example" in text_of(answer)
    assert "no-store" in answer["Cache-Control"]
    assert AuditEntry.objects.get(action="comments.view_address").object_id == str(opinion.pk)


def test_a_denunciation_is_gone_from_the_screens_of_moderators(client: Client, article: ArticlePage) -> None:
    opinion = waiting(article, "Nội dung đơn của bà Hai")
    decide(client, opinion, "channel")

    assert client.get(item(opinion)).status_code == 404
    for address in ("?xem=to-cao", "?tim=don+cua+ba+hai", "?xem=da-dang"):
        assert "Nội dung đơn" not in text_of(client.get(reverse("comments-queue") + address))
    leader = entered(make_person("approver"))
    assert "Nội dung đơn" in text_of(leader.get(reverse("comments-queue") + "?xem=to-cao"))
    assert leader.get(item(opinion)).status_code == 200


def test_a_receipt_code_finds_its_opinion(client: Client, article: ArticlePage) -> None:
    key = uuid4()
    code = receipts.new_code(key)
    waiting(article, "Tìm tôi đi", key=key, receipt_hash=receipts.digest_of(code))
    waiting(article, "Không phải tôi")

    shown = text_of(client.get(reverse("comments-queue"), {"tim": code.lower().replace("-", " ")}))

    assert "Tìm tôi đi" in shown
    assert "Không phải tôi" not in shown


def test_many_are_decided_with_one_form_or_none_is(client: Client, article: ArticlePage) -> None:
    many = [waiting(article, f"Ý kiến {number}.") for number in range(4)]
    address = reverse("comments-bulk")
    ticked = [str(each.pk) for each in many[:3]]

    none = client.post(address, {"pk": ticked, "decision": "refuse"}, follow=True)
    assert "Không ý kiến nào được quyết định" in text_of(none)
    assert "Chưa chọn ý kiến nào" in text_of(client.post(address, {"decision": "approve"}, follow=True))
    assert client.post(address, {"pk": ticked, "decision": "channel"}).status_code == 302
    assert Submission.objects.filter(state=State.WAITING).count() == 4

    client.post(address, {"pk": ticked, "decision": "refuse", "reason": "TL-02"})
    assert Submission.objects.filter(state=State.REFUSED, reason="TL-02").count() == 3
    client.post(address, {"all": "1", "decision": "approve"})
    assert Submission.objects.filter(state=State.PUBLISHED).count() == 1


def test_the_board_answers_on_the_screen_of_the_opinion(client: Client, article: ArticlePage) -> None:
    opinion = waiting(article)
    decide(client, opinion, "approve", answer="Xã sẽ rải đá trong tháng 12.")
    assert "Xã sẽ rải đá trong tháng 12." in text_of(Client().get(article.get_url()))
    shown = text_of(client.get(item(opinion)))
    seen = re.search(r'name="seen" value="(\d+)"', shown)
    assert seen is not None
    address = reverse("comments-answer", args=[opinion.pk])

    client.post(address, {"seen": seen[1], "body": "Xã đã rải đá.", "signed_as": "UBND xã"})
    assert "Xã đã rải đá." in text_of(Client().get(article.get_url()))
    stale = client.post(address, {"seen": seen[1], "body": "Bản cũ"}, follow=True)
    assert "Có người vừa viết" in text_of(stale)
    now = re.search(r'name="seen" value="(\d+)"', text_of(stale))
    assert now is not None
    client.post(address, {"seen": now[1], "withdraw": "1"})
    assert "Xã đã rải đá." not in text_of(Client().get(article.get_url()))


def test_an_item_is_closed_with_a_reason_and_opened_again(client: Client, article: ArticlePage) -> None:
    address = reverse("comments-set-open", args=["bai-viet", article.pk])
    assert client.post(address, {"open": "0", "reason": " "}).status_code == 422
    assert not TargetSetting.objects.exists()

    client.post(address, {"open": "0", "reason": "Đã hết thời gian lấy ý kiến."})
    assert "Đã hết thời gian lấy ý kiến." in text_of(client.get(reverse("comments-settings")))
    assert Client().get(reverse("comment-form", args=["bai-viet", article.pk])).status_code == 404
    assert AuditEntry.objects.filter(action="comments.close").count() == 1

    client.post(address, {"open": "1", "reason": "Mở thêm một tuần."})
    assert Client().get(reverse("comment-form", args=["bai-viet", article.pk])).status_code == 200
    assert client.get(reverse("comments-set-open", args=["bai-viet", 999_999])).status_code == 404
    assert client.get(reverse("comments-set-open", args=["nguoi-dung", 1])).status_code == 404


def test_what_waits_stands_on_the_desk_of_moderators_alone(article: ArticlePage, moderator: User) -> None:
    old = waiting(article, "Đường lầy", queued_at=timezone.now() - timedelta(days=3))
    waiting(article, "Mới gửi", queued_at=timezone.now())

    mine = desk_of(User.objects.get(pk=moderator.pk)).mine

    assert (mine[0].verb, mine[0].url, mine[0].is_overdue) == ("Kiểm duyệt", item(old), True)
    assert len(mine) == 2
    assert not [each for each in desk_of(make_person("editor")).mine if each.verb == "Kiểm duyệt"]


def test_unknown_and_strange_addresses_are_no_errors(client: Client, article: ArticlePage) -> None:
    assert client.get(reverse("comments-item", args=[999_999])).status_code == 404
    queue = reverse("comments-queue")
    for query in ("?xem=khong", "?trang=9999", "?trang=x", "?tu=99-99", "?tu=2026-13-45", "?luu-y=%00", "?tim=%25%27",
                  "?ly-do=x&loai=y", "?tim=" + "a" * 5000):  # fmt: skip
        assert client.get(queue + query).status_code in {200, 400}
    assert client.post(reverse("comments-bulk"), {"pk": ["x", "9" * 40], "decision": "approve"}).status_code == 302
    assert client.post(reverse("comments-undo", args=[999_999])).status_code == 302


def fill(article: ArticlePage, count: int) -> None:
    kind, now = ContentType.objects.get_for_model(ArticlePage), timezone.now()
    Submission.objects.bulk_create(
        Submission(
            key=uuid4(), receipt_hash=uuid4().hex, content_type=kind, object_id=article.pk, name=f"Người {number}",
            body=f"Ý kiến số {number} về đường làng.", folded=f"nguoi {number} y kien so {number} ve duong lang.",
            consent_version="1", consented_at=now, submitted_at=now, queued_at=now,
        )
        for number in range(count)
    )  # fmt: skip


@pytest.mark.parametrize("query", ["", "?trang=2", "?tim=duong+lang", "?luu-y=khong", "?xem=da-dang"])
def test_the_queue_costs_the_same_for_fifty_and_for_thousands(query: str, client: Client, article: ArticlePage) -> None:
    fill(article, 120)
    few = queries(client, reverse("comments-queue") + query)
    fill(article, 3000)
    many = queries(client, reverse("comments-queue") + query)

    assert many == few
    assert many <= 15


def test_one_opinion_costs_the_same_with_fifty_and_with_thousands_behind_it(
    client: Client, article: ArticlePage
) -> None:
    opinion = waiting(article)
    fill(article, 60)
    few = queries(client, item(opinion))
    fill(article, 3000)

    assert queries(client, item(opinion)) == few


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
