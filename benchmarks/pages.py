"""An article, from the page cache and past it, beside a bare Django view of the same size in the same server."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.request import Request, urlopen

from django.core.management import call_command

from benchmarks import serving
from benchmarks.measuring import Bound, Case, Plan, Sides
from benchmarks.serving import load_generator, requests_per_second

_ENOUGH_OF_BARE = 0.6
_FIRST_REQUESTS = 20


def cases(_plan: Plan) -> list[Case]:
    """Return the comparisons of this benchmark."""
    return [
        Case("cached", "Bài viết, có bộ nhớ trang", Bound(_ENOUGH_OF_BARE), cached_article),
        Case("uncached", "Bài viết, không bộ nhớ trang", None, uncached_article),
    ]


@contextmanager
def cached_article(plan: Plan) -> Iterator[Sides]:
    """Ask for an article that the page cache knows."""
    with _served(plan, cached=True) as sides:
        yield sides


@contextmanager
def uncached_article(plan: Plan) -> Iterator[Sides]:
    """Ask for an article with the page cache switched off."""
    with _served(plan, cached=False) as sides:
        yield sides


@contextmanager
def _served(plan: Plan, *, cached: bool) -> Iterator[Sides]:
    path = _article()
    with serving.serving(**({} if cached else {"PAGE_CACHE_BYTES": "0"})) as address:
        # The first requests of each process read templates and make connections; they are nobody's usual case.
        size = [_read(address + path) for _ in range(_FIRST_REQUESTS)][-1]
        ours = _rate(address, path, plan.seconds)
        bare = _rate(address, f"/bare/{size}", plan.seconds)
        _warm(ours, bare)
        yield Sides(ours, bare, "yêu cầu/s", {"bytes": size, "clients": serving.CLIENTS, "client": load_generator()})


def _article() -> str:
    """Return the address of the longest article of the demonstration content, which is loaded once."""
    from news.models import ArticlePage

    if not ArticlePage.objects.live().exists():
        call_command("load_demo", verbosity=0)
        call_command("rebuild_search_index", verbosity=0)
    articles = list(ArticlePage.objects.live())
    longest = max(articles, key=lambda article: len(str(article.body.raw_data)))
    return str(longest.relative_url(None))


def _read(url: str) -> int:
    with urlopen(Request(url)) as answer:  # noqa: S310 - our own server
        return len(answer.read())


def _rate(address: str, path: str, seconds: float) -> Callable[[], float]:
    return lambda: requests_per_second(address, path, seconds)


def _warm(*sides: Callable[[], float]) -> None:
    for side in sides:
        side()
