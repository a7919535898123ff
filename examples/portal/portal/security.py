"""What a browser may do with our pages, and how much may be sent to us."""

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse

#: Scripts, styles and pictures are files of ours; nothing stands inside a page, nothing comes from elsewhere.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)

#: The largest file that may be sent, in bytes.
LARGEST = 8 * 1024 * 1024

Respond = Callable[[HttpRequest], HttpResponse]


def content_security_policy(respond: Respond) -> Respond:
    """Give each response its policy, and keep pages out of caches that others share."""

    def with_policy(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        response.headers["Content-Security-Policy"] = POLICY
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return with_policy


class LimitedUpload(MemoryFileUploadHandler):
    """Keeps a file in memory, and stops reading one that is too large."""

    read, activated = 0, True

    def handle_raw_input(self, *_: object, **__: object) -> None:
        """Leave how files are kept as it is: in memory, however large the whole is said to be."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Take in the next piece.

        Raises:
            RequestDataTooBig: The files are larger than `LARGEST` together.
        """
        self.read += len(raw_data)
        if self.read > LARGEST:
            raise RequestDataTooBig(f"A file may have {LARGEST // 1024**2} MiB.")
        return super().receive_data_chunk(raw_data, start)
