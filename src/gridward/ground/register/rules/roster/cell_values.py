"""What a cell of a roster says: yes or no, a sex, a day, a tenure ... in the forms that people really write."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

from gridward.ground.register.terms.people import Away, DocumentKind, DocumentMissing, Sex, Tenure
from gridward.kernel.sheets.cells import Cell, cell_text, squeeze

_TICKED = re.compile(r"[☑✓✔√■☒🗹]")
_YES: Final = frozenset(
    [
        "是",
        "有",
        "对",
        "已",
        "已检",
        "已做",
        "已检测",
        "已采样",
        "做了",
        "阴性",
        "阳性",
        "y",
        "yes",
        "true",
        "t",
        "1",
        "√",
        "✓",
        "✔",
        "☑",
        "■",
        "v",
    ]
)
_NO: Final = frozenset(
    [
        "否",
        "无",
        "没",
        "没有",
        "未",
        "未检",
        "未做",
        "未检测",
        "不是",
        "n",
        "no",
        "false",
        "f",
        "0",
        "×",
        "✗",
        "✘",
        "x",
        "□",
        "☐",
    ]
)
_EPOCH: Final = date(1899, 12, 30)
_DAY = re.compile(r"((?:18|19|20)\d{2})\D{0,2}?(\d{1,2})\D{1,2}(\d{1,2})\D?(?:0{1,2}:00(?::00)?)?")
_EIGHT = re.compile(r"((?:18|19|20)\d{2})(\d{2})(\d{2})")
_AGE = re.compile(r"(\d{1,3})(?:周?岁|周岁)?")

_SEXES: Final = {
    **dict.fromkeys(("男", "男性", "1", "m", "male", "♂", "先生"), Sex.MALE),
    **dict.fromkeys(("女", "女性", "2", "f", "female", "♀", "女士"), Sex.FEMALE),
}
_TENURES: Final = (
    (Tenure.LENT, ("借",)),
    (Tenure.RENTED, ("租",)),
    (Tenure.OWNER, ("自", "业主", "产权", "自有", "房主", "购")),
)
_AWAYS: Final = ((Away.PROVINCE, "省外"), (Away.CITY, "市外"), (Away.DISTRICT, "区外"))
_AT_HOME: Final = frozenset(
    ["无", "否", "在家", "在", "未外出", "本地", "在昌", "在区", "不在外", "没有", "未在外"]
)
_DOCUMENT_KINDS: Final = (
    ("居住证", DocumentKind.RESIDENCE_PERMIT),
    ("永久居留", DocumentKind.FOREIGN_RESIDENT),
    ("台湾", DocumentKind.TAIWAN_PERMIT),
    ("台胞", DocumentKind.TAIWAN_PERMIT),
    ("港澳", DocumentKind.HK_MACAO_PERMIT),
    ("回乡", DocumentKind.HK_MACAO_PERMIT),
    ("护照", DocumentKind.PASSPORT),
    ("身份证", DocumentKind.IDENTITY_CARD),
    ("户口", DocumentKind.IDENTITY_CARD),
)
_MISSING: Final = (
    (DocumentMissing.INFANT, ("新生", "婴儿", "未上户", "未落户", "待上户", "未入户", "刚出生")),
    (DocumentMissing.REFUSED, ("拒", "不配合", "不愿", "不肯", "不给")),
    (DocumentMissing.UNREADABLE, ("看不清", "模糊", "不清", "无法辨认")),
    (
        DocumentMissing.NONE_HELD,
        ("未办", "无身份证", "无证", "没有身份证", "没办", "遗失", "丢失", "黑户"),
    ),
)
_NOT_GIVEN: Final = frozenset(
    [
        "无",
        "没有",
        "空",
        "未提供",
        "不详",
        "未知",
        "暂无",
        "待补",
        "待补充",
        "待核实",
        "未填",
        "未登记",
        "缺",
        "暂缺",
        "不知道",
        "没带",
        "/",
        "\\",
        "-",
        "--",
        "---",
        "—",
        "——",
        "*",
        "?",
        "？",
        ".",
        "0",
        "n/a",
        "none",
        "null",
        "nan",
    ]
)


def words(cell: Cell) -> str:
    """The text of a cell on one line, half-width spaces, trimmed; apostrophes that force text are dropped."""
    text = cell if isinstance(cell, str) else cell_text(cell)
    return " ".join(text.split()).lstrip("'’`").strip() if text else ""


@lru_cache(maxsize=4096)
def is_nothing(text: str) -> bool:
    """Whether a text only says that there is nothing to say."""
    return squeeze(text).casefold() in _NOT_GIVEN


@lru_cache(maxsize=4096)
def yes_or_no(text: str) -> bool | None:
    """True, False, or None where it cannot be told; "是☑ 否□" is read by its tick."""
    plain = squeeze(text).casefold()
    chosen = ticked(plain)
    if chosen:
        plain = chosen
    if plain in _YES:
        return True
    return False if plain in _NO else None


def ticked(text: str) -> str:
    """The word beside the tick of "自住□租住☑借住□" or "是√否"; empty when there is no choice."""
    marks = [found.start() for found in _TICKED.finditer(text)]
    words_found = re.findall(r"[\u4e00-\u9fff]+", text)
    if len(marks) != 1 or len(words_found) < 2:
        return ""
    if text[0] in "☑✓✔√■☒🗹□☐":
        after = re.match(r"[\u4e00-\u9fff]+", text[marks[0] + 1 :])
        return after[0] if after else ""
    before = re.search(r"[\u4e00-\u9fff]+$", text[: marks[0]])
    return before[0] if before else ""


@lru_cache(maxsize=1024)
def sex_of(text: str) -> Sex:
    """男, 女, 1, 2, M, F; UNKNOWN otherwise."""
    return _SEXES.get(squeeze(text).casefold(), Sex.UNKNOWN)


@lru_cache(maxsize=4096)
def tenure_of(text: str) -> Tenure:
    """自住, 租住, 借住 in many words, or ticked."""
    plain = squeeze(text)
    plain = ticked(plain) or plain
    for tenure, signs in _TENURES:
        if any(sign in plain for sign in signs):
            return tenure
    return Tenure.UNKNOWN


@lru_cache(maxsize=4096)
def away_of(text: str) -> Away | None:
    """区外, 市外, 省外, at home; None where it cannot be told."""
    plain = squeeze(text)
    plain = ticked(plain) or plain
    for away, sign in _AWAYS:
        if sign in plain and sum(other in plain for _, other in _AWAYS) == 1:
            return away
    return Away.NONE if plain in _AT_HOME or is_nothing(plain) else None


@lru_cache(maxsize=1024)
def document_kind_of(text: str) -> DocumentKind | None:
    """The kind of document that a word names; None for an unknown word."""
    plain = squeeze(text)
    return next((kind for sign, kind in _DOCUMENT_KINDS if sign in plain), None)


@lru_cache(maxsize=4096)
def document_missing_of(text: str) -> DocumentMissing | None:
    """Why there is no number, where the cell of the number says that in words; None for anything else."""
    plain = squeeze(text)
    for missing, signs in _MISSING:
        if any(sign in plain for sign in signs):
            return missing
    return DocumentMissing.NOT_GIVEN if plain.casefold() in _NOT_GIVEN else None


def day_of(cell: Cell) -> date | None:
    """A calendar day as a date cell, 1990-01-02, 1990.1.2, 1990年1月2日, 19900102 or a spreadsheet's day number."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = squeeze(cell_text(cell)).lstrip("'’`")
    found = _EIGHT.fullmatch(text) or _DAY.fullmatch(text)
    if found:
        return _calendar_day(*map(int, found.groups()))
    if text.isdecimal() and len(text) == 5 and int(text) < 60000:
        return _EPOCH + timedelta(days=int(text))
    return None


def _calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def age_of(text: str) -> int | None:
    """35, 35岁, 35周岁."""
    found = _AGE.fullmatch(squeeze(text))
    return int(found[1]) if found and int(found[1]) <= 130 else None
