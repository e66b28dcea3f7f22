/** The entry `langgraph-client/http`: streams as responses of a server, and their readers. */
export type { StreamFormat } from "./format.js";
export { RemoteStreamError, readStream } from "./read.js";
export type { ItemOf } from "./read.js";
export { toReadableStream, toResponse } from "./write.js";
export type { ResponseOptions, SentError, WriteOptions } from "./write.js";
