"""The health of the house, and what an address that nobody answers is told."""

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.defaults import page_not_found

from gridward.kernel.database.replica import lag
from gridward.kernel.http import language_of
from gridward.kernel.problems import NotFound


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
