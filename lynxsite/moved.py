"""The page for an address that leads nowhere: it guides to the viewer where a submission has no page any more."""

from urllib.parse import urlsplit

from lynxsite.asset import BASE

_END = "</body>"


def with_guide(page: str, url: str) -> str:
    """The page with the script that looks at the address; `url` is the site's or empty."""
    path = urlsplit(url).path or "/"
    return page.replace(_END, f'<script type="module" src="{path}{BASE}/js/moved.js"></script>{_END}')
