// The controls of the explorer: what a reader does with them makes the next query.
import { chips } from "./chips.js";
import { Choices } from "./choices.js";
import { listColumns, shown, tickColumns, toggled } from "./columns.js";
import { drawer } from "./drawer.js";
import { Panels } from "./panels.js";
import { roving } from "./roving.js";

const AXES = ["p50", "rate", "precision"];

export class Controls {
  constructor(form, table, explorer) {
    Object.assign(this, { form, table, explorer, choices: new Map() });
    this.ask = (query) => explorer.ask(query);
    this.panels = new Panels(form, (name, panel) => this.opened(name, panel));
    this.columns = form.querySelector("[data-panel=columns] + .lx-panel");
    this.ends = new Map(table.ranges.map(({ name }) => [name, [...form.querySelectorAll(`[data-end][name="${name}"]`)]]));
    for (const { name, isEmpty, optional } of table.ranges) if (isEmpty && optional) this.ends.get(name)[0].parentElement.remove();
    listColumns(this.columns, table);
    roving(form.querySelector(".lx-filters"), ".lx-facet > button, .lx-clear", true);
    drawer(form);
    this.listen();
  }

  listen() {
    const { form } = this;
    form.addEventListener("input", ({ target }) => this.heard(target));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", (event) => { event.preventDefault(); this.ask(this.explorer.query.cleared); });
    form.querySelector("[data-chart-of]").addEventListener("click", () => {
      const { query } = this.explorer;
      this.ask(query.with({ chart: query.chart.length ? [] : AXES }));
    });
  }

  heard({ name, type, value, checked, dataset }) {
    const { query } = this.explorer;
    if (name === "find") this.ask(query.with({ words: value.trim() }));
    else if (name === "order") this.ask(query.with({ sort: value }));
    else if (name === "columns") this.ask(toggled(this.table, query, value, checked));
    else if (dataset.end) this.ask(query.bounding(name, ...this.ends.get(name).map((end) => end.value)));
    else if (type === "checkbox") this.ask(query.toggling(name, value, checked));
  }

  opened(name, panel) {
    const column = this.table.column(name);
    if (!column?.facet) return;
    if (!this.choices.has(name)) this.choices.set(name, new Choices(panel, column, () => this.offer()));
    this.offer();
  }

  // Only the open facet is counted: nobody sees the others.
  offer() {
    const choices = this.choices.get(this.panels.name);
    const { query, answer } = this.explorer;
    if (choices) choices.show(answer.counts(choices.column), query.holding(choices.column.name));
  }

  show(query) {
    const { form, explorer } = this;
    const { find } = form.elements;
    if (find.value.trim() !== query.words) find.value = query.words;
    for (const [name, inputs] of this.ends) bound(inputs, query.ranges[name] ?? ["", ""]);
    for (const button of form.querySelectorAll("[data-panel]")) this.label(button, query);
    form.querySelector("[data-chart-of]").ariaExpanded = String(query.chart.length > 0);
    chips(form.querySelector(".lx-chips"), this.table, query, this.ask);
    this.name(query);
    form.querySelector(".lx-done").textContent = `Show ${explorer.rows.length.toLocaleString("en")} results`;
    this.offer();
    form.hidden = false;
  }

  // What follows from the columns that are shown.
  name(query) {
    const { order } = this.form.elements;
    const names = shown(this.table, query);
    if (names.join() !== this.names?.join()) {
      tickColumns(this.columns, names);
      order.replaceChildren(...orders(names.map((name) => this.table.column(name))));
    }
    this.names = names;
    order.value = query.sort;
  }

  label(button, { facets, ranges }) {
    const { panel } = button.dataset;
    const count = panel === "ranges" ? Object.keys(ranges).length : facets[panel]?.length ?? 0;
    button.lastElementChild.textContent = count ? ` ${count}` : "";
  }
}

function bound(inputs, ends) {
  for (const [place, input] of inputs.entries()) if (input.value !== ends[place]) input.value = ends[place];
}

function orders(columns) {
  const each = ({ name, title }) => [new Option(`${title}, rising`, name), new Option(`${title}, falling`, `-${name}`)];
  return [new Option("newest first", ""), ...columns.flatMap(each)];
}
