"""The command line's group `rules`: rule books in words; without a database, or with the books of a street.

This page only declares the commands; their bodies are loaded when they run.
"""

from importlib import import_module
from typing import Annotated

import typer

from gridward.config.running import AsJson, answer, language, run

rules = typer.Typer(
    no_args_is_help=True, help="Rule books: who has to do what, since when, by which paper."
)
OnDay = Annotated[
    str, typer.Option("--date", help="Day of the determination; today when left out.")
]
Area = Annotated[str, typer.Option(help="Code of the division, such as 360103.")]
Street = Annotated[
    str, typer.Option(help="Code of a street of this installation: with its own books.")
]


@rules.command("explain")
def rules_explain(
    category: Annotated[str, typer.Argument(help="Category of person, such as close_contact.")],
    day: OnDay = "",
    since: Annotated[str, typer.Option(help="Day that days are counted from.")] = "",
    area: Area = "",
    street: Street = "",
    as_json: AsJson = False,
) -> None:
    """What holds for a category on a day, in words; with --since also the dates that follow."""
    if street:
        given = (category, day, since, street, language())
        found = run("app", "street_rules", "explain", *given)
    else:
        body = import_module("gridward.config.commands.rules")
        found = body.explain(category, day, since, area, language())
    if as_json:
        answer(found, as_json)
        return
    for sentence in (*found["sentences"], *found["dates"]):
        typer.echo(sentence)


@rules.command("books")
def rules_books(
    day: OnDay = "", area: Area = "", street: Street = "", as_json: AsJson = False
) -> None:
    """The books in force on a day, the weightiest last, and whether they were compared with the paper."""
    if street:
        found = run("app", "street_rules", "books", day, street, language())
    else:
        found = import_module("gridward.config.commands.rules").books(day, area, language())
    if as_json:
        answer(found, as_json)
        return
    for one in found["books"]:
        until = one["until"] or ""
        typer.echo(f"{one['code']:16} {one['since']} – {until:10} {one['status']:8} {one['title']}")
