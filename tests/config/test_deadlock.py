"""Of two who wait for each other the database lets one go; his request is asked again, and he hears nothing of it."""

import json
import threading
import time
from http import HTTPStatus

from django.db import connection
from django.test import Client

from gridward.ground.register.models import Resident
from gridward.kernel.database.connection import Connection, connect, connection_parameters
from tests.ground.register.people import household, resident
from tests.world import World

PATIENCE_SECONDS = 20.0
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
    answers = []

    def rename() -> None:
        change = json.dumps({"version": person.version, "name": "张小梅"})
        path = f"/api/v1/register/residents/{person.pk}"
        answers.append(client.patch(path, change, content_type="application/json"))
        connection.close()

    database = connection_parameters("owner", connection.settings_dict["NAME"])
    with connect(database) as looker, connect(database) as other:
        other.autocommit = False
        other.execute("SELECT 1 FROM audit_head FOR UPDATE")
        request = threading.Thread(target=rename)
        request.start()
        wait_for_the_waiting(looker)
        other.execute("SELECT 1 FROM register_resident WHERE id = %s FOR UPDATE", [person.pk])
        other.rollback()
        request.join(PATIENCE_SECONDS)
    assert [one.status_code for one in answers] == [HTTPStatus.OK]
    assert Resident.objects.get(pk=person.pk).name == "张小梅"
