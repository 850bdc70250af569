"""The command line's groups `workorder` (open, move and list work orders) and `supplies` (what stores hold)."""

from typing import Annotated

import typer

from gridward.config.running import AsJson, By, answer, run

workorder = typer.Typer(no_args_is_help=True, help="Work orders.")
supplies = typer.Typer(no_args_is_help=True, help="Stores.")


@workorder.command("open")
def workorder_open(
    kind: Annotated[str, typer.Argument(help="Code of the kind, such as facility_broken.")],
    grid: Annotated[str, typer.Option(help="Fifteen-digit code of the grid.")],
    place: Annotated[str, typer.Option(help="Where.")] = "",
    text: Annotated[str, typer.Option(help="What is the matter.")] = "",
    answers: Annotated[
        list[str] | None, typer.Option("--answer", help="FIELD=VALUE of the kind.")
    ] = None,
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """Open a work order."""
    answer(run("app", "orders", "open_one", kind, grid, place, text, answers or [], by), as_json)


@workorder.command("move")
def workorder_move(
    number: Annotated[str, typer.Argument(help="Number of the work order, or its id.")],
    move: Annotated[str, typer.Argument(help="accept, dispatch, acknowledge, handle, verify ...")],
    text: Annotated[str, typer.Option(help="What is said with it.")] = "",
    post: Annotated[str, typer.Option(help="Post that it is given to.")] = "",
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """Make a move of a work order as it stands now."""
    answer(run("app", "orders", "move_one", number, move, text, post, by), as_json)


@workorder.command("list")
def workorder_list(
    which: Annotated[str, typer.Argument(help="todo, opened, grid or late.")] = "grid",
    grid: Annotated[str, typer.Option(help="Fifteen-digit code of a grid.")] = "",
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """List work orders, 200 at most."""
    answer(run("app", "orders", "list_some", which, grid, by), as_json)


@supplies.command("list")
def supplies_list(
    grid: Annotated[str, typer.Option(help="Fifteen-digit code of a grid.")] = "",
    wanting: Annotated[
        bool, typer.Option("--wanting", help="Only what is short, expires or has expired.")
    ] = False,
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """List what stores hold."""
    answer(run("app", "supplies", "list_some", grid, wanting, by), as_json)


@supplies.callback()
def supplies_group() -> None:
    """What stores hold."""
