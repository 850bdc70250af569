"""The band of a drill on every page: no button closes it, it is printed, and no screen needs to know of it."""

from html import escape

from django.conf import settings

from gridward.kernel.drill import drill, mark_words

HEIGHT = 26
"""Pixels that the band takes; screens leave them free by `--gw-drill`. Rules name the band twice, so that they stand
above those by which a screen prints itself alone."""
_STYLE = f"""
:root {{ --gw-drill: {HEIGHT}px; }}
body {{ padding-top: {HEIGHT}px !important; }}
.el-overlay, .van-overlay {{ top: {HEIGHT}px !important; }}
html body > #gridward-drill#gridward-drill {{
  position: fixed; z-index: 2147483647; inset: 0 0 auto 0; height: {HEIGHT}px; overflow: hidden;
  display: flex !important; visibility: visible !important;
  align-items: center; justify-content: center; pointer-events: none;
  background: repeating-linear-gradient(-45deg, #b3261e 0 18px, #8f1d17 18px 36px); color: #fff;
  font: 600 14px/1 "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; white-space: nowrap;
  -webkit-print-color-adjust: exact; print-color-adjust: exact;
}}
@media print {{
  html body > #gridward-drill#gridward-drill {{
    color: #b3261e; background: #fff; border: 1px solid #b3261e;
  }}
}}
"""


def banded(page: str) -> str:
    """The page with the band at its top, and what its program must know: the drill and the cookie of its token."""
    served, mark = drill(), escape(mark_words())
    head = (
        f'<meta name="gridward-drill" content="{escape(served.name if served else "")}" />'
        f'<meta name="gridward-token" content="{escape(settings.CSRF_COOKIE_NAME)}" />'
        f"<style>{_STYLE}</style>"
    )
    band = f'<div id="gridward-drill" role="status">{mark}</div>'
    page = page.replace("<title>", f"{head}<title>【演练】", 1)
    return page.replace("<body>", f"<body>{band}", 1)
