"""What a correction teaches: from the words that were not understood and the place that a person chose, a name.

Nothing is learned unless the rest of the address agrees with the place chosen (the same building number, the same
room), so that a correction of wrong numbers teaches no name. An official name is never learned for another place.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from rapidfuzz.distance import Levenshtein

from gridward.ground.territory.rules.address_grammar import take_apart
from gridward.ground.territory.rules.address_reading import Gazetteer
from gridward.ground.territory.rules.address_words import is_words, number_key, tidy
from gridward.ground.territory.rules.gazetteer import SiteDoors
from gridward.ground.territory.rules.known_names import (
    LONG_NAME,
    Found,
    Named,
    short_name,
    sound_of,
)
from gridward.ground.territory.terms.addresses import AddressParts, Door, Evidence, Id
from gridward.ground.territory.terms.book import Lesson, NameKind, Subject

LONGEST: Final = 20
_SIGNS = re.compile(r"^[\s\-/.、#:的在于住址地现家：]+|[\s\-/.、#:的]+$")
_WORDS_ALONE = re.compile(r"^[\u4e00-\u9fffA-Z]+$")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NO_NAME = re.compile(
    r"旁|对面|对过|附近|隔壁|斜对|后面|前面|背面|门口|路口|交叉|楼上|楼下|租户|户主|业主|老板"
    r"|(?<!世|人|酒|管|皇|万|邻|老)家$|(?:先生|女士|师傅|阿姨|大爷|大妈|奶奶|爷爷)"
)
_TOO_COMMON = re.compile(
    r"小区|社区|花园|家园|新村|公寓|宿舍|家属院|家属楼|大院|院内|院子|本地|本村|本小区|楼房|平房|自建房|安置房|街道|居委会"
    r"|大厦|广场|市场|菜场|菜市场|学校|小学|中学|幼儿园|医院|超市|银行|派出所|供销社|粮站|机关|工厂|工地|商铺|门面|店面"
    r"|老房子|出租屋|出租房|单位|单位宿舍|未知|不详"
)


class Chosen(NamedTuple):
    """The place that a person chose; `room` "" where no door was chosen, `building` None where no building was."""

    site: Id
    building: Id | None = None
    room: str = ""


def lesson(gazetteer: Gazetteer, text: str, chosen: Chosen) -> Lesson | None:
    """The name that the text gives to the chosen place and nobody knew, or None where nothing can be learned."""
    here = gazetteer.index.sites.get(chosen.site)
    if here is None:
        return None
    plain = tidy(text)
    found = gazetteer.names(plain)
    parts = take_apart(plain, found)
    if not _agrees(parts.doors, here, chosen):
        return None
    named, words = _stretch(parts, found)
    if named:
        return _of_building(gazetteer, words, here, chosen, named)
    if not _can_be_a_name(words) or _is_known(gazetteer, words, here):
        return None
    return Lesson(words, _kind(words, here.site.name), Subject.SITE)


def _stretch(parts: AddressParts, found: Sequence[Found]) -> tuple[set[Id], str]:
    """The words between the divisions, roads and communities and the door, and the sites named in front of them."""
    number = next((span.end for span in parts.spans if span.part == "house_number"), 0)
    begin = max(parts.road_end, number)
    stop = min((span.start for span in parts.spans if span.start >= begin), default=len(parts.text))
    named = set[Id]()
    for name in found:
        if name.start < begin or name.end > stop or parts.text[begin : name.start].strip(" -"):
            continue
        sites = {one.site for one in name.meanings if one.site is not None and _is_whole(one)}
        if not sites and not _is_apart(parts.text[name.start : name.end], name):
            break
        begin, named = name.end, named | sites
    return named, _SIGNS.sub("", parts.text[begin:stop])


def _is_whole(meaning: Named) -> bool:
    """Whether a site is meant by its whole name, not by a short one that may begin a longer."""
    return meaning.evidence is Evidence.NAMED and meaning.building is None


def _is_apart(words: str, name: Found) -> bool:
    """Whether a name surely ends here: 朱紫巷社区 does, 朱紫巷 may begin 朱紫巷菜场."""
    return not name.has_site and (name.sort != "v" or words.endswith(("社区", "居委会")))


def _of_building(
    gazetteer: Gazetteer, words: str, here: SiteDoors, chosen: Chosen, named: set[Id]
) -> Lesson | None:
    """The site is named; words of their own behind it may be the building's name."""
    doors = gazetteer.index.buildings.get(chosen.building) if chosen.building is not None else None
    if named != {here.site.id} or doors is None or not chosen.room or len(here.all) < 2:
        return None
    if not _can_be_a_name(words) or not is_words(words) or number_key(words) in here.buildings:
        return None
    return Lesson(words, NameKind.NICKNAME, Subject.BUILDING)


def _agrees(readings: Sequence[Door], here: SiteDoors, chosen: Chosen) -> bool:
    """Whether a reading of the numbers leads to the chosen building and room, as far as both say them."""
    return any(_leads_there(door, here, chosen) for door in readings)


def _leads_there(door: Door, here: SiteDoors, chosen: Chosen) -> bool:
    if door.house_number not in ("", here.house_number):
        return False
    if door.building:
        doors = here.buildings.get(door.building)
        if doors is None or (chosen.building is not None and doors.building.id != chosen.building):
            return False
    if chosen.room and door.room:
        return door.room == chosen.room or f"{door.floor}{door.room.zfill(2)}" == chosen.room
    return not door.room or bool(chosen.room)


def _can_be_a_name(words: str) -> bool:
    """Two to twenty signs, words alone, neither a common word nor a person nor a place beside another."""
    if not 2 <= len(words) <= LONGEST or not _WORDS_ALONE.match(words):
        return False
    two = len(_HAN.findall(words)) > 1
    return two and not _TOO_COMMON.fullmatch(words) and _NO_NAME.search(words) is None


def _is_known(gazetteer: Gazetteer, words: str, here: SiteDoors) -> bool:
    """Whether the words are an official name, the short name of another site, or a name that is read already."""
    if words in gazetteer.index.official:
        return True
    return any(name.start == 0 and name.end == len(words) for name in gazetteer.names(words))


def _kind(words: str, official: str) -> NameKind:
    """How the new name stands to the official one."""
    name = tidy(official)
    for known in filter(None, (name, short_name(name))):
        if len(known) == len(words) and sound_of(known) == sound_of(words):
            return NameKind.SAME_SOUND
    wrong = 2 if min(len(words), len(name)) >= LONG_NAME else 1
    if len(words) > 2 and len(words) == len(name) and Levenshtein.distance(words, name) <= wrong:
        return NameKind.MISSPELLING
    return NameKind.NICKNAME
