"""The command line's group `list`: pushed lists in, answers out.

This page only declares the commands; their bodies are loaded once the database runs.
"""

from pathlib import Path
from typing import Annotated

import typer

from gridward.config.running import AsJson, By, answer, run

lists = typer.Typer(no_args_is_help=True, help="Pushed lists: verified and answered.")


@lists.command("import")
def list_import(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    sender: Annotated[str, typer.Option(help="Who sent it.")],
    purpose: Annotated[str, typer.Option(help="What people are verified for.")],
    basis: Annotated[str, typer.Option(help="On what basis.")],
    kind: Annotated[str, typer.Option(help="Kind of list, such as close_contact.")] = "other",
    paper: Annotated[str, typer.Option(help="Number of its paper.")] = "",
    grid: Annotated[str, typer.Option(help="Grid whose list it is; else the street's own.")] = "",
    deadline: Annotated[str, typer.Option(help="Until when; else by its kind.")] = "",
    corrects: Annotated[str, typer.Option(help="Id of the list that it corrects.")] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only what would become of it.")
    ] = False,
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """Take a list in: who is surely meant is with the grid at once. Answers counts and the list's id."""
    said = {
        "sender": sender,
        "purpose": purpose,
        "basis": basis,
        "kind": kind,
        "paper_no": paper,
        "grid": grid,
        "deadline": deadline,
        "corrects": corrects,
    }
    answer(run("app", "lists", "import_one", file, said, dry_run, by), as_json)


@lists.command("answer")
def list_answer(
    list_id: Annotated[str, typer.Argument(metavar="ID", help="Id of the list.")],
    out: Annotated[Path, typer.Option(help="File to write.")],
    reason: Annotated[str, typer.Option(help="Why it leaves; else to answer the sender.")] = "",
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """Write the sender's own file with the answer to each row."""
    answer(run("app", "lists", "answer_one", list_id, out, reason, by), as_json)
