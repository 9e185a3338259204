// Throughput against time of the chosen submissions, overlaid: all operating points with the same kind of time.
import { draw } from "./charts.js";
import { timesMember } from "./comparison.js";
import { cell, made, table } from "./element.js";
import { significant } from "./numeral.js";
import { condition, executor, precision } from "./results.js";

export function curves(place, results) {
  const member = timesMember(results[0].point);
  const dots = results.flatMap((result) => points(result, member));
  if (dots.length < 2) return;
  const units = [...new Set(dots.map(({ unit }) => unit))].join(" or ");
  const title = `Throughput (${units}) against the p50 of the ${member === "latency_ms" ? "latency" : "batch service"}`;
  const data = made("script", { type: "application/json", textContent: JSON.stringify({ results: dots }) });
  const drawing = made("div", { className: "lx-chart__drawing", role: "img", ariaLabel: `${title}: ${dots.length} points; the table below holds the same` });
  const figure = made("figure", { className: "lx-chart" }, made("figcaption", { textContent: title }), drawing, data, listed(dots));
  figure.dataset.chart = "curves";
  place.replaceChildren(figure);
  draw(figure);
}

function listed(dots) {
  const rows = dots.map(({ precision: letter, condition: at, href, ms, rate, unit }) => [
    cell("th", letter), made("td", {}, made("a", { href }, made("bdi", { textContent: at }))), cell("td", significant(ms), "lx-n"),
    cell("td", `${significant(rate)} ${unit}`, "lx-n")]);
  const summary = made("summary", { textContent: "The figures as a table" });
  return made("details", {}, summary, table("lx-table", ["Result", "Operating point", "p50, ms", "Throughput"], rows));
}

function points(result, member) {
  const shown = result.record.operating_points.filter((point) => timesMember(point) === member && point.headline[member]?.p50);
  return shown.map((point) => dot({ ...result, point }, member));
}

function dot(result, member) {
  const { headline, load, batch } = result.point;
  const { value, interval, unit } = headline.throughput;
  return {
    ms: headline[member].p50.value, rate: value, low: interval?.low ?? value, high: interval?.high ?? value, unit,
    precision: result.letter, executor: `${precision(result)}, ${executor(result)}`, condition: condition(result),
    series: `${result.letter} ${result.point.scenario}`, order: load.concurrency ?? load.rate_per_s ?? batch ?? 0,
    href: result.href,
  };
}
