"""The wizard's way over HTTP: upload, mapping, rehearsal, commit by the job, rows, undo."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from gridward.ground.register.jobs import check_roster, commit_roster
from gridward.ground.register.models import Resident
from gridward.ground.staff.models import Account
from tests.ground.register.rosters.conftest import COMMUNITY
from tests.ground.register.rosters.files import identity, person, roster
from tests.world import World

pytestmark = pytest.mark.django_db
IMPORTS = "/api/v1/register/imports"
JOBS = {"register.check_roster": check_roster, "register.commit_roster": commit_roster}
ClientOf = Callable[[Account], Client]


@pytest.fixture
def client(world: World, client_of: ClientOf) -> Client:
    return client_of(world.account("leader_a"))


def post_file(client: Client, content: bytes, **headers: str) -> Any:
    file = SimpleUploadedFile("名册.xlsx", content)
    return client.post(IMPORTS, {"community": COMMUNITY, "file": file}, headers=headers)


def work() -> None:
    """What the worker of `gridward serve` does with the deferred jobs."""
    for job in ProcrastinateJob.objects.filter(task_name__in=JOBS).order_by("id"):
        JOBS[job.task_name](**job.args)


def test_from_upload_to_undo(client: Client) -> None:
    posted = post_file(client, roster(person("张伟", identity(1)), person("王芳", "36019919")))
    assert posted.status_code == 200, posted.content
    batch = f"{IMPORTS}/{posted.json()['id']}"
    assert posted.json()["layouts"][0]["columns"][1]["field"] == "document"
    assert {"name": "employer", "label": "工作单位"} in posted.json()["fields"]
    assert client.post(f"{batch}/dry-run").json()["state"] == "checking"
    work()
    assert client.get(batch).json()["counts"]["added"] == 1
    assert client.post(f"{batch}/commit").status_code == 202
    work()
    done = client.get(batch).json()
    assert (done["state"], done["progress"], done["problem"]) == ("committed", 1, None)
    rows = client.get(f"{batch}/rows?outcome=rejected").json()["items"]
    assert [(row["number"], row["reasons"][0]["code"]) for row in rows] == [
        (3, "identity_number.length")
    ]
    assert client.get(f"{batch}/workbook").content.startswith(b"PK")
    assert client.post(f"{batch}/undo").json()["state"] == "undone"
    assert not Resident.objects.exists()


def test_the_same_upload_sent_twice_is_one_batch(client: Client) -> None:
    key = {"Idempotency-Key": "01920000-0000-7000-8000-000000000001"}
    content = roster(person("张伟", identity(1)))
    first, again = (post_file(client, content, **key).json() for _ in range(2))
    assert again["id"] == first["id"]
    assert len(client.get(IMPORTS).json()["items"]) == 1


def test_a_corrected_mapping_comes_back(client: Client) -> None:
    posted = post_file(client, roster(person("张伟", identity(1)))).json()
    layout = posted["layouts"][0]["key"]
    answer = client.put(
        f"{IMPORTS}/{posted['id']}/mapping",
        {"layout": layout, "columns": {"0": "name", "5": None}},
        content_type="application/json",
    )
    assert answer.json()["layouts"][0]["columns"][5]["field"] is None


@pytest.mark.parametrize("who", ["worker_a1", "leader_b", "chief_f"])
@pytest.mark.parametrize("route", ["", "/rows", "/workbook"])
def test_nobody_else_sees_a_batch(
    world: World, client: Client, client_of: ClientOf, who: str, route: str
) -> None:
    posted = post_file(client, roster(person("张伟", identity(1)))).json()
    stranger = Client(raise_request_exception=False)
    stranger.force_login(world.account(who))
    assert stranger.get(f"{IMPORTS}/{posted['id']}{route}").status_code == 404


def test_what_is_no_workbook_is_explained(client: Client) -> None:
    answer = post_file(client, b"%PDF-1.7")
    assert (answer.status_code, answer.json()["code"]) == (422, "sheets.wrong_type")
