// Rows in the order asked for; rows without a value come last in either direction, ties keep the index's order.
export function ordered(table, rows, query) {
  const column = table.column(query.key);
  if (!column) return rows;
  const weights = weighed(column);
  const sign = query.descending ? -1 : 1;
  return rows.toSorted((one, other) => compared(weights[one], weights[other], sign) || one - other);
}

function weighed({ values, codes, dictionary }) {
  if (values) return values;
  const rank = new Map(dictionary.toSorted((a, b) => a.localeCompare(b)).map((text, place) => [text, place]));
  return codes.map((code) => rank.get(dictionary[code]));
}

function compared(one, other, sign) {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? 1 : -1;
  return sign * (one - other);
}
