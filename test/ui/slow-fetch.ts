/** Asks the graph `chat` for an answer of 40 words, 20 milliseconds apart. The pages send a message only. */
const original = globalThis.fetch;

globalThis.fetch = (url, init) => {
  const body = init?.body;
  if (typeof body !== "string") return original(url, init);
  return original(url, { ...init, body: body.replace('"input":{', '"input":{"n":40,"ms":20,') });
};
