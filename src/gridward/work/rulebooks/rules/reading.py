"""Books as they are written: YAML, one a file. A word that books do not know is refused and never ignored."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, fields
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import yaml

from gridward.work.rulebooks.problems import RuleBookUnreadable
from gridward.work.rulebooks.terms import (
    SHAPES,
    Book,
    BookLayer,
    BookStatus,
    Entry,
    PersonCategory,
    Phase,
    Said,
    Slot,
)

FOLDER = Path(__file__).parents[1] / "dated" / "books"
E = TypeVar("E", bound=StrEnum)
_WORDS = {"code", "title", "layer", "area", "since", "until", "status", "source", "note", "ends"}
_ASIDE = {"source", "unconfirmed"}
_MOST_DAYS = 366
_MOST_LETTERS = 60_000


@cache
def books_of_the_country() -> tuple[Book, ...]:
    """The books beside the program, by their first day."""
    return books_in(FOLDER)


def books_in(folder: Path) -> tuple[Book, ...]:
    """The books of a folder, by their first day; raises RuleBookUnreadable, also for one code in two files."""
    found = [read_book(path.read_text(encoding="utf-8"), path.name) for path in _files(folder)]
    codes = [one.code for one in found]
    for one in found:
        if codes.count(one.code) > 1:
            raise RuleBookUnreadable(file=one.code, where="code", why="twice")
    return tuple(sorted(found, key=lambda one: (one.since, one.layer, one.code)))


def _files(folder: Path) -> Iterable[Path]:
    return sorted(folder.glob("*.yaml"))


def read_book(text: str, name: str) -> Book:
    """A book; raises RuleBookUnreadable, which names the line, counted from 1, and where."""
    return _Reader(name).book(text)


class _Reader:
    """Reads one file; knows its name, and the line of each word, for refusals."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: dict[str, int] = {}

    def plain(self, text: str) -> object:
        """What stands in the file; a word twice in one place, and words that stand for others, are refused."""
        if len(text) > _MOST_LETTERS:
            raise self.wrong("YAML", f"> {_MOST_LETTERS}")
        try:
            for event in yaml.parse(text, yaml.SafeLoader):
                if isinstance(event, yaml.AliasEvent):
                    mark = event.start_mark
                    self.lines["YAML"] = mark.line + 1 if mark else 1
                    raise self.wrong("YAML", f"*{event.anchor}")
            node = yaml.compose(text, yaml.SafeLoader)
            for where, line in self.places(node, ""):
                if where in self.lines:
                    self.lines[where] = line
                    raise self.wrong(where, "×2")
                self.lines[where] = line
            return yaml.safe_load(text)
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            mark = getattr(error, "problem_mark", None)
            self.lines["YAML"] = mark.line + 1 if mark else 1
            raise self.wrong("YAML", getattr(error, "problem", None) or str(error)) from error

    def places(self, node: yaml.Node | None, path: str) -> Iterator[tuple[str, int]]:
        """Each word of the file, as refusals name it, with its line."""
        if not isinstance(node, yaml.MappingNode):
            return
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                continue
            where = f"{path}.{key.value}".strip(".")
            yield where, key.start_mark.line + 1
            yield from self.places(value, "" if where == "categories" else where)

    def book(self, text: str) -> Book:
        """The whole file."""
        plain = self.plain(text)
        said = self.mapping(plain, "", _WORDS | {"categories"})
        code = self.text(said, "code")
        since, until = self.day(said, "since"), self.day(said, "until", may_lack=True)
        if since is None or (until is not None and until <= since):
            raise self.wrong("until", str(until))
        source = self.text(said, "source")
        return Book(
            code=code,
            title=self.texts(said.get("title"), "title"),
            layer=self.layer(said.get("layer")),
            area=self.area(said.get("area", "")),
            since=since,
            until=until,
            status=self.word(BookStatus, said.get("status"), "status"),
            source=source,
            note=self.texts(said["note"], "note") if "note" in said else {},
            ends=frozenset(self.ended(said.get("ends", []))),
            entries=self.entries(said.get("categories") or {}, code, source),
        )

    def ended(self, given: object) -> Iterable[PersonCategory]:
        """Categories that a book ends; `all` for each."""
        if given == "all":
            return list(PersonCategory)
        return [self.word(PersonCategory, one, "ends") for one in self.sequence(given, "ends")]

    def entries(
        self, given: object, code: str, source: str
    ) -> Mapping[PersonCategory, Mapping[Slot, Entry]]:
        """What it says of each category."""
        found = {}
        for name, slots in self.mapping(given, "categories", set(PersonCategory)).items():
            category = PersonCategory(name)
            said = self.mapping(slots, name, set(Slot))
            found[category] = {
                Slot(slot): self.entry(Slot(slot), one, f"{name}.{slot}", code, source)
                for slot, one in said.items()
            }
        return found

    def entry(self, slot: Slot, given: object, where: str, code: str, source: str) -> Entry:
        """A slot; nothing (null) takes away what earlier books say there."""
        if given is None:
            return Entry(code, None, source)
        shape = SHAPES[slot]
        names = {one.name for one in fields(shape)}
        said = self.mapping(given, where, names | _ASIDE)
        doubted = self.sequence(said.get("unconfirmed", []), f"{where}.unconfirmed")
        for one in doubted:
            if one not in said or one in _ASIDE:
                raise self.wrong(f"{where}.unconfirmed", str(one))
        told = str(said.get("source") or source)
        return Entry(code, self.shaped(shape, said, where), told, frozenset(map(str, doubted)))

    def shaped(self, shape: type[Said], said: Mapping[str, Any], where: str) -> Said:
        """What is said in a slot, each word of the kind that its shape declares."""
        hints = get_type_hints(shape)
        values = {
            name: self.value(hints[name], one, f"{where}.{name}")
            for name, one in said.items()
            if name not in _ASIDE
        }
        for one in fields(shape):
            if one.default is MISSING and one.name not in values:
                raise self.wrong(f"{where}.{one.name}", "–")
        made = shape(**values)
        if isinstance(made, Phase):
            self.fitting(made, where)
        return made

    def fitting(self, phase: Phase, where: str) -> None:
        """A phase has a kind and at least a day, and its tests lie on its days, in their order."""
        if not phase.kinds:
            raise self.wrong(f"{where}.kinds", "[]")
        if phase.days == 0:
            raise self.wrong(f"{where}.days", "0")
        within = range(1, (phase.days or _MOST_DAYS) + 1)
        if list(phase.tests) != sorted({one for one in phase.tests if one in within}):
            raise self.wrong(f"{where}.tests", str(list(phase.tests)))

    def value(self, kind: Any, given: object, where: str) -> Any:
        """A figure, a word, a list of them; `unknown` stands for a figure that the paper does not give."""
        if get_origin(kind) in (Union, UnionType):
            if given == "unknown":
                return None
            [kind] = [one for one in get_args(kind) if one is not type(None)]
        if get_origin(kind) is tuple:
            items = self.sequence(given, where)
            return tuple(self.value(get_args(kind)[0], one, where) for one in items)
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return self.word(kind, given, where)
        return self.figure(kind, given, where)

    def figure(self, kind: type, given: object, where: str) -> Any:
        """A yes or no, a text, a whole number of at most a year of days, a temperature."""
        if kind is float and isinstance(given, int | float) and not isinstance(given, bool):
            return float(given)
        if type(given) is not kind:
            raise self.wrong(where, str(given))
        if isinstance(given, int) and not isinstance(given, bool) and not 0 <= given <= _MOST_DAYS:
            raise self.wrong(where, str(given))
        return given

    def word(self, kind: type[E], given: Any, where: str) -> E:
        """A word of a closed list."""
        try:
            return kind(given)
        except ValueError as error:
            raise self.wrong(where, str(given)) from error

    def layer(self, given: object) -> BookLayer:
        """Whose paper it is."""
        try:
            return BookLayer[str(given).upper()]
        except KeyError as error:
            raise self.wrong("layer", str(given)) from error

    def area(self, given: object) -> str:
        """The beginning of codes of divisions, as a text: a number would lose its noughts."""
        if not isinstance(given, str) or (given and not given.isdecimal()):
            raise self.wrong("area", str(given))
        return given

    def day(self, said: Mapping[str, Any], name: str, may_lack: bool = False) -> date | None:
        """A day of the calendar."""
        given = said.get(name)
        if given is None and may_lack:
            return None
        if type(given) is not date:
            raise self.wrong(name, str(given))
        return given

    def texts(self, given: object, where: str) -> Mapping[str, str]:
        """A text in both languages."""
        said = self.mapping(given, where, {"zh-Hans", "en"})
        if set(said) != {"zh-Hans", "en"} or not all(isinstance(one, str) for one in said.values()):
            raise self.wrong(where, str(given))
        return said

    def text(self, said: Mapping[str, Any], name: str) -> str:
        """A text that must be there."""
        given = said.get(name)
        if not isinstance(given, str) or not given.strip():
            raise self.wrong(name, "–" if given is None else str(given))
        return given.strip()

    def mapping(self, given: object, where: str, known: Iterable[str]) -> Mapping[str, Any]:
        """Words with what they say, all of them known."""
        if not isinstance(given, dict):
            raise self.wrong(where or self.name, str(given))
        for one in given:
            if one not in set(known):
                raise self.wrong(f"{where}.{one}".strip("."), str(one))
        return given

    def sequence(self, given: object, where: str) -> list[Any]:
        """A list."""
        if not isinstance(given, list):
            raise self.wrong(where, str(given))
        return given

    def wrong(self, where: str, why: str) -> RuleBookUnreadable:
        """The refusal, with the line of the word or of what it stands in."""
        return RuleBookUnreadable(
            file=self.name, line=self.line(where), where=where, why=" ".join(why.split())[:200]
        )

    def line(self, where: str) -> int:
        """The line of a place; 1 for the whole file."""
        place = where.removeprefix("categories.")
        while place and place not in self.lines:
            place = place.rpartition(".")[0]
        return self.lines.get(place, 1)
