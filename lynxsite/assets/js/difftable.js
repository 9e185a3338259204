// What differs, by factor; every compared leaf on demand.
import { cell, made, table } from "./element.js";
import { text } from "./members.js";
import { ABSENT, compared } from "./verdict.js";

// A factor with more lines than this is opened on demand.
const FEW = 12;

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
    found.get(factor).push({ pointer, role, values: leaves.map((each) => (each.has(pointer) ? text(each.get(pointer).value) : ABSENT)) });
  }
  return [...found];
}

function section(factor, lines, results) {
  const rows = lines.map(({ pointer, role, values }) => [
    made("th", { scope: "row" }, made("code", { textContent: pointer }),
      role === "condition" ? made("small", { textContent: "caveat" }) : ""),
    ...values.map((value) => cell("td", value)),
  ]);
  const letters = results.map(({ letter }) => letter);
  const count = `${lines.length} ${lines.length === 1 ? "leaf" : "leaves"}`;
  const summary = made("summary", {}, factor.replaceAll("_", " "), made("small", { textContent: ` ${count}` }));
  const whole = table("lx-table lx-moved", ["Leaf", ...letters], rows);
  return made("details", { className: "lx-group", open: lines.length <= FEW }, summary, whole);
}
