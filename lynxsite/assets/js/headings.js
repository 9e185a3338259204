// Headings that sort: a button in each, and the direction told to assistive technology.
const ARIA = { up: "ascending", down: "descending" };

export function sortable(head, choose) {
  for (const heading of head.querySelectorAll("th[data-column]")) heading.replaceChildren(button(heading, choose));
}

function button(heading, choose) {
  const element = document.createElement("button");
  element.type = "button";
  element.append(...heading.childNodes);
  element.addEventListener("click", () => choose(heading.dataset.column));
  return element;
}

export function mark(head, query) {
  for (const heading of head.querySelectorAll("th[data-column]")) {
    const direction = heading.dataset.column === query.key && (query.descending ? "down" : "up");
    if (direction) heading.ariaSort = ARIA[direction];
    else heading.removeAttribute("aria-sort");
  }
}
