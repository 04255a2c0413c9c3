// Tokens in one stream, coloured by who speaks: what the model really saw, and what it was trained on.

import { element } from "./elements.js";

function visible(text) {
  return text.replaceAll("\n", "⏎\n").replaceAll("\t", "⇥");
}

function percent(probability) {
  return probability >= 0.0995 ? `${(100 * probability).toFixed(0)} %` : `${(100 * probability).toFixed(1)} %`;
}

/** What is known about a token. */
function card(token) {
  const box = element("span", "card");
  const facts = [token.id === undefined ? "" : `id ${token.id}`, token.role, token.kind].filter(Boolean).join(" · ");
  box.append(element("span", "", facts));
  if (token.forced) box.append(element("span", "", "not made by the model: came from outside"));
  if (token.trained) box.append(element("span", "chosen", "trained on"));
  if (token.probability === undefined) return box;
  box.append(element("span", "chosen", `chosen with ${percent(token.probability)}`));
  const table = element("table");
  for (const other of token.alternatives ?? []) {
    const row = element("tr", other.text === token.text ? "chosen" : "");
    row.append(element("td", "", visible(other.text)), element("td", "", percent(other.probability)));
    table.append(row);
  }
  box.append(table);
  return box;
}

function band(probability) {
  if (probability === undefined || probability >= 0.5) return "0";
  return probability >= 0.1 ? "1" : "2";
}

/** The tokens; the one under the pointer or with the focus shows its card, arrows move the focus. */
function stream(tokens) {
  const box = element("div", "stream");
  const spans = tokens.map((token) => {
    const classes = ["token", token.role ?? "system", token.special && "special", token.trained && "trained",
      token.forced && "forced"];
    const span = element("span", classes.filter(Boolean).join(" "), visible(token.text));
    span.tabIndex = -1;
    span.dataset.band = band(token.probability);
    return span;
  });
  box.append(...spans);
  if (spans.length > 0) spans[0].tabIndex = 0;
  let shown = null;
  const show = (event) => {
    const place = spans.indexOf(event.target.closest(".token"));
    if (place < 0 || spans[place].contains(shown)) return;
    shown?.remove();
    shown = card(tokens[place]);
    spans[place].append(shown);
    const right = shown.getBoundingClientRect().right - document.documentElement.clientWidth + 8;
    if (right > 0) shown.style.left = `${-right}px`;
  };
  const hide = () => {
    shown?.remove();
    shown = null;
  };
  box.addEventListener("mouseover", show);
  box.addEventListener("mouseleave", hide);
  box.addEventListener("focusin", (event) => {
    for (const span of box.querySelectorAll('[tabindex="0"]')) span.tabIndex = -1;
    event.target.tabIndex = 0;
    show(event);
  });
  box.addEventListener("focusout", hide);
  box.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = step && spans[spans.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    next.focus();
  });
  return box;
}

function panel(legend, tokens, className) {
  const box = element("div", `tokens ${className}`);
  box.append(element("p", "legend", legend), stream(tokens));
  return box;
}

/** A panel with the tokens of the prompt and, after them, those that the model made. */
export function tokenPanel(prompt, made) {
  return panel(
    `${prompt.length + made.length} tokens in one line · violet: system, blue: user, green: assistant · ` +
    "rounded: special tokens · yellow and red underlines: less likely choices · " +
    (made.some((token) => token.forced) ? "framed, brown: what tools answered · " : "") +
    "hover or focus a token for its id and the alternatives", [...prompt, ...made], "");
}

/** A panel with the tokens of an answer of practice, those that the model only read framed. */
export function practicePanel({ tokens, chances, advantage }) {
  const shown = tokens.map((text, place) => ({
    text, role: "assistant", forced: chances[place] === 0, probability: chances[place] || undefined,
    special: text.startsWith("<|") && text.endsWith("|>"),
  }));
  const change = advantage > 0 ? "likelier" : advantage < 0 ? "less likely" : "neither likelier nor less likely";
  return panel(
    `${tokens.length} tokens, made ${change} by this update · yellow and red underlines: less likely choices · ` +
    "hover or focus a token for its probability", shown, "");
}

/** A panel that shows which tokens of an example are trained on. */
export function maskPanel(tokens) {
  const trained = tokens.slice(1).filter((token) => token.trained).length;
  return panel(
    `${tokens.length} tokens, ${trained} of them trained on: filled · the others are only read: pale · ` +
    "violet: system, blue: user, green: assistant · rounded: special tokens", tokens, "masked");
}
