// Figures of all results, with ratios to the first where the two are ranked.
import { ratios, figures } from "./comparison.js";
import { cell, made, table } from "./element.js";
import { text } from "./members.js";
import { significant } from "./numeral.js";
import { geometric } from "./ratio.js";
import { quality } from "./results.js";

const ENERGY = "energy, J/inference";

export function ratioTable(first, others) {
  const against = others.map(({ result, found }) => rows(first, result, found));
  const all = [first, ...others.map(({ result }) => result)].map(({ point }) => figures(point));
  const names = [...new Set(all.flatMap((each) => [...each.keys()]))];
  const lines = names.map((name) => [cell("th", titled(name)), value(all[0].get(name)),
    ...against.map((found, place) => compared(found.get(name), all[place + 1].get(name)))]);
  const results = [first, ...others.map(({ result }) => result)];
  const energies = names.includes(ENERGY) ? [] : [[cell("th", titled(ENERGY)), ...results.map(unmetered)]];
  const scores = [cell("th", "Quality"), ...results.map((each) => cell("td", quality(each), "lx-n"))];
  return table("lx-table lx-ratios lx-compared", ["Figure", ...letters(first, others)], [...lines, ...energies, scores]);
}

function titled(name) {
  return name[0].toUpperCase() + name.slice(1);
}

// Energy that nobody metered is a row all the same, with the reason.
function unmetered({ point }) {
  const { joules_per_inference: each } = point.energy;
  return made("td", { className: "lx-n" }, made("span", { className: "lx-none", textContent: "none" }),
    made("small", { className: "lx-why", textContent: text(each ?? point.energy) }));
}

function letters(first, others) {
  return [first.letter, ...others.map(({ result, found }) => `${result.letter}${found.ranked ? "" : " (not ranked)"}`)];
}

function rows(first, result, found) {
  return new Map(ratios(first.point, result.point, found.ranked).map((row) => [row.figure, row]));
}

function value(values) {
  return cell("td", values ? significant(geometric(values)) : "none", "lx-n");
}

function compared(row, values) {
  const element = value(values);
  if (row && "ratio" in row) element.append(made("small", { textContent: ratioText(row) }));
  return element;
}

function ratioText({ ratio, low, high, tie }) {
  const interval = low === null ? "no interval" : `${low.toPrecision(3)} to ${high.toPrecision(3)}`;
  return `${tie ? "tie, " : ""}\u00d7 ${ratio.toPrecision(3)} (${interval})`;
}
