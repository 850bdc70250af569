"""Answering a POST that creates: the same command sent again gets the same answer."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from ninja import Schema, Status

from gridward.kernel.commands import once
from gridward.kernel.http import actor_of, command_id_of
from gridward.kernel.problems import NotAllowed


def created(
    request: HttpRequest, schema: type[Schema], content: Schema, make: Callable[[], Any]
) -> Status[Any]:
    """Status 201 and what `make` made, in the shape of the schema; done once per Idempotency-Key."""
    account_id = actor_of(request).account_id
    if account_id is None:
        raise NotAllowed
    answer = once(
        command_id_of(request),
        account_id,
        f"{request.method} {request.path}",
        content.model_dump(mode="json"),
        lambda: schema.model_validate(make()).model_dump(mode="json"),
    )
    return Status(201, answer)
