// Results chosen for a comparison, as the address carries them: <submitter>/<slug>#<operating point>.
export const MOST = 8;
const RESULT = /^([A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]*)#([^#]+)$/;

export function chosen(search, name) {
  const asked = new URLSearchParams(search).getAll(name).filter((text) => RESULT.test(text));
  return [...new Set(asked)].slice(0, MOST);
}

export function place(result) {
  const [, key, anchor] = RESULT.exec(result);
  return { key, anchor };
}

export function address(root, results) {
  return `${root}compare/?${new URLSearchParams(results.map((result) => ["result", result]))}`;
}
