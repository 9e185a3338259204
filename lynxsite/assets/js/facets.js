// The choices of each facet, with the number of rows that each would leave.
const sorted = new WeakMap();
const { compare } = new Intl.Collator();

export function offer(form, table, query, counts) {
  for (const [place, column] of table.facets.entries()) {
    const chosen = query.facets[column.name] ?? "";
    form.elements[column.name].replaceChildren(...options(column, counts[place], chosen));
  }
}

function options({ dictionary }, counts, chosen) {
  const offered = alphabetical(dictionary).filter(([text, code]) => counts[code] || text === chosen);
  return [new Option("all", "", !chosen, !chosen), ...offered.map(([text, code]) => option(text, counts[code], chosen))];
}

function alphabetical(dictionary) {
  if (!sorted.has(dictionary)) {
    const coded = dictionary.map((text, code) => [text, code]);
    sorted.set(dictionary, coded.sort(([one], [other]) => compare(one, other)));
  }
  return sorted.get(dictionary);
}

function option(text, count, chosen) {
  return new Option(`${text} (${count})`, text, text === chosen, text === chosen);
}
