"""A list as xlsx, piece by piece: a zip that is written forwards, each cell an inline string with the format "text".

XlsxWriter and openpyxl keep a whole sheet (or a temporary file of it) until it is closed; here a row is compressed as
soon as it is known. A sheet that is full goes on in the next. Broken off, the zip has no directory and does not open.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Final
from xml.sax.saxutils import escape

from gridward.kernel import clock
from gridward.kernel.sheets.leaving import Leaving, plain_text

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS_A_SHEET: Final = 1_000_000
"""A sheet holds 1,048,576 rows; some stand above and below."""
_ROWS_A_PIECE: Final = 500
_LEVEL: Final = 3
_WIDTH: Final = 22
_OF_XLSX = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ILLEGAL_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_LONGEST_NAME: Final = 28
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TEXT, _STRONG = 1, 2


class _Outlet(io.RawIOBase):
    """What the zip is written to: it cannot go back, and gives away what has come."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        self._pieces.append(bytes(data))  # type: ignore[call-overload]
        return len(self._pieces[-1])

    def take(self) -> bytes:
        """What was written since the last time."""
        data = b"".join(self._pieces)
        self._pieces.clear()
        return data


def stream(leaving: Leaving) -> Iterator[bytes]:
    """The workbook; the first piece comes before the first row is asked for."""
    outlet = _Outlet()
    now = clock.now()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as pack:
        _add(pack, "docProps/core.xml", _properties(leaving, now), now)
        _add(pack, "xl/styles.xml", _STYLES, now)
        yield outlet.take()
        count, sheets = 0, 0
        rows = iter(leaving.rows)
        first = next(rows, None)
        while first is not None or not sheets:
            sheets += 1
            with pack.open(_entry(f"xl/worksheets/sheet{sheets}.xml", now), "w") as sheet:
                writer = _SheetWriter(leaving)
                sheet.write(writer.head())
                yield outlet.take()
                while first is not None and writer.rows < ROWS_A_SHEET:
                    some = [first, *islice(rows, _ROWS_A_PIECE - 1)]
                    sheet.write(writer.body(some))
                    first = next(rows, None)
                    yield outlet.take()
                count += writer.rows
                sheet.write(writer.tail(leaving.ending(count) if first is None else ()))
        for name, text in _frame(leaving.title, sheets).items():
            _add(pack, name, text, now)
    yield outlet.take()


class _SheetWriter:
    """One sheet as XML: watermark, headings, rows, ending; `rows` counts those of the list."""

    def __init__(self, leaving: Leaving) -> None:
        self._leaving = leaving
        self._columns = [_letters(place) for place in range(len(leaving.headings) + 1)]
        self._mark = _content(leaving.mark)
        self._number = 0
        self.rows = 0

    def head(self) -> bytes:
        """All before the first row of the list; the two rows above stay in view."""
        leaving = self._leaving
        text = (
            f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
            '<sheetViews><sheetView workbookViewId="0">'
            '<pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/>'
            "</sheetView></sheetViews>"
            f'<cols><col min="1" max="{len(self._columns)}" width="{_WIDTH}" customWidth="1"/></cols>'
            "<sheetData>"
        )
        text += self._row([_content(leaving.watermark)], _STRONG)
        headings = [*leaving.headings, leaving.mark_heading]
        return (text + self._row([_content(one) for one in headings], _STRONG)).encode()

    def body(self, rows: Sequence[Sequence[str]]) -> bytes:
        """Some rows."""
        self.rows += len(rows)
        return "".join(
            self._row([*(_content(cell) for cell in row), self._mark], _TEXT) for row in rows
        ).encode()

    def tail(self, ending: Sequence[str]) -> bytes:
        """The ending and what every printed page carries."""
        text = self._row([_content(cell) for cell in ending], _STRONG) if ending else ""
        line = escape(plain_text(self._leaving.watermark).replace("&", "&&"))[:240]
        return (
            f'{text}</sheetData><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
            f"<headerFooter><oddHeader>&amp;C{line}</oddHeader>"
            f"<oddFooter>&amp;C{line}&amp;R&amp;P/&amp;N</oddFooter></headerFooter></worksheet>"
        ).encode()

    def _row(self, contents: Sequence[str], style: int) -> str:
        self._number += 1
        number = self._number
        cells = "".join(
            f'<c r="{column}{number}" s="{style}" t="inlineStr"><is>{content}</is></c>'
            for column, content in zip(self._columns, contents, strict=False)
            if content
        )
        return f'<row r="{number}">{cells}</row>'


