// The index of results: columns of numbers (NaN where there is none), or of codes into a dictionary of texts.
export class Table {
  constructor(index) {
    this.rows = index.rows;
    this.total = index.total ?? index.rows;
    this.paged = index.paged ?? index.rows;
    this.columns = new Map(index.columns.map((column) => [column.name, packed(column)]));
  }

  static async load(address) {
    const answer = await fetch(address);
    return new Table(await answer.json());
  }

  column(name) {
    return this.columns.get(name);
  }

  value(name, row) {
    const { codes, dictionary, values } = this.columns.get(name);
    if (codes) return dictionary[codes[row]];
    return Number.isNaN(values[row]) ? null : values[row];
  }

  get texts() {
    return [...this.columns.values()].filter((column) => column.codes);
  }

  get facets() {
    return this.texts.filter((column) => column.facet);
  }
}

function packed(column) {
  if (column.codes) return { ...column, codes: Uint32Array.from(column.codes) };
  return { ...column, values: Float64Array.from(column.values, (value) => value ?? NaN) };
}
