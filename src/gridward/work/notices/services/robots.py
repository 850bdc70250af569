"""The robot of a WeCom group: its key is sealed, is set and taken away, and never shown again."""

import re
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.kernel.access import Actor, Permission
from gridward.work.notices.models import ServiceGroup
from gridward.work.notices.problems import RobotUnfit
from gridward.work.notices.queries.groups import group_to_change
from gridward.work.notices.services.shared import about
from gridward.work.notices.terms import NoticeAct, Platform

_KEY = re.compile(r"[A-Za-z0-9_-]{8,80}")


@transaction.atomic
def set_robot(actor: Actor, *, group_id: UUID, version: int, key: str) -> ServiceGroup:
    """Set the key, or take it away with "". A pasted address of a webhook is read for its key; where things are sent
    to is the administrator's setting alone. Raises NotFound, NotAllowed, GroupEnded, Stale, RobotUnfit.
    """
    row = group_to_change(actor, group_id, version)
    actor.require(Permission.NOTICE_SEND, row.grid_id)
    plain = key.strip().rpartition("key=")[2]
    if plain and (row.platform != Platform.WECOM or not _KEY.fullmatch(plain)):
        raise RobotUnfit
    row.set_sealed("robot", plain or None)
    row.version += 1
    row.save()
    record(actor, NoticeAct.ROBOT_SET, about(row), group=row.name, grid=row.grid.name)
    return row
