// The page that compares chosen results: verdict first, figures, then what differs.
import { address, chosen } from "./chosen.js";
import { curves } from "./curves.js";
import { diffTable } from "./difftable.js";
import { made } from "./element.js";
import { ratioTable } from "./ratiotable.js";
import { load } from "./results.js";
import { verdict } from "./verdict.js";
import { further, legend, verdicts } from "./verdicts.js";

const page = document.querySelector(".lx-compare");
const part = (name) => page.querySelector(`[data-part=${name}]`);

async function compare(asked) {
  const { root } = page.dataset;
  const [results, fields] = await Promise.all([load(asked, root), table()]);
  const [first, ...rest] = results;
  const others = rest.map((result) => ({ result, found: verdict(first, result, fields) }));
  part("verdict").replaceChildren(verdicts(first, others), legend(results, (ids) => address(root, ids)), further(results, root));
  part("figures").replaceChildren(ratioTable(first, others));
  curves(part("curves"), results);
  differences(results, others, fields);
  part("all").hidden = false;
}

function differences(results, others, fields) {
  const every = page.querySelector("[name=every]");
  const show = () => part("differences").replaceChildren(...diffTable(results, others, fields, every.checked));
  every.addEventListener("change", show);
  show();
}

async function table() {
  return (await fetch(new URL("../fields.json", import.meta.url))).json();
}

function failed(error) {
  part("verdict").replaceChildren(made("p", { textContent: `Not compared: ${error.message}.` }));
}

const asked = page ? chosen(location.search, "result") : [];
if (asked.length >= 2) {
  page.querySelector(".lx-empty").hidden = true;
  compare(asked).catch(failed);
}
