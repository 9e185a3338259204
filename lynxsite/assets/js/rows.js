// The table's body. Texts come from records: they are only ever set as text.
import { significant } from "./numeral.js";

export function fill(body, table, rows, names, root, chosen) {
  body.replaceChildren(...Array.from(rows, (row) => line(table, row, names, root)));
  for (const [place, line] of [...body.rows].entries()) line.cells[0].prepend(choice(table, rows[place], chosen));
}

function choice(table, row, chosen) {
  const value = `${table.value("key", row)}#${table.value("anchor", row)}`;
  const members = { type: "checkbox", className: "lx-choose", value, checked: chosen.includes(value) };
  return Object.assign(document.createElement("input"), members, { ariaLabel: `Compare ${value}` });
}

function line(table, row, names, root) {
  const element = document.createElement("tr");
  element.append(...names.map((name, place) => cell(table, row, name, place === 0 && href(table, row, root))));
  return element;
}

function href(table, row, root) {
  const place = row < table.paged ? `results/${table.value("key", row)}/` : `older/?result=${table.value("key", row)}`;
  return `${root}${place}#${table.value("anchor", row)}`;
}

function cell(table, row, name, link) {
  const column = table.column(name);
  const element = document.createElement("td");
  Object.assign(element.dataset, { column: name, label: column.title });
  element.classList.toggle("lx-n", column.kind === "number");
  element.append(...content(table, row, column, link));
  return element;
}

function content(table, row, column, link) {
  const value = table.value(column.name, row);
  if (value === null || value === "") return [made("span", "none", { className: "lx-none" })];
  const text = typeof value === "number" ? significant(value) : value;
  const shown = link ? made("a", text, { href: link }) : made("bdi", text);
  return column.below ? [shown, made("small", table.value(column.below, row))] : [shown];
}

function made(tag, text, members = {}) {
  return Object.assign(document.createElement(tag), members, { textContent: text });
}
