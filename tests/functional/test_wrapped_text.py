"""A PDF ends a line where its page does; what a sentence says is read all the same."""

from datetime import date

import pytest
from django.test import Client

from documents import linking
from documents.models import Mention, Relation
from tests.factories.documents import make_body, make_draft, make_public

pytestmark = pytest.mark.django_db
WRAPPED = """Trong những năm qua các cấp ủy đã phát huy tốt vai trò, trách nhiệm của mình
theo Chương trình hành động số 76-CTr/TU, ngày 08/7/2019 của Ban Thường vụ
Thành ủy thực hiện Nghị quyết số 45-NQ/TW, tiếp tục các chỉ tiêu phát triển kinh
tế - xã hội của thành phố trong nhiệm kỳ này và những nhiệm kỳ tiếp theo.
Thực hiện Kết luận số 14-KL/TW, ngày 22/9/2021 của Bộ Chính trị về chủ trương
khuyến khích và bảo vệ cán bộ năng động, sáng tạo vì lợi ích chung; Ban Thường
vụ Thành ủy yêu cầu:
1. Nâng cao nhận thức, tăng cường trách nhiệm của các cấp ủy, tổ chức đảng."""


def test_what_another_document_carries_out_is_not_said_of_this_one() -> None:
    centre = make_body("Bộ Chính trị", level="central", branch="party")
    make_public(symbol="45-NQ/TW", issuer=centre, issued_on=date(2019, 1, 24))
    programme = make_public(symbol="76-CTr/TU", issued_on=date(2019, 7, 8))
    directive = make_draft(text=WRAPPED)

    linking.read_links(directive)

    edges = set(Relation.objects.values_list("from_document_id", "to_symbol"))
    assert edges == {(programme.pk, "45-NQ/TW"), (directive.pk, "14-KL/TW")}


def test_a_title_is_read_to_its_end_and_the_quote_stays_as_it_stands() -> None:
    directive = make_draft(text=WRAPPED)

    linking.read_links(directive)

    relation = Relation.objects.get(to_symbol="14-KL/TW")
    assert relation.to_title.endswith("sáng tạo vì lợi ích chung")
    assert directive.body_text[relation.start : relation.end] == relation.quote


def test_the_sentence_of_a_mention_begins_where_the_author_began_it() -> None:
    directive = make_draft(text=WRAPPED)

    linking.read_links(directive)

    mention = Mention.objects.get(match_key="76.ctr.tu")
    assert mention.issuer_text == "Ban Thường vụ Thành ủy"
    assert mention.sentence.startswith("Trong những năm qua")
    assert directive.body_text[mention.start : mention.end] == "76-CTr/TU"


def test_a_page_shows_paragraphs_and_no_part_that_only_a_line_end_made(client: Client) -> None:
    text = WRAPPED + "\n2. Giao Sở Thông tin và Truyền thông chủ trì, phối hợp tuyên truyền Kết luận số\n"
    text += "14-KL/TW ngày 22/9/2021 của Bộ Chính trị và Chỉ thị này tới cán bộ, nhân dân."
    document = make_public(text=text)

    sheet = client.get(document.get_absolute_url()).context["sheet"]

    assert [node.label for node in document.nodes] == ["1", "2"]
    assert [len(block.lines) for block in sheet.blocks] == [2, 1, 1]
    assert "của Ban Thường vụ Thành ủy thực hiện Nghị quyết" in sheet.blocks[0].lines[0]
