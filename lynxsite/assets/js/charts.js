// Draws the charts of a page. Vega is asked for when one comes near the screen; the others follow when nothing else is
// to be done, so that a page that is printed has all of them.
import { onPalette, palette } from "./palette.js";

const here = (path) => new URL(path, import.meta.url);
const once = new Map();
const drawn = new Map();
const adapted = new WeakMap();
const same = (spec) => spec;
// More marks than this are too many elements for a page: they are painted.
const ELEMENTS = 2000;
// Pixels that an entry of a legend may need.
const ENTRY = 150;

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
  const theme = themes[palette()];
  const columns = Math.max(1, Math.floor(drawing.clientWidth / ENTRY));
  const config = { ...theme, legend: { ...theme.legend, columns } };
  const options = { actions: false, renderer, config, tooltip: { theme: palette() } };
  drawn.set(figure, await embed(drawing, { ...bare, datasets }, options));
  figure.dataset.drawn = palette();
}

function near(entries, observer) {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    observer.unobserve(target);
    if (!drawn.has(target)) draw(target).then(follow);
  }
}

const idle = window.requestIdleCallback ?? setTimeout;

function follow() {
  const left = [...document.querySelectorAll("figure[data-chart]:not([data-drawn])")];
  const next = left.find((figure) => figure.offsetParent);
  if (next) idle(() => draw(next).then(follow));
}

const observer = new IntersectionObserver(near, { rootMargin: "300px" });
document.querySelectorAll("figure[data-chart]").forEach((figure) => observer.observe(figure));
onPalette(() => [...drawn.keys()].forEach((figure) => draw(figure)));
