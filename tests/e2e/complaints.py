"""What pages throw, or write as an error: Vue writes what a handler threw, and the page goes on without it."""

from playwright.sync_api import BrowserContext, ConsoleMessage

STAGED = "Failed to load resource"
"""The browser's own word of a refusal or of a lost signal, which tests bring about."""


def note_complaints(context: BrowserContext, heard: list[str]) -> None:
    """From now on every error of the context's pages is added to `heard`."""

    def written(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(STAGED):
            heard.append(message.text)

    context.on("weberror", lambda error: heard.append(str(error.error)))
    context.on("console", written)
