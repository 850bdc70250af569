"""One JSON request to one address: without redirects, proxies or patience; what is certain is kept from what is not.

A message that could not begin to leave is surely not there. Once it began to leave, silence says nothing.
"""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

import orjson

TIMEOUT_SECONDS = 10
LARGEST_ANSWER = 64 * 1024


@dataclass(frozen=True)
class Answer:
    """What came back: `status` 0 where nothing could be sent, None where nobody knows whether it arrived."""

    status: int | None
    body: Mapping[str, Any]


def post(
    url: str, content: Mapping[str, Any], headers: Mapping[str, str], timeout: float
) -> Answer:
    """Send, and wait at most so many seconds for each step."""
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
        connection.request("POST", path, body, said)
        answer = connection.getresponse()
        return Answer(answer.status, _read(answer.read(LARGEST_ANSWER)))
    except (OSError, HTTPException):
        return Answer(None, {})
    finally:
        connection.close()


def _connection(scheme: str, host: str, port: int | None, timeout: float) -> HTTPConnection:
    if scheme == "https":
        return HTTPSConnection(host, port, timeout=timeout, context=ssl.create_default_context())
    return HTTPConnection(host, port, timeout=timeout)


def _read(content: bytes) -> Mapping[str, Any]:
    try:
        body = orjson.loads(content)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
