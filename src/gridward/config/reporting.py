"""The command line's group `report`: figures and forms to a file or to standard output."""

import typer

report = typer.Typer(no_args_is_help=True, help="Statistics and official forms.")


@report.callback()
def _group() -> None:
    """Statistics and official forms."""
