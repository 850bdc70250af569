"""`gridward user add`, `gridward user close`, `gridward audit verify`."""

from dataclasses import asdict
from typing import Any

from gridward.ground.audit.queries import verify_chain
from gridward.ground.audit.services import record
from gridward.ground.audit.terms import AuditAct
from gridward.ground.staff.access import operator
from gridward.ground.staff.models import Account, Member
from gridward.ground.staff.roles import ADMINISTRATOR
from gridward.ground.staff.services.accounts import ONE_TIME_HOURS, close_account, open_account
from gridward.ground.territory.models import Division
from gridward.kernel.access import Actor
from gridward.kernel.ids import parse_id
from gridward.kernel.problems import NotFound

COMMAND_LINE = "命令行"


def add_user(username: str, administrator: bool, member: str, wall: str) -> dict[str, Any]:
    """Open a sign-in; answers its one-time password."""
    person = Member.objects.filter(pk=parse_id(member)).first() if member else None
    if member and person is None:
        raise NotFound
    division = Division.objects.filter(code=wall, valid_to=None).first() if wall else None
    if wall and division is None:
        raise NotFound
    _, password = open_account(
        keeper(), username=username, member=person, administrator=administrator, wall=division
    )
    return {"username": username, "one_time_password": password, "hours": ONE_TIME_HOURS}


def close_user(username: str) -> dict[str, Any]:
    """Close a sign-in; its sessions end."""
    account = Account.objects.filter(username=username, is_active=True).first()
    if account is None:
        raise NotFound
    close_account(keeper(), account=account)
    return {"username": username, "closed": True}


def verify_record() -> dict[str, Any]:
    """Walk the chain; the verification itself becomes a line."""
    report = verify_chain()
    outcome = report.what or "ok"
    record(keeper(), AuditAct.VERIFIED, lines=report.lines, outcome=f"word.audit.chain.{outcome}")
    return asdict(report)


def keeper() -> Actor:
    """Whoever holds the server's command line, with the rights of an administrator."""
    return operator(COMMAND_LINE, rights=ADMINISTRATOR)
