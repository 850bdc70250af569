"""The commands as they are typed: a page for each group, all under one root. Bodies: `gridward.config.commands`."""

from gridward.config.cli.root import app, main

__all__ = ["app", "main"]
