// What differs, by factor; every compared leaf on demand.
import { cell, made, table } from "./element.js";
import { compared } from "./verdict.js";

export function diffTable(results, others, fields, every) {
  const leaves = results.map((result) => compared(result, fields));
  const differing = new Set(others.flatMap(({ found }) => found.differences.map(({ pointer }) => pointer)));
  const pointers = [...new Set(leaves.flatMap((each) => [...each.keys()]))];
  const shown = pointers.filter((pointer) => every || differing.has(pointer));
  return grouped(shown, leaves).map(([factor, lines]) => section(factor, lines, results));
}

function grouped(pointers, leaves) {
  const found = new Map();
  for (const pointer of pointers) {
    const { factor, role } = leaves.find((each) => each.has(pointer)).get(pointer).row;
    if (!found.has(factor)) found.set(factor, []);
    found.get(factor).push({ pointer, role, values: leaves.map((each) => text(each.get(pointer))) });
  }
  return [...found];
}

function text(leaf) {
  if (!leaf) return "absent";
  return typeof leaf.value === "string" ? leaf.value : JSON.stringify(leaf.value);
}

function section(factor, lines, results) {
  const rows = lines.map(({ pointer, role, values }) => [
    made("th", { scope: "row" }, made("code", { textContent: pointer }),
      role === "condition" ? made("small", { textContent: "caveat" }) : ""),
    ...values.map((value) => cell("td", value)),
  ]);
  const letters = results.map(({ letter }) => letter);
  return made("section", {}, made("h3", { textContent: factor.replaceAll("_", " ") }),
    table("lx-table lx-moved", ["Leaf", ...letters], rows));
}
