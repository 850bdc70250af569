"""One pass over a sheet: where its tables and cards lie, and what every physical row is.

Outside a table each row is tried as a header. Inside one, rows that look like their neighbours are passed over
at full speed; only an odd row (much emptier, or with a word of a header, a total or a ditto mark in it) is looked
at closely: it may be blank, a repeated header, a total, a note, a section line, or the start of something new.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Final

from gridward.kernel.sheets.accounting import RowClass, tally
from gridward.kernel.sheets.bands import (
    Ahead,
    Band,
    Lead,
    Part,
    Values,
    column_groups,
    count_filled,
    data_rows,
    repeats_header,
    usage,
)
from gridward.kernel.sheets.cards import Card, head_values, is_unticked
from gridward.kernel.sheets.cells import Cell, cell_text
from gridward.kernel.sheets.columns import map_columns
from gridward.kernel.sheets.headers import LOOK_AHEAD, Header, MergeMap, find_header
from gridward.kernel.sheets.marks import (
    DITTO,
    TOTAL_WORDS,
    is_hint_row,
    is_note,
    is_sentence,
    is_total,
)
from gridward.kernel.sheets.tables import Table, filling_of
from gridward.kernel.sheets.vocabulary import Vocabulary, normalise_header
from gridward.kernel.sheets.workbook import Sheet

_HINT_ROWS = 3
_TITLE_ROWS = 4
_HEADERLESS_ROWS: Final = 30
_HEADERLESS_SCORE: Final = 0.3
_SPACES = frozenset({" ", "  ", "\u3000", "\xa0", "\n"})
_NO_VALUES = TOTAL_WORDS | DITTO | _SPACES


@dataclass(slots=True)
class Reading:
    """What was found in a sheet; `classes` holds the class of each row, row 1 first."""

    sheet: Sheet
    tables: list[Table]
    cards: list[Card]
    classes: bytes

    def account(self) -> list[RowClass]:
        """The class of every physical row; as many as the sheet has rows."""
        return [RowClass(code) for code in self.classes]

    def counts(self) -> dict[RowClass, int]:
        """How many rows of each class; they sum to the height of the sheet."""
        return tally(self.classes)


def read_sheet(sheet: Sheet, vocabulary: Vocabulary) -> Reading:
    """Find the tables and cards of a sheet and account for every row."""
    return _Reader(sheet, vocabulary).read()


class _Reader:
    def __init__(self, sheet: Sheet, vocabulary: Vocabulary) -> None:
        self._sheet = sheet
        self._vocabulary = vocabulary
        self._merges = MergeMap(sheet)
        self._rows = Ahead(sheet.rows())
        self._classes = bytearray(sheet.height)
        self._lead: list[Lead] = []
        self._last_header: Header | None = None
        self._carried: list[str] = []
        self._structural = True
        self._tables: list[Table] = []
        self._cards: list[Card] = []

    def read(self) -> Reading:
        while (row := self._rows.take()) is not None:
            self._read_row(row)
        self._close_lead()
        return Reading(self._sheet, self._tables, self._cards, bytes(self._classes))

    def _mark(self, number: int, row_class: RowClass) -> None:
        self._classes[number - 1] = row_class

    # -- outside a table ----------------------------------------------------------------------------

    def _read_row(self, row: list[Cell]) -> None:
        number = self._rows.at
        if count_filled(row) == 0:
            self._mark(number, RowClass.BLANK)
            self._structural = True
            return
        values = self._head_outside(row)
        header = None if values else self._header_here(row)
        if header:
            self._start_band(header)
        elif not values and self._continues_card(row):
            self._rows.put_back(row)
            self._start_inherited()
        else:
            self._lead.append(Lead(number, row, values))
            if len(self._lead) >= _HEADERLESS_ROWS and count_filled(row) > 1:
                self._start_headerless()

    def _header_here(self, row: list[Cell]) -> Header | None:
        if not self._structural and not self._has_labels([row, *self._rows.view(1)]):
            return None
        window = [row, *self._rows.view(LOOK_AHEAD)]
        return find_header(
            window, self._rows.at, self._merges, self._vocabulary, structural=self._structural
        )

    def _has_labels(self, rows: list[list[Cell]]) -> bool:
        is_label = self._vocabulary.is_label
        return any(sum(isinstance(c, str) and is_label(c) for c in row) >= 2 for row in rows)

    def _head_values(self, number: int, row: list[Cell], *, supported: bool) -> Values:
        """The labelled values of a card head; a lone pair without a colon needs support around it."""
        values = head_values(row, number, self._merges, self._vocabulary)
        has_colon = any(isinstance(cell, str) and (":" in cell or "：" in cell) for cell in row)
        return values if supported or has_colon or len(values) > 1 else {}

    def _head_outside(self, row: list[Cell]) -> Values:
        if not head_values(row, self._rows.at, self._merges, self._vocabulary):
            return {}
        below = next((row for row in self._rows.view(LOOK_AHEAD) if count_filled(row)), [])
        labels = sum(self._vocabulary.is_label(cell_text(cell)) for cell in below)
        supported = bool(self._lead and self._lead[-1].values) or labels >= 2
        return self._head_values(self._rows.at, row, supported=supported)

    def _continues_card(self, row: list[Cell]) -> bool:
        """People right below a card head whose header was shown only once, further up."""
        follows_head = bool(self._lead and self._lead[-1].values)
        return self._last_header is not None and follows_head and count_filled(row) > 1

    def _start_band(self, header: Header) -> None:
        for number in range(header.first, header.last + 1):
            self._mark(number, RowClass.HEADER)
        for _ in range(header.last - header.first):
            self._rows.take()
        self._last_header = header
        titles, head = self._settle_lead()
        self._skip_hints(header)
        self._read_band(self._band(header, titles, head))

    def _start_inherited(self) -> None:
        titles, head = self._settle_lead()
        self._read_band(self._band(self._last_header, titles, head))

    def _skip_hints(self, header: Header) -> None:
        columns = sorted(header.texts)
        for row in self._rows.view(_HINT_ROWS):
            if not is_hint_row([row[c] for c in columns]):
                return
            self._rows.take()
            self._mark(self._rows.at, RowClass.HINT)

    def _settle_lead(self) -> tuple[list[str], Values]:
        """Class the lines above a table: card heads, notes, titles; gives the titles and the head."""
        titles, self._carried = self._carried, []
        head: Values = {}
        for lead in self._lead:
            head |= lead.values
            if lead.values:
                self._mark(lead.number, RowClass.CARD_HEAD)
            elif lead.is_remark:
                self._mark(lead.number, RowClass.NOTE)
            else:
                self._mark(lead.number, RowClass.TITLE)
                titles += lead.texts
        self._lead = []
        return titles, head

    def _close_lead(self) -> None:
        """What is left at the end of a sheet: cards without a table, a table without header, notes."""
        if any(count_filled(lead.row) > 1 and not lead.values for lead in self._lead):
            self._start_headerless()
        for lead in self._lead:
            if lead.values:
                self._mark(lead.number, RowClass.CARD_HEAD)
                self._add_to_cards(lead.values, lead.number)
            elif lead.is_remark:
                self._mark(lead.number, RowClass.NOTE)
        self._lead = []

    def _add_to_cards(self, values: Values, number: int) -> None:
        """A card without a table; a label that comes again begins the next card."""
        card = self._cards[-1] if self._cards else None
        fields, other = self._by_field(values)
        if card is None or card.table or set(card.head) & set(fields):
            self._cards.append(Card(number, number, fields, other))
        else:
            card.head |= fields
            card.other |= other
            card.last_row = number

    def _by_field(self, values: Values) -> tuple[Values, Values]:
        fields: Values = {}
        other: Values = {}
        for label, value in values.items():
            name = self._vocabulary.field_of(label)
            (fields if name and name not in fields else other)[name or label] = value
        return fields, other

    # -- a table without header ---------------------------------------------------------------------

    def _start_headerless(self) -> None:
        """Rows of data alone: a table is proposed where the values convince."""
        self._structural = False
        rows = [lead.row for lead in self._lead if count_filled(lead.row) > 1]
        used = [c for c in range(self._sheet.width) if any(cell_text(row[c]) for row in rows)]
        columns = map_columns([(c, "") for c in used], rows, self._vocabulary)
        if sum(column.field is not None for column in columns) < 2:
            self._lead = [lead for lead in self._lead if lead.values or count_filled(lead.row) == 1]
            self._lead = self._lead[1 - _HEADERLESS_ROWS // 2 :]
            return
        start = next(i for i, lead in enumerate(self._lead) if count_filled(lead.row) > 1)
        data, self._lead = self._lead[start:], self._lead[:start]
        for lead in reversed(data):
            self._rows.put_back(lead.row)
        titles, head = self._settle_lead()
        self._read_band(self._band(None, titles, head))

    # -- inside a table -----------------------------------------------------------------------------

    def _band(self, header: Header | None, titles: list[str], head: Values) -> Band:
        first_row = self._rows.at + 1
        sample = self._sample()
        people = [row for row in sample if not self._is_aside(row)]
        texts = header.texts if header else {}
        used = [c for c in range(self._sheet.width) if texts.get(c) or usage(people, c) >= 0.5]
        parts = [
            Part(group[0], group[-1] + 1, [(c, texts.get(c, "")) for c in group])
            for group in column_groups(used, texts, people)
        ]
        filled = [count_filled(row) for row in people if count_filled(row) > 1]
        typical = median(filled) if filled else 1.0
        words = header.words if header else frozenset()
        watch = words | self._vocabulary.words | _NO_VALUES
        return Band(header, first_row, parts, watch, typical, sample, titles, head)

    def _sample(self) -> list[list[Cell]]:
        """The next rows, up to the head of the next card; blank ones hold their place."""
        rows = self._rows.view(LOOK_AHEAD)
        heads = (i for i, row in enumerate(rows) if self._head_values(0, row, supported=False))
        return rows[: next(heads, len(rows))]

    def _is_aside(self, row: list[Cell]) -> bool:
        """A row that says nothing about how full the rows of this table are."""
        first = next((text for cell in row if (text := cell_text(cell))), "")
        return not first or is_note(first) or bool(self._head_values(0, row, supported=True))

    def _read_band(self, band: Band) -> None:
        part = band.parts[0]
        left, right, classes, watch = part.left, part.right, part.classes, band.watch
        alone, whole = len(band.parts) == 1, right - left == self._sheet.width
        fewest = max(2.0, min(band.typical, max(5.0, band.typical * 0.5 + 1)))
        most_blank = right - left - fewest
        while (row := self._rows.take()) is not None:
            cut = row if whole else row[left:right]
            full = alone and cut.count("") <= most_blank
            if full and (watch.isdisjoint(cut) or self._is_harmless(watch.intersection(cut), part)):
                classes.append(RowClass.DATA)
            elif not self._read_odd_row(band, row):
                self._rows.put_back(row)
                break
        self._close_band(band)

    @staticmethod
    def _is_harmless(hits: frozenset[str], part: Part) -> bool:
        """A full row with ditto marks, or with a single word of some header as its value, is data."""
        if hits <= DITTO:
            part.has_ditto = True
            return True
        return len(hits) == 1 and hits.isdisjoint(_NO_VALUES)

    def _read_odd_row(self, band: Band, row: list[Cell]) -> bool:
        """Class a row for each part; False where it begins something new."""
        filled = count_filled(row)
        if filled == 0:
            self._structural = True
            for part in band.parts:
                part.classes.append(RowClass.BLANK)
            return True
        if self._begins_something(band, row, filled):
            return False
        repeated = repeats_header(band.header, row, filled)
        for part in band.parts:
            row_class = RowClass.HEADER if repeated else self._class_in_part(band, part, row)
            part.classes.append(row_class)
            part.has_ditto = part.has_ditto or not DITTO.isdisjoint(row)
        within = sum(count_filled(row[part.left : part.right]) for part in band.parts)
        if not within:
            band.beside.append(self._rows.at)
        return True

    def _begins_something(self, band: Band, row: list[Cell], filled: int) -> bool:
        """A card head, or a header that is not this table's own repeated."""
        number = self._rows.at
        is_sparse = filled <= max(4, band.typical * 0.5)
        if is_sparse and self._head_values(number, row, supported=bool(band.head)):
            return True
        labels = len(band.watch.intersection(row) - _NO_VALUES)
        after_gap = band.parts[0].classes[-1:] == bytes([RowClass.BLANK])
        may_open = labels >= 2 or (after_gap and not self._vocabulary.fields)
        if not may_open:
            return False
        if repeats_header(band.header, row, filled):
            return bool(band.head)
        return self._header_here(row) is not None

    def _class_in_part(self, band: Band, part: Part, row: list[Cell]) -> RowClass:
        filled = [
            (place, text)
            for place in range(part.left, part.right)
            if (text := cell_text(row[place]))
        ]
        if not filled or all(is_unticked(text) for _, text in filled):
            return RowClass.BLANK
        row_class = self._class_of_filled(band, part, filled)
        if row_class is RowClass.NOTE:
            part.notes.append(" ".join(text for _, text in filled))
        elif row_class is RowClass.TITLE:
            part.sections.append((self._rows.at, filled[0][1]))
        return row_class

    def _class_of_filled(self, band: Band, part: Part, filled: list[tuple[int, str]]) -> RowClass:
        texts = [text for _, text in filled]
        if is_total(texts[0]) or (len(texts) > 1 and texts[0].isdigit() and is_total(texts[1])):
            return RowClass.TOTAL
        if len(filled) <= max(4, band.typical * 0.4) and is_note(texts[0]):
            return RowClass.NOTE
        if len(filled) == 1 and part.right - part.left >= 3:
            return self._class_of_lone(band, part, *filled[0])
        return RowClass.DATA

    def _class_of_lone(self, band: Band, part: Part, place: int, text: str) -> RowClass:
        """A single filled cell: a section line over several columns, running text, or poor data."""
        if is_sentence(text):
            return RowClass.NOTE
        if self._stands_over_header(band):
            return RowClass.TITLE
        spans = self._merges.width_at(self._rows.at, place) >= max(3, (part.right - part.left) // 2)
        in_sequence = normalise_header(part.headers[0][1]) in {"序号", "编号", "序", "号"}
        if spans or (place == part.left and in_sequence and not text.isdigit()):
            return RowClass.TITLE
        return RowClass.DATA

    def _stands_over_header(self, band: Band) -> bool:
        """Whether the next row that is not blank is a card head or a header."""
        for ahead, row in enumerate(self._rows.view(_TITLE_ROWS), self._rows.at + 1):
            if filled := count_filled(row):
                labels = sum(self._vocabulary.is_label(cell_text(cell)) for cell in row)
                repeated = repeats_header(band.header, row, filled)
                is_head = self._head_values(ahead, row, supported=bool(band.head))
                if repeated or is_head or labels >= max(2, filled / 2):
                    return True
                if filled > 1:
                    return False
        return False

    # -- the end of a table -------------------------------------------------------------------------

    def _close_band(self, band: Band) -> None:
        first = band.first_row
        for offset in range(len(band.parts[0].classes)):
            classes = [part.classes[offset] for part in band.parts]
            self._classes[first - 1 + offset] = max(classes)
        for number in band.beside:
            self._mark(number, RowClass.NOTE)
        self._carry_titles(band)
        tables = [self._table(band, part) for part in band.parts]
        if not band.parts[0].classes and self._rows.view(1):
            return
        if band.head:
            fields, other = self._by_field(band.head)
            top = min(value.row for value in band.head.values())
            self._cards.append(Card(top, tables[0].last_row, fields, other, band.titles, tables[0]))
            tables = tables[1:]
        self._tables += tables

    def _carry_titles(self, band: Band) -> None:
        """Lines below the last data row that stand over something new are its titles."""
        for part in band.parts:
            last_data = band.first_row + part.classes.rfind(RowClass.DATA)
            self._carried += [text for row, text in part.sections if row > last_data]
            part.sections = [(row, text) for row, text in part.sections if row < last_data]

    def _table(self, band: Band, part: Part) -> Table:
        header = band.header
        table = Table(
            sheet=self._sheet,
            header_rows=range(header.first, header.last + 1) if header else range(0),
            columns=map_columns(part.headers, data_rows(band, part), self._vocabulary),
            first_row=band.first_row,
            classes=bytes(part.classes),
            score=header.score if header else _HEADERLESS_SCORE,
            titles=band.titles,
            notes=part.notes,
            sections=part.sections,
            has_ditto=part.has_ditto,
        )
        self._set_filling(table, data_rows(band, part))
        return table

    def _set_filling(self, table: Table, rows: Sequence[Sequence[Cell]]) -> None:
        cut = [row[table.columns[0].index : table.columns[-1].index + 1] for row in rows]
        for place, column in enumerate(table.columns):
            may_fill = bool(column.field) and self._vocabulary.fields[column.field or ""].fills_down
            if cut and (fills := filling_of(table, place, may_fill, cut)) != "no":
                table.columns[place] = replace(column, fills=fills)
