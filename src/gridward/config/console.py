"""The console's single page, and the health of the house."""

from pathlib import Path

from django.conf import settings
from django.db import Error, connection
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.defaults import page_not_found

from gridward.kernel.database.replica import lag
from gridward.kernel.http import language_of
from gridward.kernel.problems import NotFound

_NOT_BUILT = "The screens are not built. Run `make setup`, then start again. 界面尚未构建：请先运行 make setup。"


@ensure_csrf_cookie
def console(request: HttpRequest) -> HttpResponseBase:
    """The page that every address of the console opens; also the place where the CSRF cookie comes from."""
    page = Path(settings.WHITENOISE_ROOT or "") / "index.html"
    if not settings.WHITENOISE_ROOT or not page.exists():
        return HttpResponse(_NOT_BUILT, status=503, content_type="text/plain; charset=utf-8")
    response = FileResponse(page.open("rb"), content_type="text/html; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


def health(request: HttpRequest) -> HttpResponse:
    """200 with `ok` when the database answers, 503 otherwise; beside it how far a replica is behind."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return JsonResponse({"status": "no_database"}, status=503)
    behind = lag()
    return JsonResponse(
        {"status": "ok"} | ({"replica_lag_seconds": behind.seconds} if behind else {})
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address that nobody answers: of the API a refusal like every other, of anything else Django's page."""
    if not request.path.startswith("/api/"):
        return page_not_found(request, exception)
    problem = NotFound()
    answer = {
        "code": problem.code,
        "sentence": problem.sentence(language_of(request)),
        "details": {},
    }
    return JsonResponse(answer, status=problem.status)
