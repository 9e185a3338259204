// Rows in the order asked for; rows without a value come last in either direction, ties keep the index's order.
// Each column is ranked once; rows are then counted into place.
const ranked = new WeakMap();
const { compare } = new Intl.Collator();

export function ordered(table, rows, query) {
  const column = table.column(query.key);
  if (!column) return rows;
  if (!ranked.has(column)) ranked.set(column, column.values ? byNumber(column.values) : byText(column));
  const { ranks, most } = ranked.get(column);
  return counted(rows, query.descending ? (row) => (ranks[row] === most ? most : most - 1 - ranks[row]) : (row) => ranks[row], most);
}

// Ranks from 0; `most` stands for no value.
function byNumber(values) {
  const sorted = values.slice().sort();
  let most = 0;
  for (let place = 0; place < sorted.length && !Number.isNaN(sorted[place]); place += 1) {
    if (place === 0 || sorted[place] !== sorted[place - 1]) sorted[most++] = sorted[place];
  }
  const ranks = new Uint32Array(values.length);
  for (let row = 0; row < ranks.length; row += 1) ranks[row] = Number.isNaN(values[row]) ? most : placed(sorted, most, values[row]);
  return { ranks, most };
}

function placed(sorted, end, value) {
  let low = 0;
  let high = end - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function byText({ codes, dictionary }) {
  const order = new Map(dictionary.toSorted(compare).map((text, place) => [text, place]));
  const places = Uint32Array.from(dictionary, (text) => order.get(text));
  return { ranks: codes.map((code) => places[code]), most: dictionary.length };
}

function counted(rows, rank, most) {
  const starts = new Uint32Array(most + 2);
  for (const row of rows) starts[rank(row) + 1] += 1;
  for (let place = 1; place < starts.length; place += 1) starts[place] += starts[place - 1];
  const found = new Uint32Array(rows.length);
  for (const row of rows) found[starts[rank(row)]++] = row;
  return found;
}
