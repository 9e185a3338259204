"""What a visit to a page weighs on the network."""

import gzip

from playwright.sync_api import Page, Response

PACKED = (".woff2", ".png", ".gz")
INDEX = "results/index.json"


def compressed(content: bytes) -> int:
    """Bytes after gzip at its usual level."""
    return len(gzip.compress(content, 6))


class Weight:
    """Every file that a page asks for, once each; the explorer's index apart."""

    def __init__(self, page: Page) -> None:
        self._answers: dict[str, Response] = {}
        page.on("response", lambda answer: self._answers.setdefault(answer.url, answer))

    def document(self) -> dict[str, int]:
        """Compressed bytes of all files, and of the index."""
        sizes = {url: _size(url, answer) for url, answer in self._answers.items()}
        index = sum(size for url, size in sizes.items() if url.endswith(INDEX))
        return {"bytes": sum(sizes.values()) - index, "index_bytes": index}


def _size(url: str, answer: Response) -> int:
    content = answer.body() if answer.ok else b""
    return len(content) if url.partition("?")[0].endswith(PACKED) else compressed(content)
