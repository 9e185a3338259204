"""Where to send requests and how. Neither the address nor the key is ever published or printed."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from lynxrunner.errors import RunError

KEY = "LYNX_API_KEY"


@dataclass(frozen=True)
class Endpoint:
    """An endpoint as the caller names it; `request_s` is when a request is given up.

    `kept` where a connection serves one request after the other, else each opens its own.
    """

    url: str
    model: str
    api: str = "completions"
    ignore_eos: bool = True
    request_s: float = 120.0
    key_file: str = ""
    kept: bool = True
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def base(self) -> str:
        """Without a slash or version at its end."""
        return self.url.rstrip("/").removesuffix("/v1")

    @property
    def local(self) -> bool:
        """Whether it is on this machine."""
        host = urlsplit(self.url if "//" in self.url else f"//{self.url}").hostname or ""
        try:
            return host == "localhost" or ip_address(host).is_loopback
        except ValueError:
            return False

    def headers(self) -> dict[str, str]:
        """Those of every request. Raises RunError where the file of the key cannot be read."""
        key = _read(self.key_file) if self.key_file else os.environ.get(KEY, "")
        if not key.isascii() or not (key.isprintable() or not key):
            raise RunError("the API key holds characters that no header can carry; give it as one line of ASCII")
        return {"Authorization": f"Bearer {key}"} if key else {}


def require_url(url: str | None) -> str:
    """Raises RunError for what is no address that a request can go to."""
    if not url:
        raise RunError("name the endpoint with --url, as in --url http://127.0.0.1:8000")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https", "grpc", "grpcs") or not parts.hostname:
        raise RunError("--url: give it with its scheme and host, as in http://127.0.0.1:8000")
    if parts.username or parts.password or parts.query:
        raise RunError(f"--url: credentials belong into {KEY} or --api-key-file, not into the address")
    return url


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        raise RunError("--api-key-file: it cannot be read as one line of ASCII") from None
