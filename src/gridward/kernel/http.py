"""What all doors share: the shape of errors, of pages, and the request that knows who acts.

An error is always `{"code", "sentence", "details"}`; the sentence is in the language the caller asked for.
"""

from functools import cache
from typing import Any, Generic, Protocol, TypeVar, cast
from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from ninja.operation import Operation
from pydantic import BaseModel, ConfigDict

from gridward.kernel.access import Actor
from gridward.kernel.drill import marked_name
from gridward.kernel.ids import parse_id
from gridward.kernel.texts import DEFAULT_LANGUAGE

T = TypeVar("T")
REFUSALS = frozenset({400, 401, 403, 404, 409, 413, 422, 503})


class Shape(BaseModel):
    """An answer that is made of plain values (`HouseholdRow.of(row)`) and is not read once more before it leaves.

    Ninja's `Schema` reads every field through a getter, for rows whose relations are still to be asked for, also when
    it is of the right shape already: that took a third of the time of a list of 50 rows. What comes by the hundred in
    one question is read so too.
    """

    model_config = ConfigDict(from_attributes=True)


class ProblemOut(Schema):
    """A refusal: a stable code for programs, a sentence for people."""

    code: str
    sentence: str
    details: dict[str, Any]


class PageOut(Shape, Generic[T]):
    """A page of a list; `next` is the cursor of the following page, null at the end."""

    items: list[T]
    next: str | None = None


class ActingRequest(Protocol):
    """A request after sign-in."""

    actor: Actor
    language: str


def _refusals_are_one_shape() -> None:
    """Ninja makes a class of its own for each status of each route: of refusals some 4,700, half of the time in which
    the routes were read at every start. They share one.
    """
    make: Any = Operation._create_response_model
    refusal = cache(lambda: make(None, ProblemOut))

    def once(operation: Operation, shape: Any) -> Any:
        return refusal() if shape is ProblemOut else make(operation, shape)

    setattr(Operation, make.__name__, once)


_refusals_are_one_shape()


def door(tag: str) -> Router:
    """A router whose every route may answer a ProblemOut."""
    return Router(tags=[tag], by_alias=True)


def answers(model: Any, status: int = 200) -> dict[Any, Any]:
    """The response map of a route: its own answer and the coded problems."""
    return {status: model, REFUSALS: ProblemOut}


def actor_of(request: HttpRequest) -> Actor:
    """Who the request acts for; set by the middleware of the house."""
    return cast(ActingRequest, request).actor


def language_of(request: HttpRequest) -> str:
    """The language of the answer: zh-Hans or en."""
    return getattr(request, "language", DEFAULT_LANGUAGE)


def command_id_of(request: HttpRequest) -> UUID | None:
    """The id that the sender gave this command in `Idempotency-Key`, if any; raises NotAnId."""
    given = request.headers.get("Idempotency-Key")
    return parse_id(given) if given else None


def file_answer(content: bytes, name: str, media_type: str) -> HttpResponse:
    """A file to keep, which is there whole."""
    answer = HttpResponse(content, content_type=media_type)
    answer.headers["Content-Disposition"] = attachment(name)
    return answer


def attachment(name: str) -> str:
    """The value of Content-Disposition for a file of this name, in any script; in a drill the name says so."""
    return f"attachment; filename*=UTF-8''{quote(marked_name(name))}"
