"""A catalogue of problems: every refusal has a stable code, an HTTP status and a sentence that says what to do.

A problem is declared where it is raised from, as a subclass with a `code`; its sentences stand under
`problem.<code>` in the part's catalogues (see `gridward.kernel.texts`). The class docstring is for developers.
"""

from typing import ClassVar

from gridward.kernel.texts import DEFAULT_LANGUAGE, say


class Problem(Exception):
    """Something the caller can understand and mend; never a bug of the program."""

    code: ClassVar[str] = ""
    status: ClassVar[int] = 422
    known: ClassVar[dict[str, type["Problem"]]] = {}

    def __init_subclass__(cls) -> None:
        """Enter the subclass in the catalogue; a code used twice is refused with ValueError."""
        super().__init_subclass__()
        if not cls.__dict__.get("code"):
            return
        other = Problem.known.setdefault(cls.code, cls)
        if other.__qualname__ != cls.__qualname__ or other.__module__ != cls.__module__:
            raise ValueError(f"problem code {cls.code!r} is used by {other!r} and {cls!r}")

    def __init__(self, **details: object) -> None:
        super().__init__(self.code, details)
        self.details = details

    def sentence(self, language: str = DEFAULT_LANGUAGE) -> str:
        """What is wrong and what to do, in the reader's language."""
        return say(f"problem.{self.code}", language, **self.details)

    def __str__(self) -> str:
        return f"{self.code}: {self.sentence('en')}"


class NotFound(Problem):
    """The row does not exist, or the actor may not know that it does."""

    code = "not_found"
    status = 404


class NotAllowed(Problem):
    """The actor's posts do not carry this permission at this place."""

    code = "not_allowed"
    status = 403


class Stale(Problem):
    """The row was changed by somebody else since the caller read it."""

    code = "stale"
    status = 409


class SignInNeeded(Problem):
    """Nobody is signed in, or the first password was not changed yet."""

    code = "sign_in_needed"
    status = 401


class TokenMissing(Problem):
    """A write came without the token of the page (CSRF), or with an old one: the page is to be loaded again."""

    code = "token_missing"
    status = 403


class Crowded(Problem):
    """The database let this request go, time and again: its writer and others waited for each other."""

    code = "crowded"
    status = 503


class BadRequest(Problem):
    """Fields are missing or of the wrong form."""

    code = "bad_request"
    status = 422
