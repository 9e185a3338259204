// Which of the theme's palettes is on, and when it changes.
const DARK = "slate";

export function palette() {
  return document.body.dataset.mdColorScheme === DARK ? "dark" : "light";
}

export function onPalette(act) {
  new MutationObserver(act).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
}
