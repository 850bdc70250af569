"""The command line: `gridward serve | migrate | seed | user | audit | keys | territory | address | roster |
report | response | workorder | list | supplies | plan | gate | pass | codes | rules | trace | drill | bulletin |
backup | restore | status | replica`.

This page only declares the commands. Each body stands in `gridward.config.commands` and is loaded once the database
runs and Django is set up; `serve` alone stays light, since it lives as long as the server. Refusals go to standard
error as a sentence with their code, or as JSON with `--json`; the exit code is then 2.
"""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import orjson
import typer

from gridward.config.cli.bulletin import bulletin
from gridward.config.cli.codes import codes
from gridward.config.cli.drills import drills
from gridward.config.cli.gates import gate, passes
from gridward.config.cli.keeping import add_to
from gridward.config.cli.lists import lists
from gridward.config.cli.orders import supplies, workorder
from gridward.config.cli.reports import report
from gridward.config.cli.response import response
from gridward.config.cli.rule_books import rules
from gridward.config.commands.planning import plan
from gridward.config.running import AsJson, answer, language, run
from gridward.config.serving import serve as keep_serving
from gridward.config.tracing.commands import trace
from gridward.kernel.problems import Problem

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Gridward (网格卫)",
)
user = typer.Typer(no_args_is_help=True, help="Sign-ins.")
audit = typer.Typer(no_args_is_help=True, help="The record of acts.")
keys = typer.Typer(no_args_is_help=True, help="Encryption keys.")
territory = typer.Typer(no_args_is_help=True, help="Divisions, grids and places.")
address = typer.Typer(no_args_is_help=True, help="Address reading.")
roster = typer.Typer(no_args_is_help=True, help="Roster import.")
for name, group in (
    *(("user", user), ("audit", audit), ("keys", keys)),
    *(("territory", territory), ("address", address), ("roster", roster)),
    *(("report", report), ("response", response), ("workorder", workorder)),
    *(("list", lists), ("supplies", supplies), ("plan", plan)),
    *(("gate", gate), ("pass", passes), ("codes", codes), ("rules", rules)),
    *(("trace", trace), ("drill", drills)),
):
    app.add_typer(group, name=name)
add_to(app, keys)
app.command()(bulletin)

LANGUAGE = language()


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
) -> None:
    """Run database, web and job worker until Ctrl-C; brings the tables up to date first."""
    keep_serving(host, port, first=["migrate"])


@app.command()
def demo(
    persons: Annotated[int, typer.Option(help="How many residents.")] = 10_000,
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
) -> None:
    """Serve the fictional street on this machine alone, and print sign-ins for it."""
    keep_serving(
        "127.0.0.1",
        port,
        first=["migrate", "--no-administrator"],
        beside=["load-demo", "--persons", str(persons)],
    )


@app.command(hidden=True)
def load_demo(persons: int = 10_000, seed: int = 1) -> None:
    """What `demo` does while it begins to serve."""
    run("owner", "fiction", "load_demo", persons, seed)


@app.command()
def migrate(
    administrator: Annotated[bool, typer.Option(help="Make one at the first start.")] = True,
) -> None:
    """Bring the tables up to date; at the first start make one administrator."""
    run("owner", "setup", "migrate", administrator)


@app.command()
def seed(
    what: Annotated[str, typer.Argument(help="Nothing, or `rosters`.")] = "street",
    directory: Annotated[Path | None, typer.Argument(help="Where rosters are written.")] = None,
    persons: Annotated[int, typer.Option(help="How many residents.")] = 10_000,
    seed: Annotated[int, typer.Option("--seed", help="The same seed, the same street.")] = 1,
) -> None:
    """Load the fictional street into an empty installation, or write its messy rosters to a folder."""
    if what == "rosters":
        run("owner", "fiction", "write_rosters", directory or Path("rosters"), persons, seed)
    else:
        run("owner", "fiction", "load", persons, seed)


@user.command("add")
def user_add(
    username: str,
    administrator: Annotated[bool, typer.Option(help="May keep the server.")] = False,
    member: Annotated[str, typer.Option(help="Id of the member whose sign-in it is.")] = "",
    wall: Annotated[str, typer.Option(help="Code of the street or community of a wall.")] = "",
    as_json: AsJson = False,
) -> None:
    """Open a sign-in and print its one-time password."""
    answer(run("owner", "people", "add_user", username, administrator, member, wall), as_json)


