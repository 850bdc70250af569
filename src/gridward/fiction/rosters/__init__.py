"""Messy workbooks of the fictional street, each with the truth of every physical row beside it.

`write_rosters(street, directory, seed)` writes one file for each layout of `LAYOUTS`, each from its
own homes of one community, and `<file>.truth.jsonl`: one line of JSON for each physical row, with
its sheet, row number (from 1), class and, for people, the truth and what an import should make of
it (see `terms.Expected`). `benchmark.write_benchmark` writes one large roster for measurements.

`terms` and `paper` are the words and the writing; `hands` is how people type; `columns` what
columns say; `draw` what a layout is drawn from; `lists`, `stacked`, `forms` and `broken` are the
layouts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gridward.fiction import vocabulary as words
from gridward.fiction.chance import stream
from gridward.fiction.rosters import broken, forms, lists, stacked
from gridward.fiction.rosters.draw import Draw, homes_of, workplaces_of
from gridward.fiction.rosters.paper import Book, write_csv, write_truth, write_xlsx
from gridward.fiction.rosters.terms import Home
from gridward.fiction.terms import LABEL, FictionalStreet


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout; its file is named after the community, `{}` in `file_name`."""

    name: str
    file_name: str
    make: Callable[[Draw], Book]
    encoding: str = ""
    delimiter: str = ","
    travellers: bool = False  # has a column for the kind of document


LAYOUTS = (
    Layout("clean", "{}居民花名册.xlsx", lists.clean, travellers=True),
    Layout("two_header_rows", "{}人口信息采集表.xlsx", lists.two_header_rows),
    Layout("merged_address", "{}住户底册.xlsx", stacked.merged_address),
    Layout("ditto", "{}住户登记（同上）.xlsx", stacked.ditto),
    Layout("sheet_per_building", "{}分楼栋花名册.xlsx", stacked.sheet_per_building),
    Layout("stacked_tables", "{}各网格汇总表.xlsx", stacked.stacked_tables),
    Layout("cards", "{}网格“户”信息登记表.xlsx", forms.cards),
    Layout("any_order", "{}实有人口台账.xlsx", lists.any_order, travellers=True),
    Layout("ruined_numbers", "{}人员信息（转发）.xlsx", broken.ruined_numbers),
    Layout("ticks", "{}摸排表.xlsx", forms.ticks),
    Layout("csv_gb18030", "{}居民信息.csv", broken.csv_of_old_program, "gb18030"),
    Layout("csv_semicolons", "{}平台导出.csv", broken.csv_of_web_platform, "utf-8-sig", ";"),
    Layout("split_address", "{}分栏地址花名册.xlsx", lists.split_address),
    Layout("short_address", "{}门牌简写花名册.xlsx", lists.short_address),
    Layout("slips", "{}待核对名单.xlsx", broken.slips),
    Layout("organisations", "{}网格“组织”信息登记表.xlsx", forms.organisations),
    Layout("hints", "{}导入模板（已填）.xlsx", lists.with_hints),
    Layout("printed_pages", "{}常住人口登记表.xlsx", stacked.printed_pages),
    Layout("wide", "{}一户一行登记表.xlsx", forms.wide),
)
HOMES_IN_A_FILE = 45
_NEIGHBOURS = 5  # homes taken side by side, before going on to another place of the community


def write_rosters(street: FictionalStreet, directory: Path, seed: int) -> list[Path]:
    """Write a file and its truth for each layout; the paths of the files."""
    directory.mkdir(parents=True, exist_ok=True)
    homes, workplaces = homes_of(street), workplaces_of(street)
    paths = []
    for number, layout in enumerate(LAYOUTS):
        turn, place = divmod(number, len(words.COMMUNITIES))
        code = list(words.COMMUNITIES)[place]
        rng = stream(seed, "rosters", layout.name)
        chosen = _share(homes[code], turn, layout)
        draw = Draw(words.COMMUNITIES[code], chosen, workplaces[code], rng, street.today)
        paths.append(_write(layout, layout.make(draw), directory, draw.community))
    (directory / "说明.txt").write_text(f"{LABEL}\n", encoding="utf-8")
    return paths


def _share(homes: list[Home], turn: int, layout: Layout) -> list[Home]:
    """Homes from all over the community that no other file tells of, some neighbours at a time."""
    turns = -(-len(LAYOUTS) // len(words.COMMUNITIES))
    runs = [homes[first : first + _NEIGHBOURS] for first in range(0, len(homes), _NEIGHBOURS)]
    own = runs[turn::turns]
    step = max(1, len(own) * _NEIGHBOURS // HOMES_IN_A_FILE)
    chosen = [home for run in own[::step] for home in run]
    return [home for home in chosen if layout.travellers or not _travels(home)][:HOMES_IN_A_FILE]


def _travels(home: Home) -> bool:
    return any(person.document_kind != "identity_card" for person in home.people)


def _write(layout: Layout, book: Book, directory: Path, community: str) -> Path:
    path = directory / layout.file_name.format(community)
    if layout.encoding:
        write_csv(book, path, encoding=layout.encoding, delimiter=layout.delimiter)
    else:
        write_xlsx(book, path)
    write_truth(book, path.with_name(path.name + ".truth.jsonl"))
    return path
