// Puts the page together.

import { modelFacts } from "./api.js";
import { Chat } from "./chat.js";
import { showSettings } from "./settings.js";
import { element } from "./tokens.js";

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
  resize();
  await chat.send(text);
  input.focus();
}

function resize() {
  input.style.height = "auto";
  input.style.height = `${input.scrollHeight}px`;
}

byID("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
input.addEventListener("input", resize);
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

for (const text of ["Hello, how are you?", "What is your name?", "What can you do?", "Tell me a joke.", "What is 7 + 5?"]) {
  const button = element("button", "", text);
  button.type = "button";
  button.addEventListener("click", () => {
    input.value = text;
    submit();
  });
  byID("suggestions").append(button);
}
showSettings(panel);
try {
  const facts = await modelFacts();
  const millions = (facts.parameters / 1e6).toFixed(1);
  byID("model").textContent = `${facts.name} · ${millions} M parameters · ${facts.architecture} · context ${facts.context}`;
} catch (error) {
  byID("model").textContent = error.message;
}
