"""Tables of work orders: versions of kinds, orders, their moves and photographs."""

from gridward.work.workorders.models.kinds import KindVersion
from gridward.work.workorders.models.orders import Move, Order, OrderPhoto, OrderSerial

__all__ = ["KindVersion", "Move", "Order", "OrderPhoto", "OrderSerial"]
