// The table's body. Texts come from records: they are only ever set as text.
import { MOST } from "./chosen.js";
import { made } from "./element.js";
import { plain, significant } from "./numeral.js";
import { valueOf } from "./table.js";

export class Rows {
  constructor(body, table, root) {
    Object.assign(this, { body, table, root });
  }

  // Rows from a place on; from the first on, in place of all others.
  show(rows, names, chosen, from = 0) {
    const columns = names.map((name) => this.table.column(name));
    const below = columns.map((column) => this.table.column(column.below));
    const lines = Array.from(rows.subarray(from), (row, place) => this.line(row, columns, below, chosen, from + place));
    if (from) this.body.append(...lines);
    else this.body.replaceChildren(...lines);
  }

  line(row, columns, below, chosen, place) {
    const element = document.createElement("tr");
    for (const [position, column] of columns.entries()) element.append(cell(row, column, below[position]));
    this.link(element.cells[0], row, chosen, place === 0 ? 0 : -1);
    return element;
  }

  // The first cell leads to the result and chooses it. The tab key stops at the first row: arrow keys go on from there.
  link(cell, row, chosen, tabIndex) {
    const link = made("a", { href: this.table.href(row, this.root), tabIndex });
    const value = `${this.table.value("key", row)}#${this.table.value("anchor", row)}`;
    const box = made("input", { type: "checkbox", className: "lx-choose", value, tabIndex, ariaLabel: `Compare ${value}`,
      checked: chosen.includes(value), autocomplete: "off", title: `Compare, ${MOST} at most` });
    link.append(cell.firstChild);
    cell.prepend(box, link);
  }
}

function cell(row, column, below) {
  const element = document.createElement("td");
  const value = valueOf(column, row);
  element.dataset.column = column.name;
  element.dataset.label = column.title;
  if (column.kind === "number") element.className = "lx-n";
  const isThere = value !== null && value !== "";
  element.append(isThere ? made("bdi", { textContent: text(value, column) }) : made("span", { className: "lx-none", textContent: "none" }));
  if (isThere && below) element.append(made("small", { textContent: valueOf(below, row) }));
  return element;
}

function text(value, { exact }) {
  if (typeof value !== "number") return value ?? "";
  return exact ? plain(value) : significant(value);
}
