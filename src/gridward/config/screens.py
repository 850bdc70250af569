"""The built screens: the console at /, the app of phones at /field/, the residents' page at /p/.

One page answers every address of each.
"""

import re
from collections.abc import Callable
from pathlib import Path
from wsgiref.headers import Headers

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.csrf import ensure_csrf_cookie
from whitenoise.middleware import WhiteNoiseMiddleware

from gridward.config.drills.band import banded

PREFIXES = {"console": "/", "field": "/field/", "portal": "/p/"}
_PAGES = {f"{prefix}index.html": app for app, prefix in PREFIXES.items()}
_NOT_BUILT = "The screens are not built. Run `make setup`, then start again. 界面尚未构建：请先运行 make setup。"
# Vite names what lies here by a hash of its content.
_HASHED = re.compile(r"/(?:field/|p/)?assets/.+")


class ScreensMiddleware(WhiteNoiseMiddleware):  # type: ignore[misc]  # it tells no types
    """Hands out the files of all apps; what is not named by its content is asked for anew each time.

    That matters most for `/field/sw.js`: a phone that kept an old one would keep the old app.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        super().__init__(get_response, settings)
        for app, prefix in PREFIXES.items():
            if settings.SCREENS[app]:
                self.add_files(str(settings.SCREENS[app]), prefix)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """A file, or what comes after; in a drill no page leaves without its band, also that which a phone keeps."""
        if settings.DRILL and (found := _PAGES.get(request.path_info)):
            return page_of(found)
        return super().__call__(request)  # type: ignore[no-any-return]

    def immutable_file_test(self, path: str, url: str) -> bool:
        """Whether the file of this address never changes."""
        return _HASHED.fullmatch(url) is not None

    def add_cache_headers(self, headers: Headers, path: str, url: str) -> None:
        """For ever, or only after asking."""
        if self.immutable_file_test(path, url):
            super().add_cache_headers(headers, path, url)
        else:
            headers["Cache-Control"] = "no-cache"


@ensure_csrf_cookie
def screen(request: HttpRequest, app: str) -> HttpResponseBase:
    """The page of an app, which reads the address by itself; also where the CSRF cookie comes from."""
    return page_of(app)


def public_screen(request: HttpRequest) -> HttpResponseBase:
    """The page for residents: it has no session, so that its visitors get no cookie and leave no trace."""
    response = page_of("portal")
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def page_of(app: str) -> HttpResponseBase:
    """The built page of an app; 503 where it is not built."""
    folder: Path | None = settings.SCREENS[app]
    page = folder / "index.html" if folder else None
    if page is None or not page.exists():
        return HttpResponse(_NOT_BUILT, status=503, content_type="text/plain; charset=utf-8")
    response: HttpResponseBase
    if settings.DRILL:
        response = HttpResponse(banded(page.read_text("utf-8")))
    else:
        response = FileResponse(page.open("rb"), content_type="text/html; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response
