// Headings that sort: a button in each, and the direction told to assistive technology.
import { made } from "./element.js";

export function headings(row, table, names, choose) {
  row.replaceChildren(...names.map((name) => heading(table.column(name), choose)));
}

function heading({ name, title, unit, kind }, choose) {
  const button = made("button", { type: "button" }, unit ? `${title} ` : title);
  if (unit) button.append(made("small", { textContent: unit }));
  button.addEventListener("click", () => choose(name));
  const element = made("th", { scope: "col", className: kind === "number" ? "lx-n" : "" }, button);
  element.dataset.column = name;
  return element;
}

export function mark(row, query) {
  for (const heading of row.cells) {
    if (heading.dataset.column === query.key) heading.ariaSort = query.descending ? "descending" : "ascending";
    else heading.removeAttribute("aria-sort");
  }
}
