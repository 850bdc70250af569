"""Grid codes and their succession: a serial is given once; a split or merge hands over all land and households."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import shapely

from gridward.ground.territory.rules.cover import SLIVER_M2, prove_cover
from gridward.ground.territory.terms.cover import GridShape, Shape
from gridward.kernel.codes.division import DivisionCode, GridCode
from gridward.kernel.problems import Problem

LAST_SERIAL = 999
SHARE_TOLERANCE = 1e-6
_HAN = "零一二三四五六七八九"
_COUNTED = re.compile(r"第[一二三四五六七八九十百]+网格$")


class SuccessionProblem(Problem):
    """The plan cannot be carried out; subclasses say why."""


class SerialsUsedUp(SuccessionProblem):
    """A community has given all 999 serials."""

    code = "succession.serials"


class TooFewPieces(SuccessionProblem):
    """A split needs two new grids, a merge two old ones."""

    code = "succession.pieces"


class WrongShares(SuccessionProblem):
    """Shares are not above 0 and at most 1, or their sum is not 1."""

    code = "succession.shares"


class PiecesLeaveGap(SuccessionProblem):
    """The new grids do not cover the old."""

    code = "succession.gap"


class PiecesOverlap(SuccessionProblem):
    """Two new grids claim one piece of land."""

    code = "succession.overlap"


class PiecesReachOut(SuccessionProblem):
    """A new grid takes land that the old ones did not have."""

    code = "succession.outside"


class Piece(NamedTuple):
    """A new grid of a split: its boundary and the share of the households it takes (0 to 1)."""

    name: str
    polygon: Shape
    share: float


def name_for(community: str, serial: int, others: Iterable[str]) -> str:
    """A grid's name from its community and serial, counted as the community counts: 第11网格, 第十一网格."""
    written = any(_COUNTED.search(name) for name in others)
    return f"{community}第{_in_han(serial) if written else serial}网格"


def _in_han(number: int) -> str:
    """A number up to 999 as it is said: 十一, 二十, 一百零五."""
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    text = f"{_HAN[hundreds]}百" if hundreds else ""
    if tens:
        text += f"{'' if tens == 1 and not hundreds else _HAN[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (_HAN[ones] if ones else "")


def next_code(community: str, given: Iterable[str]) -> GridCode:
    """The next grid code of a community (12 digits); `given` are all codes ever given, retired ones too.

    Serials only rise, so a code is never given twice. Raises SerialsUsedUp after 999.
    """
    serials = [int(code[-3:]) for code in given if DivisionCode(community).contains(GridCode(code))]
    serial = max(serials, default=0) + 1
    if serial > LAST_SERIAL:
        raise SerialsUsedUp(community=community)
    return GridCode(f"{community}{serial:03d}")


def check_split(old: Shape, pieces: Sequence[Piece]) -> None:
    """Refuse a split that loses or doubles land or households. Raises SuccessionProblem."""
    if len(pieces) <= 1:
        raise TooFewPieces(count=len(pieces))
    shares = [piece.share for piece in pieces]
    if any(not 0 < share <= 1 for share in shares) or abs(sum(shares) - 1) > SHARE_TOLERANCE:
        raise WrongShares(total=round(sum(shares), 6))
    _check_land(old, [GridShape(str(n), p.name, p.polygon) for n, p in enumerate(pieces)])


def check_merge(olds: Sequence[Shape], new: Shape) -> None:
    """Refuse a merge whose new grid is not the old ones together. Raises SuccessionProblem."""
    if len(olds) <= 1:
        raise TooFewPieces(count=len(olds))
    _check_land(shapely.union_all(olds), [GridShape("0", "", new)])


def _check_land(old: Shape, pieces: Sequence[GridShape]) -> None:
    report = prove_cover(old, pieces)
    if report.gaps:
        raise PiecesLeaveGap(area=round(sum(gap.area_m2 for gap in report.gaps)))
    if report.overlaps:
        worst = max(report.overlaps, key=lambda overlap: overlap.area_m2)
        raise PiecesOverlap(a=worst.a.code, b=worst.b.code, area=round(worst.area_m2))
    whole = shapely.union_all([piece.polygon for piece in pieces])
    beyond = prove_cover(whole, [GridShape("0", "", old)]).gaps
    if sum(gap.area_m2 for gap in beyond) > SLIVER_M2:
        raise PiecesReachOut(area=round(sum(gap.area_m2 for gap in beyond)))
