// Which results support the bounds, in which order, and what would turn it. Nothing here touches the page.
import { geometric, ratio } from "./ratio.js";

// A bound's member of a choice, and whether less or more is better.
export const BOUNDS = { time: { less: true }, quality: { less: false }, watts: { less: true } };
const NAMES = Object.keys(BOUNDS);

export function decided(field, bounds) {
  const weighed = field.choices.map((choice) => ({ ...choice, time: choice[bounds.percentile], value: geometric(choice.trials) }));
  const better = (a, b) => (field.by === "throughput" ? b.value - a.value : a.value - b.value);
  const supporting = weighed.filter((choice) => !failed(choice, bounds).length).sort(better);
  placed(supporting);
  const excluded = weighed.filter((choice) => failed(choice, bounds).length === 1).sort(better);
  return { ...field, supporting, excluded, ahead: (a, b) => better(a, b) < 0 && !tied(a, b) };
}

// A member that is not there supports no bound on it.
function failed(choice, bounds) {
  return NAMES.filter((name) => bounds[name] !== null && !holds(name, choice[name], bounds[name]));
}

function holds(name, value, bound) {
  return value !== null && (BOUNDS[name].less ? value <= bound : value >= bound);
}

function tied(a, b) {
  return ratio(a.trials, b.trials).tie;
}

// Who ties with the first of a place shares it; the next place counts all before it.
function placed(ordered) {
  let first = null;
  ordered.forEach((choice, position) => {
    if (!first || !tied(first, choice)) first = Object.assign(choice, { place: position + 1 });
    choice.place = first.place;
  });
}

export function turns(field, choice, bounds, elsewhere) {
  const own = choice.place === 1 ? threats(field, choice, bounds) : chances(field, choice);
  return [...own, ...reversals(field, choice, elsewhere)];
}

// What puts a choice that is behind first: a bound that all who are ahead fail and it holds.
function chances(field, choice) {
  const before = field.supporting.filter((other) => other.place < choice.place);
  return NAMES.flatMap((name) => {
    const bound = best(name, before);
    return stricter(name, choice[name], bound) ? [{ kind: "leads", name, bound }] : [];
  });
}

// What takes the lead away: a stricter bound that another holds, or a laxer one that lets a better one in.
function threats(field, choice, bounds) {
  const behind = field.supporting.filter((other) => other.place > 1);
  const strict = NAMES.flatMap((name) => {
    const heir = behind.find((other) => stricter(name, other[name], choice[name]));
    return heir ? [{ kind: "falls", name, bound: choice[name], other: heir }] : [];
  });
  const lax = field.excluded.filter((other) => field.ahead(other, choice)).slice(0, 1).flatMap((other) => {
    const [name] = failed(other, bounds);
    return other[name] === null ? [] : [{ kind: "allows", name, bound: other[name], other }];
  });
  return [...strict, ...lax];
}

// Other operating points at which the same two executors stand the other way round.
function reversals(field, choice, elsewhere) {
  const leader = field.supporting[0];
  const rival = choice === leader ? field.supporting.find((other) => other.place > 1) : choice.place > 1 ? leader : null;
  if (!rival) return [];
  return elsewhere.filter((other) => other.condition !== field.condition).flatMap((other) => {
    const [a, b] = [choice, rival].map(({ executor }) => other.all.find((each) => each.executor === executor));
    const turned = a && b && (choice === leader ? other.ahead(b, a) : other.ahead(a, b));
    return turned ? [{ kind: choice === leader ? "behind" : "before", other: rival, at: other.condition, href: a.href }] : [];
  }).slice(0, 2);
}

function best(name, choices) {
  const values = choices.map((choice) => choice[name]).filter((value) => value !== null);
  if (!values.length) return null;
  return BOUNDS[name].less ? Math.min(...values) : Math.max(...values);
}

function stricter(name, value, bound) {
  return value !== null && bound !== null && (BOUNDS[name].less ? value < bound : value > bound);
}
