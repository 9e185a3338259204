// Which columns the table shows: a choice of any, in the index's order.
import { made } from "./element.js";
import { roving } from "./roving.js";

export function shown(table, query) {
  return query.columns.length ? query.columns : table.usual;
}

// The query with a column more or less. The table's usual columns stand nowhere in the address; none at all are usual.
export function toggled(table, query, name, wanted) {
  const now = new Set(shown(table, query));
  if (wanted) now.add(name);
  else now.delete(name);
  const columns = table.offered.map((column) => column.name).filter((each) => now.has(each));
  return query.with({ columns: columns.join() === table.usual.join() ? [] : columns });
}

export function listColumns(panel, table) {
  const list = made("div", { className: "lx-choices" }, ...table.offered.map(choice));
  panel.replaceChildren(list);
  roving(list, "input");
}

export function tickColumns(panel, names) {
  for (const box of panel.querySelectorAll("input")) box.checked = names.includes(box.value);
}

function choice({ name, title, unit }, place) {
  const box = made("input", { type: "checkbox", name: "columns", value: name, autocomplete: "off", tabIndex: place ? -1 : 0 });
  return made("label", {}, box, title, made("small", { textContent: unit }));
}
