"""Names of invented people: surnames by frequency, given names in the fashion of the birth year."""

from datetime import date
from random import Random

from gridward.fiction import vocabulary as words


def surname(rng: Random) -> str:
    """A surname as often as it is borne."""
    return words.SURNAMES.draw(rng)


def full_name(family: str, sex: str, birth: date, rng: Random) -> str:
    """Family name and given name; one in 500 has a rare character, one in 300 a dotted name."""
    lot = rng.random()
    if lot < 0.003:
        return f"{rng.choice(words.DOTTED_FIRST[sex])}·{rng.choice(words.DOTTED_LAST)}"
    characters = words.GIVEN[sex, (birth.year >= 1965) + (birth.year >= 1990)]
    first = rng.choice(words.RARE_CHARACTERS if lot < 0.005 else characters)
    single = rng.random() < (0.3 if 1965 <= birth.year < 1990 else 0.12)
    return family + first if single else family + first + rng.choice(characters)


def any_name(sex: str, birth: date, rng: Random) -> str:
    """A name of somebody without a family in the street."""
    return full_name(surname(rng), sex, birth, rng)
