// Which rows answer a query, and how many would with another choice of each facet: one pass for all of it.
const NEVER = 255;
const lowered = new WeakMap();

export function answers(table, query) {
  const failed = new Uint8Array(table.rows);
  const alone = new Uint8Array(table.rows);
  table.facets.forEach((column, place) => facet(column, query.facets[column.name], place, failed, alone));
  for (const word of query.words.toLowerCase().split(/\s+/).filter(Boolean)) exclude(failed, holding(table, word));
  const counts = table.facets.map((column, place) => counted(column, place, failed, alone));
  return { rows: passed(failed), counts };
}

// A row that fails one facet alone is still counted among that facet's other choices: `alone` says which it was.
function facet({ codes, dictionary }, value, place, failed, alone) {
  if (value === undefined) return;
  const wanted = dictionary.indexOf(value);
  for (let row = 0; row < codes.length; row += 1) {
    if (codes[row] === wanted) continue;
    failed[row] += 1;
    alone[row] = place;
  }
}

// Each text is looked at once, however many rows carry it.
function holding(table, word) {
  const held = new Uint8Array(table.rows);
  for (const { codes, dictionary } of table.texts) {
    const texts = small(dictionary);
    const holds = Uint8Array.from(texts, (text) => text.includes(word));
    if (holds.includes(1)) for (let row = 0; row < codes.length; row += 1) held[row] |= holds[codes[row]];
  }
  return held;
}

function small(dictionary) {
  if (!lowered.has(dictionary)) lowered.set(dictionary, dictionary.map((text) => text.toLowerCase()));
  return lowered.get(dictionary);
}

function exclude(failed, held) {
  for (let row = 0; row < held.length; row += 1) if (!held[row]) failed[row] = NEVER;
}

function passed(failed) {
  const rows = new Uint32Array(failed.length);
  let count = 0;
  for (let row = 0; row < failed.length; row += 1) if (failed[row] === 0) rows[count++] = row;
  return rows.subarray(0, count);
}

function counted({ codes, dictionary }, place, failed, alone) {
  const counts = new Uint32Array(dictionary.length);
  for (let row = 0; row < codes.length; row += 1) {
    if (failed[row] === 0 || (failed[row] === 1 && alone[row] === place)) counts[codes[row]] += 1;
  }
  return counts;
}
