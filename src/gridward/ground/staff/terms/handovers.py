"""Words of a post that changes hands (交接)."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Matter:
    """An open matter that goes over: a sentence `text` of a catalogue, filled with masked `values`, and where it is.

    `link` is a path of the console, "" where there is none.
    """

    text: str
    values: dict[str, str] = field(default_factory=dict)
    link: str = ""


@dataclass(frozen=True)
class Handed:
    """One kind of thing that goes over: `what` names it (text `word.handover.<what>`), how many, what is open."""

    what: str
    count: int
    open: tuple[Matter, ...] = ()
