"""How far two records agree, field by field, in words."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from gridward.planning.matching import Person, Row
from gridward.planning.matching.comparing import COMPARISONS, model
from tests.planning.matching.homes import compared

NAMES = (
    ("王建国", "王建国", "exact"),
    ("王建國", "王建国", "exact"),
    ("阿依夏•努尔", "阿依夏·努尔", "exact"),
    ("ｌｉ ming", "LI MING", "exact"),
    ("单小明", "善小明", "sound_alike"),
    ("曾伟", "增纬", "sound_alike"),
    ("张未", "张末", "look_alike"),
    ("陈慧林", "成惠林", "near_sound"),
    ("刘兰", "刘男", "near_sound"),
    ("王小明", "王明小", "swapped_characters"),
    ("王建国", "王建军", "one_character"),
    ("王建", "王建军", "one_character"),
    ("王伟", "王芳", "same_surname"),
    ("王伟", "李芳", "differs"),
    ("", "李芳", None),
    ("不详", "李芳", None),
    ("123", "李芳", None),
)
ADDRESSES = (
    ("春禾苑3栋2单元501室", "春禾苑3栋2单元501室", "same_household_address"),
    ("康王庙社区春禾苑三栋二单元501", "春禾苑3#2-501", "same_household_address"),
    ("春禾苑3栋501", "春禾苑3栋2单元501室", "same_household_address"),
    ("春禾院3栋2单元501室", "春禾苑3栋2单元501室", "same_household_address"),
    ("春禾苑3栋2单元", "春禾苑3栋2单元501室", "same_unit"),
    ("春禾苑3栋2单元601室", "春禾苑3栋2单元501室", "other_door"),
    ("春禾苑3栋1单元501室", "春禾苑3栋2单元501室", "other_door"),
    ("春禾苑3栋", "春禾苑3栋2单元501室", "same_building"),
    ("3-2-501", "春禾苑3栋2单元501室", "same_door_number"),
    ("春禾苑", "春禾苑3栋2单元501室", "same_place"),
    ("望江里3栋2单元501室", "春禾苑3栋2单元501室", "differs"),
    ("", "春禾苑3栋2单元501室", None),
)


def test_each_level_of_a_name() -> None:
    pairs = [(Row("", name=one), Person("", name=other)) for one, other, _ in NAMES]
    found = [levels.get("name", (None, None))[1] for levels in compared(pairs)]
    assert list(zip(NAMES, found, strict=True)) == [(case, case[2]) for case in NAMES]


def test_each_level_of_an_address() -> None:
    pairs = [(Row("", address=one), Person("", address=other)) for one, other, _ in ADDRESSES]
    found = [levels.get("address", (None, None))[1] for levels in compared(pairs)]
    assert list(zip(ADDRESSES, found, strict=True)) == [(case, case[2]) for case in ADDRESSES]


def test_a_rare_name_tells_more_than_a_common_one() -> None:
    common = [(Row("", name="王伟"), Person("", name="王伟"))] * 60
    *_, often, once = compared([*common, (Row("", name="欧阳梓"), Person("", name="欧阳梓"))])
    assert once["name"].level == often["name"].level == "exact"
    assert once["name"].weight > often["name"].weight + 1


@pytest.mark.parametrize("comparison", COMPARISONS, ids=lambda one: one.field)
def test_a_better_level_never_weighs_less(comparison: object) -> None:
    chances = model().chances
    m, u = chances.m[comparison.field], chances.u[comparison.field]
    weights = [m[word] / u[word] for word in comparison.words]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] > 1 > weights[-1]


def test_each_level_has_its_chances() -> None:
    for comparison in COMPARISONS:
        for chances in (model().chances.m, model().chances.u):
            assert tuple(chances[comparison.field]) == comparison.words
            assert all(0 < chance < 1 for chance in chances[comparison.field].values())


NUMBERS = ("360199198503070243", "360199198503072043", "360199198503070244", "opaque", None)
PHONES = some.lists(some.sampled_from(("15400000001", "15400000011", "token")), max_size=2).map(
    tuple
)
PERSONS = some.builds(
    Person,
    key=some.just(""),
    document=some.sampled_from(NUMBERS),
    phones=PHONES,
    former_phones=PHONES,
    name=some.sampled_from(
        ("王建国", "王建军", "王国建", "汪建国", "王健囯", "李未", "李末", "王", "")
    ),
    birth_year=some.sampled_from((1985, 1986, 2001, None)),
    sex=some.sampled_from(("male", "female", None)),
    address=some.sampled_from(
        ("春禾苑3栋2单元501室", "春禾院3栋501", "3-2-501", "春禾苑", "望江里3栋2单元501室", "")
    ),
)


def _as_row(one: Person) -> Row:
    return Row(one.key, one.document, one.phones, one.name, one.birth_year, one.sex, one.address)


@given(some.lists(some.tuples(PERSONS, PERSONS), min_size=20, max_size=40))
@settings(max_examples=4, deadline=None)
def test_fields_agree_as_far_from_either_side(pairs: list[tuple[Person, Person]]) -> None:
    plain = [tuple(replace(one, former_phones=()) for one in pair) for pair in pairs]
    there = compared([(_as_row(one), other) for one, other in plain])
    back = compared([(_as_row(other), one) for one, other in plain])
    assert [{field: one.level for field, one in found.items()} for found in there] == [
        {field: one.level for field, one in found.items()} for found in back
    ]
