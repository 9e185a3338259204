"""The MkDocs plugin: hands MkDocs' events to the generator and keeps nothing between builds."""

from pathlib import Path
from typing import Any

from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from lynxsite import frame, verdict
from lynxsite.registry import Registry, gather
from lynxsite.site import DEPTHS, Site
from lynxsite.sitemap import with_pages
from lynxsite.stamper import stamp

log = get_plugin_logger("lynxsite")
JUDGES = {"rules": verdict.by_rules, "schema": verdict.by_schema}


class Settings(Config):  # type: ignore[no-untyped-call]
    """Options of the plugin in mkdocs.yml."""

    submissions = option.Dir(default="submissions")
    judge = option.Choice(tuple(JUDGES), default="rules")


class LynxPlugin(BasePlugin[Settings]):  # type: ignore[no-untyped-call]
    """Publishes a registry."""

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read the registry; the frames of an earlier build are forgotten."""
        self.frames: dict[int, frame.Frame] = {}
        registry = gather(Path(self.config.submissions), JUDGES[self.config.judge])
        _warn(registry)
        self.site = Site(registry)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the frames."""
        for depth in DEPTHS:
            files.append(_generated(config, frame.source(depth), frame.markdown()))
        return files

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:
        """Give a frame its canonical address's token."""
        if _is_frame(page.file) and page.canonical_url:
            page.canonical_url = frame.CANONICAL
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Keep a rendered frame and write none."""
        if not _is_frame(page.file):
            return output
        self.frames[page.url.count("/")] = frame.Frame.split(output)
        return ""

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """Leave frames out of the sitemap."""
        context["pages"] = [file for file in context["pages"] if not _is_frame(file)]
        return context

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """List stamped pages in the sitemap."""
        if template_name != "sitemap.xml":
            return output_content
        return with_pages(output_content, config.site_url or "", (page.path for page in self.site.pages()))

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Stamp."""
        count = stamp(Path(config.site_dir), config.site_url or "", self.frames, self.site.pages())
        log.info("%d pages stamped", count)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Build again when a submission changes."""
        server.watch(self.config.submissions)
        return server


def _generated(config: MkDocsConfig, path: str, content: str) -> File:
    return File.generated(config, path, content=content, inclusion=InclusionLevel.NOT_IN_NAV)


def _is_frame(file: File) -> bool:
    return file.src_uri.startswith("lynx-frame")


def _warn(registry: Registry) -> None:
    for broken in registry.left_out:
        log.warning("%s is left out: %s", broken.key, broken.why)
