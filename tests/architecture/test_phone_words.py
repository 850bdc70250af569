"""What phones say of orders and gates is what the server says of them."""

from pathlib import Path

import pytest

from gridward.config.phone_words import SHARED, words
from gridward.kernel.texts import LANGUAGES

LOCALES = Path(__file__).parents[2] / "web" / "apps" / "field" / "src" / "locales"


@pytest.mark.parametrize("file", SHARED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_phones_are_generated_anew(language: str, file: str) -> None:
    committed = (LOCALES / language / f"{file}.json").read_text(encoding="utf-8")
    assert committed == words(file, language), "run ops/phone_words.py"
