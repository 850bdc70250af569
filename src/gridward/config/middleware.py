"""Language of the answer, and the actor with his rows: each request under /api/ is one transaction behind the wall."""

import re
from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils import translation

from gridward.ground.staff.access import actor_of_account
from gridward.kernel.rows import tell_database
from gridward.kernel.texts import DEFAULT_LANGUAGE

PHONES = re.compile(r"/api/v1/(sync/|gates/[^/]+/copy$)")
TRIES = 3
"""How often a request is asked whose transaction the database let go."""
Handler = Callable[[HttpRequest], HttpResponseBase]


class LanguageMiddleware:
    """Reads Accept-Language: English where it comes first, Chinese otherwise."""

    def __init__(self, get_response: Handler) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Set `request.language` and Django's own."""
        asked = request.headers.get("Accept-Language", "").strip().lower()
        language = "en" if asked.startswith("en") else DEFAULT_LANGUAGE
        request.language = language  # type: ignore[attr-defined]
        with translation.override("en" if language == "en" else "zh-hans"):
            return self._next(request)


class PhoneGZipMiddleware(GZipMiddleware):
    """Answers to phones are compressed (with Django's random padding, against BREACH); those to desks are not."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Compress what the phone takes compressed."""
        if not PHONES.match(request.path):
            return response
        return super().process_response(request, response)


class ActorMiddleware:
    """Opens one transaction for a request of the API and tells the database who acts in it.

    The answer leaves after the commit, so whatever was acknowledged is stored. A refusal rolls back what its
    service began (services own their savepoints); an unexpected error rolls back everything. What the database let
    go for the sake of others who wrote at once is asked again, from the beginning.
    """

    def __init__(self, get_response: Handler) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Handle the request inside its transaction."""
        if not request.path.startswith("/api/"):
            return self._next(request)
        for _ in range(TRIES):
            request.let_go = False  # type: ignore[attr-defined]
            response = self._within_its_transaction(request)
            if not request.let_go:  # type: ignore[attr-defined]
                break
            for name in request.FILES:
                for file in request.FILES.getlist(name):
                    file.seek(0)
        return self._private(response)

    def _within_its_transaction(self, request: HttpRequest) -> HttpResponseBase:
        with transaction.atomic():
            actor = actor_of_account(request.user)
            request.actor = actor  # type: ignore[attr-defined]
            tell_database(actor)
            response = self._next(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    def _private(self, response: HttpResponseBase) -> HttpResponseBase:
        if isinstance(response, HttpResponse):
            response.headers.setdefault("Cache-Control", "no-store")
        return response
