"""Write the privacy pages from the declarations: docs/privacy/fields*.md, and the list in docs/privacy/notice*.md."""

import os
from importlib import import_module
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "gridward.config.settings"
import_module("django").setup()
made = import_module("gridward.config.privacy_pages")
folder = Path(__file__).parent.parent / "docs" / "privacy"
for language, suffix in made.LANGUAGES.items():
    (folder / f"fields{suffix}.md").write_text(made.fields_page(language), encoding="utf-8")
    page = folder / f"notice{suffix}.md"
    text = made.with_notice_lines(page.read_text(encoding="utf-8"), language)
    page.write_text(text, encoding="utf-8")
