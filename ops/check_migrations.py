"""Models and migrations agree (as `makemigrations --check` says), without asking a database."""

import os
import sys
from importlib import import_module

os.environ["DJANGO_SETTINGS_MODULE"] = "gridward.config.settings"
import_module("django").setup()
import_module("django.utils.translation").deactivate_all()
loader = import_module("django.db.migrations.loader").MigrationLoader(None)
state = import_module("django.db.migrations.state").ProjectState
apps = import_module("django.apps").apps
detector = import_module("django.db.migrations.autodetector").MigrationAutodetector(
    loader.project_state(), state.from_apps(apps)
)
changes = detector.changes(graph=loader.graph)
if changes:
    sys.exit(f"models changed without a migration: {', '.join(sorted(changes))}")
