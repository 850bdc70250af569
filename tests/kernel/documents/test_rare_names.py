"""Rare characters of names: drawn, or said in words, never a silent blank."""

from pathlib import Path

import pytest

from gridward.kernel.documents import press, typesetting
from gridward.kernel.documents.characters import code_point, drawn_by, letters
from gridward.kernel.documents.typesetting import FONTS, RARE, faces_for, pdf
from tests.kernel.documents.paper import lines_template, text

LIST = Path(__file__).with_name("rare_names.txt").read_text(encoding="utf-8")
BLOCKS = dict(line.split("\t") for line in LIST.splitlines() if not line.startswith("#"))

needs_rare_font = pytest.mark.skipif(
    not (FONTS / f"{RARE}.ttf").exists(), reason=f"{RARE} is not installed: see `make fonts`"
)


@needs_rare_font
@pytest.mark.parametrize("block", ["basic", "A", "B", "C", "D", "E", "F"])
def test_the_shipped_fonts_draw_every_name_of_the_list(block: str) -> None:
    drawn = frozenset().union(*(drawn_by(font) for font in FONTS.glob("*.ttf")))
    assert {one for one in BLOCKS[block] if one not in drawn} == set()


@needs_rare_font
def test_a_drawn_name_can_be_read_and_searched_in_the_pdf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = lines_template(tmp_path, monkeypatch)
    names = [f"测{rare}" for block in "ABCDEF" for rare in BLOCKS[block]]
    said = text(pdf(template, {"lines": names}))
    assert {name for name in names if name not in said} == set()


@pytest.mark.parametrize("block", list(BLOCKS))
def test_every_name_of_the_list_is_drawn_or_said_in_words(
    block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = lines_template(tmp_path, monkeypatch)
    said = text(pdf(template, {"lines": list(BLOCKS[block])}))
    assert {
        one for one in BLOCKS[block] if one not in said and code_point(one) not in said
    } == set()


def test_a_character_of_no_font_is_said_in_words_and_noted_at_the_foot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = lines_template(tmp_path, monkeypatch)
    shipped = press.fonts(installed=False)
    monkeypatch.setattr(typesetting, "fonts", lambda installed: shipped)
    said = text(pdf(template, {"lines": ["测\U000323af试"]}))
    assert "测U+323AF试" in said
    assert "请照证件手写补正" in said


def test_without_rare_characters_nothing_is_noted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = lines_template(tmp_path, monkeypatch)
    assert "手写补正" not in text(pdf(template, {"lines": ["张三"]}))


def test_the_installed_fonts_are_asked_only_when_needed() -> None:
    assert faces_for(letters("张三")).families[0] == typesetting.SERIF
    assert faces_for(letters("张三")) is faces_for(letters("李四"))


def test_blanks_and_variation_selectors_need_no_glyph() -> None:
    assert letters({"a": ["张\u3000三\n", "葛\U000e0100", 7, None]}) == set("张三葛")
