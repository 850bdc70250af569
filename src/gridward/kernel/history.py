"""History of rows: what a row was before each change and each removal, kept by triggers (django-pghistory).

What a row is now stands in the row itself, so adding a row costs nothing more; bulk statements are covered too,
since the triggers work on whole statements. Each kept row names who changed it (see `gridward.kernel.rows`).
"""

from collections.abc import Callable
from typing import Any

import pghistory
import pgtrigger
from django.db import models


def keeps_history(model_name: str) -> Callable[[type[models.Model]], type[models.Model]]:
    """Class decorator: former states of the model's rows go to the model `model_name` of the same app."""
    decorate: Any = pghistory.track(
        pghistory.UpdateEvent(row="OLD", level=pgtrigger.Statement),
        pghistory.DeleteEvent(row="OLD", level=pgtrigger.Statement),
        model_name=model_name,
    )
    return decorate  # type: ignore[no-any-return]
