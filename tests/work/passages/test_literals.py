"""Columns as array literals come out of PostgreSQL as they went in."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.work.passages.rules.literals import array_of

TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)


@pytest.mark.django_db
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXT | st.sampled_from(['"', "\\", "{a,b}", "NULL", "", ","]) | st.none()))
def test_texts(column: list[str | None]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::text[]", [array_of(column)])
        assert cursor.fetchone()[0] == column


@pytest.mark.django_db
def test_numbers_and_truth() -> None:
    with connection.cursor() as cursor:
        given_ = [array_of([1, None, 7]), array_of([36.5, None]), array_of([True, False])]
        cursor.execute("SELECT %s::int2[], %s::float8[], %s::boolean[]", given_)
        assert cursor.fetchone() == ([1, None, 7], [36.5, None], [True, False])
