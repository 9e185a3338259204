"""Watches a page: requests that leave this machine are aborted and counted, errors are collected."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Route

LOCAL = ("127.0.0.1", "localhost")


@dataclass
class Watch:
    """What a context's pages did that they should not."""

    left: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Begin."""
        context.route("**/*", self._route)
        context.on("page", self._listen)

    def clean(self) -> None:
        """Fail where anything was seen."""
        assert not self.left, f"requests left this machine: {self.left}"
        assert not self.errors, f"errors in the browser: {self.errors}"

    def _route(self, route: Route) -> None:
        url = urlsplit(route.request.url)
        if url.scheme in ("http", "https", "ws", "wss") and url.hostname not in LOCAL:
            self.left.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    def _listen(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda told: self.errors.append(told.text) if told.type == "error" else None)
