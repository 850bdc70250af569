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
# Python's own 700 costs 5 % of each request; 20,000 stops them all for 20 ms at a time.
gc.set_threshold(3_000)
gc.enable()
with home().locked("prepare"):  # held by `gridward serve` while it migrates
    pass
