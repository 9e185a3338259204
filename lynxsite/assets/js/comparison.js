// Each figure that two operating points share, with its ratio where they are ranked: lynxschema.comparison.
import { geometric, ratio } from "./ratio.js";

export function timesMember({ scenario }) {
  return scenario === "offline" ? "batch_service_ms" : "latency_ms";
}

export function figures(point) {
  const { trials } = point;
  const found = [[`throughput, ${point.headline.throughput.unit}`, trials.map((trial) => trial.throughput.value)]];
  for (const name of ["p50", "p99"]) found.push(...times(trials, timesMember(point), name));
  // A shared device meters the others' work too: its headline has no figure per inference.
  if (point.headline.joules_per_inference && trials.every((trial) => trial.energy)) {
    found.push(["energy, J/inference", trials.map(({ energy }) => energy.joules / energy.successes)]);
  }
  return new Map(found);
}

function times(trials, member, name) {
  if (!trials.every((trial) => trial[member][name])) return [];
  const what = member === "batch_service_ms" ? "batch service" : "latency";
  return [[`${what} ${name}, ms`, trials.map((trial) => trial[member][name].value)]];
}

export function ratios(one, other, ranked) {
  const [ours, theirs] = [figures(one), figures(other)];
  const shared = [...ours.keys()].filter((name) => positive(ours.get(name)) && positive(theirs.get(name)));
  return shared.map((name) => row(name, ours.get(name), theirs.get(name), ranked));
}

function positive(values) {
  return values !== undefined && Math.min(...values) > 0;
}

// An unlike pair is shown, never ranked: its ratio would be read as a ranking.
function row(figure, ours, theirs, ranked) {
  const shown = { figure, first: geometric(ours), second: geometric(theirs) };
  if (!ranked) return shown;
  const { value, low, high, tie } = ratio(ours, theirs);
  return { ...shown, ratio: value, low, high, tie };
}
