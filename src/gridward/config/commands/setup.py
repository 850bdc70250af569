"""`gridward migrate`."""

import typer
from django.core.management import call_command

from gridward.ground.staff.services.accounts import ONE_TIME_HOURS, first_administrator
from gridward.kernel.database.connection import connection_parameters
from gridward.kernel.rows import grant_application


def bring_up_to_date() -> None:
    """Migrate the tables and give the application's role its rights."""
    call_command("migrate", verbosity=0, interactive=False)
    grant_application(connection_parameters("app")["user"])


def migrate() -> None:
    """Bring the tables up to date; at the first start make one administrator."""
    bring_up_to_date()
    made = first_administrator()
    if made:
        account, password = made
        typer.echo(
            f"第一个管理员 First administrator: {account.username}  "
            f"一次性密码 one-time password: {password}  ({ONE_TIME_HOURS} h)"
        )
