// Draws the charts of a page, each when it comes near the screen; Vega is asked for only then.
import { onPalette, palette } from "./palette.js";

const here = (path) => new URL(path, import.meta.url);
const once = new Map();
const drawn = new Map();
const adapted = new WeakMap();
const same = (spec) => spec;
// More marks than this are too many elements for a page: they are painted.
const ELEMENTS = 2000;

function json(path) {
  if (!once.has(path)) once.set(path, fetch(here(path)).then((answer) => answer.json()));
  return once.get(path);
}

function vega() {
  if (!once.has("vega")) once.set("vega", import(here("../vega.js")).then(() => window.vegaEmbed));
  return once.get("vega");
}

// `adapt` changes the specification to what the figure shows.
export async function draw(figure, adapt = adapted.get(figure) ?? same) {
  adapted.set(figure, adapt);
  const [embed, spec, themes] = await Promise.all([
    vega(), json(`../charts/${figure.dataset.chart}.json`), json("../charts/theme.json"),
  ]);
  const datasets = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
  const drawing = figure.querySelector(".lx-chart__drawing");
  drawn.get(figure)?.finalize();
  const { config: _, ...bare } = adapt(structuredClone(spec));
  const renderer = Object.values(datasets).some(({ length }) => length > ELEMENTS) ? "canvas" : "svg";
  const options = { actions: false, renderer, config: themes[palette()], tooltip: { theme: palette() } };
  drawn.set(figure, await embed(drawing, { ...bare, datasets }, options));
  figure.dataset.drawn = palette();
}

function near(entries, observer) {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    observer.unobserve(target);
    draw(target);
  }
}

const observer = new IntersectionObserver(near, { rootMargin: "300px" });
document.querySelectorAll("figure[data-chart]").forEach((figure) => observer.observe(figure));
onPalette(() => [...drawn.keys()].forEach((figure) => draw(figure)));
