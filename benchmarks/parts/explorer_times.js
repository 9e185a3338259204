// Every filter and every sort of the explorer, by name; each acts and returns the time to the laid out table, in ms.
() => {
  const place = document.querySelector(".lx-explorer");
  const form = place.querySelector("form");
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
  for (const field of form.querySelectorAll("select")) {
    const values = [...field.options].map((option) => option.value).slice(1, 4);
    for (const value of [...values, ""]) acts.filter[`${field.name}: ${value || "all"}`] = input(field, value);
  }
  for (const heading of place.querySelectorAll("thead th[data-column]")) {
    for (const way of ["up", "down", "not at all"]) {
      acts.sort[`${heading.dataset.column}: ${way}`] = timed(() => heading.querySelector("button").click());
    }
  }
  window.lynxActs = acts;
  return Object.fromEntries(Object.entries(acts).map(([what, each]) => [what, Object.keys(each)]));
}
