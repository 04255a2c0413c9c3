// The page where people write conversations: the list, the editor, and saving between them.

import { deleteLabel, label, labels, restoreLabel } from "./api.js";
import { button, counted, element, notice } from "./elements.js";
import { Editor } from "./labelEditor.js";
import { Saver } from "./labelSaver.js";
import { chosen, fillList, markChosen, walkByKeys } from "./list.js";
import { showModel } from "./top.js";

const byID = (id) => document.getElementById(id);
const [list, filter, before, after, columns] = ["list", "filter", "before", "after", "columns"].map(byID);
const names = { all: "all", draft: "drafts", finished: "finished", deleted: "deleted" };
const count = 100;
let from = 0;
/** Whether "New conversation" was pressed, and whether another conversation is about to be shown. */
let [wantsNew, isLeaving] = [false, false];

const head = element("div", "row bar");
const state = element("p", "state");
state.setAttribute("role", "status");
const remove = button("Delete", erase, "quiet");
const restore = button("Restore", () => bringBack(saver.id), "quiet");
head.append(state, remove, restore);
const conflict = element("div", "conflict");
conflict.setAttribute("role", "alert");
conflict.append(
  element("p", "", "This conversation was saved elsewhere in the meantime, perhaps in another tab."),
  button("Show that version", () => open(saver.id)),
  button("Save mine as a new conversation", () => saver.saveAsNew()));
byID("editor").append(head, conflict);

const editor = new Editor(byID("editor"), () => saver.changed());
const saver = new Saver({
  read: () => editor.isEmpty ? null : editor.value,
  saved(kept) {
    if (!isLeaving && chosen() !== kept.id) history.replaceState(null, "", `#${kept.id}`);
    columns.classList.add("chosen");
    remove.hidden = false;
    editor.showProblems(kept.problems);
    load();
  },
  notReady() {
    editor.finished.checked = false;
    notice("Not finished yet: see what is still to be done.");
  },
  state(name, error) {
    state.dataset.state = name;
    state.textContent = {
      new: "Not begun", saved: `Saved ${new Date().toLocaleTimeString()}`, changed: "Not saved yet …", saving: "Saving …",
      stale: "Not saved", failed: `Not saved: ${error?.message}`,
    }[name];
    conflict.hidden = name !== "stale";
  },
});

async function load() {
  try {
    const page = await labels({ status: filter.value, from, count });
    for (const option of filter.options) option.textContent = `${names[option.value]} (${counted(page.counts[option.value])})`;
    byID("version").textContent = `version ${page.instructions}`;
    byID("file").textContent = page.file;
    fillList(list, page.conversations.map((row) => ({
      key: row.id, text: row.text, marked: row.status === "draft",
      facts: [row.deleted ? "deleted" : row.status, `${row.messages} turns`, row.author, new Date(row.updated).toLocaleDateString()],
    })), filter.value === "all" ? "Nobody has written a conversation yet. Begin one." : "There are none.");
    before.parentElement.hidden = page.counts[filter.value] <= count;
    before.disabled = from === 0;
    after.disabled = from + count >= page.counts[filter.value];
  } catch (error) {
    fillList(list, [], error.message);
  }
}

/** Shows a conversation, or an empty editor for null. */
async function open(id) {
  editor.fields.disabled = true;
  let found = null;
  try {
    if (id !== null) found = await label(id);
  } catch (error) {
    notice(error.message);
    if (id === chosen()) history.replaceState(null, "", "#");
  }
  if ((found?.id ?? null) !== chosen()) return;
  saver.follow(found);
  editor.show(found);
  remove.hidden = found === null || found.deleted;
  restore.hidden = !found?.deleted;
  if (found?.deleted) state.textContent = "Deleted";
}

async function go() {
  const id = chosen();
  if (id !== null && id === saver.id) return;
  isLeaving = true;
  const isLeft = await saver.flush() || confirm("What you wrote could not be saved. Leave it?");
  isLeaving = false;
  if (!isLeft) return history.replaceState(null, "", saver.id === null ? "#" : `#${saver.id}`);
  if (id !== chosen()) return;
  columns.classList.toggle("chosen", id !== null || wantsNew);
  wantsNew = false;
  markChosen(list);
  await open(id);
}

async function begin() {
  wantsNew = true;
  if (chosen() !== null) history.pushState(null, "", "#");
  await go();
  editor.focus();
}

async function erase() {
  if (!await saver.flush()) return;
  const id = saver.id;
  try {
    await deleteLabel(id, saver.version);
    saver.follow(null);
    location.hash = "";
    await load();
    notice("The conversation was deleted.", "Undo", () => bringBack(id));
  } catch (error) {
    notice(error.message);
  }
}

async function bringBack(id) {
  try {
    await restoreLabel(id);
    saver.follow(null);
    await load();
    if (chosen() === id) await open(id);
    else location.hash = `#${id}`;
  } catch (error) {
    notice(error.message);
  }
}

function turnPage(step) {
  from = Math.max(0, from + step);
  load();
}

for (const value of Object.keys(names)) {
  const option = element("option", "", names[value]);
  option.value = value;
  filter.append(option);
}
filter.addEventListener("change", () => turnPage(-from));
before.addEventListener("click", () => turnPage(-count));
after.addEventListener("click", () => turnPage(count));
byID("new").addEventListener("click", begin);
window.addEventListener("hashchange", go);
window.addEventListener("beforeunload", (event) => {
  if (!saver.isDirty) return;
  saver.flush();
  event.preventDefault();
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden) saver.flush();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  saver.flush();
});
const instructions = byID("instructions");
instructions.open = localStorage.getItem("swiftlet.instructions") !== "closed";
instructions.addEventListener("toggle", () => {
  localStorage.setItem("swiftlet.instructions", instructions.open ? "open" : "closed");
});
walkByKeys(list);
showModel();
load();
open(chosen());
columns.classList.toggle("chosen", chosen() !== null);
