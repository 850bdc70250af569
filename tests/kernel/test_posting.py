"""One request to one address: what comes back, however the other side speaks."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from time import monotonic, sleep

import pytest

from gridward.kernel.posting import LARGEST_ANSWER, Answer, post

Speak = Callable[[socket.socket], None]


@contextmanager
def other_side(speak: Speak) -> Iterator[str]:
    """A server on this machine that takes one request and speaks as told."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(65536)
                try:
                    speak(connection)
                    connection.shutdown(socket.SHUT_WR)
                    while connection.recv(65536):
                        """What is left unread would reset the connection, and take the answer with it."""
                except OSError:
                    """Whoever asked has gone."""

        thread = Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        thread.join()


def said(body: bytes, *heads: str) -> Speak:
    head = "\r\n".join(["HTTP/1.1 200 OK", *heads, "", ""]).encode()
    return lambda connection: connection.sendall(head + body)


@pytest.mark.parametrize(
    ("speak", "expected"),
    [
        (said(b'{"a": 1}', "Content-Length: 8"), Answer(200, {"a": 1})),
        (said(b'{"a": 1}', "Connection: close"), Answer(200, {"a": 1})),
        (
            said(b"8\r\n" + b'{"a": 1}' + b"\r\n0\r\n\r\n", "Transfer-Encoding: chunked"),
            Answer(200, {"a": 1}),
        ),
        (said(b"[1]", "Content-Length: 3"), Answer(200, {})),
        (said(b"<html>", "Content-Length: 6"), Answer(200, {})),
        (said(b"nonsense", "Transfer-Encoding: chunked"), Answer(None, {})),
        (lambda connection: connection.sendall(b"SMTP ready\r\n"), Answer(None, {})),
        (lambda connection: None, Answer(None, {})),
    ],
)
def test_whatever_is_answered_is_told_and_never_raised(speak: Speak, expected: Answer) -> None:
    with other_side(speak) as url:
        assert post(url, {"q": 1}, {}, 5) == expected


def test_an_answer_without_end_is_left() -> None:
    body = b'{"a": "' + b"a" * 2 * LARGEST_ANSWER + b'"}'
    with other_side(said(body, f"Content-Length: {len(body)}")) as url:
        assert post(url, {}, {}, 5) == Answer(200, {})


def test_whoever_speaks_a_byte_at_a_time_is_not_waited_for_longer() -> None:
    def drip(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{")
        begun = monotonic()
        while monotonic() - begun < 5:
            connection.sendall(b" ")
            sleep(0.02)

    begun = monotonic()
    with other_side(drip) as url:
        assert post(url, {}, {}, 0.3) == Answer(None, {})
    assert monotonic() - begun < 4  # it would have spoken for five


def test_nobody_there_is_certain() -> None:
    assert post("http://127.0.0.1:9/", {}, {}, 5) == Answer(0, {})