@user.command("close")
def user_close(username: str, as_json: AsJson = False) -> None:
    """Close a sign-in, such as that of a wall screen; its sessions end."""
    answer(run("owner", "people", "close_user", username), as_json)


@audit.command("verify")
def audit_verify(as_json: AsJson = False) -> None:
    """Walk the chain of the record; exit code 1 when it is broken."""
    found = run("owner", "people", "verify_record")
    answer(found, as_json)
    if found["broken_at"] is not None:
        raise typer.Exit(1)


@keys.command("rotate")
def keys_rotate(
    master: Annotated[bool, typer.Option(help="Also make a new master key.")] = False,
    as_json: AsJson = False,
) -> None:
    """Begin new data keys and seal every value anew with them."""
    answer(run("owner", "keys", "rotate", master), as_json)


@territory.command("check")
def territory_check(as_json: AsJson = False) -> None:
    """Proof of cover: gaps, overlaps, places in no grid or in two."""
    answer(run("owner", "territory", "check"), as_json)


@territory.command("add-division")
def territory_add_division(
    code: Annotated[str, typer.Argument(help="2, 4, 6, 9 or 12 digits.")],
    name: str,
    since: Annotated[datetime | None, typer.Option(help="First day.", formats=["%Y-%m-%d"])] = None,
    as_json: AsJson = False,
) -> None:
    """Enter a city, district, street or community, so that its grids can be taken in."""
    day = since.date() if since else None
    answer(run("owner", "territory", "add_division", code, name, day), as_json)


@territory.command("import")
def territory_import(
    file: Path,
    kind: Annotated[str, typer.Option(help="grids, buildings or sites.")],
    street: Annotated[str, typer.Option(help="Nine-digit code of the street.")],
    crs: Annotated[str, typer.Option(help="cgcs2000, wgs84, gcj02 or bd09.")] = "cgcs2000",
    as_json: AsJson = False,
) -> None:
    """Take boundaries, buildings or sites in from GeoJSON or CSV."""
    answer(run("owner", "territory", "take_in", file, kind, street, crs), as_json)


@territory.command("grid")
def territory_grid(code: str, as_json: AsJson = False) -> None:
    """A grid by its code, retired ones too: what it came from and what holds its land now."""
    answer(run("owner", "territory", "show_grid", code), as_json)


@territory.command("succeed-divisions")
def territory_succeed_divisions(
    file: Annotated[list[Path], typer.Option(help="CSV with code and name; streets, communities.")],
    on: Annotated[datetime, typer.Option(help="First day of the new codes.", formats=["%Y-%m-%d"])],
    answers: Annotated[
        list[str] | None, typer.Option("--answer", help="OLD=NEW for a community.")
    ] = None,
    dry_run: Annotated[bool, typer.Option(help="Only say what would happen.")] = False,
    as_json: AsJson = False,
) -> None:
    """Bring streets, communities and grids under the codes of a new official edition."""
    answer(run("owner", "divisions", "succeed", file, on.date(), answers or [], dry_run), as_json)


@address.command("read")
def address_read(
    text: str,
    community: Annotated[str, typer.Option(help="Twelve-digit code that narrows.")] = "",
    as_json: AsJson = False,
) -> None:
    """Read a free Chinese address against the known places."""
    answer(run("owner", "territory", "read_address", text, community), as_json)


@roster.command("import")
def roster_import(
    file: Path,
    community: Annotated[str, typer.Option(help="Twelve-digit code of the community.")],
    dry_run: Annotated[bool, typer.Option(help="Only say what would happen.")] = False,
    as_json: AsJson = False,
) -> None:
    """Import a roster; every row of the file is accounted for."""
    answer(run("app", "roster", "import_roster", file, community, dry_run), as_json)


@roster.command("undo")
def roster_undo(batch: str, as_json: AsJson = False) -> None:
    """Take an import back while nothing builds on it."""
    answer(run("app", "roster", "undo_roster", batch), as_json)


def main() -> None:
    """Entry point of the program `gridward`."""
    try:
        app()
    except Problem as problem:
        if "--json" in sys.argv:
            refusal = {"code": problem.code, "sentence": problem.sentence(LANGUAGE)}
            typer.echo(orjson.dumps(refusal).decode())
        typer.echo(f"{problem.sentence(LANGUAGE)} [{problem.code}]", err=True)
        sys.exit(2)
