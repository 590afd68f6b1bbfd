"""``/healthz``: whether the portal works, for machines that watch it."""

from typing import Any

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.jobs import health


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 with JSON when the database answers, ``degraded`` naming what is missing; else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        problems = health.problems()
        answer: dict[str, Any] = {
            "status": "degraded" if problems else "ok",
            "degraded": [problem.name for problem in problems],
            "pending": health.pending(),
        }
    except DatabaseError:
        return JsonResponse({"status": "down", "degraded": ["database"]}, status=503)
    return JsonResponse(answer)
