// A list of conversations, one link each; the address's fragment says which one is chosen.

import { element } from "./elements.js";

/** The number in the address's fragment; null if there is none. */
export function chosen() {
  const text = location.hash.slice(1);
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** Fills a list with entries `{ key, text, facts, marked }`, and says `empty` if there are none. */
export function fillList(list, entries, empty) {
  const items = entries.map(({ key, text, facts, marked }) => {
    const item = element("li");
    const link = element("a", marked ? "entry marked" : "entry");
    link.href = `#${key}`;
    link.dataset.key = key;
    link.append(element("span", "words", text || "(nothing yet)"), element("span", "small", facts.filter(Boolean).join(" · ")));
    item.append(link);
    return item;
  });
  list.replaceChildren(...(items.length > 0 ? items : [element("li", "small", empty)]));
  markChosen(list);
}

/** Marks the chosen entry. */
export function markChosen(list) {
  for (const link of list.querySelectorAll("a")) {
    link.removeAttribute("aria-current");
    if (Number(link.dataset.key) !== chosen()) continue;
    link.setAttribute("aria-current", "true");
    link.scrollIntoView({ block: "nearest" });
  }
}

/** Lets the arrow keys go up and down a list. */
export function walkByKeys(list) {
  list.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const links = [...list.querySelectorAll("a")];
    const next = links[links.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}
