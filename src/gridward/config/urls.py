"""Addresses: the API, sign-in, health, and the console for everything else."""

from django.urls import include, path, re_path

from gridward.config.api import api
from gridward.config.console import console, health

urlpatterns = [
    path("healthz", health),
    path("api/v1/", api.urls),
    path("_allauth/", include("allauth.headless.urls")),
    re_path(r"^(?!api/|_allauth/|assets/).*$", console),
]
handler404 = "gridward.config.console.not_found"
