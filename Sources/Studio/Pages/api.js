// The server's API: JSON in, JSON or server-sent events out.

async function failure(response) {
  try {
    return new Error((await response.json()).error.message);
  } catch {
    return new Error(`the server answered with status ${response.status}`);
  }
}

async function post(path, body, signal) {
  const response = await fetch(path, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), signal,
  });
  if (!response.ok) throw await failure(response);
  return response;
}

export async function modelFacts() {
  const response = await fetch("/api/model");
  if (!response.ok) throw await failure(response);
  return response.json();
}

/** The tokens of a conversation as the model gets them. */
export async function tokensOf(messages) {
  return (await post("/api/tokens", { messages })).json();
}

/** Yields the events of an answer while they come. */
export async function* answer(request, signal) {
  const response = await post("/api/chat", request, signal);
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
