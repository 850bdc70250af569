"""Which areas concern somebody's stays: by place and by day. It proposes; a person decides.

Places are told in words, so a likeness is only called certain where one name holds the other; else it is put to a
person as perhaps. The category follows the national plans: a stay at a high or medium risk area, or in a county that
has one. How many days are looked back over is the rule book's (`lookback`), not ours.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from rapidfuzz import fuzz

from gridward.work.riskareas.terms import AreaLevel, Dated, Met, Nearness, Stay
from gridward.work.rulebooks.terms import PersonCategory

LIKE = 80
"""From which likeness (0..100, rapidfuzz's partial ratio) a place may be an area's."""
_PROVINCE = re.compile(r"(?:省|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)")
_SUFFIX = re.compile(r"(?:自治州|地区|盟|市|州|区|县|旗)$")
_MARKS = re.compile(r"[\s·,，。、()（）\-—]")
_AT: Mapping[AreaLevel, PersonCategory] = {
    AreaLevel.HIGH: PersonCategory.STAYED_HIGH,
    AreaLevel.MEDIUM: PersonCategory.STAYED_MEDIUM,
}
_RANK = (PersonCategory.STAYED_HIGH, PersonCategory.STAYED_MEDIUM, PersonCategory.STAYED_COUNTY)


def met(stays: Iterable[Stay], areas: Iterable[Dated]) -> list[Met]:
    """Each stay with each area of its county or nearer, the nearest and highest first.

    An area concerns a stay unless it had ended before it began. Where it was only named afterwards, its days are told
    as those of the stay: whoever left before is asked for too.
    """
    known = list(areas)
    found = [one for stay in stays for area in known if (one := _met(stay, area))]
    order = list(Nearness), list(AreaLevel)
    return sorted(
        found, key=lambda one: (order[0].index(one.nearness), order[1].index(one.area.level))
    )


def categories(
    found: Iterable[Met], lookbacks: Mapping[PersonCategory, int | None], day: date
) -> list[PersonCategory]:
    """The categories that stays give on a day, the strictest first, each within its own look-back.

    Without a figure for the look-back every stay counts: an unknown figure bars counting, not asking.
    """
    given = {
        category
        for one in found
        if (category := category_of(one)) and _within(one, lookbacks.get(category), day)
    }
    return [one for one in _RANK if one in given]


def category_of(one: Met) -> PersonCategory | None:
    """What a meeting proposes: at a place its level, in the county of a high or medium one the county's."""
    if one.nearness in (Nearness.PLACE, Nearness.PERHAPS):
        return _AT.get(one.area.level)
    if one.nearness is Nearness.COUNTY and one.area.level in _AT:
        return PersonCategory.STAYED_COUNTY
    return None


def _within(one: Met, lookback: int | None, day: date) -> bool:
    return lookback is None or one.stay.ends >= day - timedelta(days=lookback)


def _met(stay: Stay, area: Dated) -> Met | None:
    if area.until is not None and area.until < stay.begins:
        return None
    nearness = near(stay, area)
    if nearness is None:
        return None
    first = max(stay.begins, area.since)
    last = min(stay.ends, area.until or stay.ends)
    return Met(
        stay, area, nearness, *((first, last) if first <= last else (stay.begins, stay.ends))
    )


def near(stay: Stay, area: Dated) -> Nearness | None:
    """How near a stay is to an area by the names of both; None where it is another region or county."""
    if not _same(region_key(stay.region), region_key(area.region)):
        return None
    county = _county(area)
    if not stay.county or not county:
        return _near_by_detail(stay, area) or Nearness.REGION
    if not _same(_bare(stay.county), _bare(county)):
        return None
    return _near_by_detail(stay, area) or Nearness.COUNTY


def region_key(region: str) -> str:
    """A region without the words for its kind: 四川省成都市 and 成都 hold one another."""
    return _SUFFIX.sub("", _PROVINCE.sub("", _MARKS.sub("", region)))


def _county(area: Dated) -> str:
    """An area's county: its own, or the last word of a region that is one (天津市西青区)."""
    if area.county:
        return area.county
    within = re.search(r"[市州盟区]([\u4e00-\u9fff]{1,8}[区县市旗])$", area.region)
    return within[1] if within else ""


def _near_by_detail(stay: Stay, area: Dated) -> Nearness | None:
    theirs, whole = _plain(stay.detail), _plain(area.detail)
    if area.county and whole in ("", _plain(area.county)):
        return Nearness.PLACE  # the county as a whole
    if not theirs or not whole:
        return None
    if whole in theirs or theirs in whole:
        return Nearness.PLACE if min(len(theirs), len(whole)) > 2 else Nearness.PERHAPS
    return Nearness.PERHAPS if fuzz.partial_ratio(theirs, whole) >= LIKE else None


def _plain(text: str) -> str:
    return _MARKS.sub("", text)


def _bare(county: str) -> str:
    plain = _plain(county)
    return _SUFFIX.sub("", plain) or plain


def _same(one: str, other: str) -> bool:
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    return long.startswith(short) or long.endswith(short)
