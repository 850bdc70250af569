"""The command line's group `rules`: rule books in words; without a database, or with the books of a street.

This page only declares the commands; their bodies are loaded when they run.
"""

from importlib import import_module
from typing import Annotated, Any

import typer

from gridward.config.running import AsJson, By, answer, language, run
from gridward.kernel.ids import is_serial

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
    who: Annotated[
        str,
        typer.Argument(
            help="Category of person, such as close_contact; or a measure's serial, or a resident's id."
        ),
    ],
    day: OnDay = "",
    since: Annotated[str, typer.Option(help="Day that days are counted from.")] = "",
    area: Area = "",
    street: Street = "",
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """What holds for a category on a day, in words; with --since also the dates that follow.

    Of a person: by which rule each of their measures stands, and what the rule of the day gives them.
    """
    if _is_person(who):
        found = run("app", "person_rules", "explain", who, day, by, language())
        _tell_person(found, as_json)
        return
    if street:
        given = (who, day, since, street, language())
        found = run("app", "street_rules", "explain", *given)
    else:
        body = import_module("gridward.config.commands.rules")
        found = body.explain(who, day, since, area, language())
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


def _is_person(who: str) -> bool:
    """A measure's serial or a resident's id, and no category."""
    return is_serial(who) or who.count("-") == 4


def _tell_person(found: dict[str, Any], as_json: bool) -> None:
    if as_json:
        answer(found, as_json)
        return
    for one in found["measures"]:
        typer.echo(f"{one['serial']} {one['state']} {one['begins']} – {one['ends']}")
        for sentence in (*one["sentences"], *one["on_that_day"]["dates"]):
            typer.echo(f"  {sentence}")
