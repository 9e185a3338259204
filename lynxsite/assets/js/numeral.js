// Numbers as the pages write them.
const grouped = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

// A measurement: three significant digits.
export function significant(value) {
  const decimals = 2 - magnitude(value);
  if (decimals < 0) return grouped.format(Math.round(value / 10 ** -decimals) * 10 ** -decimals);
  return fixed(value, decimals);
}

// A setting or a count: whole where it is whole.
export function plain(value) {
  return Number.isInteger(value) ? grouped.format(value) : fixed(value, Math.max(0, 2 - magnitude(value)));
}

function magnitude(value) {
  return value ? Math.floor(Math.log10(Math.abs(value))) : 0;
}

function fixed(value, decimals) {
  return value.toFixed(Math.min(9, decimals)).replace("-", "\u2212");
}
