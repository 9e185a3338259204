// Stands before the theme's search worker, speaks its messages, and loads it and the documents with the first query.
const [SETUP, READY, RESULT] = [0, 1, 3];
const theme = new URLSearchParams(location.search).get("theme");
let setup, query, loading;

addEventListener("message", ({ data, isTrusted }) => {
  if (!isTrusted) return;
  if (data.type === SETUP) {
    setup = data;
    postMessage({ type: READY });
  } else if (data.data || loading) {
    query = data;
    loading ??= load().catch(() => (loading = undefined));
  } else postMessage({ type: RESULT, data: { items: [] } });
});

async function load() {
  const answer = await fetch(new URL("../../../search/documents.json", location));
  const { docs } = await answer.json();
  importScripts(theme);
  tell({ ...setup, data: { ...setup.data, docs } });
  // The theme's worker settles in promises, which are done before the next task.
  setTimeout(() => tell(query));
}

function tell(data) {
  dispatchEvent(new MessageEvent("message", { data }));
}
