"""Layouts that are forms: Annex 3 as cards, Annex 4, a row for each household."""

from dataclasses import asdict

from gridward.fiction import vocabulary as words
from gridward.fiction.rosters import columns as c
from gridward.fiction.rosters import hands
from gridward.fiction.rosters.columns import Column, add_row, entries, told
from gridward.fiction.rosters.draw import Draw, Workplace
from gridward.fiction.rosters.paper import Book, Facts, Page
from gridward.fiction.rosters.terms import Cell, Entry, Home, RowClass
from gridward.fiction.terms import FictionalEmployee
from gridward.kernel.ages import age_on

_MEASURES = {
    "duty24": "全天值班",
    "disinfection": "全面消杀",
    "separate_meals": "全员分餐",
    "pledge": "全面承诺",
    "plan": "预案",
    "masks": "口罩",
    "thermometers": "测温仪",
    "isolation_room": "隔离室",
}
_KEY_PERSONS = {
    "risk_area": "中高风险地区人员",
    "city_key_area": "市内重点地区人员",
    "other_returnee": "其他返昌人员",
}
_INDUSTRIES = {
    "C": "制造业",
    "E": "建筑业",
    "F": "批发和零售业",
    "H": "住宿和餐饮业",
    "I": "信息技术服务业",
    "K": "房地产业",
    "L": "租赁和商务服务业",
    "O": "居民服务业",
    "P": "教育",
    "Q": "卫生和社会工作",
    "R": "文化、体育和娱乐业",
    "S": "公共管理和社会组织",
}


def _box(text: str, *, ticked: bool) -> str:
    return f"{text}{'☑' if ticked else '□'}"


def _boxes(options: dict[str, str], chosen: str | None, join: str = "\n") -> str:
    return join.join(_box(text, ticked=key == chosen) for key, text in options.items())


def _yes_no(value: bool | None) -> str:
    return _boxes({"True": "是", "False": "否"}, str(value))


_CARD = (
    *(c.NAME, c.SEX, c.IDENTITY, c.EMPLOYER, c.PLATE.called("车辆信息"), c.PHONE),
    Column("核酸\n检测", lambda entry: _yes_no(entry.person.tested)),
    Column("重点地\n区人员", lambda entry: _yes_no(entry.person.from_key_area)),
    Column(
        "当前人员在\n外情况",
        lambda entry: _boxes(
            {key: text for key, text in c.AWAY_WORDS.items() if text}, entry.person.away
        ),
    ),
)


def cards(draw: Draw) -> Book:
    """One card of Annex 3 for each household, stacked; unused lines keep their boxes."""
    book = Book()
    page = book.page("网格“户”信息登记表")
    for home in draw.homes:
        _card(page, draw, home)
    return book


def _card(page: Page, draw: Draw, home: Home) -> None:
    page.gap()
    page.title(f"{words.STREET_NAME} {draw.community} 网格“户”信息登记表", len(_CARD))
    tenure = _boxes(c.TENURE_WORDS, home.tenure, "  ")
    address = f"家庭住址：{hands.any_address(home.door, draw.rng)}      居住类型： {tenure}"
    head = page.add([address], RowClass.CARD_HEAD)
    page.merge(head, 0, head, len(_CARD) - 1)
    page.add([column.header for column in _CARD], RowClass.HEADER)
    for entry in entries([home]):
        cells = [column.write(entry) for column in _CARD]
        page.add(cells, RowClass.DATA, [told((*_CARD, c.ADDRESS), entry)])
    empty = [None] * 6 + ["是□\n否□", "是□\n否□", "区外□\n市外□\n省外□"]
    for _ in range(4 - len(home.people)):
        page.add(empty, RowClass.HINT)
    page.add(["网格员（签字）：", *[None] * 5, "网格长（签字）："], RowClass.NOTE)


_SEATS = 6  # people that one row of the wide sheet has room for
_SEAT = (c.NAME, c.SEX, c.IDENTITY, c.PHONE)


def wide(draw: Draw) -> Book:
    """A row for each household: 成员1姓名, 成员1性别, 成员1身份证号, 成员1联系电话 ..."""
    book = Book()
    page = book.page("一户一行")
    seats = [f"成员{seat}{column.header}" for seat in range(1, _SEATS + 1) for column in _SEAT]
    page.add(["户号", "家庭住址", "居住类型", *seats], RowClass.HEADER)
    for number, home in enumerate(draw.homes, 1):
        people = [Entry(number, home, person) for person in home.people[:_SEATS]]
        cells: list[Cell] = [number, hands.plain_address(home.door), c.TENURE_WORDS[home.tenure]]
        for entry in people:
            cells += [column.write(entry) for column in _SEAT]
        page.add(cells, RowClass.DATA, [told((*_SEAT, c.ADDRESS), entry) for entry in people])
    return book


