"""The web application that granian serves: everything is read, then it waits for the tables to be up to date."""

from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from gridward.kernel.database.home import home

application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)
with home().locked("prepare"):  # held by `gridward serve` while it migrates
    pass
