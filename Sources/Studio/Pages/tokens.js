// "What the model really saw": a conversation as one stream of tokens, coloured by who speaks.

/** An element with a class and a text; model output is only ever set as text. */
export function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function visible(text) {
  return text.replaceAll("\n", "⏎\n").replaceAll("\t", "⇥");
}

function percent(probability) {
  return probability >= 0.0995 ? `${(100 * probability).toFixed(0)} %` : `${(100 * probability).toFixed(1)} %`;
}

function card(token) {
  const box = element("span", "card");
  box.append(element("div", "", `id ${token.id}${token.trained ? " · trained on" : ""}`));
  if (token.probability === undefined) return box;
  box.append(element("div", "chosen", `chosen with ${percent(token.probability)}`));
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

/** A panel with the tokens of the prompt and, after them, those that the model made. */
export function tokenPanel(prompt, made) {
  const panel = element("div", "tokens");
  const count = prompt.length + made.length;
  panel.append(element("p", "legend",
    `${count} tokens in one line · violet: system, blue: user, green: assistant · rounded: special tokens · ` +
    "yellow and red underlines: less likely choices · hover or focus a token for its id and the alternatives"));
  const stream = element("div");
  for (const token of [...prompt, ...made]) {
    const span = element("span", `token ${token.role ?? "system"}${token.special ? " special" : ""}`, visible(token.text));
    span.tabIndex = 0;
    span.dataset.band = band(token.probability);
    span.append(card(token));
    stream.append(span);
  }
  panel.append(stream);
  return panel;
}
