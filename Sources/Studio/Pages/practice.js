// A practice, running or done: its curves, and the wall of answers to one problem, each of which opens as tokens.

import { practiceGroup, practices } from "./api.js";
import { counted, element } from "./elements.js";
import { report } from "./report.js";
import { practicePanel } from "./tokens.js";
import { showModel } from "./top.js";

const byID = (id) => document.getElementById(id);
const [practice, state, place, wall, shown] = ["practice", "state", "place", "wall", "shown"].map(byID);
const pause = 5000;
/** In so many of the last groups one with right and wrong answers is looked for. */
const searched = 12;
let all = [];
let asked = 0;

const current = () => all.find(({ name }) => name === practice.value);

function drawPlots({ name, plots, isRunning }) {
  byID("plots").replaceChildren(...plots.map((plot) => {
    const figure = element("figure");
    const image = element("img");
    image.src = `/api/practice/${name}/plots/${encodeURIComponent(plot)}${isRunning ? `?${Date.now()}` : ""}`;
    image.alt = `Plot ${plot}`;
    figure.append(image, element("figcaption", "", plot));
    return figure;
  }));
}

/** What an answer was worth: right or wrong, or its reward where nobody knows what is right. */
const worth = (answer, wanted) =>
  wanted ? (answer.isRight ? "right" : "wrong") : `reward ${answer.reward.toFixed(2)}`;

/** An answer as a tile: green where it is right or better than those of the beginning, red where it is not. */
function tile(answer, number, wanted) {
  const box = element("button", `answer ${answer.isRight ? "right" : "wrong"}`);
  box.type = "button";
  box.append(
    element("span", "words", answer.text || answer.thinking || "(nothing)"),
    element("span", "small", `${worth(answer, wanted)} · ${answer.length} tokens · advantage ${answer.advantage.toFixed(2)}`));
  box.setAttribute("aria-pressed", "false");
  box.addEventListener("click", () => {
    for (const other of wall.children) other.setAttribute("aria-pressed", String(other === box));
    shown.replaceChildren(
      element("p", "small", `Answer ${number + 1}: reward ${answer.reward.toFixed(2)}, advantage ${answer.advantage.toFixed(2)}`),
      practicePanel(answer));
  });
  return box;
}

async function showGroup() {
  const mine = ++asked;
  const found = current();
  byID("groups").hidden = !found || found.groups === 0;
  if (!found || found.groups === 0) return;
  const number = Number(place.value);
  byID("before").disabled = number === 0;
  byID("after").disabled = number >= found.groups - 1;
  try {
    const group = await practiceGroup(found.name, number);
    if (mine !== asked) return;
    const right = group.answers.filter((answer) => answer.isRight).length;
    byID("where").textContent = `Update ${counted(group.update)} · group ${counted(number + 1)} of ${counted(found.groups)} · ` +
      `${right} of ${group.answers.length} ` +
      (group.wanted ? `right · wanted: ${group.wanted}` : "better than answers of the beginning");
    byID("question").textContent = group.question;
    wall.replaceChildren(...group.answers.map((answer, number) => tile(answer, number, group.wanted)));
    shown.replaceChildren();
  } catch (error) {
    if (mine === asked) byID("where").textContent = error.message;
  }
}

/** Opens what is done at a late group that has something to teach: the last one, if none of the last has. */
async function openGroup() {
  const mine = ++asked;
  const [{ name }, last] = [current(), Number(place.max)];
  for (let number = last; number > Math.max(-1, last - searched); number--) {
    const group = await practiceGroup(name, number).catch(() => null);
    if (mine !== asked) return;
    if (!group || new Set(group.answers.map(({ isRight }) => isRight)).size < 2) continue;
    place.value = number;
    break;
  }
  showGroup();
}

/** Shows what there is now. The last group stays the last one while more come. */
function show(isFirst) {
  const found = current();
  const wasLast = isFirst || Number(place.value) === Number(place.max);
  place.max = Math.max(0, (found?.groups ?? 1) - 1);
  if (wasLast) place.value = place.max;
  state.textContent = found?.isRunning ? "running" : "";
  byID("report").replaceChildren(...report(found?.report ?? ""));
  byID("report").hidden = !found?.report;
  if (found) drawPlots(found);
  if (isFirst && found?.groups > 0 && !found.isRunning) openGroup();
  else if (wasLast) showGroup();
}

async function load(isFirst) {
  try {
    all = await practices();
    const names = all.map(({ name }) => name);
    if (names.join() !== [...practice.options].map(({ value }) => value).join()) {
      practice.replaceChildren(...names.map((name) => new Option(name, name)));
      chooseAddressed();
    }
    practice.hidden = names.length < 2;
    byID("message").textContent = all.length > 0 ? "" :
      "This run has not practised. Add the stages 'think' and 'practice' to its recipe and run it again, and watch here what it " +
      "tries, what is right, and how its answers grow.";
    show(isFirst);
  } catch (error) {
    byID("message").textContent = error.message;
  }
  if (all.some(({ isRunning }) => isRunning)) setTimeout(load, pause, false);
}

/** The address names the practice after its #, so that each has one. */
function chooseAddressed() {
  const named = decodeURIComponent(location.hash.slice(1));
  if (all.some(({ name }) => name === named)) practice.value = named;
}

const step = (by) => {
  place.value = Number(place.value) + by;
  showGroup();
};
practice.addEventListener("change", () => {
  history.replaceState(null, "", `#${encodeURIComponent(practice.value)}`);
  show(true);
});
addEventListener("hashchange", () => {
  chooseAddressed();
  show(true);
});
place.addEventListener("input", showGroup);
byID("before").addEventListener("click", () => step(-1));
byID("after").addEventListener("click", () => step(1));
wall.addEventListener("keydown", (event) => {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const next = by && wall.children[[...wall.children].indexOf(document.activeElement) + by];
  if (!next) return;
  event.preventDefault();
  event.stopPropagation();
  next.focus();
});
document.addEventListener("keydown", (event) => {
  if (event.target.matches("input, select, .token") || event.ctrlKey || event.metaKey || event.altKey) return;
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (by) step(by);
});
showModel();
load(true);
