"""The simulator as a server: on this machine alone, with as much trouble as a drill wants."""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any

import orjson

from gridward.exchange.codes.problems import AnswerUnreadable, CodeProblem, ProviderRefuses
from gridward.exchange.codes.rules.inventing import draw
from gridward.exchange.codes.rules.wire import DONE, Said, is_signed
from gridward.exchange.codes.services.provider import CodeProvider
from gridward.exchange.codes.terms import (
    CodeShown,
    CodeUse,
    Correction,
    HealthDeclaration,
    Holder,
    ItineraryDeclaration,
    Operation,
    TokenShown,
)

HOST = "127.0.0.1"
LARGEST_REQUEST = 64 * 1024
NONCES_KEPT = 100_000
READ_SECONDS = 10
NONSENSE = (
    b"<html><body>502 Bad Gateway</body></html>",
    b'{"code": "0", "data": {"findings": "green"}}',
    b'{"code": 0}',
    b'{"code": "0", "data": {"findings": [{"kind"',
    b'{"code": "9999"}',
)
_HEARD: Mapping[Operation, type[Any]] = {
    Operation.DECLARE_HEALTH: HealthDeclaration,
    Operation.DECLARE_ITINERARY: ItineraryDeclaration,
    Operation.QUERY_HEALTH: Holder,
    Operation.APPLY_FOR_CODE: CodeUse,
    Operation.MAKE_CODE: TokenShown,
    Operation.VERIFY_CODE: CodeShown,
    Operation.CORRECT_HEALTH: Correction,
}


@dataclass(frozen=True)
class Trouble:
    """How it goes wrong: seconds before each answer, the share of answers that are 503, and that make no sense."""

    slow: float = 0.0
    failing: float = 0.0
    nonsense: float = 0.0


@dataclass
class Simulator:
    """A provider and how it is spoken to; which answers go wrong follows from the seed and their order."""

    provider: CodeProvider
    secret: str = ""
    trouble: Trouble = Trouble()
    seed: int = 1

    def __post_init__(self) -> None:
        self._lock = Lock()
        self._asked = 0
        self._nonces: OrderedDict[str, None] = OrderedDict()

    def answer(self, path: str, body: bytes) -> tuple[int, bytes]:
        """Status and body of the answer to a request."""
        if self.trouble.slow:
            time.sleep(self.trouble.slow)
        with self._lock:
            self._asked += 1
            count = self._asked
        if draw(self.seed, count, "failing") < self.trouble.failing:
            return 503, b""
        if draw(self.seed, count, "nonsense") < self.trouble.nonsense:
            return 200, NONSENSE[count % len(NONSENSE)]
        return 200, orjson.dumps(self._said(path, body))

    def _said(self, path: str, body: bytes) -> dict[str, Any]:
        try:
            return {"code": DONE, "data": self._done(path, body)}
        except AnswerUnreadable:
            return {"code": "malformed"}
        except CodeProblem as problem:
            return {"code": problem.returned or problem.code}

    def _done(self, path: str, body: bytes) -> Any:
        try:
            operation, given = Operation(path.strip("/")), orjson.loads(body)
            data = orjson.loads(given["data"])
        except (ValueError, KeyError, TypeError):
            raise AnswerUnreadable from None
        now = int(time.time() * 1000)
        if not is_signed(operation, given, secret=self.secret, now=now) or self._repeated(given):
            raise ProviderRefuses
        act: Callable[[Any], Any] = getattr(self.provider, operation.value)
        found = act(Said(_HEARD[operation]).read(data))
        return orjson.loads(Said(type(found)).plain(found))

    def _repeated(self, given: Mapping[str, Any]) -> bool:
        """Whether a signed request came before; as many are remembered as come while one is fresh."""
        nonce = str(given.get("nonce"))
        with self._lock:
            if nonce in self._nonces:
                return True
            self._nonces[nonce] = None
            if len(self._nonces) > NONCES_KEPT:
                self._nonces.popitem(last=False)
        return False


@contextmanager
def serving(simulator: Simulator, port: int = 0) -> Iterator[str]:
    """Serve until the block ends; gives the address. Raises OSError where the port is taken."""

    class Handler(BaseHTTPRequestHandler):
        timeout = READ_SECONDS

        def do_POST(self) -> None:
            length = self.headers.get("Content-Length", "")
            if not length.isdecimal() or int(length) > LARGEST_REQUEST:
                self.send_error(413)
                return
            status, body = simulator.answer(self.path, self.rfile.read(int(length)))
            with suppress(ConnectionError):  # whoever asked has waited long enough
                self.send_response(status)
                self.send_header("Content-Type", "application/json; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """What is asked about people is written nowhere, not even of invented ones."""

    server = ThreadingHTTPServer((HOST, port), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
