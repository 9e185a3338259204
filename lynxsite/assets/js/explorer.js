// The searchable table of results: reads the address, listens to the controls, shows the rows that answer.
import { address, MOST } from "./chosen.js";
import { shown } from "./columns.js";
import { Controls } from "./controls.js";
import { csv, json, save } from "./download.js";
import { made } from "./element.js";
import { headings, mark, terms } from "./headings.js";
import { ordered } from "./order.js";
import { Query } from "./query.js";
import { rovingRows } from "./roving.js";
import { Rows } from "./rows.js";
import { Scatter } from "./scatter.js";
import { answers } from "./search.js";
import { Table } from "./table.js";

// Rows that are there at first; more come as a reader nears their end, up to where a button asks for them.
const [PAGE, UNASKED, NEAR] = [20, 100, "400px"];
const PAUSE = 150;

class Explorer {
  constructor(place, table) {
    Object.assign(this, { place, table, root: place.dataset.root, names: [] });
    this.head = place.querySelector("thead tr");
    this.terms = terms(this.head);
    this.body = place.querySelector("tbody");
    this.more = place.querySelector(".lx-more");
    this.lines = new Rows(this.body, table, this.root);
    this.controls = new Controls(place.querySelector("form"), table, this);
    this.scatter = new Scatter(place.querySelector(".lx-scatter"), table, this);
    this.listen();
    this.reopen();
  }

  listen() {
    this.more.addEventListener("click", () => this.show(this.limit + UNASKED));
    this.watch = new IntersectionObserver((found) => this.near(found.at(-1)), { rootMargin: NEAR });
    this.watch.observe(this.more);
    this.body.addEventListener("change", ({ target }) => this.choose(target));
    rovingRows(this.body);
    for (const [name, type, text] of [["csv", "text/csv", csv], ["json", "application/json", json]]) {
      const button = this.place.querySelector(`[data-download=${name}]`);
      button.addEventListener("click", () => save(`results.${name}`, type, text(this.table, this.rows)));
    }
    addEventListener("popstate", () => this.reopen());
    addEventListener("pagehide", () => this.write());
  }

  reopen() {
    this.ask(Query.read(location.search, this.table), location.hash);
  }

  ask(query, hash = "") {
    if (!this.query?.asksAs(query)) this.answer = answers(this.table, query);
    this.query = query;
    this.rows = ordered(this.table, this.answer.rows, query);
    this.hash = hash;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.write(), PAUSE);
    this.title();
    this.show(PAGE);
    this.controls.show(query);
    this.scatter.show(this.rows, query);
  }

  // The address follows a moment after the last change: it is for sharing, and browsers limit how often it may.
  write() {
    history.replaceState(null, "", this.query.address() + this.hash);
  }

  near({ isIntersecting }) {
    if (!isIntersecting || this.limit >= Math.min(UNASKED, this.rows.length)) return;
    this.show(this.limit + PAGE);
    // Told again whether it is still near.
    this.watch.unobserve(this.more);
    this.watch.observe(this.more);
  }

  title() {
    const names = shown(this.table, this.query);
    if (names.join() !== this.names.join()) {
      headings(this.head, this.table, names, this.terms, (name) => this.ask(this.query.sorted(name)));
    }
    this.names = names;
    mark(this.head, this.query);
  }

  show(limit) {
    const from = limit > PAGE ? this.limit : 0;
    this.limit = limit;
    this.lines.show(this.rows.subarray(0, limit), this.names, this.query.chosen, from);
    this.more.hidden = this.rows.length <= limit;
    this.place.querySelector(".lx-count").textContent = counted(this.rows.length, this.table);
    this.tell();
  }

  choose(box) {
    this.query = this.query.choosing(box.value, box.checked);
    box.checked = this.query.chosen.includes(box.value);
    this.write();
    this.tell();
  }

  tell() {
    const { chosen } = this.query;
    const bar = this.place.querySelector(".lx-chosen");
    bar.hidden = chosen.length === 0;
    bar.firstElementChild.textContent = chosen.length < 2 ? "Choose one more to compare." : `${chosen.length} chosen, ${MOST} at most.`;
    bar.lastElementChild.hidden = chosen.length < 2;
    bar.lastElementChild.href = address(this.root, chosen);
  }
}

function counted(found, { rows, total }) {
  const [answering, all, held] = [found, rows, total].map((count) => count.toLocaleString("en"));
  const said = found === rows ? `${all} result${rows === 1 ? "" : "s"}.` : `${answering} of ${all} results.`;
  return rows < total ? `${said} These are the newest; the registry holds ${held}.` : said;
}

// The plain table stays where the index cannot be read.
function failed(place, error) {
  place.querySelector(".lx-count").append(" ", made("bdi", {
    textContent: `Search and filters are off, for the index could not be read (${error.message}): load the page again.` }));
}

for (const place of document.querySelectorAll(".lx-explorer")) {
  Table.load(place.dataset.index).then((table) => new Explorer(place, table)).catch((error) => failed(place, error));
}
