"""`gridward drill start | list | stop | remove`: drills on invented people, in homes of their own."""

from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from gridward.config.running import AsJson, answer, run

drills = typer.Typer(no_args_is_help=True, help="Drills on invented people.")
Name = Annotated[str, typer.Argument(help="Small letters, digits and hyphens.")]


@drills.command("start")
def start(
    name: Name,
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8100,
    persons: Annotated[int, typer.Option(help="How many invented residents.")] = 2000,
    like_this_street: Annotated[
        bool, typer.Option(help="With this street's territory, staff and sign-ins.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Make a drill and serve it, or serve again one that was stopped."""
    answer(_of("beginning").begin(name, port, persons, like_this_street), as_json)


@drills.command("list")
def list_drills(as_json: AsJson = False) -> None:
    """The drills of this home, and at which port each is served."""
    found = {
        one.mark.name: {"began": one.mark.began, "port": one.port or "-"}
        for one in _of("homes").drills()
    }
    answer(found, as_json)


@drills.command("stop")
def stop(name: Name, as_json: AsJson = False) -> None:
    """End the serving of a drill; it can be started again."""
    homes = _of("homes")
    homes.stop(homes.drill_named(name))
    answer({"name": name, "stopped": True}, as_json)


@drills.command("remove")
def remove(
    name: Name,
    report: Annotated[Path | None, typer.Option(help="Where the report is written.")] = None,
    as_json: AsJson = False,
) -> None:
    """Write the report of what was done, then take the drill away with everything in it."""
    answer(_of("ending").end(name, report), as_json)


@drills.command("fill", hidden=True)
def fill(persons: int = 2000) -> None:
    """What `start` does within the new home."""
    run("owner", "drilling", "fill", persons)


@drills.command("tell", hidden=True)
def tell(file: Path, as_json: AsJson = False) -> None:
    """What `remove` does within the home before it goes."""
    answer(run("owner", "drilling", "tell", file), as_json)


def _of(module: str) -> Any:
    """Loaded when it is asked for: `serve` stays light."""
    return import_module(f"gridward.config.drills.{module}")
