"""Write the server's OpenAPI document for the screens' generated client: web/packages/api/openapi.json."""

import os
from importlib import import_module
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "gridward.config.settings"
import_module("django").setup()
schema = import_module("gridward.config.openapi").document()
target = Path(__file__).parent.parent / "web" / "packages" / "api" / "openapi.json"
target.write_text(schema, encoding="utf-8")
