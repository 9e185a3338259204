// The choices of each facet, with the number of rows that each would leave.
import { matching } from "./search.js";

export function offer(form, table, query) {
  for (const column of table.facets) {
    const chosen = query.facets[column.name] ?? "";
    const counts = counted(column, matching(table, query, column.name));
    form.elements[column.name].replaceChildren(...options(column, counts, chosen));
  }
}

function counted({ codes, dictionary }, rows) {
  const counts = new Uint32Array(dictionary.length);
  for (const row of rows) counts[codes[row]] += 1;
  return counts;
}

function options({ dictionary }, counts, chosen) {
  const texts = dictionary.map((text, code) => [text, counts[code]]);
  const offered = texts.filter(([text, count]) => count || text === chosen);
  offered.sort(([one], [other]) => one.localeCompare(other));
  return [new Option("all", "", !chosen, !chosen), ...offered.map((each) => option(each, chosen))];
}

function option([text, count], chosen) {
  return new Option(`${text} (${count})`, text, text === chosen, text === chosen);
}
