// What is asked of the table: words, facets and an order. The page's address carries it.
// The words are `find`: the theme opens its own search on a page that is asked for with `q`.
import { chosen, MOST } from "./chosen.js";

export class Query {
  constructor(words = "", facets = {}, sort = "", chosen = []) {
    this.words = words;
    this.facets = facets;
    this.sort = sort;
    this.chosen = chosen;
  }

  static read(search, table) {
    const asked = new URLSearchParams(search);
    const named = table.facets.map(({ name }) => [name, asked.get(name)]);
    const facets = Object.fromEntries(named.filter(([, value]) => value));
    return new Query(asked.get("find") ?? "", facets, asked.get("sort") ?? "", chosen(search, "compare"));
  }

  asksAs(other) {
    return this.words === other.words && JSON.stringify(this.facets) === JSON.stringify(other.facets);
  }

  get descending() {
    return this.sort.startsWith("-");
  }

  get key() {
    return this.sort.replace(/^-/, "");
  }

  sorted(name) {
    const next = this.sort === name ? `-${name}` : this.sort === `-${name}` ? "" : name;
    return new Query(this.words, this.facets, next, this.chosen);
  }

  choosing(result, wanted) {
    const others = this.chosen.filter((each) => each !== result);
    return new Query(this.words, this.facets, this.sort, wanted ? [...others, result].slice(0, MOST) : others);
  }

  address() {
    const asked = new URLSearchParams(this.facets);
    if (this.words) asked.set("find", this.words);
    if (this.sort) asked.set("sort", this.sort);
    for (const result of this.chosen) asked.append("compare", result);
    const text = asked.toString();
    return text ? `?${text}` : location.pathname;
  }
}
