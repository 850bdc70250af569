"""The push process of `gridward serve`: server-sent events that tell open screens to look again.

`admission` knows sessions, accounts and rights; `application` is what granian serves; `keeping` ends streams whose
session is over. `doors` tells a browser where the process is.
"""
