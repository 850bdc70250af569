"""The class of Annex 4 that somebody who came belongs to."""

from collections.abc import Collection, Iterable

from gridward.ground.register.terms.people import KeyPerson
from gridward.work.riskareas.rules.staying import region_key
from gridward.work.riskareas.terms import Met, Nearness
from gridward.work.rulebooks.terms import PersonCategory

_IN_AREA = frozenset({PersonCategory.STAYED_HIGH, PersonCategory.STAYED_MEDIUM})
_AT_PLACE = frozenset({Nearness.PLACE, Nearness.PERHAPS})


def class_of(categories: Collection[PersonCategory], met: Iterable[Met], city: str) -> KeyPerson:
    """中高风险地区, 市内重点地区 or 其他返昌: the first that holds.

    Who stayed in a high or medium area within its look-back is of the first, wherever it lies; who was at any other
    area of the own city, such as a controlled one, is of the second. Without a city of ours nobody is.
    """
    if not _IN_AREA.isdisjoint(categories):
        return KeyPerson.RISK_AREA
    near = (one for one in met if one.nearness in _AT_PLACE)
    if city and any(region_key(one.area.region).endswith(region_key(city)) for one in near):
        return KeyPerson.CITY_KEY_AREA
    return KeyPerson.OTHER_RETURNEE
