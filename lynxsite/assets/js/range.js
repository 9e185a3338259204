// Bounds of a column as the address carries them: `10..500`, either end open.
const RANGE = /^([^]*?)\.\.([^]*)$/;

// [low, high] as they were typed, an open end empty; null where the text is no range of this column.
export function parsed(text, column) {
  const [, ...ends] = RANGE.exec(text) ?? [];
  return ends.some(Boolean) && ends.every((end) => fits(end, column)) ? ends : null;
}

export function written([low, high]) {
  return `${low}..${high}`;
}

export function spoken([low, high]) {
  if (low === "") return `at most ${high}`;
  return high === "" ? `at least ${low}` : `${low} to ${high}`;
}

function fits(end, column) {
  return end === "" || !column.values || Number.isFinite(Number(end));
}
