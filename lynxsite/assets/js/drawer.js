// Where there is no room for them, the filters are a dialog of their own.
const WIDE = matchMedia("(min-width: 60em)");

export function drawer(form) {
  const [opener, filters, dialog] = [".lx-opener", ".lx-filters", "dialog"].map((selector) => form.querySelector(selector));
  opener.addEventListener("click", () => {
    dialog.prepend(filters);
    dialog.showModal();
  });
  dialog.addEventListener("close", () => opener.after(filters));
  dialog.querySelector(".lx-done").addEventListener("click", () => dialog.close());
  WIDE.addEventListener("change", () => dialog.close());
}
