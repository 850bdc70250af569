"""Tokens of slips: 130 random bits as letters and digits that paper does not confuse, and two signs that check them.

The alphabet is Crockford's base 32: no I, L, O, U. The same code is in the QR and is typed by whoever cannot scan, so
the check finds a slip of the finger on the spot: two signs are the number modulo 1021, a prime that tells every changed
sign and every two exchanged ones. `web/apps/portal/src/code.ts` does the same.
"""

from collections.abc import Callable
from secrets import randbelow

from gridward.exchange.portal.problems import SlipCodeMistyped

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM, GROUP = 26, 4
LENGTH = RANDOM + 2
PRIME = 1021
_ALIKE = str.maketrans("OIL", "011")


def new_token(below: Callable[[int], int] = randbelow) -> str:
    """28 signs; `below` draws a number under its argument and is the system's secure source."""
    drawn = "".join(SIGNS[below(len(SIGNS))] for _ in range(RANDOM))
    return drawn + _check(drawn)


def read_token(text: str) -> str:
    """The token in what was typed: any case, blanks and hyphens between, O for 0 and I or L for 1.

    Raises SlipCodeMistyped.
    """
    token = "".join(one for one in text.upper().translate(_ALIKE) if one.isalnum())
    known = len(token) == LENGTH and set(token) <= set(SIGNS)
    if not known or _check(token[:RANDOM]) != token[RANDOM:]:
        raise SlipCodeMistyped
    return token


def in_groups(token: str) -> list[str]:
    """Four signs at a time, as they are printed."""
    return [token[at : at + GROUP] for at in range(0, len(token), GROUP)]


def _check(drawn: str) -> str:
    rest = 0
    for sign in drawn:
        rest = (rest * len(SIGNS) + SIGNS.index(sign)) % PRIME
    return SIGNS[rest // len(SIGNS)] + SIGNS[rest % len(SIGNS)]
