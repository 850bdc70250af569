"""Columns of rosters: a header, what its cells say, and which fact of the truth they tell."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from gridward.fiction.rosters.hands import plain_address
from gridward.fiction.rosters.paper import Page
from gridward.fiction.rosters.terms import PLAIN, Cell, Entry, Expected, Home, RowClass, Told

SEX_WORDS = {"male": "男", "female": "女"}
TENURE_WORDS = {"owner": "自住", "rented": "租住", "lent": "借住"}
AWAY_WORDS = {"none": "", "district": "区外", "city": "市外", "province": "省外"}
YES_NO = {True: "是", False: "否", None: ""}
DOCUMENT_WORDS = {
    "identity_card": "居民身份证",
    "hk_macao_permit": "港澳居民来往内地通行证",
    "taiwan_permit": "台湾居民来往大陆通行证",
    "passport": "护照",
}
_MISSING = {"": "", "infant": "未办", "none_held": "无", "refused": "拒绝提供", "not_given": ""}


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `fact` is empty where it tells nothing that the truth holds."""

    header: str
    write: Callable[[Entry], Cell]
    fact: str = ""

    def called(self, header: str) -> "Column":
        """The same column under another header."""
        return replace(self, header=header)

    def writing(self, write: Callable[[Entry], Cell]) -> "Column":
        """The same column with another manner of writing."""
        return replace(self, write=write)


def identity_text(entry: Entry) -> str:
    """The number as the person's papers have it, or why there is none."""
    return entry.person.paper_document or _MISSING[entry.person.document_missing]


NUMBER = Column("序号", lambda entry: entry.number)
NAME = Column("姓名", lambda entry: entry.person.name, "name")
SEX = Column("性别", lambda entry: SEX_WORDS[entry.person.sex], "sex")
IDENTITY = Column("身份证号", identity_text, "document")
DOCUMENT_KIND = Column("证件类型", lambda entry: DOCUMENT_WORDS[entry.person.document_kind])
BIRTH = Column("出生日期", lambda entry: entry.person.birth_date, "birth")
PHONE = Column("联系电话", lambda entry: "/".join(entry.person.phones), "phones")
RELATION = Column("与户主关系", lambda entry: entry.person.relation)
EMPLOYER = Column("工作单位", lambda entry: entry.person.employer)
TENURE = Column("居住类型", lambda entry: TENURE_WORDS[entry.home.tenure])
PLATE = Column("车牌号", lambda entry: " ".join(entry.plates))
NOTE = Column("备注", lambda entry: entry.person.note)
TESTED = Column("核酸检测", lambda entry: YES_NO[entry.person.tested])
KEY_AREA = Column("重点地区人员", lambda entry: YES_NO[entry.person.from_key_area])
AWAY = Column("当前人员在外情况", lambda entry: AWAY_WORDS[entry.person.away])
COMMUNITY = Column("社区", lambda entry: entry.home.door.community)
GRID = Column("网格", lambda entry: f"{int(entry.home.door.grid_code[-3:])}网格")
ADDRESS = Column("现住址", lambda entry: plain_address(entry.home.door), "door")
SITE = Column("小区", lambda entry: entry.home.door.site, "door")
BUILDING = Column("楼栋", lambda entry: entry.home.door.building, "door")
UNIT = Column("单元", lambda entry: entry.home.door.unit and f"{entry.home.door.unit}单元", "door")
ROOM = Column("房号", lambda entry: entry.home.door.room, "door")


def entries(homes: Iterable[Home]) -> list[Entry]:
    """Everybody of these homes, numbered from 1."""
    everybody = [(home, person) for home in homes for person in home.people]
    return [Entry(number, home, person) for number, (home, person) in enumerate(everybody, 1)]


def told(columns: Sequence[Column], entry: Entry, expected: Expected = PLAIN) -> Told:
    """The truth of a row that has these columns."""
    facts = dict.fromkeys(column.fact for column in columns if column.fact)
    return Told(entry, tuple(facts), expected)


def add_header(page: Page, columns: Sequence[Column]) -> int:
    """A header row."""
    return page.add([column.header for column in columns], RowClass.HEADER)


def add_row(page: Page, columns: Sequence[Column], entry: Entry, expected: Expected = PLAIN) -> int:
    """A data row."""
    cells = [column.write(entry) for column in columns]
    return page.add(cells, RowClass.DATA, [told(columns, entry, expected)])


def add_table(page: Page, columns: Sequence[Column], people: Iterable[Entry]) -> None:
    """A header and a row for each person."""
    add_header(page, columns)
    for entry in people:
        add_row(page, columns, entry)
