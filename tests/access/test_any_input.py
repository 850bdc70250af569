"""Whatever a signed-in caller sends, the answer is one that the OpenAPI document declares, and never a crash."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gridward.config.api import api
from gridward.ground.staff.models import Account
from tests.world import World

ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=30),
    st.sampled_from(["", "\x00", "𠮷" * 300, "2026-02-30", "../..", "1' OR '1'='1", "=cmd()"]),
    st.lists(st.integers(), max_size=3),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=3),
)


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    paths = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
    return [
        (method, path, operation)
        for path, methods in sorted(paths.items())
        for method, operation in sorted(methods.items())
    ]


def fields(operation: dict[str, Any]) -> list[str]:
    """Names of the body's fields."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    reference = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
    schemas = api.get_openapi_schema(path_prefix="/api/v1/")["components"]["schemas"]
    return list(schemas.get(reference, {}).get("properties", {}))


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "path", "operation"), operations())
def test_odd_input_gets_a_declared_answer(
    world: World,
    client_of: Callable[[Account], Client],
    method: str,
    path: str,
    operation: dict[str, Any],
) -> None:
    client = client_of(world.account("chief"))
    row = str(world.grids["a1"].pk)
    declared = {int(status) for status in operation["responses"]}
    names = fields(operation)
    queries = [one["name"] for one in operation.get("parameters", []) if one["in"] == "query"]

    @settings(
        max_examples=8,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.fixed_dictionaries(dict.fromkeys(names, ODD)), st.text(max_size=20))
    def try_it(body: dict[str, Any], text: str) -> None:
        head, brace, tail = path.partition("{")
        address = f"{head}{row}{tail.partition('}')[2]}" if brace else path
        answer = client.generic(
            method.upper(),
            address,
            json.dumps(body),
            content_type="application/json",
            query_params=dict.fromkeys(queries, text),
        )
        assert answer.status_code in declared, (
            answer.status_code,
            body,
            text,
            answer.content[:300],
        )
        if answer.status_code >= 400:
            assert set(answer.json()) == {"code", "sentence", "details"}

    try_it()
