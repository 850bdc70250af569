"""The OpenAPI document as text, the same each time for the same routes."""

import json
from functools import cache

from gridward.config.api import api


@cache
def document() -> str:
    """Pretty JSON with sorted keys."""
    schema = api.get_openapi_schema(path_prefix="/api/v1/")
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
