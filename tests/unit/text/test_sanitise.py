"""HTML from outside made safe to print."""

import pytest

from portal.text.sanitise import clean_html, clean_inline


def test_a_style_attribute_never_survives() -> None:
    assert clean_html('<p style="position:fixed" class="x" id="y" onclick="z()">chữ</p>') == "<p>chữ</p>"


def test_links_say_that_they_are_not_vouched_for() -> None:
    assert clean_html('<a href="https://a.example/" rel="me" target="_top">a</a>') == (
        '<a href="https://a.example/" rel="nofollow ugc noopener">a</a>'
    )


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "javascript:1",
        "ja\u00advascript:alert(1)",
        " java&#10;script:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "\\\\evil.example",
        "vbscript:x",
    ],
)
def test_an_address_that_could_run_or_leave_unseen_is_dropped(address: str) -> None:
    assert "href" not in clean_html(f'<a href="{address}">a</a>')


def test_nothing_is_fetched_from_another_host() -> None:
    assert clean_html('<img src="https://t.example/x.gif"><iframe src="//x"></iframe>chữ') == "chữ"


def test_the_text_of_a_program_goes_with_it() -> None:
    assert clean_html("<script>bad()</script><style>x{}</style>chữ") == "chữ"


def test_invisible_characters_do_not_split_words() -> None:
    assert clean_html("bí\u200b m\u00adật") == "bí mật"


def test_a_sentence_keeps_only_emphasis_and_links() -> None:
    assert clean_inline("<h2>a</h2><p><strong>b</strong></p>").split() == ["a", "<strong>b</strong>"]
