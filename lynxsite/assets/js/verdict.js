// Whether two results may be ranked, and what differs: lynxschema.comparability, tested on the same cases.
import { executorLeaves } from "./attribution.js";
import { isObject, leaves, stateOf } from "./leaves.js";

export const ABSENT = "absent";
const WORKLOAD = "/workload/id";
const BLOCKING = ["workload", "operating_point"];
const SHARED = ["device", "host"];
const UNKNOWN = ["not_measured", "withheld"];
const POINT = "/operating_points/*";
const APART = ["trials", "energy", "headline"].map((name) => `${POINT}/${name}`);
// What a difference in a member, or in anything below it, is called.
const SPOKEN = [[WORKLOAD, "workload"], ["/workload/version", "workload version"],
  [`${POINT}/lengths`, "sequence profile"], [`${POINT}/bounds`, "latency bound"]];

export class Verdict {
  constructor(differences, withdrawn) {
    this.differences = differences;
    this.withdrawn = withdrawn;
    this.deciding = differences.filter(decides);
    this.caveats = differences.filter((each) => !decides(each));
  }

  get factors() {
    return unique(this.deciding.filter(({ unknown }) => !unknown).map(({ factor }) => factor));
  }

  // Of two workloads, what else differs in them is left out.
  get reasons() {
    const blocking = this.deciding.filter(({ factor, unknown }) => BLOCKING.includes(factor) && !unknown);
    const others = blocking.some(({ pointer }) => pointer === WORKLOAD);
    const unlike = blocking.filter(({ factor, pointer }) => !others || factor !== "workload" || pointer === WORKLOAD);
    const unknown = this.deciding.filter((each) => each.unknown);
    return unique([...this.withdrawn.map((letter) => `${letter} is withdrawn`),
      ...unlike.map(({ pointer }) => `different ${spoken(pointer)}`),
      ...unknown.map(({ pointer }) => `${spoken(pointer)} is unknown`)]);
  }

  get ranked() {
    return this.reasons.length === 0;
  }

  get controlled() {
    return this.ranked && this.factors.length === 1;
  }

  sentence() {
    if (!this.ranked) return `not ranked: ${listed(this.reasons)}`;
    if (!this.factors.length) return "comparable: the same executor at the same operating point";
    const names = this.factors.map((factor) => factor.replaceAll("_", " "));
    return `comparable: they differ ${this.controlled ? "only " : ""}in ${listed(names)}`;
  }
}

export function verdict(first, second, fields) {
  const shared = first.record.provenance.session_id === second.record.provenance.session_id;
  const [ours, theirs] = [compared(first, fields), compared(second, fields)];
  const pointers = unique([...ours.keys(), ...theirs.keys()]);
  const found = pointers.map((pointer) => difference(pointer, ours.get(pointer), theirs.get(pointer), shared));
  const withdrawn = [first, second].filter((result) => result.withdrawn).map(({ letter }) => letter);
  return new Verdict(found.filter(Boolean), withdrawn);
}

export function compared({ record, point }, fields) {
  const parts = [
    ...leaves(record.workload, "/workload", "/workload", fields),
    ...executorLeaves(record.executor, fields),
    ...leaves(point, POINT, POINT, fields),
  ];
  return new Map(parts.filter(counts).map((leaf) => [leaf.pointer, leaf]));
}

function counts({ row, path }) {
  return ["identity", "condition"].includes(row.role) && !APART.some((start) => path.startsWith(start));
}

function difference(pointer, ours, theirs, shared) {
  const { role, factor } = (ours ?? theirs).row;
  const [first, second] = [ours, theirs].map((leaf) => (leaf ? leaf.value : ABSENT));
  const unknown = [first, second].some((value) => UNKNOWN.includes(stateOf(value)));
  if (unknown && shared && SHARED.includes(factor) && same(first, second)) return null;
  if (!unknown && equal(first, second)) return null;
  return { pointer, factor, role, first, second, unknown };
}

function equal(first, second) {
  return same(first, second) || (stateOf(first) === "not_applicable" && stateOf(second) === "not_applicable");
}

function same(first, second) {
  if (Array.isArray(first)) {
    return Array.isArray(second) && first.length === second.length && first.every((each, place) => same(each, second[place]));
  }
  if (!isObject(first) || !isObject(second)) return first === second;
  const names = Object.keys(first);
  return names.length === Object.keys(second).length
    && names.every((name) => Object.hasOwn(second, name) && same(first[name], second[name]));
}

function decides({ role, factor }) {
  return role === "identity" || BLOCKING.includes(factor);
}

function spoken(pointer) {
  const named = SPOKEN.find(([member]) => `${pointer}/`.startsWith(`${member}/`));
  return named?.[1] ?? pointer.split("/").slice(2).filter((step) => step !== "*").join(" ").replaceAll("_", " ");
}

export function listed(words) {
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${words.at(-1)}` : words.join("");
}

function unique(values) {
  return [...new Set(values)];
}
