/** Asks the graph `chat` for an answer of 40 words, 20 milliseconds apart. The pages send a message only. */
export const slowFetch = (url: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
  const { body } = init;
  if (typeof body !== "string") return fetch(url, init);
  return fetch(url, { ...init, body: body.replace('"input":{', '"input":{"n":40,"ms":20,') });
};
