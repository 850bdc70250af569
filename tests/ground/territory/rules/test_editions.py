"""What a new official edition makes of the communities that we keep."""

import pytest
from tests.shared_data import shared

from gridward.ground.territory.rules.editions import (
    AnswerUnknown,
    Became,
    EditionUnreadable,
    Entry,
    Fate,
    compare,
    ended_streets,
    plain_name,
    read_edition,
)

ENDED = ("360103005", "360103006", "360103012", "360103101")


def edition(day: str) -> tuple[bytes, bytes]:
    files = (f"admin_divisions/xihu_{what}_{day}.csv" for what in ("streets", "communities"))
    streets, communities = (shared(file).read_bytes() for file in files)
    return streets, communities


def known(day: str = "2021-10-31") -> list[Entry]:
    return [Entry(*one) for one in read_edition(edition(day)).communities.items()]


def fates(became: list[Became]) -> dict[str, Fate]:
    return {one.old.name.removesuffix("社区居委会"): one.fate for one in became}


def test_the_district_of_2021_in_the_edition_of_2022() -> None:
    found = compare(known(), read_edition(edition("2022-10-31")))
    assert len(found) == 160
    ours = [one for one in found if one.old.code.startswith("360103005")]
    assert [(one.fate, one.new.code if one.new else "") for one in ours] == [
        (Fate.RECODED, f"3601030040{number}") for number in range(11, 17)
    ]
    said = fates(found)
    assert (said["直冲巷"], said["团结路"], said["东书院"]) == (
        Fate.KEPT,
        Fate.RENAMED,
        Fate.RECODED,
    )
    assert said["六眼井"] is Fate.ASK
    asked = next(one for one in found if one.old.name.startswith("六眼井"))
    assert asked.candidates[0].name == "三眼井社区居委会"


def test_streets_that_ended_and_where_most_of_them_went() -> None:
    after = read_edition(edition("2022-10-31"))
    before = read_edition(edition("2021-10-31"))
    streets = [Entry(*one) for one in before.streets.items()]
    found = ended_streets(streets, compare(known(), after), after)
    assert tuple(found) == ENDED
    assert (found["360103005"], found["360103006"], found["360103012"]) == (
        *("360103004", "360103001", "360103007"),
    )


def test_a_person_answers_what_the_edition_does_not_say() -> None:
    after = read_edition(edition("2022-10-31"))
    ours = [Entry("360103006007", "六眼井社区居委会"), Entry("360103006006", "孺子路社区居委会")]
    answered = compare(ours, after, {"360103006007": "360103001018"})
    assert [(one.fate, one.new and one.new.code) for one in answered] == [
        (Fate.RECODED, "360103001018"),
        (Fate.MERGED, "360103001018"),
    ]
    for wrong in ({"360103006099": "360103001018"}, {"360103006007": "360103001999"}):
        with pytest.raises(AnswerUnknown):
            compare(ours, after, wrong)


def test_names_are_compared_without_the_words_for_their_kind() -> None:
    names = ("朱紫巷社区居委会", "朱紫巷社区", "朱紫巷居委会", "朱紫巷社区居民委员会")
    assert {plain_name(name) for name in names} == {"朱紫巷"}
    assert plain_name("社区") == "社区"


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"code,name\n360103004,x\n", b"\xff\xfe"])
def test_a_file_that_is_no_edition_is_refused(content: bytes) -> None:
    with pytest.raises(EditionUnreadable):
        read_edition([content])
