"""The class of Annex 4: in a risk area, at a key area of the own city, from elsewhere."""

from datetime import date

import pytest

from gridward.ground.register.terms.people import KeyPerson
from gridward.work.arrivals.rules.classing import class_of
from gridward.work.riskareas.rules.staying import met
from gridward.work.riskareas.terms import AreaLevel, Dated, Stay
from gridward.work.rulebooks.terms import PersonCategory as C

DAY = date(2022, 7, 10)
CITY = "南昌市"


def of(level: AreaLevel, region: str, detail: str, *given: C, city: str = CITY) -> KeyPerson:
    area = Dated(level, region, "某区", detail, DAY)
    return class_of(given, met([Stay(region, "某区", "春禾苑小区", DAY, DAY)], [area]), city)


@pytest.mark.parametrize("category", [C.STAYED_HIGH, C.STAYED_MEDIUM])
@pytest.mark.parametrize("region", ["上海市", "江西省南昌市"])
def test_a_high_or_medium_area_comes_first_wherever_it_lies(category: C, region: str) -> None:
    assert of(AreaLevel.HIGH, region, "春禾苑小区", category) is KeyPerson.RISK_AREA


def test_another_area_of_the_own_city_is_a_key_area() -> None:
    found = of(AreaLevel.CONTROLLED, "江西省南昌市", "春禾苑小区")
    assert found is KeyPerson.CITY_KEY_AREA


@pytest.mark.parametrize(
    ("region", "detail", "city", "given"),
    [
        ("江西省九江市", "春禾苑小区", CITY, ()),
        ("江西省南昌市", "枫林花园", CITY, ()),
        ("江西省南昌市", "春禾苑小区", "", ()),
        ("江西省九江市", "枫林花园", CITY, (C.STAYED_COUNTY,)),
    ],
)
def test_all_others_are_returnees(
    region: str, detail: str, city: str, given: tuple[C, ...]
) -> None:
    found = of(AreaLevel.CONTROLLED, region, detail, *given, city=city)
    assert found is KeyPerson.OTHER_RETURNEE
