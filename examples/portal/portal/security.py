"""What a browser may do with our pages, what may be sent to us, and what becomes of a form that is sent too late."""

from collections.abc import Callable

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import urlencode

from portal.assets import addresses

#: Scripts, styles and pictures are files of ours; nothing stands inside a page, nothing comes from elsewhere.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)

METHODS = ("GET", "HEAD", "POST")

Respond = Callable[[HttpRequest], HttpResponse]


def content_security_policy(respond: Respond) -> Respond:
    """Give each response its policy, keep pages out of caches that others share, and refuse what no browser sends."""

    def with_policy(request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            response = HttpResponseNotAllowed(METHODS)
        elif "\0" in "".join(request.COOKIES.values()):  # which PostgreSQL does not take
            response = error_page(400)(request)
        else:
            response = respond(request)
        if request.method == "HEAD":
            response.content = b""  # WSGI servers send what they are given, and the next answer would begin amid it
        response.headers["Content-Security-Policy"] = POLICY
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return with_policy


def error_page(status: int, page: str = "") -> Callable[..., HttpResponse]:
    """Return the view of an error at which neither the request nor the database can be relied on."""

    def shown(request: HttpRequest, *_: object, **__: object) -> HttpResponse:
        return HttpResponse(render_to_string(page or f"{status}.html", addresses(request)), status=status)

    return shown


def resumed(request: HttpRequest, path: str, sent: QueryDict) -> HttpResponse:
    """Show what was sent from a page that is older than the login: it is not saved yet, and can be sent again."""
    kept = [(name, values) for name, values in sent.lists() if name != "csrfmiddlewaretoken" and "password" not in name]
    context = {"next": path, "kept": kept, "sent": urlencode(kept, True), "form": AuthenticationForm(request)}
    page = "again" if request.user.is_authenticated else "login"
    return render(request, f"portal/{page}.html", context, status=403)


class LogIn(LoginView):
    """Lets somebody log in, and go on with what they sent while they were not logged in any more."""

    template_name = "portal/login.html"

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Log somebody in."""
        moved, sent = super().form_valid(form), self.request.POST.get("sent")
        return resumed(self.request, moved.url, QueryDict(sent)) if sent else moved


class LoginFirst(LoginRequiredMiddleware):
    """Asks whoever is not logged in to do so, and keeps what they sent."""

    def handle_no_permission(self, request: HttpRequest, view: Callable[..., HttpResponse]) -> HttpResponse:
        """Show the page to log in."""
        if request.method == "POST":
            return resumed(request, request.path, request.POST)
        return super().handle_no_permission(request, view)


def stale(request: HttpRequest, reason: str) -> HttpResponse:  # noqa: ARG001 - what Django gives
    """Answer a form without the token of this login; only what comes from a page of ours is kept."""
    if request.headers.get("Sec-Fetch-Site") != "same-origin" or request.path.startswith("/account/"):
        return error_page(403, "400.html")(request)
    return resumed(request, request.path, request.POST)
