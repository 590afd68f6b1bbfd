"""From one page of results to the next: numbered pages of a ranked list, or onward and back in a sorted one."""

from dataclasses import dataclass

from search import archive
from search.forms import SearchForm
from search.types import Results


@dataclass(frozen=True, slots=True)
class PageLink:
    """One page of the pager; without ``url`` it is the page one stands on, without ``number`` a gap."""

    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Pager:
    """The pager, and where a reader goes next and came from; ``first`` leads back to where a sorted list begins.

    ``end`` is said where a ranked list has more results than can be paged through.
    """

    pages: tuple[PageLink, ...] = ()
    previous: str = ""
    next: str = ""
    first: str = ""
    end: str = ""


def pager(form: SearchForm, found: Results) -> Pager | None:
    """Return the way on from the page of ``found``, or ``None`` where there is no other page."""
    if found.first or found.last or form.query.onward or form.query.backward:
        return _sorted(form, found)
    return _ranked(form, found)


def _sorted(form: SearchForm, found: Results) -> Pager | None:
    query = form.query
    came_back = query.onward is None and query.backward is not None
    # Behind a page that was reached by going back stands the page one came from.
    goes_on = bool(found.last) and (came_back or found.more)
    has_before = bool(found.first) and (found.more if came_back else bool(query.onward) or query.page > 1)
    start = form.address()
    if not (goes_on or has_before or query.onward or query.backward):
        return None
    return Pager(
        first=start if has_before or not found.hits else "",
        previous=form.address(backward=found.first) if has_before else "",
        next=form.address(onward=found.last) if goes_on else "",
    )


def _ranked(form: SearchForm, found: Results) -> Pager | None:
    size, limit = form.query.page_size, archive.depth_of(form.query)
    last = -(-min(len(found.keys) or found.count, limit) // size)
    if last <= 1:
        return None
    here = min(form.query.page, last)
    near = sorted({1, last, *range(max(1, here - 2), min(last, here + 2) + 1)})
    pages: list[PageLink] = []
    for each in near:
        if pages and each > pages[-1].number + 1:
            pages.append(PageLink(0, ""))
        pages.append(PageLink(each, "" if each == here else form.address(page=each, token=found.token)))
    return Pager(
        tuple(pages),
        previous=form.address(page=here - 1, token=found.token) if here > 1 else "",
        next=form.address(page=here + 1, token=found.token) if here < last else "",
        end=f"Xếp theo độ khớp chỉ xem được {limit} kết quả đầu. Hãy thu hẹp bằng bộ lọc, thêm từ, hoặc xếp theo ngày."
        if here == last and found.count > limit
        else "",
    )
