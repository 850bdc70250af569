"""The API: mounts the doors of all parts, renders UTF-8 JSON, answers every refusal as a ProblemOut."""

from http import HTTPStatus
from typing import Any

import orjson
from django.conf import settings
from django.db import DataError, OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.parser import Parser
from ninja.renderers import BaseRenderer
from ninja.security import APIKeyCookie
from psycopg.errors import DeadlockDetected, SerializationFailure

from gridward.config.boundaries.doors import router as boundaries
from gridward.config.chat import router as chat_visits
from gridward.config.cover import router as cover
from gridward.config.live.doors import router as live
from gridward.config.privacy import router as privacy
from gridward.exchange.codes.api import router as codes
from gridward.exchange.gates.api import router as gate_copies
from gridward.exchange.portal.api import public as portal
from gridward.exchange.portal.api import router as slips
from gridward.exchange.sync.api import router as sync
from gridward.ground.audit.api import router as audit
from gridward.ground.register.api import router as register
from gridward.ground.rota.api import me_router as own_shifts
from gridward.ground.rota.api import router as rota
from gridward.ground.staff.api import me_router as me
from gridward.ground.staff.api import router as staff
from gridward.ground.territory.api import router as territory
from gridward.kernel.access import Permission
from gridward.kernel.http import actor_of, language_of
from gridward.kernel.problems import (
    BadRequest,
    Crowded,
    NotAllowed,
    Problem,
    SignInNeeded,
    TokenMissing,
)
from gridward.oversight.desk.api import router as health_desk
from gridward.oversight.duties.api import router as duties
from gridward.oversight.reports.api import router as reports
from gridward.work.arrivals.api import router as arrivals
from gridward.work.care.api import router as care
from gridward.work.checkpoints.api import gates as checkpoints
from gridward.work.checkpoints.api import passes
from gridward.work.handovers.api import router as gate_handovers
from gridward.work.inspections.api import router as inspections
from gridward.work.measures.api import router as measures
from gridward.work.meetings.api import router as meetings
from gridward.work.notices.api import chat, groups, materials, notices, robots
from gridward.work.notices.api import public as public_notices
from gridward.work.passages.api import gates, passages
from gridward.work.patrols.api import router as patrols
from gridward.work.response.api import router as response
from gridward.work.riskareas.api import router as riskareas
from gridward.work.rounds.api import router as rounds
from gridward.work.rulebooks.api import router as rulebooks
from gridward.work.screening.api import router as screening
from gridward.work.siting.api import router as siting
from gridward.work.supplies.api import router as supplies
from gridward.work.tracing.api import router as tracing
from gridward.work.watch.api import missing, missing_at_gates, watch
from gridward.work.workorders.api import router as workorders

_FOR_FIGURES = ("/api/v1/me", "/api/v1/live", "/api/v1/workorders/wall")
"""All that a screen of figures reaches; other doors are closed to it, also those that ask for no permission."""


class _Renderer(BaseRenderer):
    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return orjson.dumps(data, default=str)


class _Parser(Parser):
    def parse_body(self, request: HttpRequest) -> Any:
        return orjson.loads(request.body)


class _SignedIn(APIKeyCookie):
    """The session cookie of a signed-in account that has changed its first password."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> bool:
        actor = actor_of(request)
        if actor.sees_figures_alone and not request.path.startswith(_FOR_FIGURES):
            raise NotAllowed(permission=Permission.BOARD_WALL.value)
        return actor.account_id is not None


api = NinjaAPI(
    title="Gridward",
    version="1",
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
    auth=_SignedIn(),
    renderer=_Renderer(),
    parser=_Parser(),
)


@api.exception_handler(Problem)
def _refuse(request: HttpRequest, problem: Problem) -> HttpResponse:
    answer = {
        "code": problem.code,
        "sentence": problem.sentence(language_of(request)),
        "details": {name: _plain(value) for name, value in problem.details.items()},
    }
    return api.create_response(request, answer, status=problem.status)


@api.exception_handler(AuthenticationError)
def _sign_in_first(request: HttpRequest, error: Exception) -> HttpResponse:
    return _refuse(request, SignInNeeded())


@api.exception_handler(ValidationError)
def _not_understood(request: HttpRequest, error: ValidationError) -> HttpResponse:
    fields = [".".join(str(step) for step in one["loc"][1:]) for one in error.errors]
    return _refuse(request, BadRequest(fields=", ".join(dict.fromkeys(fields)) or "-"))


@api.exception_handler(DataError)
def _not_storable(request: HttpRequest, error: DataError) -> HttpResponse:
    """PostgreSQL keeps no text with a NUL in it; other values that it refuses are bugs of ours."""
    if "NUL" not in str(error):
        raise error
    transaction.set_rollback(True)
    return _refuse(request, BadRequest(fields="NUL"))


@api.exception_handler(OperationalError)
def _let_go(request: HttpRequest, error: OperationalError) -> HttpResponse:
    """Of writers who wait for each other PostgreSQL lets one go, who may ask again (`ActorMiddleware` does)."""
    if not isinstance(error.__cause__, DeadlockDetected | SerializationFailure):
        raise error
    request.let_go = True  # type: ignore[attr-defined]
    return _refuse(request, Crowded())


@api.exception_handler(HttpError)
def _not_read(request: HttpRequest, error: HttpError) -> HttpResponse:
    """A write without the page's token; a body that is no JSON, or not in UTF-8."""
    if error.status_code == HTTPStatus.FORBIDDEN:
        return _refuse(request, TokenMissing())
    return _refuse(request, BadRequest(fields="body"))


def _plain(value: object) -> object:
    return (
        value if value is None or isinstance(value, str | int | float | bool | list) else str(value)
    )


api.add_router("/me", me)
api.add_router("/me/shifts", own_shifts)
api.add_router("/live", live)
api.add_router("/staff", staff)
api.add_router("/rota", rota)
api.add_router("/territory/boundaries", boundaries)
api.add_router("/territory/cover", cover)
api.add_router("/territory", territory)
api.add_router("/register", register)
api.add_router("/audit", audit)
api.add_router("/privacy", privacy)
api.add_router("/reports", reports)
api.add_router("/duties", duties)
api.add_router("/response", response)
api.add_router("/risk-areas", riskareas)
api.add_router("/rulebooks", rulebooks)
api.add_router("/rounds", rounds)
api.add_router("/work", patrols)
api.add_router("/workorders", workorders)
api.add_router("/care", care)
api.add_router("/measures", measures)
api.add_router("/health-desk", health_desk)
api.add_router("/arrivals", arrivals)
api.add_router("/gates", gate_copies)
api.add_router("/gates", missing_at_gates)
api.add_router("/gates", gates)
api.add_router("/gates", codes)
api.add_router("/gates", checkpoints)
api.add_router("/siting", siting)
api.add_router("/passages", passages)
api.add_router("/handovers", gate_handovers)
api.add_router("/passes", passes)
api.add_router("/screening", screening)
api.add_router("/tracing", tracing)
api.add_router("/watch/missing", missing)
api.add_router("/watch", watch)
api.add_router("/inspections", inspections)
api.add_router("/supplies", supplies)
api.add_router("/meetings", meetings)
api.add_router("/groups", groups)
api.add_router("/groups", robots)
api.add_router("/notices", notices)
api.add_router("/materials", materials)
api.add_router("/chat", chat)
api.add_router("/chat", chat_visits)
api.add_router("/sync", sync)
api.add_router("/slips", slips)
api.add_router("/portal/notices", public_notices)
api.add_router("/portal", portal)
