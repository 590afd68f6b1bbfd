"""The day stands on every page, in fewer words where there is little room."""

from datetime import date

from portal.pages.templatetags.portal_ui import nowrap_symbols, short_day


def test_a_phone_shows_the_weekday_and_the_date() -> None:
    assert short_day(date(2026, 11, 22)) == "Chủ nhật, 22/11/2026"
    assert short_day(None) == ""


def test_symbols_and_fixed_names_stay_on_one_line() -> None:
    shown = nowrap_symbols("Kết luận số 14-KL/TW của Bộ Chính trị <b>")
    assert '<span class="nowrap">14-KL/TW</span>' in shown
    assert '<span class="nowrap">Bộ Chính trị</span>' in shown
    assert "&lt;b&gt;" in shown
