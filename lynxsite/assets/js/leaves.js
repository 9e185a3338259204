// The leaves of a record with their role and factor, as lynxschema.leaves walks them.
const STATES = ["not_applicable", "not_measured", "withheld"];

export function isObject(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

export function stateOf(value) {
  return isObject(value) ? STATES.find((state) => Object.hasOwn(value, state)) ?? null : null;
}

export function* leaves(value, pointer, path, fields) {
  const row = Object.hasOwn(fields, path) ? fields[path] : null;
  if (row && (row.leaf || stateOf(value))) yield { pointer, path, value, row };
  else if (Array.isArray(value)) yield* items(value, pointer, path, fields);
  else if (isObject(value)) yield* members(value, pointer, path, fields);
}

function* items(list, pointer, path, fields) {
  for (const [place, item] of list.entries()) yield* leaves(item, `${pointer}/${place}`, `${path}/*`, fields);
}

function* members(object, pointer, path, fields) {
  for (const [key, item] of Object.entries(object)) {
    const named = `${path}/${key}`;
    const below = Object.hasOwn(fields, named) ? named : `${path}/*`;
    yield* leaves(item, `${pointer}/${escaped(key)}`, below, fields);
  }
}

function escaped(key) {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
