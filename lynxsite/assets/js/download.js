// What is filtered, as CSV or JSON, with every column of the index.
const FORMULA = /^[=+\-@\t\r]/;

export function csv(table, rows) {
  const columns = [...table.columns.keys()];
  const lines = Array.from(rows, (row) => columns.map((name) => field(table.value(name, row))));
  return `${[columns, ...lines].map((line) => line.join(",")).join("\r\n")}\r\n`;
}

export function json(table, rows) {
  const columns = [...table.columns.keys()];
  const record = (row) => Object.fromEntries(columns.map((name) => [name, table.value(name, row)]));
  return `${JSON.stringify(Array.from(rows, record), null, 1)}\n`;
}

export function save(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}

// A spreadsheet runs text that begins like a formula: an apostrophe before it keeps it text.
function field(value) {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
