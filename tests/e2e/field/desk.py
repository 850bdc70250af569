"""Somebody at a desk while a phone is out: the same doors over HTTP, with a session of their own."""

from dataclasses import dataclass, replace
from http.cookiejar import CookieJar
from typing import Any

from tests.served import Served

API = "/api/v1"


@dataclass(frozen=True)
class Desk:
    """A signed-in person; whatever is asked must be answered well."""

    served: Served

    @classmethod
    def of(cls, served: Served, username: str, password: str) -> "Desk":
        """Sign somebody in."""
        own = replace(served, cookies=CookieJar())
        own.enter(username, password)
        return cls(own)

    def get(self, path: str) -> Any:
        """The answer to a question."""
        return self._ask("GET", path)

    def post(self, path: str, **body: Any) -> Any:
        """The answer to an act."""
        return self._ask("POST", path, body)

    def patch(self, path: str, **body: Any) -> Any:
        """The answer to a change."""
        return self._ask("PATCH", path, body)

    def every(self, path: str) -> list[dict[str, Any]]:
        """All rows of a list, page by page; `path` has its question mark."""
        rows: list[dict[str, Any]] = []
        after = ""
        while True:
            page = self.get(f"{path}&after={after}" if after else path)
            rows += page["items"]
            if not (after := page["next"] or ""):
                return rows

    def _ask(self, method: str, path: str, body: object = None) -> Any:
        status, answer = self.served.ask(method, API + path, body)
        assert status in (200, 201, 204), (path, status, answer)
        return answer
