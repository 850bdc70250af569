"""Layouts that are lists: clean, grouped, in any order, with hints, split or short."""

from gridward.fiction import vocabulary as words
from gridward.fiction.rosters import columns as c
from gridward.fiction.rosters import hands
from gridward.fiction.rosters.columns import Column, add_row, add_table, entries
from gridward.fiction.rosters.draw import Draw
from gridward.fiction.rosters.paper import Book, Page
from gridward.fiction.rosters.terms import Entry, RowClass

STANDARD = (
    *(c.NUMBER, c.COMMUNITY, c.GRID, c.SITE, c.BUILDING, c.UNIT, c.ROOM, c.RELATION, c.NAME, c.SEX),
    *(
        c.DOCUMENT_KIND.called("证件类型"),
        c.IDENTITY.called("证件号码"),
        c.BIRTH,
        c.PHONE,
        c.EMPLOYER,
    ),
    *(c.TENURE, c.PLATE, c.NOTE),
)


def clean(draw: Draw) -> Book:
    """One header row, one row for each person, every cell in order."""
    book = Book()
    add_table(book.page("花名册"), STANDARD, entries(draw.homes))
    return book


def two_header_rows(draw: Draw) -> Book:
    """Title rows, then groups over columns in merged cells: 基本信息, 住址, 其他."""
    groups = {
        "": (c.NUMBER,),
        "基本信息": (c.NAME, c.SEX, c.IDENTITY, c.PHONE),
        "住址": (c.SITE, c.BUILDING, c.UNIT, c.ROOM),
        "其他": (c.TENURE, c.EMPLOYER, c.PLATE),
    }
    columns = tuple(column for group in groups.values() for column in group)
    book = Book()
    page = book.page("Sheet1")
    page.title(f"{draw.community}人口信息采集表（{words.STREET_NAME}）", len(columns))
    page.title(
        f"填表单位：{draw.community}居委会    填表日期：{draw.today:%Y年%m月%d日}", len(columns)
    )
    _grouped_header(page, groups)
    for entry in entries(draw.homes):
        add_row(page, columns, entry)
    return book


def _grouped_header(page: Page, groups: dict[str, tuple[Column, ...]]) -> None:
    above: list[str | None] = []
    for group, columns in groups.items():
        above += [group or columns[0].header, *[None] * (len(columns) - 1)]
    below = [column.header for group, columns in groups.items() for column in columns]
    first = page.add(above, RowClass.HEADER)
    page.add([None if header == above[0] else header for header in below], RowClass.HEADER)
    page.merge(first, 0, first + 1, 0)
    left = 1
    for columns in list(groups.values())[1:]:
        page.merge(first, left, first, left + len(columns) - 1)
        left += len(columns)


def any_order(draw: Draw) -> Book:
    """Synonyms in any order beside decoys such as 户籍地址 and 紧急联系人电话."""
    elsewhere = Column("户籍地址", lambda entry: draw.rng.choice(words.ELSEWHERE))
    friend = Column("紧急联系人", lambda entry: entry.home.people[0].name)
    friend_phone = Column(
        "紧急联系人电话", lambda entry: next(iter(entry.home.people[-1].phones), "")
    )
    columns = [
        *(elsewhere, friend, friend_phone, c.DOCUMENT_KIND, c.RELATION.called("家庭关系")),
        *(
            c.IDENTITY.called("公民身份号码/证件号"),
            c.NAME.called("居民姓名"),
            c.EMPLOYER.called("就业单位"),
        ),
        *(c.PHONE.called("本人手机"), c.SEX.called("男/女"), c.BIRTH.called("出生年月日")),
        c.ADDRESS.called("现居住地址").writing(
            lambda entry: hands.any_address(entry.home.door, draw.rng)
        ),
    ]
    draw.rng.shuffle(columns)
    book = Book()
    add_table(book.page("台账"), columns, entries(draw.homes))
    return book


def split_address(draw: Draw) -> Book:
    """楼栋, 单元 and 房号 as bare numbers in columns of their own."""
    columns = (
        *(c.NUMBER, c.SITE.called("小区名称")),
        c.BUILDING.called("楼栋号").writing(lambda entry: _bare(entry.home.door.number_key)),
        c.UNIT.called("单元号").writing(lambda entry: _bare(entry.home.door.unit)),
        c.ROOM.called("室号").writing(lambda entry: _bare(entry.home.door.room)),
        *(c.NAME, c.IDENTITY, c.PHONE.called("手机号码"), c.TENURE.called("房屋性质")),
    )
    book = Book()
    add_table(book.page("Sheet1"), columns, entries(draw.homes))
    return book


def _bare(text: str) -> str | int:
    return int(text) if text.isdigit() else text


def short_address(draw: Draw) -> Book:
    """门牌 as people who know the compound write it: 3-2-501, 3#2-501, 三栋二单元五零一室."""
    door = Column("门牌", lambda entry: hands.short_address(entry.home.door, draw.rng), "door")
    columns = (c.NUMBER, c.NAME, c.SEX, c.IDENTITY, c.SITE.called("所在小区"), door, c.PHONE)
    book = Book()
    page = book.page("Sheet1")
    page.title(f"{draw.community}居民花名册", len(columns))
    add_table(page, columns, entries(draw.homes))
    return book


_HINTS = (
    *("必填，真实姓名", "如：户主、配偶、子女", "必填，18位", "男/女", "如1985-03-12"),
    *("多个电话用/分隔", "小区名称", "如3栋1单元101室"),
)


def with_hints(draw: Draw) -> Book:
    """An import template filled in: hints under the header, notes beside and on a sheet."""
    columns = (c.NAME, c.RELATION, c.IDENTITY, c.SEX, c.BIRTH, c.PHONE, c.SITE.called("现住小区"))
    door = Column("门牌地址", _door_in_site, "door")
    book = Book()
    page = book.page("Person")
    page.add([*(one.header for one in columns), door.header, None, "填写说明"], RowClass.HEADER)
    page.add([*_HINTS, None, "1. 请勿修改表头"], RowClass.HINT)
    notes = iter(("2. 没有身份证号的请在备注中说明", "3. 一人一行", "4. 虚构数据，仅供演示"))
    for entry in entries(draw.homes):
        add_row(page, (*columns, door, _side(next(notes, ""))), entry)
    remarks = book.page("注意事项")
    remarks.add(["导入前请保留第二行的注释"], RowClass.NOTE)
    remarks.add(["必填列：姓名、身份证号、现住小区"], RowClass.NOTE)
    return book


def _door_in_site(entry: Entry) -> str:
    door = entry.home.door
    return hands.plain_address(door).removeprefix(door.site)


def _side(note: str) -> Column:
    """An empty column and a note beside the table."""
    return Column("", lambda entry: None) if not note else Column("", lambda entry: note)
