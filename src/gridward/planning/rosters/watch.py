"""Adding duties one by one: what may still be added to a keeper, and which rule stands against the rest."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from gridward.planning.rosters.board import Board, Placed
from gridward.planning.rosters.rows import weekends_of


class Watch:
    """A roster that grows; `open` says (keeper by period) what no rule stands against yet."""

    def __init__(self, board: Board, placed: Sequence[Mapping[int, int]] = ()) -> None:
        self.board = board
        self.placed: list[Placed] = [{} for _ in board.keepers]
        self.open = board.free.copy()
        for keeper, rows in enumerate(board.rows):
            shut = [
                place for row in rows if row.grows for place, one in row.terms if one > row.high
            ]
            self.open[keeper, shut] = False
        self._sums = [[0] * len(rows) for rows in board.rows]
        self._rows = _Touching(board)
        self._weekends = weekends_of(board.periods, board.problem.first)
        for keeper in range(len(board.keepers)):
            self._shut_weekends(keeper)
        for keeper, lines in enumerate(placed):
            for period, line in lines.items():
                self.add(keeper, period, line)

    def add(self, keeper: int, period: int, line: int) -> None:
        """Put a duty in; whoever asks for one that is not open answers for it."""
        self.placed[keeper][period] = line
        sums, rows = self._sums[keeper], self.board.rows[keeper]
        for number, factor in self._rows.of(keeper, period):
            sums[number] += factor
            row = rows[number]
            room = row.high - sums[number]
            shut = [place for place, one in row.terms if one > room]
            self.open[keeper, shut] = False
        self._shut_weekends(keeper)

    def _shut_weekends(self, keeper: int) -> None:
        most = self.board.problem.limits_of(self.board.keepers[keeper]).weekends
        if most is None:
            return
        mine = self.placed[keeper]
        worked = [any(one in mine for one in weekend) for weekend in self._weekends]
        if sum(worked) >= most:
            for weekend, is_worked in zip(self._weekends, worked, strict=True):
                if not is_worked:
                    self.open[keeper, weekend] = False

    def obstacle(self, keeper: int, period: int) -> str | None:
        """The code of the first rule that stands against a duty more, or None."""
        if not self.board.free[keeper, period]:
            return "away"
        mine, when = self.placed[keeper], self.board.periods[period]
        if any(
            self.board.periods[one].begin < when.end and when.begin < self.board.periods[one].end
            for one in mine
        ):
            return "busy"
        rows = self.board.rows[keeper]
        for number, factor in self._rows.of(keeper, period):
            if self._sums[keeper][number] + factor > rows[number].high:
                return rows[number].code
        return None if self.open[keeper, period] else "weekends"


class _Touching:
    """For each kind of keeper the growing rows by period; keepers of equal rules share one table."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._known: dict[int, Mapping[int, list[tuple[int, int]]]] = {}

    def of(self, keeper: int, period: int) -> list[tuple[int, int]]:
        rows = self._board.rows[keeper]
        if id(rows) not in self._known:
            found: dict[int, list[tuple[int, int]]] = defaultdict(list)
            for number, row in enumerate(rows):
                if row.grows:
                    for place, factor in row.terms:
                        found[place].append((number, factor))
            self._known[id(rows)] = found
        return self._known[id(rows)].get(period, [])
