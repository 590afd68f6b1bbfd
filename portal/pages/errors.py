"""Refusals and failures in the site's own frame, in Vietnamese, with a way on.

Every page here must come out even where the database does not answer, so a failing template falls
back to a page without any frame.
"""

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html

_of_expired_forms: dict[str, Callable[..., HttpResponse]] = {}
log = logging.getLogger("portal.pages.errors")


@dataclass(frozen=True, slots=True)
class Message:
    """What an error page says: what happened, and what can be done."""

    status: int
    title: str
    text: str
    advice: str = ""


BAD_REQUEST = Message(
    400,
    "Yêu cầu không đọc được",
    "Địa chỉ hoặc nội dung gửi lên có chỗ trang không hiểu.",
    "Mời bạn kiểm tra lại địa chỉ, hoặc tìm điều bạn cần bằng ô tìm kiếm.",
)
FORBIDDEN = Message(
    403,
    "Bạn không có quyền xem trang này",
    "Trang này chỉ dành cho tài khoản được phân quyền.",
    "Nếu bạn cần nội dung này cho công việc, mời liên hệ cơ quan quản lý trang.",
)
NOT_FOUND = Message(
    404,
    "Không tìm thấy trang",
    "Không có trang nào ở địa chỉ này. Có thể địa chỉ bị gõ nhầm, hoặc nội dung đã chuyển chỗ.",
    "Mời bạn thử tìm theo tiêu đề, số văn bản hoặc một câu còn nhớ.",
)
WITHDRAWN = Message(410, "Nội dung này đã được gỡ", "Đường dẫn không hỏng: nội dung ở đây đã được gỡ khỏi trang.")
METHOD_REFUSED = Message(
    405,
    "Địa chỉ này chỉ để xem",
    "Trang không nhận cách gửi yêu cầu vừa rồi ở địa chỉ này.",
    "Mời bạn mở lại địa chỉ bằng trình duyệt.",
)
TOO_LARGE = Message(
    413,
    "Tệp hoặc nội dung gửi lên quá lớn",
    "Trang chưa nhận gì từ lần gửi vừa rồi.",
    "Mời bạn gửi tệp nhỏ hơn, hoặc chia thành nhiều tệp.",
)
TOO_MANY = Message(
    429,
    "Quá nhiều yêu cầu trong thời gian ngắn",
    "Trang tạm ngừng trả lời từ địa chỉ mạng của bạn.",
    "Mời bạn chờ một phút rồi thử lại.",
)
FAILED = Message(
    500,
    "Trang gặp lỗi",
    "Lỗi ở phía chúng tôi, không phải do bạn. Lỗi đã được ghi lại.",
    "Mời bạn thử lại sau ít phút.",
)
UNAVAILABLE = Message(
    503,
    "Trang tạm thời chưa trả lời được",
    "Hệ thống đang bận hoặc đang được bảo trì.",
    "Mời bạn thử lại sau ít phút.",
)
FORM_EXPIRED = Message(
    403,
    "Biểu mẫu đã hết hạn",
    "Trang không xác nhận được biểu mẫu này do bạn gửi, vì trang mở quá lâu hoặc trình duyệt chặn cookie.",
    "Mời bạn quay lại, tải lại trang rồi gửi lần nữa.",
)


def page(request: HttpRequest, message: Message, **context: Any) -> HttpResponse:
    """Return the error page of ``message`` in the site's frame, or a bare one where even that fails."""
    try:
        html: str = render_to_string("portal/errors/error.html", {"message": message, **context}, request=request)
    except Exception:
        log.exception("the frame of an error page failed")
        html = _bare(message)
    response = HttpResponse(html, status=message.status)
    response["Cache-Control"] = "no-store"
    return response


def _bare(message: Message) -> str:
    return format_html(
        '<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{}</title></head><body><main><h1>{}</h1>'
        '<p>{}</p><p>{}</p><p><a href="/">Về trang chủ</a></p></main></body></html>',
        message.title,
        message.title,
        message.text,
        message.advice,
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400."""
    return page(request, BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403."""
    return page(request, FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404."""
    return page(request, NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500, or 503 where it was the database that did not answer."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        response = page(request, UNAVAILABLE)
        response["Retry-After"] = "60"
        return response
    return page(request, FAILED)


def unavailable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 503, with the wish to come back in half a minute."""
    response = page(request, UNAVAILABLE)
    response["Retry-After"] = "30"
    return response


def method_refused(request: HttpRequest, allowed: str) -> HttpResponse:
    """Answer 405, naming the methods that the address takes."""
    response = page(request, METHOD_REFUSED)
    response["Allow"] = allowed
    return response


def too_large(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 413."""
    return page(request, TOO_LARGE)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 429."""
    return page(request, TOO_MANY)


def gone(request: HttpRequest, *, reason: str = "", withdrawn_on: date | None = None) -> HttpResponse:
    """Answer 410: what stood here was withdrawn, why and when."""
    return page(request, WITHDRAWN, reason=reason, withdrawn_on=withdrawn_on)


def when_form_expires(name: str, answer: Callable[..., HttpResponse]) -> None:
    """Have ``answer`` called, with what its address names, for an expired form of the address ``name``.

    A form into which people write much gives their words back this way.
    """
    _of_expired_forms[name] = answer


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is missing or old; where nobody is given a form, 405."""
    match = request.resolver_match
    if match is not None and request.method == "POST" and (answer := _of_expired_forms.get(match.url_name or "")):
        return answer(request, **match.kwargs)
    if not request.path.startswith(settings.PLACES_OF_FORMS):
        return method_refused(request, "GET, HEAD")
    return page(request, FORM_EXPIRED)
