// Which rows answer a query, and how many would with another choice of a facet: one pass over each column asked for.
const NEVER = 255;
const lowered = new WeakMap();

export function answers(table, query) {
  const failed = new Uint8Array(table.rows);
  const alone = new Uint8Array(table.rows);
  const asked = table.facets.filter(({ name }) => query.holding(name).length);
  asked.forEach((column, place) => facet(column, query.holding(column.name), place, failed, alone));
  for (const [name, ends] of Object.entries(query.ranges)) exclude(failed, within(table.column(name), ends));
  for (const word of query.words.toLowerCase().split(/\s+/).filter(Boolean)) {
    strike(failed, lacking(table, word, passed(failed, NEVER)));
  }
  return new Answer(asked, failed, alone);
}

class Answer {
  constructor(asked, failed, alone) {
    Object.assign(this, { asked, failed, alone, rows: passed(failed) });
  }

  // By code, the rows that each value of a facet would leave, whatever of this facet is chosen.
  counts({ name, codes, dictionary }) {
    const counts = new Uint32Array(dictionary.length);
    const place = this.asked.findIndex((column) => column.name === name);
    if (place < 0) this.rows.forEach((row) => { counts[codes[row]] += 1; });
    else this.others(place, (row) => { counts[codes[row]] += 1; });
    return counts;
  }

  others(place, each) {
    const { failed, alone } = this;
    for (let row = 0; row < failed.length; row += 1) {
      if (failed[row] === 0 || (failed[row] === 1 && alone[row] === place)) each(row);
    }
  }
}

// A row that fails one facet alone is still counted among that facet's other choices: `alone` says which it was.
function facet({ codes, dictionary }, values, place, failed, alone) {
  const wanted = marked(dictionary, (text) => values.includes(text));
  for (let row = 0; row < codes.length; row += 1) {
    if (wanted[codes[row]]) continue;
    failed[row] += 1;
    alone[row] = place;
  }
}

// A row without a value is within no bounds. Texts with bounds, such as dates, are in order as they stand.
function within({ values, codes, dictionary }, [low, high]) {
  if (values) {
    const [least, most] = [low === "" ? -Infinity : Number(low), high === "" ? Infinity : Number(high)];
    return marked(values, (value) => value >= least && value <= most);
  }
  const fits = marked(dictionary, (text) => text >= low && (high === "" || text <= high));
  return marked(codes, (code) => fits[code]);
}

// Which of the rows hold a word in none of their texts. Each text is looked at once, however many rows carry it.
function lacking(table, word, rows) {
  let left = rows;
  for (const { codes, dictionary } of table.texts) {
    if (!left.length) break;
    const holds = marked(small(dictionary), (text) => text.includes(word));
    if (holds.includes(1)) left = without(left, codes, holds);
  }
  return left;
}

function without(rows, codes, holds) {
  let count = 0;
  for (let place = 0; place < rows.length; place += 1) if (!holds[codes[rows[place]]]) rows[count++] = rows[place];
  return rows.subarray(0, count);
}

// A loop, for `from` takes ten times as long.
function marked(items, fits) {
  const found = new Uint8Array(items.length);
  for (let place = 0; place < found.length; place += 1) found[place] = fits(items[place]);
  return found;
}

function small(dictionary) {
  if (!lowered.has(dictionary)) lowered.set(dictionary, dictionary.map((text) => text.toLowerCase()));
  return lowered.get(dictionary);
}

function strike(failed, rows) {
  for (let place = 0; place < rows.length; place += 1) failed[rows[place]] = NEVER;
}

function exclude(failed, held) {
  for (let row = 0; row < held.length; row += 1) if (!held[row]) failed[row] = NEVER;
}

function passed(failed, most = 1) {
  const rows = new Uint32Array(failed.length);
  let count = 0;
  for (let row = 0; row < failed.length; row += 1) if (failed[row] < most) rows[count++] = row;
  return rows.subarray(0, count);
}
