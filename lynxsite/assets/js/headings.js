// Headings that sort: a button in each, and the direction told to assistive technology.
import { made } from "./element.js";

// Where the plain table's headings lead in the glossary, by column.
export function terms(row) {
  const links = [...row.cells].map((heading) => [heading.dataset.column, heading.querySelector("a")?.href]);
  return new Map(links.filter(([, href]) => href));
}

export function headings(row, table, names, known, choose) {
  row.replaceChildren(...names.map((name) => heading(table.column(name), known.get(name), choose)));
}

function heading({ name, title, unit, kind }, href, choose) {
  const button = made("button", { type: "button" }, unit ? `${title} ` : title);
  if (unit) button.append(made("small", { textContent: unit }));
  button.addEventListener("click", () => choose(name));
  const element = made("th", { scope: "col", className: kind === "number" ? "lx-n" : "" }, button);
  element.dataset.column = name;
  if (href) element.append(made("a", { href, className: "lx-aside", ariaLabel: `${title} in the glossary` }));
  return element;
}

export function mark(row, query) {
  for (const heading of row.cells) {
    if (heading.dataset.column === query.key) heading.ariaSort = query.descending ? "descending" : "ascending";
    else heading.removeAttribute("aria-sort");
  }
}
