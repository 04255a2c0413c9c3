// One conversation: messages, streaming answers, and what lies under each.

import { Answer } from "./answer.js";
import { answer, tokensOf } from "./api.js";
import { element } from "./elements.js";
import { requestFields, systemMessages } from "./settings.js";
import { tokenPanel } from "./tokens.js";

export class Chat {
  /** `log` holds the messages; `onChange` hears whether an answer is under way and whether there are messages. */
  constructor(log, onChange) {
    this.log = log;
    this.onChange = onChange;
    this.clear();
  }

  clear() {
    this.stop();
    this.controller = null;
    this.messages = [];
    /** The last question, and where it stands among the messages. */
    this.asked = null;
    this.log.replaceChildren();
    this.onChange(false, false);
  }

  stop() {
    this.controller?.abort();
  }

  async send(text) {
    const question = { role: "user", content: text };
    const box = this.box("user");
    box.append(element("div", "text", text));
    this.scroll();
    const fields = await requestFields();
    this.sawButton(element("div", "facts"), box, [...systemMessages(), ...this.messages, question], fields, []);
    await this.reply(question);
  }

  /** Answers the last question anew. */
  async again() {
    if (this.controller || !this.asked) return;
    this.messages.length = this.asked.place;
    this.log.lastElementChild?.remove();
    await this.reply(this.asked.question);
  }

  async reply(question) {
    const place = this.messages.length;
    this.asked = { question, place };
    const asked = [...systemMessages(), ...this.messages, question];
    const box = this.box("assistant");
    const made = new Answer(box, place);
    box.classList.add("streaming");
    const controller = this.controller = new AbortController();
    this.onChange(true, true);
    const fields = await requestFields();
    let problem;
    try {
      for await (const event of answer({ messages: asked, ...fields }, controller.signal)) {
        made.take(event);
        this.scroll();
      }
    } catch (error) {
      if (error.name !== "AbortError") problem = error.message;
    }
    box.classList.toggle("error", problem !== undefined);
    box.classList.remove("streaming");
    made.close(problem);
    if (!this.log.contains(box)) return;
    this.controller = null;
    // What failed or was stopped at once is no turn of the conversation: the question goes with it.
    if (made.tokens.length > 0) this.messages.push(question, ...made.messages);
    this.facts(box, asked, fields, made);
    this.onChange(false, this.messages.length > 0);
    this.scroll();
  }

  facts(box, asked, fields, { tokens, end }) {
    const line = element("div", "facts");
    if (end) {
      const { completionTokens, secondsToFirstToken } = end.statistics;
      line.append(element("span", "", `${completionTokens} tokens`),
        element("span", "", `${Math.round(end.tokensPerSecond)} tokens/s`),
        element("span", "", `first after ${Math.round(1000 * secondsToFirstToken)} ms`));
      if (end.reason === "length") line.append(element("span", "", "cut at the longest length"));
    } else {
      line.append(element("span", "", "stopped"));
    }
    const again = element("button", "", "Try again");
    again.type = "button";
    again.addEventListener("click", () => this.again());
    line.append(again);
    this.sawButton(line, box, asked, fields, tokens);
  }

  sawButton(line, box, asked, { forbidden }, made) {
    const button = element("button", "", "What the model really saw");
    button.type = "button";
    button.setAttribute("aria-expanded", "false");
    let panel = null;
    button.addEventListener("click", async () => {
      if (panel) {
        panel.remove();
        panel = null;
      } else {
        panel = tokenPanel(await tokensOf(asked, forbidden), made);
        box.append(panel);
        panel.scrollIntoView({ block: "nearest" });
      }
      button.setAttribute("aria-expanded", String(panel !== null));
    });
    line.append(button);
    box.append(line);
  }

  box(role) {
    const box = element("article", `message ${role}`);
    box.append(element("h3", "hidden", role === "user" ? "You" : "Swiftlet"));
    this.log.append(box);
    this.onChange(true, true);
    this.scroll();
    return box;
  }

  scroll() {
    const distance = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight;
    if (distance < 200) this.log.scrollTop = this.log.scrollHeight;
  }
}
