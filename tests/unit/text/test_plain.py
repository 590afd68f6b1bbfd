"""HTML read as a person sees it."""

from hypothesis import given
from hypothesis import strategies as st

from portal.text.plain import html_to_text


def test_paragraphs_lists_and_tables_become_lines() -> None:
    html = "<h1>Tin</h1><p>Một&nbsp;hai<br>ba</p><ul><li>x<li>y</ul><table><tr><td>1<td>2</tr><tr><td>3</table>"

    assert html_to_text(html) == "Tin\n\nMột hai\nba\n\n- x\n- y\n\n1\t2\n3"


def test_programs_and_styles_are_not_words() -> None:
    assert html_to_text("<head><title>t</title></head><p>a<script>var b='<p>'</script><style>c{}</style>d</p>") == "ad"


@given(st.text())
def test_broken_markup_never_fails(text: str) -> None:
    assert isinstance(html_to_text(f"<p {text}<b>{text}"), str)
