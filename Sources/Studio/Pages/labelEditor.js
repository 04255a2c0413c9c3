// The conversation that is being written: its turns, author, note, and whether it is finished.

import { button, element, grow, notice } from "./elements.js";
import { Turn } from "./labelTurn.js";
import { answer } from "./api.js";

const storage = "swiftlet.author";

function field(label, control) {
  const wrapper = element("label", "field", label);
  wrapper.append(control);
  return wrapper;
}

export class Editor {
  /** `onChange` hears of every change that should be saved. */
  constructor(root, onChange) {
    this.onChange = onChange;
    this.controller = null;
    this.author = element("input");
    this.author.autocomplete = "name";
    this.author.addEventListener("input", () => {
      localStorage.setItem(storage, this.author.value);
      onChange();
    });
    this.note = element("textarea");
    this.note.rows = 1;
    this.note.placeholder = "Where it was looked up, what others should know; not trained on";
    this.note.addEventListener("input", () => {
      grow(this.note);
      onChange();
    });
    this.finished = element("input");
    this.finished.type = "checkbox";
    this.finished.addEventListener("change", onChange);
    const finished = element("label", "check");
    finished.append(this.finished, "Finished: the next run may train on it");
    this.problems = element("ul", "problems");
    this.list = element("div", "turns");
    this.addSystem = button("Add a system message", () => this.add("system"), "quiet");
    this.addTurn = button("Add a turn", () => this.next());
    const buttons = element("div", "row");
    buttons.append(this.addTurn, this.addSystem);
    this.fields = element("fieldset");
    const facts = element("div", "facts");
    facts.append(field("Your name", this.author), field("Note", this.note));
    this.fields.append(this.list, buttons, facts, finished, this.problems);
    root.append(this.fields);
    root.addEventListener("keydown", (event) => this.key(event));
    this.show(null);
  }

  /** Shows a conversation, or an empty one. */
  show(label) {
    this.controller?.abort();
    this.controller = null;
    const messages = label?.messages ?? [{ role: "user", content: "" }, { role: "assistant", content: "" }];
    this.turns = messages.map(({ role, content }) => this.turn(role, content));
    this.author.value = label?.author ?? localStorage.getItem(storage) ?? "";
    this.note.value = label?.note ?? "";
    this.finished.checked = label?.status === "finished";
    this.fields.disabled = label?.deleted ?? false;
    this.place();
    this.showProblems(label?.problems ?? []);
    grow(this.note);
  }

  /** What is to be saved. */
  get value() {
    return {
      author: this.author.value.trim(), note: this.note.value, status: this.finished.checked ? "finished" : "draft",
      messages: this.turns.map((turn) => turn.message),
    };
  }

  get isEmpty() {
    return !this.note.value.trim() && this.turns.every((turn) => !turn.box.value.trim());
  }

  /** Says what is to be done before the conversation is finished. */
  showProblems(problems) {
    this.turns.forEach((turn, place) => {
      const own = problems.filter(({ message }) => message === place);
      turn.problem.textContent = own.map(({ text }) => text).join("; ");
    });
    const lines = problems.filter(({ message }) => message === undefined).map(({ text }) => text);
    if (problems.length > lines.length) lines.push("see the turns above");
    this.problems.replaceChildren(...lines.map((text) => element("li", "", text)));
    this.problems.hidden = lines.length === 0;
  }

  focus() {
    (this.turns.find((turn) => !turn.box.value) ?? this.turns[0])?.box.focus();
  }

  turn(role, text) {
    return new Turn(role, text, {
      changed: this.onChange, remove: (turn) => this.remove(turn), draft: (turn) => this.draft(turn),
    });
  }

  /** Puts the turns into the page, in order. */
  place() {
    this.list.replaceChildren(...this.turns.map((turn) => turn.root));
    for (const turn of this.turns) grow(turn.box);
    this.addSystem.hidden = this.turns[0]?.role === "system";
  }

  add(role) {
    const turn = this.turn(role, "");
    if (role === "system") this.turns.unshift(turn);
    else this.turns.push(turn);
    this.place();
    turn.box.focus();
    this.onChange();
  }

  remove(turn) {
    const place = this.turns.indexOf(turn);
    this.turns.splice(place, 1);
    this.place();
    this.onChange();
    if (!turn.box.value.trim()) return;
    notice("The turn was removed.", "Undo", () => {
      this.turns.splice(place, 0, turn);
      this.place();
      this.onChange();
    });
  }

  /** Goes to the turn behind the focus, or begins one. */
  next() {
    const focused = this.turns.findIndex((turn) => turn.root.contains(document.activeElement));
    const following = focused < 0 ? null : this.turns[focused + 1];
    if (following) following.box.focus();
    else this.add(this.turns.at(-1)?.role === "user" ? "assistant" : "user");
  }

  /** Lets the model write an answer into its box, to be edited. */
  async draft(turn) {
    if (this.controller) return this.controller.abort();
    const messages = this.turns.slice(0, this.turns.indexOf(turn)).map(({ message }) => message);
    if (messages.at(-1)?.role !== "user" || messages.some(({ content }) => !content.trim())) {
      return notice("Write the question first.");
    }
    const before = turn.box.value;
    const controller = this.controller = new AbortController();
    turn.isDrafting = true;
    let text = "";
    try {
      for await (const event of answer({ messages, tool_choice: "none", temperature: 0.7, max_tokens: 512 }, controller.signal)) {
        text += event.text ?? "";
        turn.text = text.trimStart();
      }
    } catch (error) {
      if (error.name !== "AbortError") notice(error.message);
    }
    if (!text) turn.text = before;
    if (this.controller === controller) this.controller = null;
    turn.isDrafting = false;
    if (!this.turns.includes(turn)) return;
    this.onChange();
    turn.box.focus();
    if (before.trim() && text) {
      notice("The model's draft took the place of what was there.", "Undo", () => {
        turn.text = before;
        this.onChange();
      });
    }
  }

  key(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    if (!event.shiftKey) return this.next();
    const focused = this.turns.find((turn) => turn.root.contains(document.activeElement));
    const turn = focused?.role === "assistant" ? focused : this.turns.at(-1);
    if (turn?.role === "assistant") this.draft(turn);
  }
}
