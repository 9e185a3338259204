// Rows as the points of a chart: two figures, a kind, a name and an address.
import { NONE, valueOf } from "./table.js";

// Dots that are drawn, and kinds that colour and shape tell apart.
export const MOST = 5000;
const KINDS = 6;
const OTHERS = "others";

export function dots(table, rows, [x, y, kind], root) {
  const fitting = firstOf(rows, (row) => valueOf(x, row) !== null && valueOf(y, row) !== null);
  const common = commonest(kind, fitting);
  const text = (name, row) => table.value(name, row) ?? NONE;
  return fitting.map((row) => ({
    x: valueOf(x, row), y: valueOf(y, row), kind: common.has(kind.codes[row]) ? kind.dictionary[kind.codes[row]] || NONE : OTHERS,
    name: `${text("workload", row)}, ${text("precision", row)}, ${text("device", row)}, ${text("runtime", row)}`,
    condition: `${text("scenario", row)}, batch ${text("batch", row)}, ${text("load", row)}`, href: table.href(row, root),
  }));
}

function firstOf(rows, fits) {
  const found = [];
  for (const row of rows) {
    if (fits(row)) found.push(row);
    if (found.length === MOST) break;
  }
  return found;
}

// Codes of the commonest kinds: all of them where they can be told apart.
function commonest({ codes }, rows) {
  const counts = new Map();
  for (const row of rows) counts.set(codes[row], (counts.get(codes[row]) ?? 0) + 1);
  const ordered = [...counts].sort(([, one], [, other]) => other - one).map(([code]) => code);
  return new Set(ordered.length > KINDS + 1 ? ordered.slice(0, KINDS) : ordered);
}
