"""`gridward report annex5` and `report recount`: the command line reads figures of the whole street."""

from typing import Any

import orjson

from gridward.config.commands.people import COMMAND_LINE
from gridward.ground.staff.access import operator
from gridward.ground.staff.roles import PERMISSIONS
from gridward.ground.staff.terms import Post
from gridward.ground.territory.models import Division, Grid
from gridward.ground.territory.queries import street_named
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.problems import BadRequest, NotFound
from gridward.kernel.rows import acting
from gridward.kernel.texts import DEFAULT_LANGUAGE
from gridward.oversight.reports.api.answers import table as table_answer
from gridward.oversight.reports.indicators.annex5 import annex5 as make_annex5
from gridward.oversight.reports.queries.layouts import layout_of
from gridward.oversight.reports.rules.moments import read_moment
from gridward.oversight.reports.services.counters import recount
from gridward.oversight.reports.services.saving import save_table
from gridward.oversight.reports.terms import Level

PAPERS = ("a3", "a4")


def annex5(date: str, level: str, form: str, street: str, paper: str) -> bytes:
    """The table as JSON or a file; a file is recorded."""
    if paper not in PAPERS:
        raise BadRequest(fields="paper")
    found = street_named(street or None)
    if found is None:
        raise NotFound
    actor = reader_of(found)
    with acting(actor):
        table = make_annex5(
            actor,
            street=found,
            layout=layout_of(found),
            level=Level(level),
            moment=read_moment(date, clock.now(), clock.LOCAL),
        )
        if form == "json":
            made = table_answer(actor, table, DEFAULT_LANGUAGE)
            return orjson.dumps(made, option=orjson.OPT_INDENT_2, default=str) + b"\n"
        return save_table(
            actor,
            street=found,
            table=table,
            kind="xlsx" if form == "xlsx" else "pdf",
            paper="a4" if paper == "a4" else "a3",
            language=DEFAULT_LANGUAGE,
        )


def recount_all(mend: bool) -> dict[str, Any]:
    """Every difference between live figures and a count from scratch, with the grid's code."""
    actor = operator(COMMAND_LINE)
    with acting(actor):
        found = recount(actor, mend=mend)
    codes = dict(
        Grid.objects.filter(pk__in={one.grid_id for one in found}).values_list("pk", "code")
    )
    return {
        "differences": len(found),
        "mended": mend,
        "figures": [
            {
                "grid": codes.get(one.grid_id, str(one.grid_id)),
                "figure": one.figure,
                "live": one.live,
                "counted": one.counted,
            }
            for one in found
        ],
    }


def reader_of(street: Division) -> Actor:
    """The command line with the rights of a street's chief, at the street's grids."""
    rights = PERMISSIONS[Post.STREET_GRID_CHIEF]
    grids = frozenset(Grid.objects.filter(street=street).values_list("id", flat=True))
    return Actor(
        account_id=None,
        name=COMMAND_LINE,
        street_id=street.pk,
        held=dict.fromkeys(rights, grids),
    )
