"""Documents that an article cites are linked where the article names them, and noted once in the margin."""

from news.cited import CitedRow
from news.margin import with_documents


def _row(symbol: str, url: str = "/van-ban/7/") -> CitedRow:
    status = ("in_force", "Còn hiệu lực") if url else ("missing", "Chưa có trong kho")
    return CitedRow(symbol, "Về việc thử", url, "", "15/01/2026" if url else "", *status, "")


def test_a_cited_document_is_linked_with_its_type_and_noted_once() -> None:
    body = "<p>Theo Kế hoạch số 208/KH-UBND, bảy xã làm thử.</p><p>Kế hoạch 208/KH-UBND còn nói thêm.</p>"
    shown = with_documents(body, [_row("208/KH-UBND")])
    linked = '<a href="/van-ban/7/">Kế hoạch số <span class="nowrap">208/KH-UBND</span></a>'
    assert linked in shown
    assert shown.count('class="margin-note"') == 1
    assert shown.index("margin-note") < shown.index("Theo ")


def test_a_document_that_the_archive_lacks_is_noted_without_a_link() -> None:
    shown = with_documents("<p>Công văn 1107-CV/TU nhắc chung.</p>", [_row("1107-CV/TU", url="")])
    assert "<a " not in shown
    assert "kho chưa có bản" in shown


def test_links_and_tags_of_the_author_stay_as_they_are() -> None:
    body = '<p>Xem <a href="/x/">Kế hoạch 208/KH-UBND</a> &amp; &lt;b&gt; <b>208/KH-UBND</b>.</p><h2>208/KH-UBND</h2>'
    shown = with_documents(body, [_row("208/KH-UBND")])
    assert '<a href="/x/">Kế hoạch 208/KH-UBND</a> &amp; &lt;b&gt; <b><a href="/van-ban/7/">' in shown
    assert shown.endswith("<h2>208/KH-UBND</h2>")


def test_an_article_that_cites_nothing_is_left_alone() -> None:
    assert with_documents("<p>14-KL/TW</p>", []) == "<p>14-KL/TW</p>"
