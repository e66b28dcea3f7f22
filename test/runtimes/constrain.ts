/**
 * Takes away what React Native and Expo do not have, before anything else runs. What they have is what their `fetch` gives:
 * it wants a string, and only a stream has a body that can be read in pieces.
 */
const missing = ["TransformStream", "TextDecoderStream", "TextEncoderStream", "WritableStream", "Request"];
for (const name of missing) Reflect.deleteProperty(globalThis, name);
Reflect.deleteProperty(AbortSignal, "any");
Reflect.deleteProperty(AbortSignal, "timeout");

// Its own properties cannot be deleted: another Symbol stands in its place.
const { asyncDispose: _, dispose: __, ...known } = Object.getOwnPropertyDescriptors(Symbol);
const { Symbol: ownSymbol, fetch } = globalThis;
const plainSymbol = (description?: string) => ownSymbol(description);
globalThis.Symbol = Object.defineProperties(plainSymbol, {
  ...known,
  prototype: { value: ownSymbol.prototype },
}) as SymbolConstructor;

globalThis.fetch = async (url, init) => {
  if (typeof url !== "string") throw new TypeError("This fetch takes a string.");
  const response = await fetch(url, init);
  const { body } = response;
  const isStream = response.headers.get("content-type")?.includes("text/event-stream") === true;
  const readable = isStream && body !== null ? { getReader: () => body.getReader() } : undefined;
  return Object.defineProperty(response, "body", { value: readable });
};
