// One conversation: messages, streaming answers, and what lies under each.

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
    this.messages = [];
    this.log.replaceChildren();
    this.onChange(false, false);
  }

  stop() {
    this.controller?.abort();
  }

  async send(text) {
    this.messages.push({ role: "user", content: text });
    const box = this.box("user", text);
    const asked = [...systemMessages(), ...this.messages];
    this.sawButton(element("div", "facts"), box, () => tokensOf(asked), () => []);
    await this.reply();
  }

  async again() {
    if (this.controller) return;
    if (this.messages.at(-1)?.role === "assistant") this.messages.pop();
    else this.messages.push({ role: "user", content: this.log.querySelector(".message.user:nth-last-child(2) .text").textContent });
    this.log.lastElementChild?.remove();
    await this.reply();
  }

  async reply() {
    const asked = [...systemMessages(), ...this.messages];
    const box = this.box("assistant", "");
    const text = box.querySelector(".text");
    const made = [];
    box.classList.add("streaming");
    this.controller = new AbortController();
    this.onChange(true, true);
    let end = null;
    try {
      for await (const event of answer({ messages: asked, ...requestFields() }, this.controller.signal)) {
        text.textContent += event.text ?? "";
        if (event.type === "end") end = event;
        else made.push({ ...event, text: event.token, role: "assistant", special: /^<\|.*\|>$/.test(event.token), trained: false });
        this.scroll();
      }
    } catch (error) {
      if (error.name !== "AbortError") {
        box.classList.add("error");
        text.textContent += (text.textContent ? "\n" : "") + error.message;
      }
    }
    box.classList.remove("streaming");
    this.controller = null;
    if (this.log.contains(box)) {
      // What failed or was stopped at once is no turn of the conversation: the question goes with it.
      if (made.length > 0) this.messages.push({ role: "assistant", content: text.textContent });
      else this.messages.pop();
      this.facts(box, asked, made, end);
    }
    this.onChange(false, this.messages.length > 0);
    this.scroll();
  }

  facts(box, asked, made, end) {
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
    this.sawButton(line, box, () => tokensOf(asked), () => made);
  }

  sawButton(line, box, prompt, made) {
    const button = element("button", "", "What the model really saw");
    button.type = "button";
    button.setAttribute("aria-expanded", "false");
    let panel = null;
    button.addEventListener("click", async () => {
      if (panel) {
        panel.remove();
        panel = null;
      } else {
        panel = tokenPanel(await prompt(), made());
        box.append(panel);
        panel.scrollIntoView({ block: "nearest" });
      }
      button.setAttribute("aria-expanded", String(panel !== null));
    });
    line.append(button);
    box.append(line);
  }

  box(role, text) {
    const box = element("article", `message ${role}`);
    box.append(element("h3", "hidden", role === "user" ? "You" : "Swiftlet"), element("div", "text", text));
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
