// Which rows answer a query. Each text is looked at once, however many rows carry it.
export function matching(table, query, except = "") {
  const tests = [...wordTests(table, query.words), ...facetTests(table, query.facets, except)];
  return table.all().filter((row) => tests.every((test) => test(row)));
}

function wordTests(table, words) {
  return words.toLowerCase().split(/\s+/).filter(Boolean).map((word) => wordTest(table, word));
}

function wordTest(table, word) {
  const hits = table.texts.map(({ codes, dictionary }) => ({
    codes, holds: dictionary.map((text) => text.toLowerCase().includes(word)),
  }));
  const found = hits.filter(({ holds }) => holds.includes(true));
  return (row) => found.some(({ codes, holds }) => holds[codes[row]]);
}

function facetTests(table, facets, except) {
  const asked = Object.entries(facets).filter(([name]) => name !== except);
  return asked.map(([name, value]) => facetTest(table.column(name), value));
}

function facetTest({ codes, dictionary }, value) {
  const wanted = dictionary.indexOf(value);
  return (row) => codes[row] === wanted;
}
