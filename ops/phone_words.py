"""Write the words that the phones share with the server: web/apps/field/src/locales/*/*Words.json."""

import os
from importlib import import_module
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "gridward.config.settings"
import_module("django").setup()
module = import_module("gridward.config.phone_words")
locales = Path(__file__).parent.parent / "web" / "apps" / "field" / "src" / "locales"
for language in import_module("gridward.kernel.texts").LANGUAGES:
    for file in module.SHARED:
        target = locales / language / f"{file}.json"
        target.write_text(module.words(file, language), encoding="utf-8")