def _content(text: str) -> str:
    """The element of a cell's text; a literal _x000D_ is not taken for an escaped sign."""
    if not text:
        return ""
    clean = escape(_OF_XLSX.sub("_x005F_", plain_text(text)))
    kept = ' xml:space="preserve"' if clean != clean.strip() or "\n" in clean else ""
    return f"<t{kept}>{clean}</t>"


def _letters(place: int) -> str:
    """The name of a column counted from 0: A, B, … Z, AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _entry(name: str, now: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, now.astimezone(clock.LOCAL).timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry._compresslevel = _LEVEL  # type: ignore[attr-defined]
    return entry


def _add(pack: zipfile.ZipFile, name: str, text: str, now: datetime) -> None:
    pack.writestr(_entry(name, now), text)


def _properties(leaving: Leaving, now: datetime) -> str:
    """Title, and the watermark as who made it and what it is."""
    mark, watermark = escape(plain_text(leaving.mark)), escape(plain_text(leaving.watermark))
    when = f"{now:%Y-%m-%dT%H:%M:%SZ}"
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(plain_text(leaving.title))}</dc:title><dc:creator>{mark}</dc:creator>"
        f"<dc:description>{watermark}</dc:description>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{when}</dcterms:created></cp:coreProperties>'
    )


_STYLES: Final = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="等线"/></font>'
    '<font><b/><sz val="11"/><name val="等线"/></font></fonts><fills count="2"><fill>'
    '<patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
"""Format 49 is "text": what looks like a number or a formula is neither, even when it is typed over."""


def _frame(title: str, sheets: int) -> dict[str, str]:
    """The parts that name the sheets, written last, when their number is known."""
    name = plain_text(title).translate(_ILLEGAL_IN_NAMES).strip()[:_LONGEST_NAME] or "1"
    names = [name if place == 1 else f"{name} {place}" for place in range(1, sheets + 1)]
    parts = [f"worksheets/sheet{place}.xml" for place in range(1, sheets + 1)]
    return {
        "xl/workbook.xml": _workbook(names),
        "xl/_rels/workbook.xml.rels": _relations(
            *((f"{_OFFICE}/relationships/worksheet", part) for part in parts),
            (f"{_OFFICE}/relationships/styles", "styles.xml"),
        ),
        "_rels/.rels": _relations(
            (f"{_OFFICE}/relationships/officeDocument", "xl/workbook.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "[Content_Types].xml": _types(parts),
    }


def _workbook(names: Sequence[str]) -> str:
    sheets = "".join(
        f'<sheet name="{escape(name, {chr(34): "&quot;"})}" sheetId="{place}" r:id="rId{place}"/>'
        for place, name in enumerate(names, 1)
    )
    titles = "".join(
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{place}">'
        f"'{escape(name)}'!$1:$2</definedName>"
        for place, name in enumerate(names)
    )
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}/relationships">'
        f"<sheets>{sheets}</sheets><definedNames>{titles}</definedNames></workbook>"
    )


def _relations(*targets: tuple[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{place}" Type="{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _types(parts: Sequence[str]) -> str:
    overrides = {f"/xl/{part}": f"{_TYPE}.worksheet+xml" for part in parts}
    overrides["/xl/workbook.xml"] = f"{_TYPE}.sheet.main+xml"
    overrides["/xl/styles.xml"] = f"{_TYPE}.styles+xml"
    overrides["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    lines = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items()
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{lines}</Types>'
    )
