// Sliders, tools and the system prompt; kept in this browser.

import { toolList } from "./api.js";
import { element } from "./elements.js";

const sliders = [
  { key: "temperature", label: "Temperature", min: 0, max: 2, step: 0.05, value: 0.3 },
  { key: "top_p", label: "Top p", min: 0.05, max: 1, step: 0.05, value: 1 },
  { key: "top_k", label: "Top k (0: all)", min: 0, max: 100, step: 1, value: 0 },
  { key: "min_p", label: "Min p", min: 0, max: 0.5, step: 0.01, value: 0.05 },
  { key: "max_tokens", label: "Longest answer, tokens", min: 8, max: 512, step: 8, value: 128 },
  { key: "thinking_budget", label: "Longest thought, tokens", min: 0, max: 512, step: 8, value: 512 },
];

const storage = "swiftlet.settings";
const values = Object.fromEntries(sliders.map(({ key, value }) => [key, value]));
Object.assign(values, { system: "", seed: "", forbidden: [], hidesThoughts: false }, JSON.parse(localStorage.getItem(storage) ?? "{}"));

function keep(key, value) {
  values[key] = value;
  localStorage.setItem(storage, JSON.stringify(values));
}

function field(label, control, output) {
  const wrapper = element("label", "", label);
  if (output) wrapper.append(output);
  wrapper.append(control);
  return wrapper;
}

/** The tools that the model has; none where the server cannot be asked. */
export const tools = toolList().catch(() => []);

/** A switch that can be flipped. */
function flip(name, checked, onChange) {
  const input = element("input");
  Object.assign(input, { type: "checkbox", checked });
  input.setAttribute("role", "switch");
  input.addEventListener("change", () => onChange(input.checked));
  const wrapper = element("label", "switch");
  wrapper.append(input, element("strong", "", name));
  return wrapper;
}

/** Whether thoughts are shown, folded, or not at all. */
function showThoughts() {
  document.body.classList.toggle("no-thoughts", values.hidesThoughts);
}

/** A switch per tool. */
async function showTools(place) {
  const found = await tools;
  place.hidden = found.length === 0;
  for (const { name, description, runner } of found) {
    const wrapper = flip(name, !values.forbidden.includes(name), (allowed) => {
      const others = values.forbidden.filter((other) => other !== name);
      keep("forbidden", allowed ? others : [...others, name]);
    });
    place.append(wrapper, element("p", "small", runner ? `${description} Runs in: ${runner}.` : description));
  }
}

/** Fills the panel with controls. */
export function showSettings(panel) {
  panel.append(element("h2", "", "Settings"));
  const system = element("textarea");
  system.rows = 3;
  system.value = values.system;
  system.placeholder = "What the assistant is told first";
  system.addEventListener("input", () => keep("system", system.value));
  panel.append(field("System prompt", system));
  const place = element("fieldset", "switches");
  place.append(element("legend", "", "Tools that the model may call"));
  panel.append(place);
  showTools(place);
  const thoughts = element("div", "switches");
  thoughts.append(flip("Show thoughts", !values.hidesThoughts, (shown) => {
    keep("hidesThoughts", !shown);
    showThoughts();
  }));
  panel.append(thoughts);
  showThoughts();
  for (const { key, label, min, max, step } of sliders) {
    const input = element("input");
    Object.assign(input, { type: "range", min, max, step, value: values[key] });
    const output = element("output", "", String(values[key]));
    input.addEventListener("input", () => {
      output.textContent = input.value;
      keep(key, Number(input.value));
    });
    panel.append(field(label, input, output));
  }
  const seed = element("input");
  Object.assign(seed, { type: "number", value: values.seed, placeholder: "random", min: 0 });
  seed.addEventListener("input", () => keep("seed", seed.value));
  panel.append(field("Seed (the same seed gives the same answer)", seed));
}

/** The fields of a request. */
export async function requestFields() {
  const { system, seed, forbidden, hidesThoughts, ...rest } = values;
  // What is forbidden may name a tool of another model that was served here.
  const known = (await tools).map(({ name }) => name);
  const fields = { ...rest, forbidden: forbidden.filter((name) => known.includes(name)) };
  return seed === "" ? fields : { ...fields, seed: Number(seed) };
}

/** The system message, if one is set. */
export function systemMessages() {
  return values.system.trim() ? [{ role: "system", content: values.system.trim() }] : [];
}
