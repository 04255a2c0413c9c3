// One answer while it comes: texts, thoughts and tool cards in their order, and what of it the next turn is told.

import { element } from "./elements.js";
import { setCited, sourceList, ToolCard } from "./toolCard.js";

const emptyTurn = () => ({ text: "", thinking: "", uses: [] });

export class Answer {
  /** `box` is where it is shown; `name` makes the ids of its calls different from those of other answers. */
  constructor(box, name) {
    this.name = name;
    this.parts = element("div", "parts");
    box.append(this.parts);
    this.turns = [emptyTurn()];
    this.sources = [];
    /** The cards of the calls, in order. */
    this.cards = [];
    /** Every token, those from outside among them. */
    this.tokens = [];
    this.end = null;
    this.text = null;
    this.thought = null;
    this.open();
  }

  get turn() {
    return this.turns.at(-1);
  }

  /** A place for text at the end of the parts. */
  open() {
    this.text = element("div", "text");
    this.said = "";
    this.parts.append(this.text);
  }

  take(event) {
    switch (event.type) {
      case "token": return this.token(event);
      case "rest": return this.rest(event);
      case "call": return this.call(event);
      case "result": return this.result(event);
      case "forced": return this.forced(event);
      case "end":
        this.rest(event);
        this.end = event;
    }
  }

  token(event) {
    this.tokens.push({ ...event, text: event.token, role: "assistant", special: /^<\|.*\|>$/.test(event.token), trained: false });
    this.rest(event);
  }

  /** What a token, or the end of a turn, adds. */
  rest(event) {
    if (event.thinking) this.think(event.thinking);
    if (event.text) this.say(event.text);
    if (event.call !== undefined) this.card(event.call);
    if (event.arguments) this.cards.at(-1)?.write(event.arguments);
  }

  say(text) {
    if (!this.text) this.open();
    this.turn.text += text;
    this.said += text;
    setCited(this.text, this.said.trimStart(), this.sources);
  }

  think(text) {
    if (!this.turn.thinking) {
      const box = element("details", "thought");
      this.thought = element("div", "text");
      box.append(element("summary", "", "Thought"), this.thought);
      if (this.said) this.parts.append(box);
      else this.text ? this.text.before(box) : this.parts.append(box);
    }
    this.turn.thinking += text;
    this.thought.textContent += text;
  }

  card(name) {
    if (this.text && !this.said) this.text.remove();
    this.text = null;
    const card = new ToolCard(name);
    this.parts.append(card.root);
    this.cards.push(card);
    return card;
  }

  call(event) {
    const card = this.cards[event.number - 1] ?? this.card(event.name);
    card.run(event);
    this.turn.uses.push({ number: event.number, name: event.name, arguments: event.arguments });
  }

  result(event) {
    this.cards[event.number - 1]?.answer(event);
    const use = this.turn.uses.find(({ number }) => number === event.number);
    if (use) use.result = event.text;
    this.sources.push(...event.sources);
  }

  forced({ tokens }) {
    this.tokens.push(...tokens.map((token) => ({ ...token, forced: true })));
    this.turns.push(emptyTurn());
    this.open();
  }

  /** The whole answer is there, or no more of it will come. */
  close(problem) {
    for (const card of this.cards) card.abandon();
    if (problem) {
      if (!this.text) this.open();
      this.text.textContent += (this.text.textContent ? "\n" : "") + problem;
    } else if (this.text && !this.said && this.parts.children.length > 1) {
      this.text.remove();
    }
    if (this.sources.length > 0) this.parts.append(sourceList(this.sources));
  }

  /** The messages that this answer adds to the conversation, as OpenAI's API writes them. */
  get messages() {
    return this.turns.flatMap((turn, place) => {
      const uses = turn.uses.filter(({ result }) => result !== undefined);
      if (uses.length === 0 && place < this.turns.length - 1) return [];
      const thought = turn.thinking ? { reasoning_content: turn.thinking } : {};
      if (uses.length === 0) return [{ role: "assistant", content: turn.text, ...thought }];
      const id = ({ number }) => `call_${this.name}_${number}`;
      return [
        {
          role: "assistant", content: turn.text || null, ...thought,
          tool_calls: uses.map((use) => ({
            id: id(use), type: "function", function: { name: use.name, arguments: use.arguments },
          })),
        },
        ...uses.map((use) => ({ role: "tool", tool_call_id: id(use), name: use.name, content: use.result })),
      ];
    });
  }
}
