// Records of submissions without a page of their own: compressed shards of neighbours by key.
const once = new Map();

function asked(address, read) {
  if (!once.has(address)) once.set(address, fetch(address).then(read));
  return once.get(address);
}

// A server may have taken the compression off already.
async function unpacked(answer) {
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (bytes[0] !== 0x1f) return JSON.parse(new TextDecoder().decode(bytes));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

// The entry of a submission, or undefined where no shard has it.
export async function find(shards, key) {
  const index = await asked(`${shards}index.json`, (answer) => (answer.ok ? answer.json() : { shards: [] }));
  const place = index.shards.findLastIndex(([first]) => first <= key);
  if (place < 0) return undefined;
  const { results } = await asked(`${shards}${index.shards[place][1]}.json.gz`, unpacked);
  return results.find((entry) => entry.key === key);
}
