// The verdict first: each result against the first, in one sentence.
import { made } from "./element.js";
import { condition, executor, precision } from "./results.js";

export function legend(results) {
  return made("ol", { className: "lx-legend" }, ...results.map(entry));
}

function entry(result) {
  const link = made("a", { href: result.href, textContent: `${precision(result)}, ${executor(result)}` });
  return made("li", {}, made("b", { textContent: result.letter }), " ", link,
    made("small", { textContent: condition(result) }));
}

export function verdicts(first, others) {
  return made("ul", { className: "lx-verdicts" }, ...others.map(({ result, found }) => line(first, result, found)));
}

function line(first, result, found) {
  const kind = found.ranked ? "accepted" : "draft";
  const caveats = found.caveats.length ? ` ${found.caveats.length} conditions of the machines differ or are unknown.` : "";
  return made("li", { className: `lx-standing lx-standing--${kind}` },
    made("strong", { textContent: `${first.letter} and ${result.letter}: ` }),
    made("bdi", { textContent: `${found.sentence()}.${caveats}` }));
}
