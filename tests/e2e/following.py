"""Somebody is put under monitoring at home, by the desk's doors: what tests of follow-up begin with."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from gridward.kernel import clock
from tests.e2e.field.desk import Desk
from tests.served import Served

NAME, NUMBER = "随访演练", "13800000713"
OTHER, TOURED = ("韦演练", "13800000714"), ("柏演练", "13800000715")
"""Whom the tests of the link are about: nobody is put under one category twice."""


def monitored(
    demo: Served, passwords: dict[str, str], grid_id: str, who: tuple[str, str] = (NAME, NUMBER)
) -> dict[str, Any]:
    """Proposed by the liaison, decided by the community's leader: monitoring restricts nobody."""
    liaison, leader = (Desk.of(demo, one, passwords[one]) for one in ("xinxi", "shequ"))
    return put_under(liaison, leader, grid_id, who)


def put_under(
    liaison: Desk, leader: Desk, grid_id: str, who: tuple[str, str] = (NAME, NUMBER)
) -> dict[str, Any]:
    """The same by people who are signed in."""
    name, number = who
    today = clock.today()
    ends = (today + timedelta(days=4)).isoformat()
    wanted = {"kind": "home_monitoring", "ends": ends, "reason": "按本次响应的通知（虚构）"}
    row = liaison.post(
        "/measures",
        id=str(uuid4()),
        category="close_contact",
        origin="tracing",
        evidence="昨日与演练病例同桌（虚构）",
        determined_on=today.isoformat(),
        counted_from=today.isoformat(),
        grid_id=grid_id,
        person={"name": name, "phone": number, "address": "翠竹小区（虚构）"},
        adult=True,
        place="家中",
        wanted={**wanted, "tests": [today.isoformat()]},
    )
    path = f"/measures/{row['id']}/decision"
    return dict(leader.post(path, version=row["version"], agrees=True, reason="属实（虚构）"))
