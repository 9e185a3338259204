// What is asked of the table: words, facets, ranges, an order, columns and a chart. The page's address carries it.
// The words are `find`: the theme opens its own search on a page that is asked for with `q`.
import { chosen, MOST } from "./chosen.js";
import { parsed, written } from "./range.js";

const NOTHING = { words: "", facets: {}, ranges: {}, sort: "", columns: [], chart: [], chosen: [] };
const APART = ".";

export class Query {
  constructor(parts = {}) {
    Object.assign(this, NOTHING, parts);
  }

  static read(search, table) {
    const asked = new URLSearchParams(search);
    return new Query({
      words: asked.get("find") ?? "", facets: facets(asked, table), ranges: ranges(asked, table),
      sort: asked.get("sort") ?? "", columns: named(asked.get("columns"), table), chart: axes(asked.get("chart"), table),
      chosen: chosen(search, "compare"),
    });
  }

  with(parts) {
    return new Query({ ...this, ...parts });
  }

  get cleared() {
    return this.with({ words: "", facets: {}, ranges: {} });
  }

  asksAs(other) {
    const asked = ({ words, facets: values, ranges: bounds }) => JSON.stringify([words, values, bounds]);
    return asked(this) === asked(other);
  }

  get descending() {
    return this.sort.startsWith("-");
  }

  get key() {
    return this.sort.replace(/^-/, "");
  }

  sorted(name) {
    return this.with({ sort: this.sort === name ? `-${name}` : this.sort === `-${name}` ? "" : name });
  }

  holding(name) {
    return this.facets[name] ?? [];
  }

  toggling(name, value, wanted) {
    const others = this.holding(name).filter((each) => each !== value);
    const { [name]: _, ...rest } = this.facets;
    const values = wanted ? [...others, value].sort() : others;
    return this.with({ facets: values.length ? { ...rest, [name]: values } : rest });
  }

  bounding(name, low, high) {
    const { [name]: _, ...rest } = this.ranges;
    return this.with({ ranges: low || high ? { ...rest, [name]: [low, high] } : rest });
  }

  choosing(result, wanted) {
    const others = this.chosen.filter((each) => each !== result);
    return this.with({ chosen: wanted ? [...others, result].slice(0, MOST) : others });
  }

  // One address for one question, whatever way a reader came to it.
  address() {
    const asked = new URLSearchParams(this.words ? { find: this.words } : {});
    for (const [name, values] of sorted(this.facets)) for (const value of values) asked.append(name, value);
    for (const [name, ends] of sorted(this.ranges)) asked.append(name, written(ends));
    for (const name of ["sort", "columns", "chart"]) if (this[name].length) asked.set(name, [this[name]].flat().join(APART));
    for (const result of this.chosen) asked.append("compare", result);
    const text = asked.toString();
    return text ? `?${text}` : location.pathname;
  }
}

function facets(asked, table) {
  const values = table.facets.map((column) => [column.name, asked.getAll(column.name).filter((text) => !isRange(text, column))]);
  return Object.fromEntries(values.map(([name, some]) => [name, [...new Set(some)].sort()]).filter(([, some]) => some.length));
}

function ranges(asked, table) {
  const found = table.ranges.map((column) => [column.name, asked.getAll(column.name).map((text) => parsed(text, column)).find(Boolean)]);
  return Object.fromEntries(found.filter(([, ends]) => ends));
}

function isRange(text, column) {
  return column.ranged && parsed(text, column) !== null;
}

function named(text, table) {
  const asked = (text ?? "").split(APART);
  return table.offered.map(({ name }) => name).filter((name) => asked.includes(name));
}

function axes(text, table) {
  const asked = (text ?? "").split(APART);
  return asked.length === 3 && asked.every((name) => table.column(name)) ? asked : [];
}

function sorted(members) {
  return Object.entries(members).sort(([one], [other]) => (one < other ? -1 : 1));
}
