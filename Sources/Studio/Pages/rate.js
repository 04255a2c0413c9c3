// Answers to one prompt, shuffled, that a person puts in order from best to worst.

import { askForAnswers, rating, sendOrder, undoOrder } from "./api.js";
import { button, counted, element, notice } from "./elements.js";
import { showModel } from "./top.js";

const byID = (id) => document.getElementById(id);
const [rater, prompt, ranks, message] = ["rater", "prompt", "ranks", "message"].map(byID);
const storage = "swiftlet.rater";
let task = null;
let running = null;
let dragged = null;

const name = () => rater.value.trim();
const items = () => [...ranks.children];

/** Writes the ranks: tied answers share one. */
function number() {
  let rank = 0;
  items().forEach((item, place) => {
    if (place === 0) item.classList.remove("tied");
    if (!item.classList.contains("tied")) rank += 1;
    item.querySelector(".rank").textContent = rank;
    item.querySelector(".up").disabled = place === 0;
    item.querySelector(".down").disabled = place === ranks.children.length - 1;
    item.querySelector(".tie").disabled = place === 0;
    item.querySelector(".tie").setAttribute("aria-pressed", String(item.classList.contains("tied")));
  });
}

function move(item, by) {
  const other = by < 0 ? item.previousElementSibling : item.nextElementSibling;
  if (!other) return;
  item.classList.remove("tied");
  if (by < 0) other.before(item);
  else other.after(item);
  number();
  item.focus();
}

function tie(item) {
  item.classList.toggle("tied");
  number();
}

function card(text, place) {
  const item = element("li");
  item.tabIndex = 0;
  item.draggable = true;
  item.dataset.place = place;
  const tools = [["↑", "up", "Better", () => move(item, -1)], ["↓", "down", "Worse", () => move(item, 1)],
    ["=", "tie", "As good as the one above", () => tie(item)]];
  item.append(element("span", "rank"), element("span", "text", text || "(nothing)"));
  for (const [sign, kind, label, action] of tools) {
    const made = button(sign, action, kind);
    made.setAttribute("aria-label", label);
    item.append(made);
  }
  item.addEventListener("dragstart", () => {
    dragged = item;
    item.classList.add("dragged");
  });
  item.addEventListener("dragend", () => {
    item.classList.remove("dragged");
    dragged = null;
    number();
  });
  item.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    if (dragged === item) return;
    dragged.classList.remove("tied");
    const { top, height } = item.getBoundingClientRect();
    if (event.clientY < top + height / 2) item.before(dragged);
    else item.after(dragged);
  });
  return item;
}

function show(found) {
  task = found.task ?? null;
  byID("task").hidden = task === null;
  byID("undo").disabled = found.done === 0;
  const { pairs, same } = found.agreement;
  byID("progress").textContent = `${counted(found.done)} of ${counted(found.total)} done` +
    (pairs > 0 ? ` · raters agree on ${(100 * same / pairs).toFixed(0)} % of ${counted(pairs)} pairs` : "");
  message.textContent = task ? "The best on top. Nobody is told which answer comes from where." :
    found.total > 0 ? "All done. Ask the model for more." : "There is nothing to put in order yet. Ask the model for five answers.";
  byID("question").textContent = task?.prompt ?? "";
  ranks.replaceChildren(...(task?.answers ?? []).map(card));
  number();
  ranks.firstElementChild?.focus();
}

/** Runs one request. While another runs, one that waits comes after it; any other is dropped, so that no order is sent twice. */
async function run(work, waits = false) {
  if (!name()) {
    message.textContent = "Say who you are: orders are kept with the name of who made them.";
    rater.focus();
    return;
  }
  if (running && !waits) return;
  while (running) await running;
  running = work().then(show).catch((error) => notice(error.message));
  await running;
  running = null;
}

function order() {
  const groups = [];
  for (const item of items()) {
    if (!item.classList.contains("tied")) groups.push([]);
    groups.at(-1).push(Number(item.dataset.place));
  }
  return groups;
}

const done = () => task && run(() => sendOrder(task.id, name(), order()));
const skip = () => task && run(() => sendOrder(task.id, name(), []));
const undo = () => run(() => undoOrder(name()));

byID("done").addEventListener("click", done);
byID("skip").addEventListener("click", skip);
byID("undo").addEventListener("click", undo);
byID("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = prompt.value.trim();
  if (!text) return;
  // A question waits for whatever runs, and must not be sent again meanwhile.
  byID("send").disabled = true;
  run(async () => {
    const before = message.textContent;
    message.textContent = "The model writes …";
    try {
      const found = await askForAnswers(name(), text);
      prompt.value = "";
      return found;
    } finally {
      message.textContent = before;
    }
  }, true).finally(() => { byID("send").disabled = false; });
});
rater.addEventListener("change", () => {
  localStorage.setItem(storage, name());
  if (name()) run(() => rating(name()), true);
});
document.addEventListener("keydown", (event) => {
  if (event.target.matches("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  const item = document.activeElement?.closest?.(".ranks li");
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (by && item) {
    event.preventDefault();
    if (event.shiftKey) move(item, by);
    else (by < 0 ? item.previousElementSibling : item.nextElementSibling)?.focus();
  } else if (event.key === "=" && item?.previousElementSibling) tie(item);
  else if (event.key === "Enter" && !event.target.matches("button, a")) done();
  else if (event.key.toLowerCase() === "s") skip();
  else if (event.key.toLowerCase() === "u") undo();
});
showModel();
rater.value = localStorage.getItem(storage) ?? "";
if (name()) run(() => rating(name()));
else message.textContent = "Say who you are: orders are kept with the name of who made them.";
