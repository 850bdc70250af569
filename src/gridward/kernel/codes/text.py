"""What all codes share: making typed text plain, and seeing digits that a spreadsheet destroyed."""

import re
from unicodedata import category, normalize

_INVISIBLE = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp"))  # controls, zero-width and BOM, spaces
_DASHES = str.maketrans(dict.fromkeys("‐‒–—―−", "-"))
_SCIENTIFIC = re.compile(r"\d+(?:\.\d+E\+?|E\+)\d{1,3}", re.ASCII)
_WHOLE_FLOAT = re.compile(r"(\d+)\.0*", re.ASCII)
_EXACT_DIGITS = 15  # what a spreadsheet's number keeps; later digits become zeros


def tidy(text: str) -> str:
    """The text in half width and upper case, without spaces, invisible characters and leading
    apostrophes.

    Everything else stays, inner punctuation too; all dashes become "-". Plain letters and digits
    take a fast path.
    """
    if text.isascii() and text.isalnum():
        return text.upper()
    plain = normalize("NFKC", text).translate(_DASHES)
    return "".join(c for c in plain if category(c) not in _INVISIBLE).lstrip("'’‘").upper()


def tidy_cell(value: str | float) -> str:
    """`tidy` for a spreadsheet's cell: a number is written out as Python shows it, so 3.6e17
    stays recognisable.
    """
    return tidy(value if isinstance(value, str) else repr(value))


def is_scientific(tidied: str) -> bool:
    """Whether the text is a number such as 3.60199E+17: its later digits are gone."""
    return _SCIENTIFIC.fullmatch(tidied) is not None


def whole_number(tidied: str) -> str:
    """The digits of "13800138000.0" when a number can hold them all; other text unchanged."""
    match = _WHOLE_FLOAT.fullmatch(tidied)
    return match[1] if match and len(match[1]) <= _EXACT_DIGITS else tidied


def is_long_float(tidied: str) -> bool:
    """Whether the text is a number with ".0" and more digits than a spreadsheet's number keeps."""
    match = _WHOLE_FLOAT.fullmatch(tidied)
    return match is not None and len(match[1]) > _EXACT_DIGITS


def looks_rounded(digits: str) -> bool:
    """Whether 16 or more digits look like a spreadsheet's number written out: zeros after the
    fifteenth digit, or the binary number nearest to that (above 10**17 a multiple of 16). About
    two genuine codes in a thousand look so by chance.
    """
    if digits[-1] not in "02468" or not digits.isdecimal():
        return False
    if not digits[_EXACT_DIGITS:].strip("0"):
        return True
    return int(digits) % 16 == 0 and int(float(f"{int(digits):.14e}")) == int(digits)
