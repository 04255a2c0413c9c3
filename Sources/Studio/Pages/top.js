// The bar that all pages have: which model is served.

import { modelFacts } from "./api.js";

export async function showModel() {
  const place = document.getElementById("model");
  try {
    const facts = await modelFacts();
    const millions = (facts.parameters / 1e6).toFixed(1);
    place.textContent = `${facts.name} · ${millions} M parameters · ${facts.architecture} · context ${facts.context}`;
    place.title = place.textContent;
  } catch (error) {
    place.textContent = error.message;
  }
}
