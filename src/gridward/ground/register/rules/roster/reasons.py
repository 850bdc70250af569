"""Why a row became what it became: codes with details, in which no personal value stands."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from gridward.kernel.problems import Problem
from gridward.kernel.texts import DEFAULT_LANGUAGE, catalogue

_SHELVES: Final = ("reason", "problem", "warning")
_NO_DETAILS: Final[Mapping[str, Any]] = {}


class Reason(NamedTuple):
    """A code such as `identity_number.check_digit` or `roster.same_row`, and what its sentence needs."""

    code: str
    details: Mapping[str, Any] = _NO_DETAILS

    @classmethod
    def of(cls, problem: Problem) -> "Reason":
        """The reason that a refused value gives."""
        return cls(problem.code, {name: str(value) for name, value in problem.details.items()})

    def sentence(self, language: str = DEFAULT_LANGUAGE) -> str:
        """What is the matter and what to do, in the reader's language."""
        texts = catalogue(language)
        found = (texts.get(f"{shelf}.{self.code}") for shelf in _SHELVES)
        return next(filter(None, found)).format_map(dict(self.details))