def ticks(draw: Draw) -> Book:
    """Two phones in a cell, age for birth, √ under 男 女 自住 租住 借住, 是 and 否."""
    age = Column("年龄", lambda entry: age_on(entry.person.birth_date, draw.today))
    phone = c.PHONE.writing(lambda entry: hands.phones(entry.person.phones, draw.rng))
    columns = (
        *(
            c.NUMBER,
            c.NAME,
            _tick("男", "sex"),
            _tick("女", "sex"),
            age,
            c.IDENTITY.called("身份证"),
        ),
        *(phone, c.ADDRESS.called("家庭住址"), _tick("自住"), _tick("租住"), _tick("借住")),
        *(c.TESTED.called("是否核酸检测"), c.KEY_AREA.called("是否重点地区人员"), c.AWAY),
    )
    book = Book()
    page = book.page("摸排表")
    page.title(f"{draw.community}摸排表（虚构数据）", len(columns))
    page.add([column.header for column in columns], RowClass.HEADER)
    for entry in entries(draw.homes):
        add_row(page, columns, entry)
    return book


def _tick(word: str, fact: str = "") -> Column:
    def write(entry: Entry) -> str:
        said = {c.SEX_WORDS[entry.person.sex], c.TENURE_WORDS[entry.home.tenure]}
        return "√" if word in said else ""

    return Column(word, write, fact)


_WIDTH = 14


def organisations(draw: Draw) -> Book:
    """Annex 4 for each organisation: its own row under two header rows, then employees."""
    book = Book()
    page = book.page("网格“组织”信息登记表")
    for place in draw.workplaces[:12]:
        _organisation_form(page, draw.community, place)
    return book


def _organisation_form(page: Page, community: str, place: Workplace) -> None:
    page.gap()
    page.title(f"{words.STREET_NAME} {community}网格“组织”信息登记表", _WIDTH)
    _organisation_header(page)
    page.add(_organisation_cells(place), RowClass.DATA, organisation=_organisation_truth(place))
    page.title("从业人员信息", _WIDTH)
    headers = ["姓名", "身份证号", "家庭住址", "联系方式", "是否发热", "重点人员"]
    page.add(headers, RowClass.HEADER)
    for employee in place.employees:
        page.add(_employee_cells(employee), RowClass.DATA, organisation=_employee_truth(employee))
    page.add(["网格员（签字）：", *[None] * 9, "网格长（签字）："], RowClass.NOTE)


def _organisation_header(page: Page) -> None:
    alone = ["单位名称", "单位地址", "法人姓名", "联系电话", "经营状况", "所属行业"]
    contacts = ["防控负责人", None, "测温人", None, "医护人员", None]
    first = page.add([*alone, *contacts, "复工备案", "防疫举措落实"], RowClass.HEADER)
    page.add([*[None] * 6, *["姓名", "联系电话"] * 3, None, None], RowClass.HEADER)
    for column in (*range(6), 12, 13):
        page.merge(first, column, first + 1, column)
    for column in (6, 8, 10):
        page.merge(first, column, first, column + 1)


def _organisation_cells(place: Workplace) -> list[Cell]:
    one = place.organisation
    people: list[Cell] = []
    for role in ("lead", "temp", "medical"):
        contact = place.contacts.get(role)
        people += [contact.name, contact.phone] if contact else [None, None]
    trading = _boxes({"open": "营业", "suspended": "休业"}, one.trading)
    measures = "\n".join(_box(text, ticked=key in one.measures) for key, text in _MEASURES.items())
    return [
        *(one.name, one.address_text, one.legal_representative, one.phone, trading),
        *(_INDUSTRIES[one.industry], *people, _yes_no(one.resumption_filed), measures),
    ]


def _employee_cells(employee: FictionalEmployee) -> list[Cell]:
    return [
        *(employee.name, employee.document, employee.address_text, employee.phone),
        *(_yes_no(employee.fever), _boxes(_KEY_PERSONS, employee.key_person)),
    ]


def _organisation_truth(place: Workplace) -> Facts:
    contacts = {role: [one.name, one.phone] for role, one in place.contacts.items()}
    return {"row_of": "organisation", **asdict(place.organisation), "contacts": contacts}


def _employee_truth(employee: FictionalEmployee) -> Facts:
    facts = asdict(employee)
    return {"row_of": "employee", **facts, "birth_date": employee.birth_date.isoformat()}
