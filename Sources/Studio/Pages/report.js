// A stage's report as a page shows it: the Markdown that stages write (headings, tables, lists, fences, paragraphs) and no more.

import { element } from "./elements.js";

const cells = (line) => line.replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim());

/** A line's words, with what stands between backticks as code. */
function worded(name, text) {
  const made = element(name);
  text.split("`").forEach((part, number) => {
    if (part) made.append(number % 2 === 1 ? element("code", "", part) : part);
  });
  return made;
}

/** A table whose second line only divides the head from the rest. */
function table(lines) {
  const made = element("table");
  lines.forEach((line, number) => {
    if (number === 1) return;
    const row = element("tr");
    row.append(...cells(line).map((cell) => worded(number === 0 ? "th" : "td", cell)));
    made.append(row);
  });
  const box = element("div", "wide");
  box.tabIndex = 0;
  box.append(made);
  return box;
}

function list(lines) {
  const made = element("ul");
  made.append(...lines.map((line) => worded("li", line.slice(2))));
  return made;
}

/** What a line belongs to with the lines after it. */
const kinds = [
  { begins: (line) => line.startsWith("|"), made: table },
  { begins: (line) => line.startsWith("- "), made: list },
];

/** A report's elements. */
export function report(markdown) {
  const lines = markdown.split("\n");
  const made = [];
  let at = 0;
  const taken = (belongs) => {
    const from = at;
    while (at < lines.length && belongs(lines[at])) at += 1;
    return lines.slice(from, at);
  };
  while (at < lines.length) {
    const line = lines[at];
    const kind = kinds.find(({ begins }) => begins(line));
    const heading = line.match(/^(#+) (.*)/);
    if (kind) {
      made.push(kind.made(taken(kind.begins)));
    } else if (line.startsWith("```")) {
      at += 1;
      made.push(element("pre", "", taken((each) => !each.startsWith("```")).join("\n")));
      at += 1;
    } else {
      if (heading) made.push(worded(`h${Math.min(6, heading[1].length + 2)}`, heading[2]));
      else if (line.trim()) made.push(worded("p", line));
      at += 1;
    }
  }
  return made;
}
