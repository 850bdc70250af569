"""The signs by which rows that are no data give themselves away: totals, notes, hints, ditto marks."""

import re
from collections.abc import Sequence
from typing import Final

from gridward.kernel.sheets.cells import Cell, cell_text, squeeze

_ABOVE_WORDS = (
    "同上",
    "同 上",
    "同  上",
    "同\u3000上",
    "同上 ",
    " 同上",
    "同前",
    "同",
    "如上",
    "同上行",
)
_ABOVE_SIGNS = ('"', "'", "〃", "″", "”", "“", "′", "〞", "〝", "々")
DITTO_ABOVE: Final = frozenset(
    [*_ABOVE_WORDS, "(同上)", "（同上）", "-同上-", "“”", "〝〞"]
    + [sign * times for sign in _ABOVE_SIGNS for times in (1, 2)]
)
DITTO_LEFT: Final = frozenset({"同左", "同 左", "(同左)", "（同左）"})
DITTO: Final = DITTO_ABOVE | DITTO_LEFT

TOTAL_WORDS: Final = frozenset(
    {
        a + gap + b + colon
        for a, b in ("合计", "总计", "小计", "共计", "累计", "总数")
        for gap in ("", " ", "  ", "   ", "    ", "\u3000", "\u3000\u3000")
        for colon in ("", "：", ":")
    }
)
_TOTAL = re.compile(
    r"^(.{0,12}(合计|总计|小计|共计|累计)|总数|共\d+[户人条行])(数|人数|户数)?([:：(（].*|共?\d.*)?$"
)
_NOTE = re.compile(
    r"^[(（【*※]*(注\d?[:：.、]|备注[:：]|附注|说明[:：]|填表说明|填写说明|填报说明|注意事项|填表(人|日期|时间)"
    r"|制表(人|日期|时间|单位)?[:：]|审核(人)?[:：]|审批(人)?[:：]|复核(人)?[:：]|填报(人|日期|时间)?[:：]|登记(人|日期|时间)[:：]"
    r"|统计(人|日期|时间)[:：]|经办(人)?[:：]|负责人[:：(（]|联系(电话|人)[:：]|日期[:：]|时间[:：]|签字|签名|盖章"
    r"|.{0,8}[(（](签字|签名|盖章|签章)[)）]|第\d+页|共\d+页|提示[:：]|温馨提示|以上|以下)"
)
_HINT = re.compile(
    r"必填|选填|可选|非必填|格式|^如[:：]?.|^例|例如|示例|样例|请(填|选|按|输)|填写|下拉|多个.*分隔|YYYY|yyyy|"
    r"^\d+位|位(身份证|数字)|^[01]=.|自动(关联|生成|计算)|^[一-鿿]{1,4}(/[一-鿿]{1,6})+$|如有|^系统|完整(地址|街道)"
)
_SENTENCE = re.compile(r"[。；！？]|，.*，")


def is_total(text: str) -> bool:
    """Whether a row that begins with this text sums others up."""
    return _TOTAL.match(squeeze(text)) is not None


def is_note(text: str) -> bool:
    """Whether a row that begins with this text is a note, a signature line or a date line."""
    return _NOTE.match(squeeze(text)) is not None


def is_sentence(text: str) -> bool:
    """Running text, which no header and few values are."""
    return len(text) > 30 or _SENTENCE.search(text) is not None


def is_hint_row(cells: Sequence[Cell]) -> bool:
    """A row under a header that explains what to write: at least a third of its cells say so."""
    texts = [squeeze(cell_text(cell)) for cell in cells if isinstance(cell, str) and cell.strip()]
    filled = sum(1 for cell in cells if not isinstance(cell, str) or cell.strip())
    hints = sum(1 for text in texts if _HINT.search(text))
    opens_with_example = bool(texts) and re.match(r"^(示例|样例|例[:：]|填写示例|范例)", texts[0])
    return bool(opens_with_example) or hints >= max(1 if filled == 1 else 2, filled / 3)
