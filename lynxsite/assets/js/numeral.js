// Numbers as the pages write them: three significant digits, whole and grouped from a thousand on.
const grouped = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

export function significant(value) {
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return grouped.format(value);
  const magnitude = value ? Math.floor(Math.log10(Math.abs(value))) : 0;
  return value.toFixed(Math.min(9, Math.max(0, 2 - magnitude))).replace("-", "\u2212");
}
