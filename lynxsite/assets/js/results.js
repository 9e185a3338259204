// The results of a comparison, read from the JSON beside their pages.
import { find } from "./archive.js";
import { place } from "./chosen.js";

export async function load(results, root) {
  const withdrawn = await takenBack(root);
  return Promise.all(results.map((result, position) => one(result, root, String.fromCharCode(65 + position), withdrawn)));
}

// Keys of the submissions that were withdrawn: they are shown and ranked with nothing.
async function takenBack(root) {
  const { notes } = await (await fetch(`${root}api/v1/errata.json`)).json();
  return new Set(notes.filter(({ kind }) => kind === "withdrawal").map(({ key }) => key));
}

async function one(result, root, letter, withdrawn) {
  const { key, anchor } = place(result);
  const answer = await fetch(`${root}results/${key}/submission.json`);
  const record = answer.ok ? await answer.json() : (await find(`${root}api/v1/older/`, key))?.record;
  if (!record) throw new Error(`there is no result ${key}`);
  const point = record.operating_points.find(({ id }) => id === anchor);
  if (!point) throw new Error(`${key} has no operating point ${anchor}`);
  const href = `${root}results/${key}/#${encodeURIComponent(anchor)}`;
  return { letter, id: `${key}#${anchor}`, record, point, key, href, withdrawn: withdrawn.has(key) };
}

export function precision({ record }) {
  const { weights, compute } = record.executor.precision;
  const widest = weights.reduce((best, part) => (part.share_of_parameters > best.share_of_parameters ? part : best));
  return `${widest.dtype}/${compute}`;
}

export function executor({ record }) {
  const { hardware, runtime } = record.executor;
  const devices = hardware.devices.map(({ count, name }) => `${count} \u00d7 ${name}`).join(" + ");
  return `${devices}, ${runtime.id} ${runtime.version}`;
}

export function condition({ record, point }) {
  const batch = typeof point.batch === "number" ? `batch ${point.batch}` : "batches formed by the scheduler";
  return `${record.workload.id}, ${point.scenario.replaceAll("_", " ")}, ${batch}`;
}

export function quality({ record }) {
  const score = Array.isArray(record.quality) ? record.quality[0] : null;
  return score ? `${score.metric.replace(/^top(?=\d)/, "top-").replaceAll("_", " ")} ${score.value.toPrecision(4)}` : "not measured";
}
