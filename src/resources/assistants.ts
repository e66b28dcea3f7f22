import type {
  Assistant,
  AssistantGraph,
  AssistantVersion,
  GraphSchema,
  Options,
  Params,
  Subgraphs,
} from "../types.js";
import type { ApiPromise } from "../transport/api-promise.js";
import { offsetPages } from "../transport/pages.js";
import { splitOptions } from "../transport/wire.js";
import type { CallOptions, MethodOptions } from "../transport/wire.js";
import { pageOf } from "./page.js";
import type { Page } from "./page.js";
import { Resource } from "./resource.js";

type Search = Params["POST /assistants/search"] & CallOptions;

/** The configured graphs of a deployment. */
export class AssistantsClient extends Resource {
  /** Get an assistant. `GET /assistants/{assistant_id}` */
  get(
    assistantId: string,
    options?: MethodOptions<Params["GET /assistants/{assistant_id}"]>,
  ): ApiPromise<Assistant> {
    const { call, fields: query } = splitOptions(options);
    const path = { assistant_id: assistantId };
    return this.transport.call("GET /assistants/{assistant_id}", { repeat: "safe" }, { path, query }, call);
  }

  /**
   * Get the nodes and edges of an assistant's graph; `xray: true`, or a depth, also draws subgraphs.
   * `GET /assistants/{assistant_id}/graph`
   */
  getGraph(
    assistantId: string,
    options?: Params["GET /assistants/{assistant_id}/graph"] & CallOptions,
  ): ApiPromise<AssistantGraph> {
    const { call, fields: query } = splitOptions(options);
    const path = { assistant_id: assistantId };
    return this.transport.call(
      "GET /assistants/{assistant_id}/graph",
      { repeat: "safe" },
      { path, query },
      call,
    );
  }

  /** Get the JSON Schemas of an assistant's graph. `GET /assistants/{assistant_id}/schemas` */
  getSchemas(
    assistantId: string,
    options?: MethodOptions<Params["GET /assistants/{assistant_id}/schemas"]>,
  ): ApiPromise<GraphSchema> {
    const { call, fields: query } = splitOptions(options);
    const path = { assistant_id: assistantId };
    return this.transport.call(
      "GET /assistants/{assistant_id}/schemas",
      { repeat: "safe" },
      { path, query },
      call,
    );
  }

  /**
   * Get the schemas of the subgraphs of an assistant's graph, or of the one in a namespace.
   * `GET /assistants/{assistant_id}/subgraphs`, `GET /assistants/{assistant_id}/subgraphs/{namespace}`
   */
  getSubgraphs(
    assistantId: string,
    options: { namespace?: string | undefined } & Params["GET /assistants/{assistant_id}/subgraphs"] &
      CallOptions = {},
  ): ApiPromise<Subgraphs> {
    const { namespace, ...rest } = options;
    const { call, fields: query } = splitOptions(rest);
    const path = { assistant_id: assistantId };
    if (namespace === undefined) {
      const key = "GET /assistants/{assistant_id}/subgraphs";
      return this.transport.call(key, { repeat: "safe" }, { path, query }, call);
    }
    const key = "GET /assistants/{assistant_id}/subgraphs/{namespace}";
    return this.transport.call(key, { repeat: "safe" }, { path: { ...path, namespace }, query }, call);
  }

  /** Create an assistant of a graph. `POST /assistants` */
  create(options: Params["POST /assistants"] & CallOptions): ApiPromise<Assistant> {
    const { call, fields: body } = splitOptions(options);
    const repeat =
      body["assistant_id"] !== undefined && body["if_exists"] === "do_nothing" ? "idempotent" : "once";
    return this.transport.call("POST /assistants", { repeat }, { body }, call);
  }

  /** Change an assistant. Every call makes a new version, which becomes the latest. `PATCH /assistants/{assistant_id}` */
  update(
    assistantId: string,
    options: Params["PATCH /assistants/{assistant_id}"] & CallOptions,
  ): ApiPromise<Assistant> {
    const { call, fields: body } = splitOptions(options);
    const path = { assistant_id: assistantId };
    return this.transport.call("PATCH /assistants/{assistant_id}", { repeat: "once" }, { path, body }, call);
  }

  /** Delete an assistant and, with `deleteThreads`, the threads that were made with it. `DELETE /assistants/{assistant_id}` */
  delete(
    assistantId: string,
    options?: Params["DELETE /assistants/{assistant_id}"] & CallOptions,
  ): ApiPromise<void> {
    const { call, fields: query } = splitOptions(options);
    const path = { assistant_id: assistantId };
    // The JS server answers with the ids that are gone.
    const convert = (): void => undefined;
    const key = "DELETE /assistants/{assistant_id}";
    return this.transport.call(key, { repeat: "idempotent", convert }, { path, query }, call);
  }

  /**
   * Find assistants: 10 of them, unless `limit` says otherwise. `includePagination: true` also gives what comes after.
   * `POST /assistants/search`
   */
  search(query: Search & { includePagination: true }): ApiPromise<Page<"assistants", Assistant>>;
  search(query?: Search & { includePagination?: false | undefined }): ApiPromise<Assistant[]>;
  search(
    query: Search & { includePagination?: boolean | undefined } = {},
  ): ApiPromise<Page<"assistants", Assistant> | Assistant[]> {
    const { includePagination, ...rest } = query;
    const { call, fields: body } = splitOptions({ limit: 10, offset: 0, ...rest });
    const convert = includePagination ? pageOf<"assistants", Assistant>("assistants") : undefined;
    return this.transport.call("POST /assistants/search", { repeat: "safe", convert }, { body }, call);
  }

  /** All assistants that a search finds, page by page: `limit` is the size of a page (100). `POST /assistants/search` */
  iterate(query: Search = {}): AsyncGenerator<Assistant, void, undefined> {
    const sorted: Search = { sortBy: "created_at", sortOrder: "asc", ...query };
    return offsetPages(
      (offset, limit) => this.search({ ...sorted, offset, limit }),
      (assistant) => assistant.assistant_id,
      query,
    );
  }

  /** Count the assistants that fit. `POST /assistants/count` */
  count(query?: Params["POST /assistants/count"] & CallOptions): ApiPromise<number> {
    const { call, fields: body } = splitOptions(query);
    return this.transport.call("POST /assistants/count", { repeat: "safe" }, { body }, call);
  }

  /** The versions of an assistant, the newest first: 10 of them, unless `limit` says otherwise. `POST /assistants/{assistant_id}/versions` */
  getVersions(
    assistantId: string,
    options?: Params["POST /assistants/{assistant_id}/versions"] & CallOptions,
  ): ApiPromise<AssistantVersion[]> {
    const { call, fields: body } = splitOptions({ limit: 10, offset: 0, ...options });
    const path = { assistant_id: assistantId };
    const key = "POST /assistants/{assistant_id}/versions";
    return this.transport.call(key, { repeat: "safe" }, { path, body }, call);
  }

  /** Make a version the one that runs use. `POST /assistants/{assistant_id}/latest` */
  setLatest(
    assistantId: string,
    version: number,
    options?: Options["POST /assistants/{assistant_id}/latest"] & CallOptions,
  ): ApiPromise<Assistant> {
    const { call, fields } = splitOptions(options);
    const parts = { path: { assistant_id: assistantId }, body: { version, ...fields } };
    const key = "POST /assistants/{assistant_id}/latest";
    return this.transport.call(key, { repeat: "idempotent" }, parts, call);
  }
}
