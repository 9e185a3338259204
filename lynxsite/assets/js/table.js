// The index of results: columns of numbers, or of codes into a dictionary of texts.
export class Table {
  constructor(index) {
    this.rows = index.rows;
    this.columns = new Map(index.columns.map((column) => [column.name, column]));
  }

  static async load(address) {
    const answer = await fetch(address);
    return new Table(await answer.json());
  }

  column(name) {
    return this.columns.get(name);
  }

  value(name, row) {
    const column = this.columns.get(name);
    return column.codes ? column.dictionary[column.codes[row]] : column.values[row];
  }

  get texts() {
    return [...this.columns.values()].filter((column) => column.codes);
  }

  get facets() {
    return this.texts.filter((column) => column.facet);
  }

  all() {
    return Uint32Array.from({ length: this.rows }, (_, row) => row);
  }
}
