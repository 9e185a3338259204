// Which factor a leaf of an executor belongs to: a step that is part of the runtime is the runtime's, as in
// lynxschema.attribution, tested on the same cases.
import { leaves } from "./leaves.js";

const PATH = "/executor/toolchain/steps";
const STEPS = "/executor/runtime/steps";

export function* executorLeaves(executor, fields) {
  const { steps } = executor.toolchain;
  const known = fields[`${PATH}/*/tool`].part_of;
  const tools = Object.hasOwn(known, executor.runtime.id) ? known[executor.runtime.id] : [];
  const own = Array.isArray(steps) ? steps.filter(({ tool }) => tools.includes(tool)) : [];
  const others = { ...executor.toolchain, steps: steps?.filter?.((step) => !own.includes(step)) };
  const rest = own.length ? { ...executor, toolchain: others } : executor;
  yield* leaves(rest, "/executor", "/executor", fields);
  for (const leaf of leaves(own, STEPS, PATH, fields)) yield { ...leaf, row: { ...leaf.row, factor: "runtime" } };
}
