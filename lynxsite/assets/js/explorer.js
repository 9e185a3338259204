// The searchable table of results: reads the address, listens to the controls, shows the rows that answer.
import { address, MOST } from "./chosen.js";
import { csv, json, save } from "./download.js";
import { offer } from "./facets.js";
import { mark, sortable } from "./headings.js";
import { ordered } from "./order.js";
import { Query } from "./query.js";
import { fill } from "./rows.js";
import { answers } from "./search.js";
import { Table } from "./table.js";

const PAGE = 50;

class Explorer {
  constructor(place, table) {
    this.place = place;
    this.table = table;
    this.form = place.querySelector("form");
    this.head = place.querySelector("thead");
    this.names = [...this.head.querySelectorAll("th")].map((heading) => heading.dataset.column);
    this.more = place.querySelector(".lx-more");
    this.listen();
    this.reopen();
  }

  listen() {
    sortable(this.head, (name) => this.ask(this.query.sorted(name)));
    this.form.addEventListener("input", () => this.ask(this.chosen()));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("reset", (event) => { event.preventDefault(); this.ask(new Query(), true); });
    this.more.addEventListener("click", () => this.show(this.limit + PAGE));
    this.place.querySelector("tbody").addEventListener("change", ({ target }) => this.choose(target));
    for (const [name, type, text] of [["csv", "text/csv", csv], ["json", "application/json", json]]) {
      const button = this.place.querySelector(`[data-download=${name}]`);
      button.addEventListener("click", () => save(`results.${name}`, type, text(this.table, this.rows)));
    }
    addEventListener("popstate", () => this.reopen());
  }

  chosen() {
    const facets = this.table.facets.map(({ name }) => [name, this.form.elements[name].value]);
    const asked = Object.fromEntries(facets.filter(([, value]) => value));
    return new Query(this.form.elements.find.value.trim(), asked, this.query.sort, this.query.chosen);
  }

  choose(box) {
    this.query = this.query.choosing(box.value, box.checked);
    box.checked = this.query.chosen.includes(box.value);
    history.replaceState(null, "", this.query.address());
    this.tell(this.place.dataset.root);
  }

  tell(root) {
    const { chosen } = this.query;
    const bar = this.place.querySelector(".lx-chosen");
    bar.hidden = chosen.length === 0;
    bar.firstElementChild.textContent = chosen.length < 2 ? "Choose one more to compare." : `${chosen.length} chosen, ${MOST} at most.`;
    bar.lastElementChild.hidden = chosen.length < 2;
    bar.lastElementChild.href = address(root, chosen);
  }

  reopen() {
    this.ask(Query.read(location.search, this.table), true);
  }

  ask(query, refill = false) {
    const resorted = this.query && !refill && this.query.asksAs(query);
    this.query = query;
    if (refill) this.form.elements.find.value = query.words;
    history.replaceState(null, "", query.address() + (refill ? location.hash : ""));
    if (!resorted) this.answer(query);
    this.rows = ordered(this.table, this.found, query);
    mark(this.head, query);
    this.show(PAGE);
  }

  answer(query) {
    const { rows, counts } = answers(this.table, query);
    this.found = rows;
    offer(this.form, this.table, query, counts);
  }

  show(limit) {
    this.limit = limit;
    const { root } = this.place.dataset;
    fill(this.place.querySelector("tbody"), this.table, this.rows.slice(0, limit), this.names, root, this.query.chosen);
    this.tell(root);
    this.more.hidden = this.rows.length <= limit;
    this.place.querySelector(".lx-count").textContent = counted(this.rows.length, this.table);
    this.form.hidden = false;
    this.place.querySelector(".lx-downloads").hidden = false;
  }
}

function counted(found, { rows, total }) {
  const shown = found === rows ? `${rows} result${rows === 1 ? "" : "s"}.` : `${found} of ${rows} results.`;
  return rows < total ? `${shown} These are the newest; the registry holds ${total}.` : shown;
}

for (const place of document.querySelectorAll(".lx-explorer")) {
  Table.load(place.dataset.index).then((table) => new Explorer(place, table));
}
