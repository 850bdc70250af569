"""Addresses of the API as a tree: Django tries addresses one after the other, and there are hundreds.

Two that begin with different words never mean the same, so each word has a list of its own, in its former order.
"""

from collections.abc import Sequence

from django.urls import URLPattern, URLResolver, include, path
from django.urls.resolvers import RoutePattern

Mounted = tuple[Sequence[URLPattern | URLResolver], str, str]
"""What `NinjaAPI.urls` gives: addresses, the application's name, that of its namespace."""


def by_first_step(mounted: Mounted) -> Mounted:
    """The same addresses under the same names, those behind one first word in a list of their own."""
    addresses, app, namespace = mounted
    grouped: dict[str, list[URLPattern]] = {}
    others: list[URLPattern | URLResolver] = []
    for one in addresses:
        step, slash, rest = str(one.pattern).partition("/")
        if isinstance(one, URLPattern) and slash and "<" not in step:
            grouped.setdefault(step, []).append(_behind(one, rest))
        else:
            others.append(one)
    trees = [path(f"{step}/", include(behind)) for step, behind in grouped.items()]
    return [*others, *trees], app, namespace


def _behind(one: URLPattern, rest: str) -> URLPattern:
    pattern = RoutePattern(rest, name=one.name, is_endpoint=True)
    return URLPattern(pattern, one.callback, one.default_args, one.name)
