"""Rows of every kind, made once for a file: each test is undone, and leaves them as they were."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.access.rows import Rows, make_rows
from tests.world import make_world


@pytest.fixture(scope="module")
def rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Rows]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_rows(make_world())
        transaction.set_rollback(True)
