// One stop for the tab key among many: the arrow keys go on from there, Home and End to the first and the last.
const AHEAD = ["ArrowRight", "ArrowDown"];
const BACK = ["ArrowLeft", "ArrowUp"];
const UPRIGHT = ["ArrowUp", "ArrowDown"];

// `across` leaves up and down to others.
export function roving(place, selector, across = false) {
  const items = () => [...place.querySelectorAll(selector)].filter((item) => item.checkVisibility());
  place.addEventListener("focusin", ({ target }) => { if (target.matches(selector)) settle(place, selector, target); });
  place.addEventListener("keydown", (event) => {
    const ours = event.target.matches(selector) && !(across && UPRIGHT.includes(event.key));
    const found = ours ? next(items(), event) : undefined;
    if (found) move(event, found);
  });
}

// A table's rows: up and down keep to the same control, left and right go from one to the next within a row.
export function rovingRows(body) {
  body.addEventListener("focusin", ({ target }) => stop(body, target.closest("tr")));
  body.addEventListener("keydown", (event) => {
    const row = event.target.closest("tr");
    const controls = controlsOf(row);
    const found = ["ArrowLeft", "ArrowRight"].includes(event.key) ? next(controls, event)
      : controlsOf(next([...body.rows], event, row))[controls.indexOf(event.target)];
    if (found) move(event, found);
  });
}

// The tab key stops at this row and at no other.
export function stop(body, row) {
  const controls = new Set(controlsOf(row));
  for (const control of body.querySelectorAll("a, input")) control.tabIndex = controls.has(control) ? 0 : -1;
}

function controlsOf(row) {
  return row ? [...row.querySelectorAll("a, input")] : [];
}

function next(items, { key, target }, from = target) {
  if (key === "Home") return items[0];
  if (key === "End") return items.at(-1);
  const step = AHEAD.includes(key) - BACK.includes(key);
  return step ? items[items.indexOf(from) + step] : undefined;
}

function settle(place, selector, target) {
  for (const item of place.querySelectorAll(selector)) item.tabIndex = item === target ? 0 : -1;
}

function move(event, target) {
  event.preventDefault();
  target.focus();
}
