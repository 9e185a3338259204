// Which of the theme's palettes is on, and when it changes. Paper is light.
const DARK = "slate";
let isPrinting = false;

export function palette() {
  return document.body.dataset.mdColorScheme === DARK && !isPrinting ? "dark" : "light";
}

export function onPalette(act) {
  new MutationObserver(act).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  addEventListener("beforeprint", () => printing(true, act));
  addEventListener("afterprint", () => printing(false, act));
}

function printing(is, act) {
  isPrinting = is;
  act();
}
