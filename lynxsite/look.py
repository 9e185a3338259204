"""The site's look on top of the theme, and nothing of the theme that asks another host."""

from mkdocs.config.defaults import MkDocsConfig

from lynxsite.asset import BASE

_ICONS = {"logo": f"{BASE}/logo.svg", "favicon": f"{BASE}/favicon.svg"}


def dress(config: MkDocsConfig) -> None:
    """Style sheet, logo and icon; the theme's web fonts off."""
    for name, path in _ICONS.items():
        config.theme[name] = path
    config.theme["font"] = False
    config.extra_css.append(f"{BASE}/lynx.css")
