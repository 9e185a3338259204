// A record's members as tables: the figures over trials, and every leaf by its path.
import { cell, table } from "./element.js";
import { isObject, stateOf } from "./leaves.js";
import { significant } from "./numeral.js";

const FLAT = 12;

export function figures(headline) {
  const rows = [...named(headline, "")].map(([name, figure]) => [
    cell("th", name), cell("td", `${significant(figure.value)} ${figure.unit ?? ""}`, "lx-n"),
    cell("td", interval(figure.interval), "lx-n"), cell("td", text(figure.median), "lx-n"),
  ]);
  return table("lx-table", ["Figure over trials", "Value", "95 % interval", "Median"], rows);
}

export function members(value) {
  const rows = [...leaves(value, "")].map(([name, leaf]) => [cell("th", name), cell("td", text(leaf))]);
  return table("lx-leaves", ["Member", "Value"], rows);
}

function* named(object, above) {
  for (const [name, figure] of Object.entries(object)) {
    if (!isObject(figure)) continue;
    const words = `${above} ${name.replaceAll("_", " ")}`.trim();
    if (typeof figure.value === "number") yield [words, figure];
    else yield* named(figure, words);
  }
}

function interval(value) {
  return typeof value?.low === "number" ? `${significant(value.low)} to ${significant(value.high)}` : text(value);
}

function* leaves(value, path) {
  const entries = Array.isArray(value) || isObject(value) ? Object.entries(value) : [];
  const isFlat = Array.isArray(value) && (value.length > FLAT || !value.some((item) => typeof item === "object"));
  if (!entries.length || isFlat || stateOf(value)) yield [path, value];
  else for (const [name, item] of entries) yield* leaves(item, `${path} ${name.replaceAll("_", " ")}`.trim());
}

// A value, or the state that stands for it, in words.
export function text(value) {
  if (value === undefined) return "";
  const state = stateOf(value);
  if (state) return `${state.replaceAll("_", " ")}: ${said(value[state])}`;
  return typeof value === "string" ? value : JSON.stringify(value);
}

function said(why) {
  return isObject(why) ? Object.values(why).join(", ") : String(why);
}
