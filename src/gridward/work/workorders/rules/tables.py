"""Data that somebody wrote, read strictly: each fault is gathered with its place, and reading goes on."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from gridward.work.workorders.problems import KindFault
from gridward.work.workorders.terms import LANGUAGES, Texts

W = TypeVar("W", bound=StrEnum)
JOINED = ", "


@dataclass(frozen=True)
class Table:
    """A table of the data and where it stands, such as `routes[1].ladder[2]`.

    What is wrong reads as nothing; the reader asks for `faults` before it believes what it has read.
    """

    given: Mapping[str, Any]
    where: str
    faults: list[KindFault]

    def at(self, name: str) -> str:
        """The place of a name in it."""
        return f"{self.where}.{name}" if self.where else name

    def fault(self, name: str, why: str, **words: str) -> None:
        """Note what is wrong."""
        self.faults.append(KindFault(why, self.at(name), words))

    def only(self, known: Collection[str]) -> None:
        """Whatever has another name is a fault."""
        for name in self.given:
            if name not in known:
                self.fault(str(name), "unknown", known=JOINED.join(sorted(known)))

    def text(self, name: str, *, must: bool = True) -> str:
        """A text that says something."""
        given = self.given.get(name, "")
        if isinstance(given, str) and (given.strip() or not must):
            return given
        self.fault(name, "missing" if given in ("", None) else "not_text")
        return ""

    def texts(self, name: str) -> Texts:
        """A text in each language."""
        given = self.given.get(name)
        if isinstance(given, Mapping) and set(given) == set(LANGUAGES) and _all_say(given):
            return dict(given)
        self.fault(name, "missing" if given is None else "not_texts")
        return {}

    def flag(self, name: str) -> bool:
        """True or false; false where nothing is said."""
        given = self.given.get(name, False)
        if not isinstance(given, bool):
            self.fault(name, "not_flag")
        return given is True

    def count(self, name: str) -> int:
        """A whole number, one or more."""
        given = self.given.get(name)
        if isinstance(given, int) and not isinstance(given, bool) and given >= 1:
            return given
        self.fault(name, "missing" if given is None else "not_count")
        return 1

    def day(self, name: str) -> None:
        """A day of the calendar."""
        given = self.given.get(name)
        try:
            date.fromisoformat(given if isinstance(given, str) else "")
        except ValueError:
            self.fault(name, "missing" if given is None else "not_day")

    def word(self, name: str, words: type[W]) -> W:
        """One of the known words."""
        given = self.given.get(name)
        if given is None:
            self.fault(name, "missing")
        return self._known(name, given, words) or next(iter(words))

    def words(self, name: str, words: type[W], *, must: bool = True) -> tuple[W, ...]:
        """Several of the known words; with `must` at least one."""
        given = self.given.get(name, [])
        if not isinstance(given, list | tuple):
            self.fault(name, "not_list")
            return ()
        if must and not given:
            self.fault(name, "empty")
        found = (self._known(name, one, words) for one in given)
        return tuple(one for one in found if one is not None)

    def table(self, name: str, *, must: bool = False) -> "Table":
        """A table in it."""
        given = self.given.get(name)
        if given is None and must:
            self.fault(name, "missing")
        return self._inner(name, {} if given is None else given)

    def tables(self, name: str, *, must: bool = False) -> list["Table"]:
        """The tables of a list in it; with `must` at least one."""
        given = self.given.get(name, [])
        if not isinstance(given, list | tuple):
            self.fault(name, "not_list")
            return []
        if must and not given:
            self.fault(name, "empty")
        return [self._inner(f"{name}[{place}]", one) for place, one in enumerate(given, 1)]

    def keyed(self, name: str, words: type[W]) -> dict[W, str]:
        """The names of a table in it that are known words, each with itself as the name to read on by."""
        inner = self.table(name)
        found = {one: self._known(name, one, words) for one in inner.given}
        return {word: one for one, word in found.items() if word is not None}

    def _known(self, name: str, given: object, words: type[W]) -> W | None:
        if isinstance(given, str) and given in set(words):
            return words(given)
        if given is not None:
            self.fault(name, "no_such", given=str(given), known=JOINED.join(words))
        return None

    def _inner(self, name: str, given: object) -> "Table":
        if not isinstance(given, Mapping):
            self.fault(name, "not_table")
            return Table({}, self.at(name), [])
        return Table(given, self.at(name), self.faults)


def _all_say(texts: Mapping[str, Any]) -> bool:
    return all(isinstance(one, str) and one.strip() for one in texts.values())
