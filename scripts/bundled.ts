/** The packages whose code is in the built files. `dist/` has their licenses. */
export const BUNDLED = ["eventsource-parser", "openapi-fetch"];
