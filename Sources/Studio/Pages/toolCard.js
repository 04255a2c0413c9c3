// What a tool was asked and what it answered, as a card that unfolds; sources, and the links to them.

import { element } from "./elements.js";

const time = (seconds) => seconds < 0.001 ? "less than 1 ms" : seconds < 0.1 ? `${Math.round(1000 * seconds)} ms` : `${seconds.toFixed(1)} s`;

/** Arguments as people read them: the text itself where it is the only one. */
function shown(argumentsText) {
  try {
    const values = Object.values(JSON.parse(argumentsText));
    if (values.length === 1 && typeof values[0] === "string") return values[0];
  } catch {
    // No JSON: the text as it is.
  }
  return argumentsText;
}

export class ToolCard {
  constructor(name) {
    this.root = element("details", "tool");
    this.name = element("span", "name", name || "…");
    this.gist = element("code", "gist");
    this.state = element("span", "state", "is being written");
    const head = element("summary");
    head.append(this.name, this.gist, this.state);
    this.code = element("code");
    this.result = element("pre", "result");
    this.result.hidden = true;
    const program = element("pre");
    program.append(this.code);
    this.root.append(head, program, this.result);
    this.root.classList.add("running");
    this.written = "";
  }

  /** More of the arguments. */
  write(text) {
    this.written += text;
    this.show(this.written);
  }

  show(text) {
    this.code.textContent = shown(text);
    this.gist.textContent = shown(text).trim().replaceAll(/\s*\n\s*/g, " ; ");
  }

  /** The tool begins to run. */
  run({ name, arguments: text }) {
    this.name.textContent = name;
    this.show(text);
    this.state.textContent = "is running …";
  }

  /** The tool has answered. */
  answer({ text, error, seconds }) {
    this.root.classList.remove("running");
    this.root.classList.toggle("failed", error);
    this.state.textContent = `${error ? "failed after" : "took"} ${time(seconds)}`;
    this.result.textContent = text;
    this.result.hidden = false;
  }

  /** Nobody will run it any more. */
  abandon() {
    if (!this.root.classList.contains("running")) return;
    this.root.classList.remove("running");
    this.root.classList.add("failed");
    this.state.textContent = "was not run to its end";
  }
}

/** A link to a page elsewhere; null for anything but http and https. */
function link(source, text) {
  if (!URL.canParse(source.url) || !/^https?:$/.test(new URL(source.url).protocol)) return null;
  const made = element("a", "", text);
  made.href = source.url;
  made.target = "_blank";
  made.rel = "noopener noreferrer";
  made.title = source.title;
  return made;
}

/** Sets a text in which numbers in brackets are links to the sources that have them. */
export function setCited(place, text, sources) {
  const pieces = text.split(/(\[\d{1,4}\])/).map((piece) => {
    const source = /^\[\d+\]$/.test(piece) && sources.find(({ number }) => number === Number(piece.slice(1, -1)));
    const made = source ? link(source, piece) : null;
    made?.classList.add("citation");
    return made ?? piece;
  });
  place.replaceChildren(...pieces.filter((piece) => piece !== ""));
}

/** The list of an answer's sources. */
export function sourceList(sources) {
  const list = element("ol", "sources");
  list.setAttribute("aria-label", "Sources");
  for (const source of sources) {
    const item = element("li");
    const title = source.title || source.url;
    item.append(element("span", "number", `[${source.number}]`), " ", link(source, title) ?? element("span", "", title));
    const address = URL.canParse(source.url) ? new URL(source.url).host : "";
    if (address) item.append(" ", element("span", "small", address));
    list.append(item);
  }
  return list;
}
