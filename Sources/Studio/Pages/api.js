// The server's API: JSON in, JSON or server-sent events out.

async function failure(response) {
  try {
    const { message, code } = (await response.json()).error;
    return Object.assign(new Error(message), { code, status: response.status });
  } catch {
    return Object.assign(new Error(`the server answered with status ${response.status}`), { status: response.status });
  }
}

async function request(method, path, body, signal) {
  const content = body === undefined ? {} : { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(path, { method, signal, ...content });
  if (!response.ok) throw await failure(response);
  return response;
}

const json = async (...call) => (await request(...call)).json();

export const modelFacts = () => json("GET", "/api/model");

/** The tools that the model may call. */
export const toolList = () => json("GET", "/api/tools");

/** The tokens of a conversation as the model gets them; tools that are not forbidden are announced in it. */
export const tokensOf = (messages, forbidden) => json("POST", "/api/tokens", { messages, forbidden });

/** Conversations of fine-tuning: a page, one with its tokens, and the figures of all. */
export const conversations = (query) => json("GET", `/api/conversations?${new URLSearchParams(query)}`.replaceAll("+", "%20"));
export const conversation = (number) => json("GET", `/api/conversations/${number}`);
export const conversationTotals = () => json("GET", "/api/conversations/totals");

/** Conversations that people write. Saving and deleting name the version that was changed. */
export const labels = (query) => json("GET", `/api/labels?${new URLSearchParams(query)}`);
export const label = (id) => json("GET", `/api/labels/${id}`);
export const createLabel = (fields) => json("POST", "/api/labels", fields);
export const saveLabel = (id, version, fields) => json("PUT", `/api/labels/${id}`, { ...fields, version });
export const deleteLabel = (id, version) => json("DELETE", `/api/labels/${id}?version=${version}`);
export const restoreLabel = (id) => json("POST", `/api/labels/${id}/restore`, {});

/** Answers that people put in order. */
export const rating = (rater) => json("GET", `/api/ratings?rater=${encodeURIComponent(rater)}`);
export const sendOrder = (task, rater, order) => json("POST", "/api/ratings", { task, rater, order });
export const undoOrder = (rater) => json("POST", "/api/ratings/undo", { rater });
export const askForAnswers = (rater, prompt) => json("POST", "/api/ratings/tasks", { rater, prompt });

/** Plots and report of the last probe. */
export const probe = () => json("GET", "/api/probe");

/** Practices of the run, and one group of answers of one. */
export const practices = () => json("GET", "/api/practice");
export const practiceGroup = (name, number) => json("GET", `/api/practice/${name}/groups/${number}`);

/** Yields the events of an answer while they come: token, call, result, forced, rest, end. */
export async function* answer(fields, signal) {
  const response = await request("POST", "/api/chat", fields, signal);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  while (true) {
    const { value, done } = await reader.read();
    if (done) return;
    buffer += value;
    const frames = buffer.split("\n\n");
    buffer = frames.pop();
    for (const frame of frames) if (frame.startsWith("data: ")) yield JSON.parse(frame.slice(6));
  }
}
