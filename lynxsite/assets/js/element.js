// Elements with text. Texts come from records: they are only ever set as text, never as markup.
export function made(tag, members = {}, ...children) {
  const element = Object.assign(document.createElement(tag), members);
  element.append(...children);
  return element;
}

export function cell(tag, text, className = "") {
  return made(tag, { className }, made("bdi", { textContent: text }));
}

export function table(className, head, rows) {
  const headings = head.map((text) => made("th", { scope: "col", textContent: text }));
  const body = made("tbody", {}, ...rows.map((cells) => made("tr", {}, ...cells)));
  return made("div", { className: "lx-scroll" },
    made("table", { className }, made("thead", {}, made("tr", {}, ...headings)), body));
}
