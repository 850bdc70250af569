"""The web application that granian serves: everything is read, then it waits for the tables to be up to date."""

import gc
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from gridward.config.turns import Turns
from gridward.kernel.compiled import write_all
from gridward.kernel.database.home import home

gc.disable()  # nothing that is read here is garbage: looking for it took a quarter of the time
application = Turns(get_wsgi_application())
import_module(settings.ROOT_URLCONF)
write_all()
gc.collect()
gc.freeze()  # what was read stays: looking through it for garbage would stop all requests for 0.15 s again and again
gc.set_threshold(
    20_000
)  # a request makes thousands of things and leaves hardly one: a twentieth of its time was spent on looking
gc.enable()
with home().locked("prepare"):  # held by `gridward serve` while it migrates
    pass
