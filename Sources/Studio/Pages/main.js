// Puts the page together.

import { Chat } from "./chat.js";
import { button, grow } from "./elements.js";
import { showSettings, tools } from "./settings.js";
import { showModel } from "./top.js";

const byID = (id) => document.getElementById(id);
const [input, send, stop, panel] = ["input", "send", "stop", "settings"].map(byID);

const chat = new Chat(byID("messages"), (isBusy, hasMessages) => {
  send.hidden = isBusy;
  stop.hidden = !isBusy;
  byID("welcome").hidden = hasMessages;
});

async function submit() {
  const text = input.value.trim();
  if (!text || !stop.hidden) return;
  input.value = "";
  grow(input);
  await chat.send(text);
  input.focus();
}

byID("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
input.addEventListener("input", () => grow(input));
input.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    submit();
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") chat.stop();
});
stop.addEventListener("click", () => chat.stop());
byID("new").addEventListener("click", () => {
  chat.clear();
  input.focus();
});
byID("toggle-settings").addEventListener("click", (event) => {
  panel.hidden = !panel.hidden;
  event.currentTarget.setAttribute("aria-expanded", String(!panel.hidden));
});

function suggest(text) {
  byID("suggestions").append(button(text, () => {
    input.value = text;
    submit();
  }));
}

for (const text of ["Hello, how are you?", "What is your name?", "What can you do?", "Tell me a joke.", "What is 7 + 5?"]) {
  suggest(text);
}
tools.then((found) => {
  if (found.some(({ name }) => name === "python")) suggest("How many r are in \"strawberry\"?");
});
showSettings(panel);
showModel();
