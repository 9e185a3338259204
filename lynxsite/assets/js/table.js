// The index of results: columns of numbers (NaN where there is none), or of codes into a dictionary of texts.
export const NONE = "none";
const ADDRESS = ["key", "anchor"];

export class Table {
  constructor(index) {
    this.rows = index.rows;
    this.total = index.total ?? index.rows;
    this.paged = index.paged ?? index.rows;
    this.columns = new Map(index.columns.map((column) => [column.name, packed(column)]));
  }

  static async load(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
    return new Table(await answer.json());
  }

  column(name) {
    return this.columns.get(name);
  }

  value(name, row) {
    return valueOf(this.columns.get(name), row);
  }

  // The address of a row's result, which has a page of its own or is shown by the viewer.
  href(row, root) {
    const key = this.value("key", row);
    const page = row < this.paged ? `results/${key}/` : `older/?result=${key}`;
    return `${root}${page}#${this.value("anchor", row)}`;
  }

  get all() {
    return [...this.columns.values()];
  }

  // Those of few texts first: a search may be over before the long ones.
  get texts() {
    const few = ({ dictionary: one }, { dictionary: other }) => one.length - other.length;
    return this.all.filter((column) => !column.values).sort(few);
  }

  get facets() {
    return this.all.filter((column) => column.facet);
  }

  get ranges() {
    return this.all.filter((column) => column.ranged);
  }

  // Columns that a reader may see; what makes up the address is in each row's link, and an optional column of a figure
  // that no result has would only stand empty.
  get offered() {
    return this.all.filter(({ name, optional, isEmpty }) => !ADDRESS.includes(name) && !(optional && isEmpty));
  }

  get usual() {
    return this.offered.filter(({ kind, optional }) => kind !== "hidden" && !optional).map(({ name }) => name);
  }
}

export function valueOf({ values, codes, dictionary }, row) {
  if (!values) return dictionary[codes[row]];
  return Number.isNaN(values[row]) ? null : values[row];
}

function packed(column) {
  if (column.codes) return { ...column, codes: Uint32Array.from(column.codes) };
  const values = Float64Array.from(column.values, (value) => value ?? NaN);
  const numbers = { ...column, values, isEmpty: values.every((value) => Number.isNaN(value)) };
  return column.facet ? { ...numbers, ...coded(values) } : numbers;
}

// A number that is filtered by its values has codes beside them.
function coded(values) {
  const places = new Map();
  const codes = Uint32Array.from(values, (value) => {
    if (!places.has(value)) places.set(value, places.size);
    return places.get(value);
  });
  return { codes, dictionary: Array.from(places.keys(), (value) => (Number.isNaN(value) ? NONE : String(value))) };
}
