"""Address reading: free Chinese text to a known place, with a score, and with a doubt where a person must decide.

The grammar offers every sensible reading of the numbers; names, house numbers and hints say which sites
may be meant; the known buildings decide. A score is evidence for the site × fit of the door × a little for
each reading further down the list. `best` is given only when the score reaches ACCEPT, nothing else comes
within MARGIN of it and nothing speaks against it: a guess is never silent.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from gridward.ground.territory.rules.address_grammar import former_names, take_apart
from gridward.ground.territory.rules.address_words import tidy
from gridward.ground.territory.rules.gazetteer import PlaceIndex
from gridward.ground.territory.rules.known_names import Found, Named, begins_clean
from gridward.ground.territory.rules.placing import place_door
from gridward.ground.territory.terms.addresses import (
    AddressParts,
    Candidate,
    Doubt,
    Evidence,
    Hint,
    Id,
    KnownPlaces,
    Place,
    Reading,
)

ACCEPT = 0.8  # below this a person decides
MARGIN = 0.05  # another place as close as this makes the reading doubtful
LATER_READING = 0.98  # for each reading of the numbers before this one
NOT_ALL_UNDERSTOOD = 0.98
CONTRADICTED = 0.85  # the text or the hint names another community, site, building or floor
MOST_SITES = 30  # sites that are tried when none is named
MOST_CANDIDATES = 10

WEIGHTS = {
    Evidence.NAMED: 1.0,
    Evidence.NUMBERED: 0.97,  # road and house number
    Evidence.HINTED: 0.95,  # the sheet or the column says it, the text does not contradict
    Evidence.SHORT_NAME: 0.93,  # 春禾 for 春禾花园
    Evidence.SAME_SOUND: 0.88,  # one character wrong, same sound: accepted with a known dwelling only
    Evidence.SIMILAR_SOUND: 0.78,  # the same, but other names are as close: always asked
    Evidence.UNNAMED: 0.8,  # accepted with the only such dwelling of all sites only
    Evidence.OTHER_ENDING: 0.75,  # a known name inside a longer unknown one: always asked
    Evidence.NEARLY: 0.7,  # a character wrong or missing: always asked
}

_BESIDE = re.compile(r"旁边?|对面|对过|附近|隔壁|斜对|后面|前面|背面|门口|路口|交叉口")
_NOISE = re.compile(
    r"^(?:小区|社区|街道|办事处|院内|地址|现?家?住址?在?|位于|[内的在号第：:\s\-/.、#()*])+"
    r"|[：:\s\-/.、#()*]+"
)
_HAN = re.compile("[\u4e00-\u9fff]{2,}")


_NO_HINT = Hint()
_NOWHERE: set[Id | None] = set()
_NOT_CALLED: dict[Id, Id] = {}
_NOT_SAID = {Evidence.HINTED, Evidence.UNNAMED}


class Gazetteer:
    """The known places, ready to read addresses; build one and keep it while the places do not change."""

    def __init__(self, places: KnownPlaces) -> None:
        self._index = PlaceIndex(places)
        self._names_buildings = self._index.names.names_buildings

    @property
    def index(self) -> PlaceIndex:
        """The known places."""
        return self._index

    def read(self, text: str, *, within: Hint | None = None) -> Reading:
        """Read one address. `within` says what is known beside the text."""
        hint = within or _NO_HINT
        plain = tidy(text)
        found = self.names(plain)
        parts = take_apart(plain, found)
        unread = _unread(parts, found)
        sites = self._sites(parts, found, unread, hint)
        candidates = self._weigh(parts, sites, found, hint, bool(unread))
        doubt = _doubt(candidates) or self._reason(parts, found, unread)
        if not candidates:
            doubt = Doubt.UNKNOWN_PLACE if parts.spans or found or unread else Doubt.NO_ADDRESS
        return Reading(
            best=None if doubt else candidates[0].place,
            score=round(candidates[0].score, 3) if candidates else 0.0,
            candidates=candidates,
            parts=parts,
            not_understood=" ".join(unread),
            doubt=doubt,
        )

    def names(self, plain: str) -> list[Found]:
        """The known names in tidied text, from left to right, but for those in brackets of former names."""
        found = self._index.names.find(plain)
        former = former_names(plain) if "(" in plain else ()
        if not former:
            return found
        return [name for name in found if not any(a < name.start < b for a, b in former)]

    def entries_read(self, text: str, place: Place) -> list[Id]:
        """The entries of the address book that said what a place is called, where it was read in a text."""
        return [
            meaning.entry
            for name in self.names(tidy(text))
            for meaning in name.meanings
            if meaning.entry is not None and _is_about(meaning, place)
        ]

    # which sites

    def _sites(
        self, parts: AddressParts, found: Sequence[Found], unread: Sequence[str], hint: Hint
    ) -> dict[Id, Evidence]:
        """The sites that may be meant, with what speaks for each."""
        return (
            dict(
                _named_sites(parts, found, self._told(found) if self._names_buildings else _NOWHERE)
            )
            or dict(self._numbered_sites(parts, found))
            or self._hinted_site(parts, found, unread, hint)
            or dict(self._nearly_named(unread))
            or dict(self._unnamed_sites(parts, found, unread, hint))
        )

    def _numbered_sites(
        self, parts: AddressParts, found: Sequence[Found]
    ) -> Iterator[tuple[Id, Evidence]]:
        roads = {meaning.road for name in found for meaning in name.meanings if meaning.road}
        for road in roads:
            for door in parts.doors:
                for site in self._index.numbered.get((road, door.house_number), ()):
                    yield site, Evidence.NUMBERED

    def _hinted_site(
        self, parts: AddressParts, found: Sequence[Found], unread: Sequence[str], hint: Hint
    ) -> dict[Id, Evidence]:
        site = hint.site
        if site is None and hint.building is not None:
            site = self._index.buildings[hint.building].building.site
        says_other = _names_other(parts, unread) or _is_on_road(parts, found)
        return {} if site is None or says_other else {site: Evidence.HINTED}

    def _nearly_named(self, unread: Sequence[str]) -> Iterator[tuple[Id, Evidence]]:
        for words in unread:
            for meaning in self._index.names.nearly(words):
                if meaning.site is not None:
                    yield meaning.site, meaning.evidence

    def _unnamed_sites(
        self, parts: AddressParts, found: Sequence[Found], unread: Sequence[str], hint: Hint
    ) -> Iterator[tuple[Id, Evidence]]:
        """No sign of a site: all that have such a building, where the text names no other place."""
        if _names_other(parts, unread) or _is_on_road(parts, found) or not parts.spans:
            return
        communities = _communities(found) or {hint.community}
        keys = [door.building for door in parts.doors]
        sites = dict.fromkeys(s for k in keys for s in self._index.by_building_key.get(k, ()))
        choice = sites or (self._index.sites if len(self._index.sites) == 1 else ())
        near = [s for s in choice if {self._index.sites[s].site.community, None} & communities]
        for site in near[:MOST_SITES]:
            yield site, Evidence.UNNAMED

    # how well each fits

    def _weigh(
        self,
        parts: AddressParts,
        sites: dict[Id, Evidence],
        found: Sequence[Found],
        hint: Hint,
        unread: bool,
    ) -> tuple[Candidate, ...]:
        """Every place that the readings lead to, the best first, each once."""
        communities = _communities(found)
        best: dict[Place, Candidate] = {}
        for place, score, evidence, doubt in self._placed(parts, sites, hint):
            against = doubt or _contradiction(place, hint, communities)
            weighed = score * CONTRADICTED if against is Doubt.CONTRADICTION else score
            weighed *= NOT_ALL_UNDERSTOOD if unread else 1
            if place not in best or best[place].score < weighed:
                best[place] = Candidate(place, weighed, evidence, against)
        if len(best) == 1:
            return tuple(best.values())
        ordered = sorted(best.values(), key=lambda candidate: -candidate.score)
        return tuple(ordered[:MOST_CANDIDATES])

    def _placed(
        self, parts: AddressParts, sites: dict[Id, Evidence], hint: Hint
    ) -> Iterator[tuple[Place, float, Evidence, Doubt | None]]:
        """The places of every reading on every site; a house number must be the site's."""
        called = self._called(parts.text) if self._names_buildings else _NOT_CALLED
        for site, evidence in sites.items():
            here = self._index.sites[site]
            building = called.get(site, hint.building)
            for rank, door in enumerate(parts.doors):
                other_number = door.house_number not in ("", here.house_number)
                if other_number and rank:
                    continue
                score = WEIGHTS[evidence] * LATER_READING**rank
                for place, fit, doubt in place_door(here, door, building):
                    if other_number and (place.building is None or evidence in _NOT_SAID):
                        doubt = doubt or Doubt.CONTRADICTION
                    yield place, score * fit, evidence, doubt

    def _told(self, found: Sequence[Found]) -> set[Id | None]:
        """The sites that are named themselves, not by a building's own name."""
        meanings = (meaning for name in found if name.has_site for meaning in name.meanings)
        return {one.site for one in meanings if one.building is None and one.site is not None}

    def _called(self, plain: str) -> dict[Id, Id]:
        """The buildings that are called by names of their own, by site."""
        return {
            meaning.site: meaning.building
            for name in self.names(plain)
            for meaning in name.meanings
            if meaning.building is not None and meaning.site is not None
        }

    def _reason(
        self, parts: AddressParts, found: Sequence[Found], unread: Sequence[str]
    ) -> Doubt | None:
        """What in the words themselves forbids taking the place."""
        if any(_BESIDE.search(words) for words in unread):
            return Doubt.BESIDE
        if parts.passed_over:
            return Doubt.NUMBER_LEFT
        return Doubt.ELSEWHERE if self._is_elsewhere(parts, found) else None

    def _is_elsewhere(self, parts: AddressParts, found: Sequence[Found]) -> bool:
        """Whether a province, city, district or street is named that is not ours."""
        known = self._index.divisions
        named = (parts.province, parts.city, parts.district, parts.street)
        if not known or not any(named):
            return False
        begin = min((name.start for name in found if name.has_site), default=len(parts.text))
        return any(
            words
            and parts.text.find(words) + len(words) <= begin
            and not words.removesuffix("办事处").endswith(known)
            for words in named
        )


