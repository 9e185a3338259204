// A chart of the rows that are filtered, drawn a moment after the last change; its axes are to choose.
import { draw } from "./charts.js";
import { cell, made, table as tabulated } from "./element.js";
import { plain, significant } from "./numeral.js";
import { dots, MOST } from "./dots.js";

const [PAUSE, LISTED] = [250, 100];
const [APART, DECADES] = [20, 3];
// Among more dots than this each is small.
const [CROWD, SMALL] = [500, 22];

export class Scatter {
  constructor(place, table, explorer) {
    Object.assign(this, { place, table, explorer });
    this.figure = place.querySelector("figure");
    this.selects = [...place.querySelectorAll("select")];
    const [numbers, kinds] = [table.offered.filter(isAxis), table.facets];
    for (const [number, select] of this.selects.entries()) {
      select.append(...(number < 2 ? numbers : kinds).map(({ name, title, unit }) => new Option(unit ? `${title}, ${unit}` : title, name)));
    }
    place.addEventListener("input", () => explorer.ask(explorer.query.with({ chart: this.selects.map(({ value }) => value) })));
  }

  show(rows, { chart }) {
    this.place.hidden = chart.length === 0;
    clearTimeout(this.waiting);
    if (!chart.length) return;
    for (const [place, select] of this.selects.entries()) select.value = chart[place];
    if (rows !== this.rows || chart.join() !== this.chart.join()) this.waiting = setTimeout(() => this.draw(rows, chart), PAUSE);
  }

  async draw(rows, chart) {
    Object.assign(this, { rows, chart });
    const columns = chart.map((name) => this.table.column(name));
    const found = dots(this.table, rows, columns, this.explorer.root);
    this.tell(found, rows, columns);
    this.figure.querySelector(".lx-chart__drawing").hidden = found.length === 0;
    if (!found.length) return;
    this.figure.dataset.chart = "explore";
    this.figure.querySelector("script").textContent = JSON.stringify({ results: found });
    await draw(this.figure, (spec) => fitted(spec, found, columns));
  }

  tell(found, rows, columns) {
    const [x, y, kind] = columns.map(named);
    const title = `${y} against ${x}, by ${kind}`;
    const words = told(found, rows.length, columns);
    this.figure.querySelector("figcaption").textContent = title;
    this.figure.querySelector(".lx-chart__words").textContent = words;
    this.figure.querySelector(".lx-chart__drawing").ariaLabel = `${title}. ${words}`;
    this.figure.querySelector(".lx-chart__table").replaceChildren(...listed(found, columns));
  }
}

function isAxis({ kind, name, isEmpty }) {
  return name === "date" || (kind === "number" && !isEmpty);
}

function named({ title, unit }) {
  return unit ? `${title}, ${unit}` : title;
}

function told(found, rows, columns) {
  if (!found.length) return `None of the ${rows} results that answer has both figures.`;
  const spans = ["x", "y"].map((axis, place) => `${columns[place].title} from ${text(least(found, axis))} to ${text(most(found, axis))}`);
  const cut = found.length === MOST ? `The first ${MOST} of those among` : `${plain(found.length)} of`;
  return `${cut} ${rows} results that have both figures: ${spans.join(", ")}. Unlike operating points are side by side here, and not ranked.`;
}

function listed(found, columns) {
  const rows = found.slice(0, LISTED).map(({ name, href, x, y, kind }) => [
    made("th", { scope: "row" }, made("a", { href }, made("bdi", { textContent: name }))), cell("td", text(x), "lx-n"), cell("td", text(y), "lx-n"), cell("td", kind)]);
  const whole = tabulated("lx-table", ["Result", ...columns.map(named)], rows);
  return found.length > LISTED ? [made("p", { textContent: `The first ${LISTED} of ${plain(found.length)}; the CSV has all.` }), whole] : [whole];
}

// An axis is logarithmic where its values are positive and far apart; dates have an axis of their own.
function fitted(spec, found, columns) {
  for (const [place, axis] of ["x", "y"].entries()) {
    const channel = spec.encoding[axis];
    const isWide = least(found, axis) > 0 && most(found, axis) / least(found, axis) > APART;
    if (columns[place].codes && !columns[place].values) channel.type = "temporal";
    else channel.scale = { type: isWide ? "log" : "linear", nice: !isWide, zero: false, padding: 14 };
    if (isWide) channel.axis.tickCount = DECADES;
    channel.title = `${named(columns[place])}${isWide ? " (logarithmic)" : ""}`;
    spec.encoding.tooltip[place + 2].title = named(columns[place]);
  }
  if (found.length > CROWD) spec.mark.size = SMALL;
  for (const name of ["color", "shape"]) spec.encoding[name].title = columns[2].title;
  return spec;
}

function least(found, axis) {
  return found.reduce((low, dot) => (dot[axis] < low ? dot[axis] : low), found[0][axis]);
}

function most(found, axis) {
  return found.reduce((high, dot) => (dot[axis] > high ? dot[axis] : high), found[0][axis]);
}

function text(value) {
  return typeof value === "number" ? significant(value) : value;
}
