"""One JSON request to one address: without redirects, proxies or patience; what is certain is kept from what is not.

Nothing in the program speaks to another host but through here, and only to an address that an administrator has set. A
message that could not begin to leave is surely not there. Once it began to leave, silence says nothing.
"""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from socket import socket
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import orjson

from gridward.kernel.drill import stay_here

TIMEOUT_SECONDS = 10
LARGEST_ANSWER = 64 * 1024


@dataclass(frozen=True)
class Answer:
    """What came back: `status` 0 where nothing could be sent, None where nobody knows whether it arrived.

    `body` is empty where the answer was no JSON object, or larger than LARGEST_ANSWER bytes.
    """

    status: int | None
    body: Mapping[str, Any]


def post(
    url: str, content: Mapping[str, Any], headers: Mapping[str, str], timeout: float
) -> Answer:
    """Send, and wait at most so many seconds, however slowly the other side speaks once it has begun.

    Raises NothingLeaves in a drill.
    """
    stay_here()
    end = monotonic() + timeout
    parts = urlsplit(url)
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    connection = _connection(parts.scheme, parts.hostname or "", parts.port, timeout)
    try:
        connection.connect()
    except OSError:
        return Answer(0, {})
    try:
        body = orjson.dumps(content)
        said = {"Content-Type": "application/json; charset=utf-8", **headers}
        wire = connection.sock
        _wait_until(wire, end)
        connection.request("POST", path, body, said)
        answer = connection.getresponse()
        return Answer(answer.status, _read(_body(wire, answer, end)))
    except (OSError, HTTPException):
        return Answer(None, {})
    finally:
        connection.close()


def _connection(scheme: str, host: str, port: int | None, timeout: float) -> HTTPConnection:
    if scheme == "https":
        return HTTPSConnection(host, port, timeout=timeout, context=ssl.create_default_context())
    return HTTPConnection(host, port, timeout=timeout)


def _wait_until(wire: socket, end: float) -> None:
    """Let the next step wait for what is left of the time; raises TimeoutError where nothing is."""
    left = end - monotonic()
    if left <= 0:
        raise TimeoutError
    wire.settimeout(left)


def _body(wire: socket, answer: HTTPResponse, end: float) -> bytes:
    """What was said, one byte more than the largest answer at most."""
    found = b""
    while len(found) <= LARGEST_ANSWER and not answer.isclosed():
        _wait_until(wire, end)
        piece = answer.read1(LARGEST_ANSWER + 1 - len(found))
        if not piece:
            break
        found += piece
    return found


def _read(content: bytes) -> Mapping[str, Any]:
    if len(content) > LARGEST_ANSWER:
        return {}
    try:
        body = orjson.loads(content)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
