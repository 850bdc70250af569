"""A new edition of the official divisions against those we keep: what became of each community.

An edition is the list of the statistics bureau (NBS): codes of 9 digits for streets, 12 for communities, and names.
It does not say who took over from whom; equal names in one district do, and for the rest a person is asked.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from enum import StrEnum
from typing import NamedTuple

from gridward.kernel.codes import division as codes
from gridward.kernel.problems import Problem

_DISTRICT, _STREET, _COMMUNITY = 6, 9, 12
_ENDINGS = (
    *("社区居民委员会", "社区居委会", "居民委员会", "家委会", "居委会"),
    *("村民委员会", "村委会", "社区", "街道办事处", "街道"),
)
_ALIKE = 0.5
_SHOWN = 3


class EditionUnreadable(Problem):
    """The file has no columns `code` and `name`, or no division of 9 or 12 digits."""

    code = "division.edition"


class AnswerUnknown(Problem):
    """An answer names a community that the edition or the installation does not have."""

    code = "division.answer"


class Entry(NamedTuple):
    """A division by its shortest code, and its name."""

    code: str
    name: str


class Edition(NamedTuple):
    """Streets and communities by code."""

    streets: Mapping[str, str]
    communities: Mapping[str, str]


class Fate(StrEnum):
    """What became of a community: the same; another name; another code; part of one that was there; not known."""

    KEPT = "kept"
    RENAMED = "renamed"
    RECODED = "recoded"
    MERGED = "merged"
    ASK = "ask"


class Became(NamedTuple):
    """A community we keep and what the edition makes of it; `candidates` are for the person who is asked."""

    old: Entry
    fate: Fate
    new: Entry | None = None
    candidates: Sequence[Entry] = ()


def read_edition(files: Iterable[bytes]) -> Edition:
    """Read CSV files with the columns `code` and `name`; raises EditionUnreadable, WrongDivisionCode."""
    found = [entry for content in files for entry in _rows(content)]
    streets = {one.code: one.name for one in found if len(one.code) == _STREET}
    communities = {one.code: one.name for one in found if len(one.code) == _COMMUNITY}
    if not communities:
        raise EditionUnreadable
    return Edition(streets, communities)


def compare(
    known: Sequence[Entry], edition: Edition, answers: Mapping[str, str] | None = None
) -> list[Became]:
    """What became of each community that we keep. `answers` are codes by a person, old to new.

    Raises AnswerUnknown.
    """
    told = dict(answers or {})
    ours = {one.code for one in known}
    for old, new in told.items():
        if old not in ours or new not in edition.communities:
            raise AnswerUnknown(old=old, new=new)
    found = [_became(one, edition, told, ours) for one in known]
    crowd = Counter(one.new.code for one in found if one.new and one.fate is Fate.RECODED)
    seen: set[str] = set()
    return [_second_is_merged(one, crowd, seen) for one in found]


def ended_streets(
    streets: Sequence[Entry], became: Sequence[Became], edition: Edition
) -> dict[str, str]:
    """Our streets that the edition no longer has, each with the street to which most of its communities went."""
    found = {}
    for street in streets:
        if street.code in edition.streets:
            continue
        went = Counter(
            one.new.code[:_STREET]
            for one in became
            if one.new and one.old.code[:_STREET] == street.code
        )
        went.pop(street.code, None)
        if went:
            found[street.code] = max(sorted(went), key=lambda code: went[code])
    return found


def plain_name(name: str) -> str:
    """A name without the words that say what kind of division it is."""
    text = name.strip()
    ending = next((one for one in _ENDINGS if text.endswith(one) and text != one), "")
    return text.removesuffix(ending)


def _rows(content: bytes) -> list[Entry]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", errors="replace")
    table = csv.DictReader(io.StringIO(text))
    if not {"code", "name"} <= set(table.fieldnames or ()):
        raise EditionUnreadable
    return [
        Entry(codes.parse(row["code"] or "").code, (row["name"] or "").strip()) for row in table
    ]


def _became(one: Entry, edition: Edition, answers: Mapping[str, str], ours: set[str]) -> Became:
    told = answers.get(one.code, one.code)
    if told in edition.communities:
        new = Entry(told, edition.communities[told])
        if told == one.code:
            same = plain_name(new.name) == plain_name(one.name)
            return Became(one, Fate.KEPT if same else Fate.RENAMED, new)
        return Became(one, Fate.MERGED if told in ours else Fate.RECODED, new)
    district = [
        Entry(code, name)
        for code, name in edition.communities.items()
        if code[:_DISTRICT] == one.code[:_DISTRICT]
    ]
    named = [entry for entry in district if plain_name(entry.name) == plain_name(one.name)]
    if len(named) == 1:
        return Became(one, Fate.MERGED if named[0].code in ours else Fate.RECODED, named[0])
    return Became(one, Fate.ASK, None, named or _alike(one, district))


def _second_is_merged(one: Became, crowd: Mapping[str, int], seen: set[str]) -> Became:
    """Of several communities that go to one new code the first founds it and the others join."""
    if one.new is None or one.fate is not Fate.RECODED or crowd[one.new.code] == 1:
        return one
    if one.new.code in seen:
        return one._replace(fate=Fate.MERGED)
    seen.add(one.new.code)
    return one


def _alike(one: Entry, others: Sequence[Entry]) -> list[Entry]:
    by_name = {plain_name(entry.name): entry for entry in others}
    names = get_close_matches(plain_name(one.name), list(by_name), n=_SHOWN, cutoff=_ALIKE)
    return [by_name[name] for name in names]
