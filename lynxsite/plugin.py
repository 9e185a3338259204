"""The MkDocs plugin: hands MkDocs' events to the generator and keeps nothing between builds."""

from contextlib import closing
from pathlib import Path
from typing import Any

from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from lynxsite import aside, documentation, frame, kept, look, renderer, search, verdict
from lynxsite import shell as shells
from lynxsite.budget import Budget
from lynxsite.fragment import is_marked
from lynxsite.imprint import Imprint
from lynxsite.kept import Kept
from lynxsite.memo import Memo
from lynxsite.moved import with_guide
from lynxsite.publisher import Place, publish
from lynxsite.registry import Registry, gather
from lynxsite.shell import Shell
from lynxsite.site import FRAGMENTS, STAMPED, Site
from lynxsite.sources import sources

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
    serving = False

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """What is served is built for the moment."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put on the site's look."""
        look.dress(config)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read the registry and put aside what need not be made again; the shell of an earlier build is forgotten."""
        self.version = kept.version(self.config.judge)
        self.made_of = documentation.made_of(config, self.version)
        self.shell = Shell({}, {}, "")
        self.site = self._site()
        self.place = Path(config.site_dir)
        aside.put_aside(self.place)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the frames, the rules' pages, the assets, and those of our pages that the project has none for."""
        for file in list(sources(files, config, Path(self.config.cache), self.version)):
            files.append(file)
        return files

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Give a frame its canonical address's token, and light the tab that a generated page belongs under."""
        if _is_frame(page.file):
            page.canonical_url = page.canonical_url and frame.CANONICAL
        self.lit = _tab(nav, page)
        self.lit.active = True
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Keep a rendered frame and write none; keep a page that fragments go into."""
        self.lit.active = False
        output = search.deferred(output)
        if _is_frame(page.file):
            self.shell.frames[page.url.count("/")] = frame.Frame.split(output)
            return ""
        if is_marked(output, FRAGMENTS):
            self.shell.pages[page.file.dest_uri] = output
        return output

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """Leave frames out of the sitemap."""
        context["pages"] = [file for file in context["pages"] if not _is_frame(file)]
        return context

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Keep the sitemap; guide who asks for a page that has moved."""
        if template_name == "404.html":
            return with_guide(search.deferred(output_content), config.site_url or "")
        if template_name == "sitemap.xml":
            self.shell = self.shell._replace(sitemap=output_content)
        return output_content

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put the registry into the shell, once the search has written its index."""
        search.part(Path(config.site_dir))
        if not self.serving:
            shells.keep(Path(self.config.cache), Path(config.site_dir), self.made_of, self.shell)
        self._publish(config, self.shell)

    def rebuild(self, config: MkDocsConfig) -> bool:
        """Put the registry into the shell of an earlier build; False where there is none, and MkDocs has to make it."""
        self.version = kept.version(self.config.judge)
        made_of = documentation.made_of(config, self.version)
        shell = shells.kept(Path(self.config.cache), Path(config.site_dir), made_of)
        if shell:
            self.site = self._site()
            self._publish(config, shell)
        return shell is not None

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing hidden behind."""
        if self.place:
            aside.put_back(self.place)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Build again when a submission changes."""
        if Path(self.config.submissions).is_dir():
            server.watch(self.config.submissions)
        return server

    def _publish(self, config: MkDocsConfig, shell: Shell) -> None:
        place = Place(Path(config.site_dir), Path(self.config.cache), Imprint.of(config), self.config.evidence)
        try:
            made = publish(place, shell, self.site)
        except ValueError as wrong:
            raise PluginError(f"a submission changed while the site was built: {wrong}") from None
        log.info("%d pages stamped", made)

    def _site(self) -> Site:
        renderer.keep(Path(self.config.cache) / "templates")
        return Site(self._registry(self.version), self.version)

    def _registry(self, version: str) -> Registry:
        drafts = Path(self.config.drafts) if self.config.drafts else None
        budget = Budget(self.config.pages, self.config.megabytes * 10**6)
        try:
            with closing(Kept(Path(self.config.cache), version)) as known:
                judge, memo = JUDGES[self.config.judge], Memo(Path(self.config.cache) / "fragments.json", version)
                registry = gather(Path(self.config.submissions), judge, known, drafts, budget, memo)
        except ValueError as wrong:
            raise PluginError(str(wrong)) from None
        for broken in registry.left_out:
            log.warning("%s is left out: %s", broken.key, broken.why)
        return registry


def _tab(nav: Navigation, page: Page) -> Page:
    """The navigation's page above a generated one: a rule's, or what is stamped at a frame's depth; else itself."""
    stamped = {levels + 1: name for name, levels in STAMPED.items()}
    name = stamped.get(page.url.count("/")) if _is_frame(page.file) else page.url.partition("/")[0]
    return next((each for each in nav.pages if each.url == f"{name}/"), page)


def _is_frame(file: File) -> bool:
    return file.src_uri.startswith("lynx-frame")
