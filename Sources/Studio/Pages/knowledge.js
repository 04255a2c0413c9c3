// What a probe of the model's knowledge found: its plots and its report.

import { probe } from "./api.js";
import { element } from "./elements.js";
import { report as shownReport } from "./report.js";
import { showModel } from "./top.js";

const byID = (id) => document.getElementById(id);

function plot(name) {
  const figure = element("figure");
  const image = element("img");
  image.src = `/api/probe/${encodeURIComponent(name)}`;
  image.alt = `Plot ${name}`;
  const link = element("a");
  link.href = image.src;
  link.append(image);
  figure.append(link, element("figcaption", "", name));
  return figure;
}

showModel();
try {
  const { plots, report } = await probe();
  byID("plots").append(...plots.map(plot));
  byID("report").replaceChildren(...shownReport(report ?? ""));
  byID("report").hidden = report === undefined;
  byID("message").textContent = plots.length > 0 || report !== undefined ? "" :
    "This run was not probed. Add the stage 'probe' to its recipe and run it again: it asks the model for what stood in its " +
    "training text, and shows here how often it is right, wrong, or says that it does not know.";
} catch (error) {
  byID("message").textContent = error.message;
}
