"""Whatever is sent to a public address, the answer is a page in the site's frame or a message, never a fault."""

import http.client
import json
import random
import urllib.parse
from collections.abc import Iterator

import pytest

from tests.live_portal import LivePortal
from tests.visitor import Answer

pytestmark = pytest.mark.server

NASTY = [
    "",
    " ",
    "\x00",
    "%00",
    "'\"><script>alert(1)</script>",
    "{{7*7}}{% debug %}${7*7}",
    "../../../../etc/passwd",
    "AND OR NOT ((((",
    "* ? ~ ^ : /re.*gex/ [a TO b]",
    "-1",
    "0",
    "99999999999999999999999",
    "1e309",
    "NaN",
    "2021-02-31",
    "đoàn kết",
    "Đoàn kết",
    "\u202egpj.exe",
    "\u200b\u2066\ufeff",
    "\ud7ff\ufffd",
    "👍" * 50,
    "ậ" * 2000,
    "a" * 3000,
    "\r\nSet-Cookie: x=1",
    "14-KL/TW",
    "true",
    "[]",
    '{"$ne": null}',
]
PARAMETERS = [
    "q",
    "page",
    "kind",
    "page_size",
    "loai",
    "co-quan",
    "nam",
    "tinh-trang",
    "sap-xep",
    "sort",
    "trang",
    "next",
]
ADDRESSES = ["/", "/van-ban/", "/tim-kiem/", "/api/v1/search", "/tin-tuc/", "/tin-tuc.atom", "/healthz"]
STRANGE_PATHS = [
    "/khong-co-trang-nay/",
    "/van-ban/0/",
    "/van-ban/99999999999999999999/a/",
    "/van-ban/-1/x/",
    "/van-ban/so/%ff%fe/",
    "/van-ban/so/" + "9" * 500 + "/",
    "/van-ban/so/../../",
    "/van-ban/1/ban-sao/99999999999999999999/",
    "/tep/0/x.pdf",
    "/tep/99999999999999999999/x.pdf",
    "/tep/1/..%2f..%2fsecret",
    "/media/original_images/x.png",
    "/static/../portal.sqlite3",
    "/static/%2e%2e/%2e%2e/manage.py",
    "/documents/1/x.pdf",
    "/%F0%9F%91%8D/",
    "/%c3%28/",
    "/a%00b/",
    "//example.invalid/",
    "/" + "a/" * 400,
]


def addresses(live_portal: LivePortal) -> Iterator[str]:
    generator = random.Random(2026)
    for address in ADDRESSES:
        for value in NASTY:
            chosen = generator.sample(PARAMETERS, 3)
            query = urllib.parse.urlencode([(name, value) for name in ["q", *chosen]], errors="surrogatepass")
            yield f"{address}?{query}"
    for raw in (
        "q=%ff%fe%80",
        "q=%",
        "q=%u0111",
        "=&&&==",
        "q[]=1&q[0]=2",
        "q=a;b=c",
        "&".join("q=1" for _ in range(500)),
    ):
        yield from (f"{address}?{raw}" for address in ADDRESSES)


def is_well_answered(answer: Answer) -> bool:
    """Whether it is no fault, and any refusal is a Vietnamese page of ours or JSON with a message."""
    if answer.status >= 500:
        return False
    if answer.status < 400:
        return True
    if answer.headers.get_content_type() == "application/json":
        return bool(json.loads(answer.content))
    return answer.is_html and 'lang="vi"' in answer.text and "<main" in answer.text


def test_no_query_string_makes_a_fault(live_portal: LivePortal) -> None:
    visitor = live_portal.visitor()
    visitor.get("/tin-tuc/")

    badly = [
        (path, answer.status) for path in addresses(live_portal) if not is_well_answered(answer := visitor.get(path))
    ]

    assert badly == []


def test_no_address_makes_a_fault(live_portal: LivePortal) -> None:
    visitor = live_portal.visitor()

    badly = [(path, answer.status) for path in STRANGE_PATHS if not is_well_answered(answer := visitor.get(path))]

    assert badly == []


def test_what_was_typed_is_never_run_or_sent_back_as_markup(live_portal: LivePortal) -> None:
    visitor = live_portal.visitor()

    for address in ("/tim-kiem/", "/van-ban/", "/khong-co/"):
        answer = visitor.get(f"{address}?{urllib.parse.urlencode({'q': NASTY[4], 'kind': NASTY[4]})}")
        assert "<script>alert(1)" not in answer.text
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Host", "example.invalid"),
        ("Host", "127.0.0.1:99999999"),
        ("Accept", "\xff\xfe"),
        ("Accept-Language", "x" * 5000),
        ("Cookie", "sessionid=" + "x" * 3000 + "; csrftoken=\xff; =; ;;;"),
        ("Referer", "javascript:alert(1)"),
        ("X-Forwarded-Host", "example.invalid"),
        ("X-Forwarded-For", "not an address"),
        ("If-Modified-Since", "yesterday"),
        ("If-None-Match", '"' + "x" * 2000),
        ("Range", "bytes=-1,99-1,a-b"),
        ("Accept-Encoding", "gzip;q=NaN"),
        ("User-Agent", ""),
        ("Content-Length", "0"),
        ("X-HTTP-Method-Override", "DELETE"),
    ],
)
def test_no_header_makes_a_fault(live_portal: LivePortal, name: str, value: str) -> None:
    host = live_portal.address.removeprefix("http://")
    for path in ("/", "/tim-kiem/?q=a", "/quan-tri/login/"):
        connection = http.client.HTTPConnection(host, timeout=30)
        connection.putrequest("GET", path, skip_host=name == "Host")
        connection.putheader(name, value.encode("latin-1"))
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()

        assert answer.status < 500
        assert answer.status < 400 or 'lang="vi"' in body


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "MADEUP"])
def test_no_method_makes_a_fault(live_portal: LivePortal, method: str) -> None:
    host = live_portal.address.removeprefix("http://")
    for path in ("/", "/van-ban/", "/tim-kiem/", "/api/v1/search", "/healthz", "/khong-co/", "/quan-tri/login/"):
        connection = http.client.HTTPConnection(host, timeout=30)
        connection.request(
            method, path, body=b"a=1&b=\xff", headers={"Content-Type": "application/x-www-form-urlencoded"}
        )
        status = connection.getresponse().status
        connection.close()

        assert status < 500


def test_the_log_in_form_survives_anything(live_portal: LivePortal) -> None:
    for value in NASTY:
        visitor = live_portal.visitor()
        visitor.get("/quan-tri/login/")
        answer = visitor.post(
            "/quan-tri/login/",
            {"username": value, "password": value, "next": value.replace("\ud7ff", ""), "remember": value},
        )

        assert answer.status < 500, value
        assert "example.invalid" not in answer.headers.get("Location", "")
