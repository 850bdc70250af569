"""Addresses: the API, sign-in, health, the phones' app below /field/, and the console for everything else."""

from django.urls import include, path, re_path
from django.views.generic import RedirectView

from gridward.config.api import api
from gridward.config.health import health
from gridward.config.screens import screen

urlpatterns = [
    path("healthz", health),
    path("api/v1/", api.urls),
    path("_allauth/", include("allauth.headless.urls")),
    path("field", RedirectView.as_view(url="/field/", query_string=True)),
    re_path(r"^field/(?!assets/).*$", screen, {"app": "field"}),
    re_path(r"^(?!api/|_allauth/|assets/|field/).*$", screen, {"app": "console"}),
]
handler404 = "gridward.config.health.not_found"
