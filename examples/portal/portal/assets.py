"""The styles and the script of our pages: our own, and the library's. Their addresses change with what is in them."""

from hashlib import sha256
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from positiveculture.form import SCRIPT, STYLE

_HERE = Path(__file__).parent

#: The content of each, and its kind.
ASSETS = {
    "portal.css": (STYLE + (_HERE / "portal.css").read_text("utf-8"), "text/css; charset=utf-8"),
    "form.js": (SCRIPT, "text/javascript; charset=utf-8"),
    "icon.svg": ((_HERE / "icon.svg").read_text("utf-8"), "image/svg+xml"),
}
VERSIONS = {name: sha256(content.encode()).hexdigest()[:16] for name, (content, _) in ASSETS.items()}


def addresses(_: HttpRequest) -> dict[str, dict[str, str]]:
    """Return where templates find each: `assets.portal_css`."""
    found = {name.replace(".", "_"): reverse("asset", args=[VERSIONS[name], name]) for name in ASSETS}
    return {"assets": found}


@login_not_required
def asset(_: HttpRequest, version: str, name: str) -> HttpResponse:
    """Answer with one of them, to be kept for a year: another content has another address."""
    if VERSIONS.get(name) != version:
        raise Http404
    content, kind = ASSETS[name]
    return HttpResponse(content, content_type=kind, headers={"Cache-Control": "public, max-age=31536000, immutable"})
