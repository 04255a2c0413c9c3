// Pieces that every page is made of.

/** An element with a class and a text; what a model or a person wrote is only ever set as text. */
export function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

/** A button that does something. */
export function button(text, action, className) {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", action);
  return made;
}

/** Makes a text box as high as its text. */
export function grow(box) {
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`;
}

/** Tells at the foot of the page what was done, for ten seconds, with a button that undoes it. */
export function notice(text, label, action) {
  document.querySelector(".notice")?.remove();
  const box = element("div", "notice", text);
  box.setAttribute("role", "status");
  if (label) {
    box.append(button(label, () => {
      box.remove();
      action();
    }));
  }
  document.body.append(box);
  setTimeout(() => box.remove(), 10_000);
}

/** A number with separators. */
export const counted = (number) => number.toLocaleString("en-US");
