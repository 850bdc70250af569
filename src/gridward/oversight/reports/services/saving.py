"""A table that leaves as a file; each is recorded."""

from gridward.ground.audit.services import record
from gridward.ground.territory.models import Division
from gridward.kernel.access import Actor, Permission
from gridward.oversight.reports.services.printing import printed
from gridward.oversight.reports.services.wording import local_time, title_of
from gridward.oversight.reports.services.workbook import workbook
from gridward.oversight.reports.terms import Format, Paper, ReportAct, Table


def save_table(
    actor: Actor, *, street: Division, table: Table, kind: Format, paper: Paper, language: str
) -> bytes:
    """The file's content. The figures are sums and names of the service: nobody of the register is in it."""
    actor.require(Permission.REPORT_READ)
    made = workbook(table, language) if kind == "xlsx" else printed(table, paper, language)
    record(
        actor,
        ReportAct.SAVED,
        street=street.pk,
        title=title_of(table, language),
        moment=local_time(table.as_of),
        format=kind,
    )
    return made


def file_name(table: Table, kind: Format, language: str) -> str:
    """A name that says what and as of when."""
    moment = local_time(table.as_of).replace(":", "").replace(" ", "-")
    return f"{title_of(table, language)} {moment}.{kind}"
