"""Addresses: the API, sign-in, health, the phones' app below /field/, the residents' page at /p/, else the console."""

from django.urls import include, path, re_path
from django.views.generic import RedirectView

from gridward.config.addresses import by_first_step
from gridward.config.api import api
from gridward.config.health import health
from gridward.config.screens import public_screen, screen

urlpatterns = [
    path("healthz", health),
    path("api/v1/", by_first_step(api.urls)),
    path("_allauth/", include("allauth.headless.urls")),
    path("field", RedirectView.as_view(url="/field/", query_string=True)),
    re_path(r"^field/(?!assets/).*$", screen, {"app": "field"}),
    path("p", RedirectView.as_view(url="/p/")),
    re_path(r"^p/(?!assets/).*$", public_screen),
    re_path(r"^(?!api/|_allauth/|assets/|field/|p/).*$", screen, {"app": "console"}),
]
handler404 = "gridward.config.health.not_found"
