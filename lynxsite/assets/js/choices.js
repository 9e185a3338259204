// The choices of one facet, with the number of rows that each would leave: made when its panel opens.
import { made } from "./element.js";
import { roving } from "./roving.js";
import { NONE } from "./table.js";

const [MOST, LONG] = [200, 12];
const order = new WeakMap();
const { compare } = new Intl.Collator("en", { numeric: true });

export class Choices {
  constructor(panel, column, again) {
    this.column = column;
    this.find = made("input", { type: "search", ariaLabel: `Find in ${column.title}`, placeholder: "find in the list", hidden: column.dictionary.length <= LONG });
    this.list = made("div", { className: "lx-choices" });
    this.rest = made("p", { className: "lx-small" });
    this.labels = new Map();
    this.find.addEventListener("input", (event) => { event.stopPropagation(); again(); });
    roving(this.list, "input");
    panel.replaceChildren(this.find, this.list, this.rest);
  }

  show(counts, chosen) {
    const term = this.find.value.trim().toLowerCase();
    const offered = alphabetical(this.column.dictionary).filter(([text, code]) => chosen.includes(text)
      || (counts[code] && text.toLowerCase().includes(term)));
    this.put(offered.slice(0, MOST).map(([text, code]) => this.label(text, counts[code].toLocaleString("en"), chosen.includes(text))));
    this.rest.textContent = offered.length > MOST ? `${offered.length - MOST} more: find in the list.` : offered.length ? "" : "None fits.";
  }

  // A list that is as it was stays where it is, with the focus in it.
  put(labels) {
    const { children } = this.list;
    if (labels.length === children.length && labels.every((label, place) => label === children[place])) return;
    const focused = document.activeElement;
    this.list.replaceChildren(...labels);
    if (this.list.contains(focused)) focused.focus();
    else for (const [place, { control }] of labels.entries()) control.tabIndex = place ? -1 : 0;
  }

  label(text, count, checked) {
    if (!this.labels.has(text)) this.labels.set(text, labelled(this.column.name, text));
    const label = this.labels.get(text);
    label.control.checked = checked;
    if (label.lastChild.textContent !== count) label.lastChild.textContent = count;
    return label;
  }
}

function labelled(name, value) {
  const box = made("input", { type: "checkbox", name, value, autocomplete: "off" });
  return made("label", {}, box, made("bdi", { textContent: value || NONE }), made("small"));
}

function alphabetical(dictionary) {
  if (!order.has(dictionary)) {
    order.set(dictionary, dictionary.map((text, code) => [text, code]).sort(([one], [other]) => compare(one, other)));
  }
  return order.get(dictionary);
}
