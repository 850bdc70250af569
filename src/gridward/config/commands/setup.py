"""`gridward migrate`."""

from datetime import datetime

import typer

from gridward.config.drills.marking import hold_mark
from gridward.exchange.gates.models import GatePass
from gridward.exchange.sync.models import Mark
from gridward.ground.staff.services.accounts import ONE_TIME_HOURS, first_administrator
from gridward.kernel import migrating
from gridward.kernel.database.connection import connection_parameters
from gridward.kernel.feeding import is_of_another_cluster, restamp
from gridward.kernel.models import Epoch, EpochReason
from gridward.kernel.rows import grant_application
from gridward.work.supplies.services.articles import load_articles
from gridward.work.workorders.services.kinds import load_kinds

FEEDS = (Mark._meta.db_table, GatePass._meta.db_table)
"""What phones read behind a cursor."""


def bring_up_tables() -> None:
    """Bring the tables up to date, give the application its rights, put in the program's kinds of orders and articles
    of supplies. Raises DrillMarkDiffers.
    """
    migrating.migrate()
    hold_mark()
    grant_application(connection_parameters("app")["user"])
    load_kinds()
    load_articles()


def migrate(administrator: bool = True) -> None:
    """Bring the tables up to date, notice data of another cluster, at the first start make one administrator."""
    bring_up_tables()
    _notice_another_cluster()
    made = first_administrator() if administrator else None
    if made:
        account, password = made
        typer.echo(
            f"第一个管理员 First administrator: {account.username}  "
            f"一次性密码 one-time password: {password}  ({ONE_TIME_HOURS} h)"
        )


def begin_restored_epoch(data_of: datetime | None = None) -> int:
    """Begin the epoch of data that came into this cluster: phones start over. Answers its number."""
    for feed in FEEDS:
        restamp(feed)
    return Epoch.begin(EpochReason.RESTORED, data_of)


def _notice_another_cluster() -> None:
    """Somebody brought the database here by a dump of their own: what phones know of it means nothing any more."""
    if any(is_of_another_cluster(feed) for feed in FEEDS):
        begin_restored_epoch()