def _is_about(meaning: Named, place: Place) -> bool:
    if meaning.site is not None:
        return meaning.site == place.site and meaning.building in (None, place.building)
    return meaning.community in (None, place.community)


def _named_sites(
    parts: AddressParts, found: Sequence[Found], told: set[Id | None]
) -> Iterator[tuple[Id, Evidence]]:
    """Sites whose name stands in the text, alone or inside a longer name that is not known.

    A building's own name means no other site than those `told` beside it: 翠竹小区红楼.
    """
    for name in found:
        if not name.has_site:
            continue
        begins = begins_clean(parts.text, name.start, found)
        clean = begins and _ends_clean(parts, name, found)
        for meaning in name.meanings:
            if meaning.building is not None and told and meaning.site not in told:
                continue
            if meaning.site is not None and (begins or meaning.evidence is Evidence.NAMED):
                yield meaning.site, meaning.evidence if clean else Evidence.OTHER_ENDING


def _ends_clean(parts: AddressParts, name: Found, found: Sequence[Found]) -> bool:
    """Whether only known names and words that say nothing stand between the name and the door."""
    place, stop = name.end, len(parts.text)
    for span in parts.spans:
        if span.start == place:
            return True
        if span.start > place:
            stop = span.start
            break
    for other in found:
        if place <= other.start < stop:
            if _says_something(parts.text[place : other.start]):
                return False
            place = other.end
    return not _says_something(parts.text[place:stop])


