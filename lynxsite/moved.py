"""The page for an address that leads nowhere: it says where to look, and where a submission is that has moved."""

from urllib.parse import urlsplit

from lynxsite.asset import BASE

_ARTICLE, _END = "</article>", "</body>"
_GUIDE = ('<p>Nothing is at this address. Search <a href="{0}results/">all results</a>; what was withdrawn or '
          'had to go stands under <a href="{0}errata/">errata and withdrawals</a>.</p>')


def with_guide(page: str, url: str) -> str:
    """The page with links from here on and the script that looks at the address; `url` is the site's or empty."""
    path = urlsplit(url).path or "/"
    script = f'<script type="module" src="{path}{BASE}/js/moved.js"></script>'
    return page.replace(_ARTICLE, f"{_GUIDE.format(path)}{_ARTICLE}").replace(_END, f"{script}{_END}")
