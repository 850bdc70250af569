"""`gridward migrate`."""

import typer

from gridward.ground.staff.services.accounts import ONE_TIME_HOURS, first_administrator
from gridward.kernel import migrating
from gridward.kernel.database.connection import connection_parameters
from gridward.kernel.rows import grant_application


def migrate(administrator: bool = True) -> None:
    """Bring the tables up to date, give the application its rights, at the first start make one administrator."""
    migrating.migrate()
    grant_application(connection_parameters("app")["user"])
    made = first_administrator() if administrator else None
    if made:
        account, password = made
        typer.echo(
            f"第一个管理员 First administrator: {account.username}  "
            f"一次性密码 one-time password: {password}  ({ONE_TIME_HOURS} h)"
        )
