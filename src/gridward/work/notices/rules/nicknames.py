"""Member lists of chat groups as people paste them: one nickname a line, such as "3-2-501 张"."""

import re
from collections.abc import Sequence

from gridward.work.notices.terms import Nickname

_NUMBERED = re.compile(r"^\s*\d{1,3}\s*[、.．)）]\s*(?=\S)")
_ROLE = re.compile(r"[（(\[【](?:群主|管理员|业主|租户|租客|房东)[)）\]】]|^@")
_KINSHIP = re.compile(
    r"(?:先生|女士|小姐|老师|师傅|阿姨|叔叔|大爷|大妈|奶奶|爷爷|妈妈|爸爸|妈|爸|姐|哥|总|家|家长|家属|本人)+$"
)
_HAN = re.compile("[\u4e00-\u9fff]+")
_TWO = 2


def nicknames(text: str) -> list[Nickname]:
    """The lines of a pasted list, each once, without list numbers and what the chat adds; empty ones are left out."""
    found: dict[str, Nickname] = {}
    for line in re.split(r"[\n\r]+", text):
        plain = _ROLE.sub("", _NUMBERED.sub("", line)).strip()
        if plain:
            found.setdefault(plain, Nickname(line.strip(), plain))
    return list(found.values())


def called(rest: str) -> str:
    """What is left of a nickname as somebody's name: 张阿姨 is 张, what is no Chinese name is ""."""
    words = _HAN.findall(rest)
    return _KINSHIP.sub("", words[0]) if words else ""


def person_meant(name: str, names: Sequence[str]) -> int | None:
    """Which of the names is meant: the whole name, else the only one of the surname; None where it may be several."""
    if not name:
        return None
    whole = [place for place, one in enumerate(names) if one == name]
    if whole:
        return whole[0] if len(whole) == 1 else None
    if len(name) > _TWO:
        return None
    alike = [place for place, one in enumerate(names) if one.startswith(name)]
    return alike[0] if len(alike) == 1 else None
