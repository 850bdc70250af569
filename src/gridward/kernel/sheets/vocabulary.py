"""The fields a caller knows, and how well a header says one of them.

The reader knows no domain: the caller declares each field with the words people write over it, words that look
alike but mean something else (decoys), and, where values can be told by their shape, a check of values.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from opencc import OpenCC
from rapidfuzz import fuzz, process

from gridward.kernel.sheets.cells import Cell, is_blank, squeeze

EXACT: Final = 1.0
LEAF: Final = 0.85
CONTAINED: Final = 0.6
SUFFIX: Final = 0.45
ACCEPTED: Final = 0.5
SAMPLE: Final = 40
_NEARLY = 84.0

_BRACKETS = re.compile(r"[(（\[【<《「].*?[)）\]】>》」]")
_NOISE = re.compile(r"[\s*＊※#:：;；,，.。、?？!！_\-—~'\"“”‘’`|]+")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a column may hold.

    `synonyms` are the headers people write; a header of several levels is written "upper/lower".
    `decoys` are headers that must never be taken for this field. `looks_like` gives 0..1 for a value
    that is not blank. `fills_down`: where a sheet shows the value only in the first row of a group, the
    blanks below mean the same. `repeats`: several numbered columns may hold it. `heads_cards`: a line
    with this label begins a form; where no field says so, every field does.
    """

    name: str
    synonyms: tuple[str, ...]
    decoys: tuple[str, ...] = ()
    looks_like: Callable[[Cell], float] | None = None
    fills_down: bool = False
    repeats: bool = False
    heads_cards: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A field that a header may mean, and how surely (0..1)."""

    field: str
    score: float


class Vocabulary:
    """The fields of one kind of list; `decoys` are headers that mean none of them."""

    def __init__(self, fields: Iterable[Field] = (), decoys: Iterable[str] = ()) -> None:
        self.fields = {field.name: field for field in fields}
        self._exact = {
            normalise_header(synonym): field.name
            for field in self.fields.values()
            for synonym in field.synonyms
        }
        self._heads = {field.name for field in self.fields.values() if field.heads_cards}
        self._decoys = {normalise_header(decoy) for decoy in decoys}
        self._own_decoys = {
            name: {normalise_header(decoy) for decoy in field.decoys}
            for name, field in self.fields.items()
        }
        self._all_decoys = self._decoys.union(*self._own_decoys.values())
        self.words = frozenset(
            word for field in self.fields.values() for word in field.synonyms
        ) | frozenset(self._exact)
        self.matches = lru_cache(maxsize=4096)(self._matches)

    def field_of(self, header: str) -> str | None:
        """The field whose synonym the header is exactly, after normalising."""
        return self._exact.get(normalise_header(header))

    def heads_card(self, label: str) -> bool:
        """Whether a line with this label may begin a form."""
        name = self.field_of(label)
        return name is not None and (not self._heads or name in self._heads)

    def is_label(self, text: str) -> bool:
        """Whether the text is a header known to the vocabulary, as a field or as a decoy."""
        return self.field_of(text) is not None or normalise_header(text) in self._all_decoys

    def _matches(self, header: str) -> tuple[Match, ...]:
        whole = normalise_header(header)
        leaf = normalise_header(header.rpartition("/")[2])
        scores: dict[str, float] = {}
        for text, weight in ((whole, EXACT), (leaf, LEAF if leaf != whole else 0.0)):
            for name, score in self._scores(text).items():
                if weight and not self._is_decoy(name, text) and not self._is_decoy(name, whole):
                    scores[name] = max(scores.get(name, 0.0), score * weight)
        found = [Match(name, round(score, 3)) for name, score in scores.items()]
        return tuple(sorted(found, key=lambda match: -match.score))

    def _is_decoy(self, name: str, text: str) -> bool:
        own = self._own_decoys[name]
        return text in self._decoys or text in own or _NUMBER.sub("", text) in own

    def _scores(self, text: str) -> dict[str, float]:
        bare = _NUMBER.sub("", text)
        if not bare or text in self._decoys:
            return {}
        if exact := self._exact.get(text) or self._exact.get(bare):
            return {exact: EXACT}
        return self._contained(bare) | self._similar(bare)

    def _contained(self, text: str) -> dict[str, float]:
        """Synonyms within the text; a decoy that covers as much of it silences them."""
        decoy = max((len(d) for d in self._all_decoys if len(d) > 1 and d in text), default=0)
        scores: dict[str, float] = {}
        for synonym, name in self._exact.items():
            if len(synonym) > 1 and synonym in text and len(synonym) > decoy:
                score = CONTAINED + 0.35 * len(synonym) / len(text)
            elif len(text) > 1 and text in synonym:
                score = SUFFIX
            else:
                continue
            scores[name] = max(scores.get(name, 0.0), score)
        return scores

    def _similar(self, text: str) -> dict[str, float]:
        if len(text) < 3 or not self._exact:
            return {}
        near = process.extract(text, self._exact.keys(), scorer=fuzz.ratio, score_cutoff=_NEARLY)
        return {self._exact[synonym]: 0.7 * ratio / 100 for synonym, ratio, _ in near}

    def likeness(self, name: str, sample: Sequence[Cell]) -> float | None:
        """The mean of the field's value check over the sample; None where nothing can be said."""
        check = self.fields[name].looks_like
        values = [cell for cell in sample if not is_blank(cell)][:SAMPLE]
        return sum(map(check, values)) / len(values) if check and values else None


@lru_cache(maxsize=8192)
def normalise_header(text: str) -> str:
    """A header without spaces, signs and bracketed remarks, half-width, simplified, in lower case."""
    bare = _BRACKETS.sub("", text) or text
    levels = (_NOISE.sub("", squeeze(level)) for level in bare.split("/"))
    plain = "/".join(level for level in levels if level).casefold()
    return plain if plain.isascii() or _is_simplified(plain) else _converter().convert(plain)


def _is_simplified(text: str) -> bool:
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")
