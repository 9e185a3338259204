// The decision box: asks for a workload's file, and says what supports the bounds.
import { decided, turns } from "./decision.js";
import { made, table } from "./element.js";
import { plain, significant } from "./numeral.js";

const box = document.querySelector(".lx-decide");
const form = box.querySelector("form");
const [answer, count] = ["answer", "count"].map((part) => box.querySelector(`[data-part=${part}]`));
const known = new Map();
const [SHOWN, OPEN] = [6, 1];
let chosen = null;

function file(workload) {
  const address = `${box.dataset.root}api/v1/choices/${encodeURIComponent(workload)}.json`;
  if (!known.has(workload)) known.set(workload, fetch(address).then((found) => found.json()));
  return known.get(workload);
}

function number(name) {
  const text = form.elements[name].value.trim();
  return text === "" || !Number.isFinite(Number(text)) ? null : Number(text);
}

function asked() {
  return { percentile: form.elements.percentile.value, time: number("time"), quality: number("quality"), watts: number("watts") };
}

// A percentile that no result of the workload publishes would leave every bound on time unanswered.
function choose(content) {
  const published = (name) => content.fields.some((field) => field.choices.some((choice) => choice[name] !== null));
  const { percentile } = form.elements;
  if (!published(percentile.value)) percentile.value = [...percentile.options].map(({ value }) => value).find(published) ?? percentile.value;
}

async function show() {
  const workload = form.elements.workload.value;
  const content = await file(workload);
  if (workload !== form.elements.workload.value) return;
  if (workload !== chosen) choose(content);
  chosen = workload;
  const bounds = asked();
  const metric = content.metric || "not scored";
  form.querySelector("[data-metric]").textContent = metric;
  const fields = content.fields.map((field) => decided(field, bounds));
  const everywhere = content.fields.map((field) => ({ ...decided(field, { ...bounds, time: null, quality: null, watts: null }) }));
  everywhere.forEach((field) => { field.all = field.supporting; });
  const held = fields.filter((field) => field.supporting.length);
  const supporting = held.reduce((sum, field) => sum + field.supporting.length, 0);
  count.textContent = `${supporting} result${supporting === 1 ? "" : "s"} at ${held.length} operating point${held.length === 1 ? "" : "s"} support this. ${nothing(fields, bounds)}`;
  answer.replaceChildren(...held.map((field, place) => section(field, bounds, everywhere, metric, place < OPEN)));
  box.classList.add("lx-decide--asked");
}

function nothing(fields, bounds) {
  const unmetered = bounds.watts !== null && fields.every((field) => field.choices.every(({ watts }) => watts === null));
  return unmetered ? "No result of this workload meters its energy, so none supports a bound on power." : "";
}

function section(field, bounds, everywhere, metric, open) {
  const shown = field.supporting.slice(0, SHOWN);
  const ranking = field.by === "throughput" ? `Throughput, ${field.unit}` : "p99, ms (decides)";
  const head = ["Place", "Executor", ranking, `${bounds.percentile}, ms ${field.per}`, metric, "Power, W", "What would flip it"];
  const rows = shown.map((choice) => labelled(head, row(field, choice, bounds, everywhere, metric)));
  const whole = table("lx-table lx-decided", head, rows);
  const more = field.supporting.length > SHOWN ? [made("p", { className: "lx-small", textContent: `The first ${SHOWN} of ${plain(field.supporting.length)}.` })] : [];
  const title = `${field.condition[0].toUpperCase()}${field.condition.slice(1)}`;
  const summary = made("summary", { textContent: `${title}: ${plain(field.supporting.length)} of ${plain(field.total)}` });
  return made("details", { className: "lx-group", open }, summary, whole, ...more);
}

// Where the screen is too narrow for columns, each cell says which it is of.
function labelled(head, cells) {
  cells.forEach((cell, place) => { cell.dataset.label = head[place]; });
  return cells;
}

function row(field, choice, bounds, everywhere, metric) {
  const name = made("th", { scope: "row" }, made("a", { href: box.dataset.root + choice.href }, made("bdi", { textContent: choice.name })));
  const shared = field.supporting.filter(({ place }) => place === choice.place).length > 1;
  const values = [choice.value, choice.time, choice.quality, choice.watts];
  const texts = values.map((value, position) => made("td", { className: "lx-n", textContent: figure(value, position === 2) }));
  const place = made("td", { textContent: shared ? `${choice.place}, tie` : String(choice.place) });
  return [place, name, ...texts, made("td", {}, flips(turns(field, choice, bounds, everywhere), bounds, metric))];
}

// Scores differ in the fourth digit.
function figure(value, score = false) {
  if (value === null) return "none";
  return score ? value.toPrecision(4) : significant(value);
}

function flips(found, bounds, metric) {
  if (!found.length) return made("span", { className: "lx-none", textContent: "nothing that was measured" });
  return made("ul", { className: "lx-turns" }, ...found.map((turn) => made("li", {}, ...said(turn, bounds, metric))));
}

function said(turn, bounds, metric) {
  const other = turn.other ? made("bdi", { textContent: turn.other.name }) : "";
  const bound = turn.name ? worded(turn, bounds, metric) : "";
  if (turn.kind === "leads") return [`comes first where ${bound}`];
  if (turn.kind === "falls") return [other, ` passes it where ${bound}`];
  if (turn.kind === "allows") return [other, ` would lead if ${bound} were enough`];
  const at = made("a", { href: box.dataset.root + turn.href, textContent: turn.at });
  return turn.kind === "before" ? ["is ahead of ", other, " at ", at] : ["is behind ", other, " at ", at];
}

function worded({ kind, name, bound }, { percentile }, metric) {
  const text = figure(bound, name === "quality");
  const said = { time: [percentile, "ms"], quality: [metric, ""], watts: ["power", "W"] }[name];
  if (kind === "allows") return `${said[0]} of ${text} ${said[1]}`.trim();
  return `${said[0]} must be ${name === "quality" ? "above" : "under"} ${text} ${said[1]}`.trim();
}

form.hidden = false;
form.addEventListener("input", show);
form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
form.addEventListener("reset", () => { chosen = null; setTimeout(show); });
show();
