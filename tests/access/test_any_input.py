"""Whatever a signed-in caller sends, the answer is one that the OpenAPI document declares, and never a crash.

What is sent is made from the document itself (schemathesis): as it allows, and as it does not. Ids in addresses are
those of rows that exist, of rows of others, and nonsense. Each request is sent by the chief and a worker, and undone.
"""

import json
from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any
from urllib.parse import quote

import pytest
import schemathesis
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode

from gridward.config.openapi import document
from gridward.ground.staff.models import Account
from tests.access.routes import TABLE, Route
from tests.access.rows import Rows, undone

EXAMPLES = 3
ACTORS = ("chief", "worker_a1")
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=30),
    st.sampled_from(["", "\x00", "𠮷" * 300, "2026-02-30", "../..", "1' OR '1'='1", "=cmd()"]),
    st.lists(st.integers(), max_size=3),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=3),
)
ROUTES = {route.operation: route for route in TABLE}
DOCUMENT = json.loads(document())
SCHEMA = schemathesis.openapi.from_dict(DOCUMENT)
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations()]


def test_every_operation_is_tried() -> None:
    assert {(one.method.lower(), one.path) for one in OPERATIONS} == set(ROUTES)


@pytest.mark.django_db
@pytest.mark.parametrize("part", sorted({one.path.split("/")[3] for one in OPERATIONS}))
def test_any_input_gets_a_declared_answer(
    rows: Rows, client_of: Callable[[Account], Client], part: str
) -> None:
    clients = [client_of(rows.world.account(name)) for name in ACTORS]
    wrong: list[str] = []
    for operation in OPERATIONS:
        if operation.path.split("/")[3] == part:
            try_operation(operation, rows, clients, wrong)
    assert "\n".join(wrong) == ""


def try_operation(operation: Any, rows: Rows, clients: list[Client], wrong: list[str]) -> None:
    """Send examples of an operation; what was answered wrongly goes to `wrong`."""
    route = ROUTES[operation.method.lower(), operation.path]
    declared = {int(status) for status in operation.definition.raw["responses"]}
    ids = cycle(row_ids(route, rows))

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(
        st.one_of(
            operation.as_strategy(generation_mode=GenerationMode.POSITIVE),
            operation.as_strategy(generation_mode=GenerationMode.NEGATIVE),
        ),
        st.dictionaries(st.sampled_from(fields(operation)), ODD)
        if fields(operation)
        else st.none(),
    )
    def try_it(case: Case, odd: dict[str, Any] | None) -> None:
        address = with_id(route, next(ids))
        for client in clients:
            for body in (case.body, odd) if odd else (case.body,):
                answer = send(client, case, address, body)
                if problem := judged(answer, declared):
                    wrong.append(f"{operation.method} {address} {str(body)[:200]}: {problem}")

    try_it()


def row_ids(route: Route, rows: Rows) -> Iterator[str]:
    """An own row, another's, and no id at all."""
    kind = route.about
    if kind and not kind.endswith("_in_body"):
        yield str(rows.of(kind, "a1"))
        yield str(rows.of(kind, "f1"))
    yield str(rows.world.grids["a1"].pk)
    yield "\x00=1'"


def with_id(route: Route, row: str) -> str:
    """The address with the first of its ids put in, and the same for any other."""
    address = f"/api/v1{route.path}"
    while "{" in address:
        head, _, rest = address.partition("{")
        address = head + quote(row) + rest.partition("}")[2]
    return address


def fields(operation: Any) -> list[str]:
    """Names of the body's fields."""
    content = operation.definition.raw.get("requestBody", {}).get("content", {})
    reference = content.get("application/json", {}).get("schema", {}).get("$ref", "")
    shape = DOCUMENT["components"]["schemas"].get(reference.rpartition("/")[2], {})
    return list(shape.get("properties", {}))


def send(client: Client, case: Case, address: str, body: object) -> HttpResponse:
    """Send it; whatever it did is undone."""
    query = {str(name): value for name, value in (case.query or {}).items()}
    with undone():
        if case.media_type == "multipart/form-data":
            file = SimpleUploadedFile("花名册.csv", str(body).encode(errors="replace"))
            return client.post(address, {"file": file, "community": "x", "kind": "grids"})
        sent = json.dumps(body, default=str) if isinstance(body, dict | list | str) else "{"
        answer: HttpResponse = client.generic(
            case.method,
            address,
            sent,
            content_type="application/json",
            query_params=query,
        )
        if answer.streaming:
            b"".join(answer)
        return answer


def judged(answer: HttpResponse, declared: set[int]) -> str:
    """What is wrong with an answer, empty where nothing is."""
    if answer.status_code not in declared:
        return f"{answer.status_code} {answer.content[:200]!r}"
    if answer.status_code < 400:
        return ""
    told = answer.json() if answer["Content-Type"].startswith("application/json") else {}
    if set(told) != {"code", "sentence", "details"}:
        return f"not a problem: {answer.status_code} {answer.content[:200]!r}"
    return ""
