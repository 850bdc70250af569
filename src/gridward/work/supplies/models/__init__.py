"""Tables of supplies."""

from gridward.work.supplies.models.catalogue import ArticleVersion
from gridward.work.supplies.models.requests import SupplyRequest, SupplyStep
from gridward.work.supplies.models.stock import Movement, Stock

__all__ = ["ArticleVersion", "Movement", "Stock", "SupplyRequest", "SupplyStep"]
