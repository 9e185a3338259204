"""What a registry says of itself wherever its data goes: as mkdocs.yml has it."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


class Imprint(NamedTuple):
    """Name, address with a slash at its end or empty, description, author, and terms of use; texts may be empty."""

    name: str
    url: str = ""
    description: str = ""
    author: str = ""
    rights: str = ""

    @classmethod
    def of(cls, config: "MkDocsConfig") -> "Imprint":
        """From `site_name`, `site_url`, `site_description`, `site_author` and `copyright`."""
        return cls(config.site_name, config.site_url or "", config.site_description or "", config.site_author or "",
                   config.copyright or "")
