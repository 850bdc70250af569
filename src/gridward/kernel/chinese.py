"""Names for sorting and searching: pinyin without tones, and the pieces by which a name is found.

    sort_key("单小明")        "shan xiao ming…"      a surname, not "dan"
    search_grams("张伟")      张 伟 张伟 z zw zhang zhangw zhangwei wei
    query_grams("zhangw")     ["zhangw"]             all must be among a name's pieces

Text is compared in half width, lower case and simplified characters; a dot parts a name
(阿里木·买买提). For search a character has up to two readings, for sorting the first, and surnames
have their own; ü is read as v and as u. The readings are pypinyin's table, the simplified forms
OpenCC's, both looked up a character at a time: their conversion of whole names is five times too
slow for rosters.
"""

import importlib.util
import re
from functools import cache, lru_cache
from itertools import islice, pairwise, product
from pathlib import Path
from unicodedata import is_normalized, normalize

import opencc
import orjson

LONGEST_KEY = 120
LONGEST_GRAM = 60

_READINGS = 2  # of one character: rarer ones are not used in names
_SPELLINGS = 4  # of one name
_PERSON = 4  # characters of a name that begins with a surname
_SHORT = 9  # no piece of so short a text is too long
_WINDOW = 4
_DOTS = re.compile(r"[·•・‧∙⋅˙]+")
_TOKENS = re.compile(r"[a-z0-9]+|[^\W_]")
_LATIN = re.compile(r"[a-z]")
_TONES = {ord(mark): None for mark in "\u0300\u0301\u0302\u0304\u030c"}
_UMLAUT = "u\u0308"

_SURNAMES = dict(
    re.findall(
        r"(\w)([a-z]+)",
        """
        单shan 仇qiu 曾zeng 解xie 区ou 查zha 朴piao 盖ge 任ren 华hua 尉wei 缪miao 纪ji 宓fu 冼xian
        洗xian 燕yan 召shao 黑he 翟zhai 员yun 逄pang 费fei 秘bi 牟mu 乜nie 乐yue 覃qin 谌chen 葛ge
        过guo 哈ha 那na 宁ning 折she 适kuo 晁chao 种chong 重chong 祭zhai 瞿qu 车che 薄bo 柏bai
        卜bu 晟cheng 都du 干gan 句gou 隗wei 令ling 陆lu 能nai 沈shen 盛sheng 石shi 眭sui 应ying
        郇xun 冯feng 贾jia 臧zang 佴nai 呙guo 曲qu 行xing 阚kan 撒sa 宿su 颉xie 藏zang 繁po 尹yin
        """,
    )
)
_COMPOUND = {
    surname: tuple(syllables.split("-"))
    for surname, syllables in re.findall(
        r"([^\W a-z]{2})([a-z-]+)",
        """
        尉迟yu-chi 万俟mo-qi 单于chan-yu 长孙zhang-sun 澹台tan-tai 令狐ling-hu 宰父zai-fu
        乐正yue-zheng 亓官qi-guan 贺若he-ruo 相里xiang-li 公冶gong-ye 夏侯xia-hou
        """,
    )
}


def sort_key(name: str) -> str:
    """The syllables parted by spaces, then the name, so that names of one sound stay together."""
    plain = _plain(name)
    syllables = [word[0] for part in _parts(plain) for word in _readings(part)]
    return f"{' '.join(syllables)}\t{plain}"[:LONGEST_KEY]


def syllables(text: str) -> list[str]:
    """How a text is read: the likeliest syllable of each Chinese character, any other character as it is."""
    return [_syllables(character)[0] for character in text]


def search_grams(text: str) -> list[str]:
    """The pieces by which a name or a title is found, each once, none longer than 60 characters."""
    parts = _parts(_plain(text))
    found: dict[str, None] = {}
    for tokens in parts:
        found.update(dict.fromkeys(tokens + _pairs(tokens)))
        _spell(_readings(tokens), found)
    if len(parts) > 1:
        _spell([reading for tokens in parts for reading in _readings(tokens)], found)
    if len(text) > _SHORT:
        return [gram for gram in found if len(gram) <= LONGEST_GRAM]
    return list(found)