def _is_on_road(parts: AddressParts, found: Sequence[Found]) -> bool:
    """Whether a road is named; 朱紫巷 may be the community."""
    return bool(parts.road) and not any(
        name.end == parts.road_end and name.sort != "r" for name in found
    )


def _says_something(words: str) -> bool:
    return bool(words) and not words.startswith("(") and _NOISE.sub("", words) != ""


def _communities(found: Iterable[Found]) -> set[Id | None]:
    return {m.community for name in found for m in name.meanings if m.community is not None}


def _contradiction(place: Place, hint: Hint, communities: set[Id | None]) -> Doubt | None:
    """The text or the hint names another community, site or building than the place has."""
    if not communities and hint is _NO_HINT:
        return None
    wrong = (
        (communities and place.community not in communities)
        or hint.community not in (None, place.community)
        or hint.site not in (None, place.site)
        or hint.building not in (None, place.building)
    )
    return Doubt.CONTRADICTION if wrong else None


def _names_other(parts: AddressParts, unread: Sequence[str]) -> bool:
    """Whether words before the door that were not understood may be the name of a place."""
    door = parts.spans[0].start if parts.spans else len(parts.text)
    return any(
        _HAN.search(words) and not _BESIDE.search(words) and parts.text.find(words) < door
        for words in unread
    )


def _unread(parts: AddressParts, found: Sequence[Found]) -> list[str]:
    """The words that neither a known name nor the door explains."""
    taken = [(name.start, name.end) for name in found]
    taken += [(span.start, span.end) for span in parts.spans]
    if sum([end - start for start, end in taken]) == len(parts.text):
        return []
    if not found or found[0].start > 0:
        taken += _divisions(parts)
    pieces, last = [], 0
    for start, end in sorted(taken):
        if start > last:
            pieces.append(parts.text[last:start])
        last = max(last, end)
    pieces.append(parts.text[last:])
    return [words for piece in pieces if (words := _NOISE.sub(" ", piece).strip())]


def _divisions(parts: AddressParts) -> Iterator[tuple[int, int]]:
    for words in (parts.province, parts.city, parts.district, parts.street, parts.community):
        if words:
            start = parts.text.index(words)
            yield start, start + len(words)


def _doubt(candidates: Sequence[Candidate]) -> Doubt | None:
    """What stands against taking the first candidate."""
    if not candidates:
        return Doubt.UNKNOWN_PLACE
    first, *others = candidates
    if first.doubt is not None:
        return first.doubt
    if any(_rivals(first, other) for other in others):
        return Doubt.SEVERAL_PLACES
    if first.score >= ACCEPT:
        return None
    return _WEAK.get(first.evidence, Doubt.UNKNOWN_PLACE)


_WEAK = {
    Evidence.SAME_SOUND: Doubt.SIMILAR_NAME,
    Evidence.SIMILAR_SOUND: Doubt.SIMILAR_NAME,
    Evidence.NEARLY: Doubt.SIMILAR_NAME,
    Evidence.OTHER_ENDING: Doubt.SIMILAR_NAME,
}


def _rivals(first: Candidate, other: Candidate) -> bool:
    """Whether the two are too close: in score, or both without any sign of the site."""
    if first.evidence is Evidence.UNNAMED and first.place.site != other.place.site:
        return other.doubt is not Doubt.UNKNOWN_BUILDING
    return first.score - other.score < MARGIN
