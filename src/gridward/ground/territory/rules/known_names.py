"""Finding the names of known communities, roads and sites in a text, exactly or nearly as they are written."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from gridward.ground.territory.rules.address_words import tidy
from gridward.ground.territory.terms.addresses import Evidence, Id
from gridward.kernel.chinese import syllables

_SITE_WORD = re.compile(
    r"(?:小区|花园|家园|新村|公寓|名邸|名苑|大厦|广场|苑|园|里|居|庭|府|城|庄|邸|院)$"
)
_CLEAN_BEFORE = frozenset("省市区县镇乡道社号村弄巷路街住在于址内的：: )(-/.")
_NEAR_SOUNDS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("l", "n"), ("h", "f"))
SHORTEST_NEARLY = 3  # a name of two characters with one wrong is another name
LONG_NAME = 6  # from here two wrong characters are still the same name
MOST_NEARLY = 5


class Named(NamedTuple):
    """What a name can mean; `sort` is the grammar's letter for what stands before a number.

    `entry` is the entry of the address book that says so, `building` the one it names, `exact` ones are not read
    where something like it is written.
    """

    name: str
    sort: str
    community: Id | None = None
    site: Id | None = None
    road: str = ""
    evidence: Evidence = Evidence.NAMED
    building: Id | None = None
    entry: Id | None = None
    exact: bool = False


class Found(NamedTuple):
    """A known name in the text, with all that it can mean."""

    start: int
    end: int
    sort: str
    meanings: tuple[Named, ...]
    has_site: bool


class NameIndex:
    """Names by their first two characters; the longest name at a place wins.

    `names_buildings` tells whether any name is a building's own.
    """

    def __init__(self, names: Iterable[Named]) -> None:
        meanings: dict[str, list[Named]] = defaultdict(list)
        for named in names:
            key = tidy(named.name)
            if len(key) > 1 and named not in meanings[key]:
                meanings[key].append(named)
        self._meanings = {name: tuple(found) for name, found in meanings.items()}
        self.names_buildings = any(
            one.building is not None for found in meanings.values() for one in found
        )
        self._by_head: dict[str, list[tuple[str, int, str, tuple[Named, ...], bool]]] = {}
        for name in sorted(self._meanings, key=len, reverse=True):
            found = self._meanings[name]
            has_site = any(meaning.site is not None for meaning in found)
            entry = (name, len(name), found[0].sort, found, has_site)
            self._by_head.setdefault(name[:2], []).append(entry)

    def find(self, text: str) -> list[Found]:
        """All known names of tidied text, from left to right, without overlap."""
        found: list[Found] = []
        get, place, last = self._by_head.get, 0, len(text) - 1
        while place < last:
            for name, length, sort, meanings, has_site in get(text[place : place + 2], ()):
                if text.startswith(name, place):
                    found.append(Found(place, place + length, sort, meanings, has_site))
                    place += length - 1
                    break
            place += 1
        return found

    def nearly(self, text: str) -> Iterator[Named]:
        """Sites whose name differs from the text by a character or two, or only in writing."""
        if len(text) < SHORTEST_NEARLY:
            return
        wrong = 2 if len(text) >= LONG_NAME else 1
        names = process.extract(
            text,
            self._full_names,
            scorer=Levenshtein.distance,
            score_cutoff=wrong,
            limit=MOST_NEARLY,
        )
        sound = sound_of(text)
        for name, _, _ in names:
            evidence = Evidence.NEARLY
            if len(name) == len(text) and sound_of(name) == sound:
                evidence = Evidence.SAME_SOUND if len(names) == 1 else Evidence.SIMILAR_SOUND
            for meaning in self._meanings[name]:
                if meaning.site is not None and not meaning.exact:
                    yield meaning._replace(evidence=evidence)

    @cached_property
    def _full_names(self) -> tuple[str, ...]:
        return tuple(
            name
            for name, meanings in self._meanings.items()
            if len(name) >= SHORTEST_NEARLY and any(_is_whole_name(meaning) for meaning in meanings)
        )


def _is_whole_name(meaning: Named) -> bool:
    return meaning.site is not None and meaning.evidence is Evidence.NAMED and not meaning.exact


def sound_of(text: str) -> str:
    """How a name sounds in a southern mouth: without tones, z as zh, n as ng and l."""
    sound = " ".join(syllables(text))
    for strong, weak in _NEAR_SOUNDS:
        sound = sound.replace(strong, weak)
    return sound


def short_name(name: str) -> str:
    """A site's name without its kind: 春禾花园 is called 春禾; "" where nothing useful remains."""
    stem = _SITE_WORD.sub("", name)
    return stem if len(stem) > 1 and stem != name else ""


def begins_clean(text: str, start: int, earlier: Iterable[Found]) -> bool:
    """Whether a name begins here and is not the end of a longer, unknown one."""
    before = text[start - 1 : start] if start else ""
    return (
        not before
        or before in _CLEAN_BEFORE
        or not "\u4e00" <= before <= "\u9fff"
        or any(found.end == start for found in earlier)
    )