def query_grams(query: str) -> list[str] | None:
    """The pieces that a name must all have to answer a query; None when it names nothing."""
    parts = _parts(_plain(query))
    tokens = [token for part in parts for token in part]
    if not any(token.isalpha() for token in tokens):
        return None
    if all(token.isascii() for token in tokens):
        return ["".join(tokens)]
    han = [token for token in tokens if not token.isascii()]
    if len(han) < len(tokens):
        return [*han, "".join(word[0] for part in parts for word in _readings(part))]
    return [gram for part in parts for gram in (_pairs(part) or part)]


def _pairs(tokens: list[str]) -> list[str]:
    return [first + second for first, second in pairwise(tokens)]


def _spell(readings: list[tuple[str, ...]], found: dict[str, None]) -> None:
    if len(readings) > _PERSON:
        found.update(_windows(tuple(word[0] for word in readings)))
        return
    for syllables in islice(product(*readings), _SPELLINGS):
        found.update(_typed(syllables))


@lru_cache(maxsize=100_000)
def _typed(syllables: tuple[str, ...]) -> dict[str, None]:
    """A short name as people type it: some syllables, then initials; and its later parts."""
    initials = "".join([word[0] for word in syllables])
    length = len(syllables)
    found = list(syllables)
    head = ""
    for place, syllable in enumerate(syllables):
        found += [head + initials[place:end] for end in range(place + 1, length + 1)]
        found.append("".join(syllables[place:]))
        head += syllable
    return dict.fromkeys(found)


def _windows(syllables: tuple[str, ...]) -> dict[str, None]:
    """A long title by any one to four syllables in a row, their initials, and all initials."""
    initials = "".join(word[0] for word in syllables)
    found = {initials: None, "".join(syllables): None}
    for start in range(len(syllables)):
        for end in range(start + 1, min(start + _WINDOW, len(syllables)) + 1):
            found["".join(syllables[start:end])] = None
            found[initials[start:end]] = None
    return found


def _plain(text: str) -> str:
    folded = text if is_normalized("NFKC", text) else normalize("NFKC", text)
    return folded.lower().translate(_simplified())


def _parts(plain: str) -> list[list[str]]:
    if plain.isalpha() and not plain.isascii() and not _LATIN.search(plain):
        return [list(plain)]
    found = [_TOKENS.findall(part) for part in _DOTS.split(plain)]
    return [tokens for tokens in found if tokens]


def _readings(tokens: list[str]) -> list[tuple[str, ...]]:
    """Each token's readings, the likeliest first; a person's name begins with a surname."""
    readings = [_syllables(token) for token in tokens]
    if len(tokens) > _PERSON:
        return readings
    if compound := _COMPOUND.get("".join(tokens[:2])):
        return [*((syllable,) for syllable in compound), *readings[2:]]
    if surname := _SURNAMES.get(tokens[0]):
        readings[0] = tuple(dict.fromkeys((surname, *readings[0])))[:_READINGS]
    return readings


@cache
def _syllables(token: str) -> tuple[str, ...]:
    """Readings without tones; Latin words and unknown characters read as themselves."""
    listed = _dictionary().get(str(ord(token))) if len(token) == 1 else None
    if not listed:
        return (token,)
    found: dict[str, None] = {}
    for reading in listed.split(","):
        plain = normalize("NFD", reading).translate(_TONES)
        found[plain.replace(_UMLAUT, "v")] = None
        found[plain.replace(_UMLAUT, "u")] = None
    return tuple(found)[:_READINGS]


@cache
def _dictionary() -> dict[str, str]:
    """Code point to readings; read as a file, since importing pypinyin loads its phrases too."""
    package = importlib.util.find_spec("pypinyin")
    folders = package.submodule_search_locations if package else None
    content = Path((folders or [""])[0], "pinyin_dict.json").read_bytes()
    found: dict[str, str] = orjson.loads(content)
    return found


@cache
def _simplified() -> dict[int, str]:
    """Traditional to simplified, made once by OpenCC from all characters with a reading."""
    characters = [chr(int(code)) for code in _dictionary()]
    converted = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {ord(a): b for a, b in zip(characters, converted, strict=True) if a != b}
