"""Of two who wait for each other the database lets one go; his request is asked again, and he hears nothing of it."""

import json
import threading
import time
from collections.abc import Callable
from functools import partial
from http import HTTPStatus

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from psycopg.errors import DeadlockDetected

from gridward.ground.register.models import Resident
from gridward.kernel.database.connection import Connection, connect, connection_parameters
from tests.ground.register.people import household, resident
from tests.world import World

PATIENCE_SECONDS = 20.0
NAMES = ("张小梅", "张小兰", "张小竹", "张小菊", "张小荷")
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%audit_head%'"


def wait_for_the_waiting(looker: Connection) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not looker.execute(WAITING).fetchall()[0][0]:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_request_that_the_database_let_go_is_asked_again(committed: World) -> None:
    worker = committed.actor("worker_a1")
    person = resident(worker, household(committed, worker))
    client = Client()
    client.force_login(committed.accounts["worker_a1"])
    for name in NAMES:
        answers: list[HttpResponse] = []
        if met(partial(rename, client, person, name, answers), person):
            break
    else:
        raise AssertionError("the database never let the request go")
    assert [one.status_code for one in answers] == [HTTPStatus.OK]
    assert Resident.objects.get(pk=person.pk).name == name


def rename(client: Client, person: Resident, name: str, answers: list[HttpResponse]) -> None:
    change = json.dumps({"version": Resident.objects.get(pk=person.pk).version, "name": name})
    path = f"/api/v1/register/residents/{person.pk}"
    answers.append(client.patch(path, change, content_type="application/json"))
    connection.close()


def met(ask: Callable[[], None], person: Resident) -> bool:
    """Whether a request, and not the other that it waits for, was let go: who waits first looks first, after a second.

    On a busy machine the other waits too late for that; then it is let go itself.
    """
    database = connection_parameters("owner", connection.settings_dict["NAME"])
    with connect(database) as looker, connect(database) as other:
        other.autocommit = False
        other.execute("SELECT 1 FROM audit_head FOR UPDATE")
        request = threading.Thread(target=ask)
        request.start()
        wait_for_the_waiting(looker)
        try:
            other.execute("SELECT 1 FROM register_resident WHERE id = %s FOR UPDATE", [person.pk])
        except DeadlockDetected:
            return False
        finally:
            other.rollback()
            request.join(PATIENCE_SECONDS)
    return True
