// The viewer: shows a submission that has no page of its own, from its record. Texts are only ever set as text.
import { find } from "./archive.js";
import { made } from "./element.js";
import { figures, members } from "./members.js";

const LEFT_OUT = ["operating_points", "contract"];

async function show(place) {
  const key = new URLSearchParams(location.search).get("result");
  if (!key) return;
  place.append(made("p", { textContent: `Reading ${key} …` }));
  const entry = await find(place.dataset.shards, key).catch((error) => ({ error }));
  if (entry?.record) document.querySelector("h1").textContent = key;
  place.replaceChildren(...(entry?.record ? submission(entry, place.dataset.root) : [missing(key, entry?.error)]));
  if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
}

function missing(key, error) {
  const why = error ? `could not be read (${error.message}); load the page again` : "is not in this registry";
  return made("p", { className: "lx-standing lx-standing--draft", textContent: `${key} ${why}.` });
}

function submission({ standing, notes, warnings, executor, precision, claims, record }, root) {
  const points = record.operating_points.filter(({ purpose }) => purpose === "result");
  const groups = Object.entries(record).filter(([name]) => !LEFT_OUT.includes(name));
  return [
    made("p", { className: "lx-lead", textContent: `${record.workload.id} at ${precision}, ${executor}` }),
    made("aside", { className: "lx-standing", textContent: `${standing[0]}. ${standing[1]}` }),
    ...notes.map(remark),
    ...warnings.map((text) => warning(text, root)),
    ...points.map((point, place) => result(point, claims[place])),
    ...groups.map(([name, group]) => folded(name, members(group))),
  ];
}

function remark([title, date, text, by], place) {
  const textContent = `${title} on ${date}. ${text} By ${by}.`;
  return made("aside", { className: "lx-standing lx-standing--withdrawal", id: `note-${place + 1}`, textContent });
}

// `LX405 /operating_points/0: ...`: the code leads to its rule's page.
function warning(text, root) {
  const [code] = text.split(" ", 1);
  const rule = made("a", { href: `${root}rules/${encodeURIComponent(code)}/`, textContent: code });
  return made("p", { className: "lx-note" }, rule, text.slice(code.length));
}

function result(point, claim) {
  return made("section", { className: "lx-point", id: point.id },
    made("h2", { textContent: point.id }), made("p", { className: "lx-claim", textContent: claim }),
    figures(point.headline), folded("the whole operating point", members(point)));
}

function folded(name, table) {
  const summary = made("summary", { textContent: name.replaceAll("_", " ") });
  return made("details", { className: "lx-group" }, summary, table);
}

document.querySelectorAll(".lx-older").forEach(show);
