"""News for open screens: that something of a topic changed at a grid, never what.

After each statement on a table a trigger sends a NOTIFY with the grids that it touched (`notifying`). One process
listens (`listening`) and fans out to all open streams (`hub`); a stream hears of the grids of its *ticket* alone. News
says "look again": what is there now the screen asks through the doors, which ask who may see it.
"""
