"""The door that tells a browser where the stream of news is."""

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port
from ninja import Schema

from gridward.config.live.admission import reach_of
from gridward.kernel.http import actor_of, answers, door

router = door("live")


class LiveOut(Schema):
    """`address` is where to open the stream.

    It is null where there is none, or no news for whoever asks: then screens ask for themselves.
    """

    address: str | None


@router.get("", response=answers(LiveOut))
def get_live(request: HttpRequest) -> object:
    """Where server-sent events say that something is to be looked at again."""
    if not reach_of(actor_of(request)):
        return LiveOut(address=None)
    if settings.PUSH_URL or not settings.PUSH_PORT:
        return LiveOut(address=settings.PUSH_URL or None)
    name, _ = split_domain_port(request.get_host())
    return LiveOut(address=f"http://{name}:{settings.PUSH_PORT}/push")
