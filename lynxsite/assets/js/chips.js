// What the table is filtered by, each with a button that takes it away.
import { made } from "./element.js";
import { spoken } from "./range.js";
import { NONE } from "./table.js";

export function chips(place, table, query, ask) {
  const found = [...held(table, query), ...bounded(table, query)];
  place.replaceChildren(...found.map(([text, without]) => made("li", {}, chip(text, () => {
    ask(without);
    (place.querySelector("button") ?? place.closest("form").elements.find).focus();
  }))));
  place.hidden = found.length === 0;
}

function held(table, query) {
  return Object.entries(query.facets).flatMap(([name, values]) => values.map((value) => [
    `${table.column(name).title}: ${value || NONE}`, query.toggling(name, value, false)]));
}

function bounded(table, query) {
  return Object.entries(query.ranges).map(([name, ends]) => {
    const { title, unit } = table.column(name);
    return [`${title} ${spoken(ends)} ${unit ?? ""}`.trim(), query.bounding(name, "", "")];
  });
}

function chip(text, act) {
  const button = made("button", { type: "button", ariaLabel: `Take away ${text}` }, made("bdi", { textContent: text }));
  button.addEventListener("click", act);
  return button;
}
