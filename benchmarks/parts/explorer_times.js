// Every filter and every sort of the explorer, by name; each acts and returns the time to the laid out table, in ms.
() => {
  const place = document.querySelector(".lx-explorer");
  const form = place.querySelector("form");
  const [CHOICES, PANELS] = [3, ".lx-filters [data-panel]:not([data-panel=ranges])"];
  const timed = (act) => () => {
    const began = performance.now();
    act();
    place.getBoundingClientRect();
    return performance.now() - began;
  };
  const input = (field, value) => timed(() => {
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  const acts = { filter: {}, sort: {} };
  for (const words of ["o", "onnx", "openvino 2025", "generated cpu a01 int8", "nothing answers this", ""]) {
    acts.filter[`words: ${words || "none"}`] = input(form.elements.find, words);
  }
  for (const button of form.querySelectorAll(PANELS)) {
    const { panel } = button.dataset;
    const choice = (number) => form.querySelectorAll(`#lx-panel-${panel} input[type=checkbox]`)[number];
    acts.filter[`${panel}: opened`] = timed(() => button.click());
    // Ticked one after the other, so that several of a facet are chosen, then taken back.
    for (const way of ["chosen", "taken back"]) {
      for (let number = 0; number < CHOICES; number += 1) {
        acts.filter[`${panel}: ${number + 1} ${way}`] = timed(() => choice(number)?.click());
      }
    }
  }
  for (const [name, end, value] of [["p50", "to", "10"], ["rate", "from", "100"], ["date", "from", "2024-01-01"]]) {
    const field = form.querySelector(`[name=${name}][data-end=${end}]`);
    acts.filter[`${name}: ${end} ${value}`] = input(field, value);
    acts.filter[`${name}: any`] = input(field, "");
  }
  for (const heading of place.querySelectorAll("thead th[data-column]")) {
    const { column } = heading.dataset;
    const press = () => place.querySelector(`thead th[data-column=${column}] button`).click();
    for (const way of ["up", "down", "not at all"]) acts.sort[`${column}: ${way}`] = timed(press);
  }
  window.lynxActs = acts;
  return Object.fromEntries(Object.entries(acts).map(([what, each]) => [what, Object.keys(each)]));
}
