// The verdict first: each result against the first, in one sentence.
import { made } from "./element.js";
import { condition, executor, precision } from "./results.js";

// What each letter stands for; `compared` is the address of another choice.
export function legend(results, compared) {
  return made("ol", { className: "lx-legend" }, ...results.map((result) => entry(result, results, compared)));
}

function entry(result, results, compared) {
  const link = made("a", { href: result.href, textContent: `${precision(result)}, ${executor(result)}` });
  const others = results.filter((each) => each !== result).map(({ id }) => id);
  return made("li", {}, made("b", { textContent: result.letter }), " ", link,
    made("small", {}, condition(result), ...acts(result, results, others, compared)));
}

function acts(result, results, others, compared) {
  const { letter, id } = result;
  const first = made("a", { href: compared([id, ...others]), textContent: "make it the first", ariaLabel: `Make ${letter} the first` });
  const without = made("a", { href: compared(others), textContent: "leave it out", ariaLabel: `Leave ${letter} out` });
  const offered = [...(result === results[0] ? [] : [first]), ...(others.length > 1 ? [without] : [])];
  return offered.map((link) => made("span", { className: "lx-act" }, " \u00b7 ", link));
}

// Where to choose more, and the same in a terminal.
export function further(results, root) {
  const asked = new URLSearchParams(results.map(({ id }) => ["compare", id]));
  const keys = [...new Set(results.map(({ key }) => `submissions/${key}`))];
  const same = keys.length > 1 ? [". In a terminal: ", made("code", { textContent: `lynx compare ${keys.join(" ")}` })] : ["."];
  return made("p", { className: "lx-small lx-act" }, made("a", { href: `${root}results/?${asked}`, textContent: "Choose more or others" }), ...same);
}

export function verdicts(first, others) {
  return made("ul", { className: "lx-verdicts" }, ...others.map(({ result, found }) => line(first, result, found)));
}

function line(first, result, found) {
  const kind = found.ranked ? "accepted" : "draft";
  const { length } = found.caveats;
  const conditions = length === 1 ? "1 condition of the machines differs or is" : `${length} conditions of the machines differ or are`;
  const caveats = length ? ` ${conditions} unknown.` : "";
  return made("li", { className: `lx-standing lx-standing--${kind}` },
    made("strong", { textContent: `${first.letter} and ${result.letter}: ` }),
    made("bdi", { textContent: `${found.sentence()}.${caveats}` }));
}
