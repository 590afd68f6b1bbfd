"""How gunicorn serves the portal (``gunicorn --config python:portal.webserver``), and its answer to what is no request.

The code is loaded once and then forked. Threads keep a browser's idle connection from holding up a whole process.
"""

import os
import socket
from typing import Any

from gunicorn.http import errors as unreadable
from gunicorn.workers.gthread import ThreadWorker

_OURS = (unreadable.ConfigurationProblem, unreadable.InvalidResponseHeader, unreadable.InvalidResponseHeaderName)
_READ_AT_MOST = 1024 * 1024
_PATIENCE = 2.0


class FramedWorker(ThreadWorker):
    """Answers requests that gunicorn cannot read, or that exceed its limits, in the site's own frame."""

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        """Answer 400; what is the server's own fault stays gunicorn's business."""
        if not isinstance(exc, unreadable.ParseException) or isinstance(exc, _OURS):
            super().handle_error(req, client, addr, exc)
            return
        self.log.info("Unreadable request: %s", exc)
        try:
            _answer(client, _page())
        except OSError:
            self.log.debug("The sender of an unreadable request did not wait for the answer.")


def _page() -> bytes:
    from django.http import HttpRequest

    from portal.pages import errors

    request = HttpRequest()
    request.META = {"SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80"}
    response = errors.bad_request(request)
    response["Content-Length"] = str(len(response.content))
    response["Connection"] = "close"
    return b"HTTP/1.1 400 Bad Request\r\n" + response.serialize()


def _answer(client: socket.socket, page: bytes) -> None:
    client.settimeout(_PATIENCE)
    client.sendall(page)
    client.shutdown(socket.SHUT_WR)
    # Closing with unread bytes would reset the connection before the sender has read the answer.
    left = _READ_AT_MOST
    while left > 0 and (read := client.recv(65536)):
        left -= len(read)


worker_class = FramedWorker
preload_app = True
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
timeout = 60
graceful_timeout = 8
limit_request_line = 8190
loglevel = "warning"
control_socket_disable = True
