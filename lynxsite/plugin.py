"""The MkDocs plugin: hands MkDocs' events to the generator and keeps nothing between builds."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from lynxsite import aside, frame, kept, look, verdict
from lynxsite.asset import assets
from lynxsite.budget import Budget
from lynxsite.fragment import filled
from lynxsite.kept import Kept
from lynxsite.manifest import Manifest
from lynxsite.memo import Memo
from lynxsite.moved import with_guide
from lynxsite.page import root
from lynxsite.pages import rules
from lynxsite.registry import Registry, gather
from lynxsite.site import DEPTHS, FRAGMENTS, STAMPED, Site
from lynxsite.sitemap import with_pages
from lynxsite.stamper import Desk, stamp

log = get_plugin_logger("lynxsite")
JUDGES = {"rules": verdict.by_rules, "schema": verdict.by_schema}


class Settings(Config):  # type: ignore[no-untyped-call]
    """Options of the plugin in mkdocs.yml."""

    submissions = option.Dir(default="submissions")
    drafts = option.Optional(option.Dir())
    judge = option.Choice(tuple(JUDGES), default="rules")
    evidence = option.Type(str, default="")
    cache = option.Dir(default=".cache/lynxsite")
    pages = option.Type(int, default=Budget().pages)
    megabytes = option.Type(int, default=Budget().bytes // 10**6)


class LynxPlugin(BasePlugin[Settings]):  # type: ignore[no-untyped-call]
    """Publishes a registry."""

    place: Path | None = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put on the site's look."""
        look.dress(config)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read the registry and put aside what need not be made again; frames of an earlier build are forgotten."""
        self.frames: dict[int, frame.Frame] = {}
        version = kept.version(self.config.judge)
        self.site = Site(self._registry(version), version)
        self.place = Path(config.site_dir)
        aside.put_aside(self.place)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the frames, the rules' pages and the assets."""
        for depth in DEPTHS:
            files.append(_page(config, frame.source(depth), frame.markdown()))
        for path, markdown in rules.sources():
            files.append(_page(config, path, markdown))
        for address, content in self._assets(config.site_url or ""):
            files.append(_file(config, address, content))
        return files

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Fill in the generated fragments of a hand-written page."""
        return filled(html, FRAGMENTS, self.site.registry, root(page.url))

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Give a frame its canonical address's token, and light the tab that a generated page belongs under."""
        if _is_frame(page.file):
            page.canonical_url = page.canonical_url and frame.CANONICAL
        self.lit = _tab(nav, page)
        self.lit.active = True
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Keep a rendered frame and write none."""
        self.lit.active = False
        if not _is_frame(page.file):
            return output
        self.frames[page.url.count("/")] = frame.Frame.split(output)
        return ""

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """Leave frames out of the sitemap."""
        context["pages"] = [file for file in context["pages"] if not _is_frame(file)]
        return context

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """List stamped pages in the sitemap; guide who asks for a page that has moved."""
        if template_name == "404.html":
            return with_guide(output_content, config.site_url or "")
        if template_name == "sitemap.xml":
            return with_pages(output_content, config.site_url or "", self.site.paths())
        return output_content

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Stamp."""
        place = Path(config.site_dir)
        aside.put_back(place)
        desk = Desk(place, config.site_url or "", self.frames, self.config.evidence)
        try:
            made = stamp(desk, self.site, Manifest.of(Path(self.config.cache), place))
        except ValueError as wrong:
            raise PluginError(f"a submission changed while the site was built: {wrong}") from None
        self.site.registry.memo.write()
        log.info("%d pages stamped", made)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing hidden behind."""
        if self.place:
            aside.put_back(self.place)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Build again when a submission changes."""
        if Path(self.config.submissions).is_dir():
            server.watch(self.config.submissions)
        return server

    def _assets(self, url: str) -> Iterator[tuple[str, Path | bytes]]:
        return assets(self.site.registry, Path(self.config.cache), self.site.version, url)

    def _registry(self, version: str) -> Registry:
        drafts = Path(self.config.drafts) if self.config.drafts else None
        budget = Budget(self.config.pages, self.config.megabytes * 10**6)
        try:
            with closing(Kept(Path(self.config.cache) / kept.FILE, version)) as known:
                judge, memo = JUDGES[self.config.judge], Memo(Path(self.config.cache) / "fragments.json", version)
                registry = gather(Path(self.config.submissions), judge, known, drafts, budget, memo)
        except ValueError as wrong:
            raise PluginError(str(wrong)) from None
        for broken in registry.left_out:
            log.warning("%s is left out: %s", broken.key, broken.why)
        return registry


def _page(config: MkDocsConfig, path: str, markdown: str) -> File:
    return File.generated(config, path, content=markdown, inclusion=InclusionLevel.NOT_IN_NAV)


def _file(config: MkDocsConfig, path: str, content: Path | bytes) -> File:
    if isinstance(content, Path):
        return File.generated(config, path, abs_src_path=str(content))
    return File.generated(config, path, content=content)


def _tab(nav: Navigation, page: Page) -> Page:
    """The navigation's page above a generated one: a rule's, or what is stamped at a frame's depth; else itself."""
    stamped = {levels + 1: name for name, levels in STAMPED.items()}
    name = stamped.get(page.url.count("/")) if _is_frame(page.file) else page.url.partition("/")[0]
    return next((each for each in nav.pages if each.url == f"{name}/"), page)


def _is_frame(file: File) -> bool:
    return file.src_uri.startswith("lynx-frame")
