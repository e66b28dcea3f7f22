/**
 * Removes globals that React Native and Expo lack; must run first. Also restricts `fetch` as theirs is: the URL must be a
 * string, and only an event stream has a readable body.
 */
const missing = ["TransformStream", "TextDecoderStream", "TextEncoderStream", "WritableStream", "Request"];
for (const name of missing) Reflect.deleteProperty(globalThis, name);
Reflect.deleteProperty(AbortSignal, "any");
Reflect.deleteProperty(AbortSignal, "timeout");

// Properties of Symbol cannot be deleted: replace Symbol.
const { asyncDispose: _, dispose: __, ...known } = Object.getOwnPropertyDescriptors(Symbol);
const { Symbol: ownSymbol, fetch } = globalThis;
const plainSymbol = (description?: string) => ownSymbol(description);
globalThis.Symbol = Object.defineProperties(plainSymbol, {
  ...known,
  prototype: { value: ownSymbol.prototype },
}) as SymbolConstructor;

globalThis.fetch = async (url, init) => {
  if (typeof url !== "string") throw new TypeError("This fetch accepts only a string.");
  const response = await fetch(url, init);
  const { body } = response;
  const isStream = response.headers.get("content-type")?.includes("text/event-stream") === true;
  const readable = isStream && body !== null ? { getReader: () => body.getReader() } : undefined;
  return Object.defineProperty(response, "body", { value: readable });
};
