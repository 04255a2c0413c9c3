// One turn of a conversation that somebody writes: a text box with its buttons.

import { button, element, grow } from "./elements.js";

const names = { system: "System message", user: "User", assistant: "Assistant" };

export class Turn {
  /** `on` hears `changed()`, `remove(turn)` and `draft(turn)`. */
  constructor(role, text, on) {
    this.role = role;
    this.root = element("section", `turn ${role}`);
    this.box = element("textarea");
    this.box.value = text;
    this.box.rows = 1;
    this.box.setAttribute("aria-label", names[role]);
    this.box.placeholder = { system: "What the assistant is told first", user: "The question", assistant: "The answer" }[role];
    this.box.addEventListener("input", () => {
      grow(this.box);
      on.changed();
    });
    const head = element("div", "row");
    head.append(element("h3", "", names[role]));
    if (role === "assistant") {
      this.drafting = button("Let the model draft it", () => on.draft(this), "quiet");
      head.append(this.drafting);
    }
    const remove = button("Remove", () => on.remove(this), "quiet");
    remove.setAttribute("aria-label", `Remove this turn: ${names[role]}`);
    head.append(remove);
    this.problem = element("p", "problem");
    this.root.append(head, this.box, this.problem);
  }

  get message() {
    return { role: this.role, content: this.box.value };
  }

  set text(text) {
    this.box.value = text;
    grow(this.box);
  }

  /** While the model writes, nobody else does. */
  set isDrafting(isDrafting) {
    this.box.readOnly = isDrafting;
    this.drafting.textContent = isDrafting ? "Stop" : "Let the model draft it";
    this.root.classList.toggle("streaming", isDrafting);
  }
}
