import type { HeaderValues } from "../transport/headers.js";
import type { ClientOptions } from "../transport/options.js";
import type { FetchResponse, ParseAs } from "../transport/request.js";

export type {
  SyncAssistantsClient,
  SyncCronsClient,
  SyncEventStream,
  SyncLangGraphClient as SyncMembers,
  SyncRawClient,
  SyncRunStream,
  SyncRunsClient,
  SyncStoreClient,
  SyncThreadStream,
  SyncThreadsClient,
} from "../../generated/sync.js";

/** The options of a {@link SyncLangGraphClient}. Functions that return promises cannot cross to the client's thread. */
export interface SyncClientOptions extends Omit<
  ClientOptions,
  "auth" | "callerOptions" | "fetch" | "onRequest"
> {
  /**
   * Returns headers before every attempt, such as a token that expires. After a 401 it is called once more. It runs in the
   * caller's thread while the call blocks, and must not return a promise.
   */
  auth?: (() => HeaderValues) | undefined;
}

/** The response of a raw call. Its body has been read. */
export type SyncResponse = Pick<
  Response,
  "headers" | "ok" | "redirected" | "status" | "statusText" | "type" | "url"
>;

/** The result of a raw call. */
export type SyncFetchResponse<
  Operation extends Record<string | number, unknown>,
  Init,
  Media extends `${string}/${string}`,
> =
  FetchResponse<Operation, Init, Media> extends infer Result
    ? Result extends { response: Response }
      ? Omit<Result, "response"> & { response: SyncResponse }
      : never
    : never;

/** The forms in which a raw call can return a body. Streams cannot cross to the caller's thread. */
export type SyncParseAs = Exclude<ParseAs, "stream">;

/** A method of openapi-fetch that every `fetch` rejects. */
export type SyncClientMethod<_Paths, _Method, _Media> = (...args: unknown[]) => never;
