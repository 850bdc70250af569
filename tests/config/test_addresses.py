"""Addresses of the API as a tree mean what they mean one after the other."""

import re

from django.urls import path

from gridward.config.addresses import by_first_step
from gridward.config.api import api
from gridward.kernel.ids import new_id


def test_every_address_is_found_as_it_was() -> None:
    urls = api.urls
    row, tree = path("", urls), path("", by_first_step(urls))
    for one in urls[0]:
        asked = re.sub(r"<[^>]+>", str(new_id()), str(one.pattern))
        before, now = row.resolve(asked), tree.resolve(asked)
        assert (now.func, now.kwargs, now.route) == (before.func, before.kwargs, before.route)
        assert (now.url_name, now.namespaces) == (before.url_name, before.namespaces)
