"""The middle of July 2022, while the 9th plan holds; a response is in force in community a."""

from tests.work.measures.conftest import noon, responding

__all__ = ["noon", "responding"]
