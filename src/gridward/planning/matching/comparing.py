"""Comparisons: for each field the levels of agreement, best first, and what each level tells.

A level tells by two chances: `m`, how often it is seen between two records of one person, `u`, how often between
records of two persons. Its weight is log2(m / u). A level with `frequency` takes, in place of `u`, the share of the
register that bears the value: one 欧阳梓涵 tells more than one 王伟. `model` compares Chinese records; any other model
of the same shape can be scored too (`probable.score`).
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from gridward.planning.matching.characters import DATED

PRIOR = "prior"


@dataclass(frozen=True)
class Level:
    """One level of agreement: `word` names it, `condition` is SQL over columns ending in _l (row) and _r (person)."""

    word: str
    condition: str
    frequency: str | None = None


@dataclass(frozen=True)
class Comparison:
    """One field: `lacking` is SQL for a side that says nothing; what meets no level reaches the `last`."""

    field: str
    lacking: str
    levels: tuple[Level, ...]
    last: str = "differs"

    @property
    def words(self) -> tuple[str, ...]:
        """All levels by name, the best first."""
        return (*(level.word for level in self.levels), self.last)


@dataclass(frozen=True)
class Chances:
    """`m` and `u` of each level by field and word; `prior`: how likely any row means any one person."""

    prior: float
    m: dict[str, dict[str, float]]
    u: dict[str, dict[str, float]]


@dataclass(frozen=True)
class Model:
    """Comparisons and their chances."""

    comparisons: tuple[Comparison, ...]
    chances: Chances


def _same(column: str) -> str:
    return f"{column}_l = {column}_r"


_DOCUMENT = Comparison(
    "document",
    "document_l IS NULL OR document_r IS NULL",
    (
        Level("exact", _same("document")),
        Level(
            "swapped_digits",
            "damerau_levenshtein(digits_l, digits_r) = 1 AND levenshtein(digits_l, digits_r) = 2",
        ),
        Level("one_digit", "levenshtein(digits_l, digits_r) = 1"),
        Level("differs", "digits_l IS NULL OR digits_r IS NULL"),
    ),
    last="other_number",
)
_PHONE = Comparison(
    "phone",
    "len(phones_l) + len(former_l) = 0 OR len(phones_r) + len(former_r) = 0"
    " OR len(phones_l) + len(phones_r) = 0",
    (
        Level("exact", "list_has_any(phones_l, phones_r)"),
        Level("former", "list_has_any(phones_l, former_r) OR list_has_any(former_l, phones_r)"),
        Level("one_digit", "damerau_levenshtein(mobile_l, mobile_r) = 1"),
    ),
)
_NAME = Comparison(
    "name",
    "name_l IS NULL OR name_r IS NULL",
    (
        Level("exact", _same("name"), frequency="name"),
        Level("sound_alike", _same("sound"), frequency="sound"),
        Level("look_alike", "list_contains(looks_l, name_r) OR list_contains(looks_r, name_l)"),
        Level("near_sound", _same("accent")),
        Level("swapped_characters", _same("bag")),
        Level(
            "one_character",
            "least(length(name_l), length(name_r)) >= 2 AND greatest(length(name_l), length(name_r)) >= 3"
            " AND levenshtein(name_l, name_r) = 1",
        ),
        Level("same_surname", "accent_l[1] = accent_r[1]"),
    ),
)
_BIRTH_YEAR = Comparison(
    "birth_year",
    "birth_year_l IS NULL OR birth_year_r IS NULL",
    (
        Level("exact", _same("birth_year")),
        Level("one_year_apart", "abs(birth_year_l - birth_year_r) = 1"),
    ),
)
_SEX = Comparison("sex", "sex_l IS NULL OR sex_r IS NULL", (Level("exact", _same("sex")),))

_PLACE = (
    "(place_l = place_r OR place_sound_l = place_sound_r OR contains(place_l, place_r) OR"
    " contains(place_r, place_l) OR"
    " (least(length(place_l), length(place_r)) >= 3 AND levenshtein(place_l, place_r) = 1))"
)
_DOOR = "building_l = building_r AND room_l = room_r AND coalesce(unit_l = unit_r, true)"
_NO_OTHER_DOOR = "coalesce(unit_l = unit_r, true) AND coalesce(room_l = room_r, true)"
_ADDRESS = Comparison(
    "address",
    "NOT (place_l IS NOT NULL AND place_r IS NOT NULL OR room_l IS NOT NULL AND room_r IS NOT NULL)",
    (
        Level("same_household_address", f"{_DOOR} AND {_PLACE}"),
        Level("same_door_number", f"{_DOOR} AND (place_l IS NULL OR place_r IS NULL)"),
        Level(
            "same_unit",
            f"building_l = building_r AND unit_l = unit_r AND {_NO_OTHER_DOOR} AND {_PLACE}",
        ),
        Level("same_building", f"building_l = building_r AND {_NO_OTHER_DOOR} AND {_PLACE}"),
        Level("other_door", f"building_l = building_r AND {_PLACE}"),
        Level("same_place", _PLACE),
    ),
)
COMPARISONS = (_DOCUMENT, _PHONE, _NAME, _BIRTH_YEAR, _SEX, _ADDRESS)


def chances_of(plain: dict[str, Any]) -> Chances:
    """Chances from the plain form of `dated/parameters.yaml`: for each field and level its m and u."""
    fields = plain["fields"]
    m = {
        field: {word: pair[0] for word, pair in levels.items()} for field, levels in fields.items()
    }
    u = {
        field: {word: pair[1] for word, pair in levels.items()} for field, levels in fields.items()
    }
    return Chances(plain[PRIOR], m, u)


@cache
def model() -> Model:
    """The model of Chinese records with the parameters that the package carries."""
    plain = yaml.safe_load((DATED / "parameters.yaml").read_text("utf-8"))
    return Model(COMPARISONS, chances_of(plain))
