"""The door that tells a browser where the stream of news is."""

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port
from ninja import Schema

from gridward.kernel.http import answers, door

router = door("live")


class LiveOut(Schema):
    """`address` is where to open the stream, null where there is none: then screens ask for themselves."""

    address: str | None


@router.get("", response=answers(LiveOut))
def get_live(request: HttpRequest) -> object:
    """Where server-sent events say that something is to be looked at again."""
    if settings.PUSH_URL or not settings.PUSH_PORT:
        return LiveOut(address=settings.PUSH_URL or None)
    name, _ = split_domain_port(request.get_host())
    return LiveOut(address=f"http://{name}:{settings.PUSH_PORT}/push")
