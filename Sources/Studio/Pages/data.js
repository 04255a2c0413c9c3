// The conversations that the model was fine-tuned on, and one of them as tokens with the training mask.

import { conversation, conversations, conversationTotals } from "./api.js";
import { counted, element } from "./elements.js";
import { chosen, fillList, markChosen, walkByKeys } from "./list.js";
import { maskPanel } from "./tokens.js";
import { showModel } from "./top.js";

const byID = (id) => document.getElementById(id);
const [search, kind, list, position, before, after, shown] =
  ["search", "kind", "list", "position", "before", "after", "shown"].map(byID);
const count = 50;
/** Where the pages before this one began, and where the next one begins. */
let [starts, next] = [[0], null];
let asked = 0;

async function load() {
  const mine = ++asked;
  const query = { from: starts.at(-1), count, search: search.value.trim(), kind: kind.value };
  try {
    const page = await conversations(query);
    if (mine !== asked) return;
    next = page.next;
    const filtered = query.search || query.kind !== "all";
    const end = next ?? page.total;
    position.textContent = filtered
      ? `${counted(page.conversations.length)} found in ${counted(query.from + 1)}–${counted(end)} of ${counted(page.total)}`
      : `${counted(query.from + 1)}–${counted(end)} of ${counted(page.total)}`;
    fillList(list, page.conversations.map((row) => ({
      key: row.number, text: row.text, marked: row.leftOut !== undefined,
      facts: [`${row.messages} messages`, `${row.trained} of ${row.tokens} tokens`, row.leftOut && `not trained on: ${row.leftOut}`],
    })), "Nothing here.");
  } catch (error) {
    if (mine !== asked) return;
    next = null;
    position.textContent = error.code === "no_conversations" ? "" : error.message;
    fillList(list, [], "No conversations.");
    if (error.code === "no_conversations") welcome(error.message);
  }
  before.disabled = starts.length < 2;
  after.disabled = next === null;
}

function welcome(message) {
  const box = element("div", "welcome");
  box.append(element("h2", "", "No training data here."), element("p", "", message));
  shown.replaceChildren(box);
  byID("columns").classList.add("chosen");
}

async function show() {
  const number = chosen();
  byID("columns").classList.toggle("chosen", number !== null);
  markChosen(list);
  if (number === null) {
    if (!shown.querySelector(".welcome")) shown.replaceChildren(element("p", "small", "Choose a conversation."));
    return;
  }
  try {
    const found = await conversation(number);
    if (number !== chosen()) return;
    const head = element("div", "row");
    const link = (text, to) => {
      const made = element("a", "step", text);
      if (to >= 0 && to < found.total) made.href = `#${to}`;
      else made.setAttribute("aria-disabled", "true");
      return made;
    };
    const back = element("a", "back", "Back to the list");
    back.href = "#";
    head.append(element("h2", "", `Conversation ${counted(number + 1)} of ${counted(found.total)}`),
      link("←", number - 1), link("→", number + 1));
    const panels = found.examples.flatMap(({ tokens, leftOut }) =>
      leftOut ? [element("p", "problem", `Not trained on: ${leftOut}.`), maskPanel(tokens)] : [maskPanel(tokens)]);
    shown.replaceChildren(back, head, ...panels);
  } catch (error) {
    if (number === chosen()) shown.replaceChildren(element("p", "problem", error.message));
  }
}

async function showTotals() {
  try {
    const all = await conversationTotals();
    const share = all.tokens > 0 ? ` (${(100 * all.trained / all.tokens).toFixed(0)} %)` : "";
    byID("totals").textContent = `${counted(all.conversations)} conversations were trained on: ` +
      `${counted(all.trained)} of ${counted(all.tokens)} tokens${share}` +
      (all.leftOut > 0 ? `; ${counted(all.leftOut)} were left out` : "");
  } catch {
    byID("totals").textContent = "";
  }
}

function restart() {
  starts = [0];
  load();
}

let timer;
search.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(restart, 250);
});
kind.addEventListener("change", restart);
byID("find").addEventListener("submit", (event) => {
  event.preventDefault();
  restart();
});
after.addEventListener("click", () => {
  starts.push(next);
  load();
});
before.addEventListener("click", () => {
  starts.pop();
  load();
});
window.addEventListener("hashchange", show);
document.addEventListener("keydown", (event) => {
  if (event.target.matches("input, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") {
    event.preventDefault();
    search.focus();
  }
  const step = { ArrowRight: "a.step:last-of-type", ArrowLeft: "a.step" }[event.key];
  if (step) shown.querySelector(step)?.click();
});
walkByKeys(list);
showModel();
load();
show();
showTotals();
