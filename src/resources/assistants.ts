import type {
  Assistant,
  AssistantGraph,
  AssistantVersion,
  GraphSchema,
  Options,
  Params,
  Subgraphs,
} from "../types.js";
import { check } from "../transport/options.js";
import type { ApiPromise } from "../transport/api-promise.js";
import { offsetPages } from "./pages.js";
import { NO_VALUE } from "../transport/transport.js";
import type { CallOptions, MethodOptions } from "../transport/wire.js";
import { COUNT, LIST, searchBody, searchOf } from "./search.js";
import type { Page } from "./search.js";
import { Resource } from "./resource.js";

type Search = Params["POST /assistants/search"] & CallOptions;

/** The configured graphs of a deployment. */
export class AssistantsClient extends Resource {
  /** Get an assistant. `GET /assistants/{assistant_id}` */
  get(
    assistantId: string,
    options?: MethodOptions<Params["GET /assistants/{assistant_id}"]>,
  ): ApiPromise<Assistant> {
    return this.transport.invoke("GET /assistants/{assistant_id}", { repeat: "safe" }, options, (query) => ({
      path: { assistant_id: assistantId },
      query,
    }));
  }

  /**
   * Get the nodes and edges of an assistant's graph; `xray: true`, or a depth, also draws subgraphs.
   * `GET /assistants/{assistant_id}/graph`
   */
  getGraph(
    assistantId: string,
    options?: Params["GET /assistants/{assistant_id}/graph"] & CallOptions,
  ): ApiPromise<AssistantGraph> {
    return this.transport.invoke(
      "GET /assistants/{assistant_id}/graph",
      { repeat: "safe" },
      options,
      (query) => ({
        path: { assistant_id: assistantId },
        query,
      }),
    );
  }

  /** Get the JSON Schemas of an assistant's graph. `GET /assistants/{assistant_id}/schemas` */
  getSchemas(
    assistantId: string,
    options?: MethodOptions<Params["GET /assistants/{assistant_id}/schemas"]>,
  ): ApiPromise<GraphSchema> {
    return this.transport.invoke(
      "GET /assistants/{assistant_id}/schemas",
      { repeat: "safe" },
      options,
      (query) => ({
        path: { assistant_id: assistantId },
        query,
      }),
    );
  }

  /**
   * Get the schemas of the subgraphs of an assistant's graph, or of the one in a namespace.
   * `GET /assistants/{assistant_id}/subgraphs`, `GET /assistants/{assistant_id}/subgraphs/{namespace}`
   */
  getSubgraphs(
    assistantId: string,
    options?: { namespace?: string | undefined } & Params["GET /assistants/{assistant_id}/subgraphs"] &
      CallOptions,
  ): ApiPromise<Subgraphs> {
    const key =
      options?.namespace === undefined
        ? "GET /assistants/{assistant_id}/subgraphs"
        : "GET /assistants/{assistant_id}/subgraphs/{namespace}";
    return this.transport.invoke(key, { repeat: "safe" }, options, ({ namespace, ...query }) => ({
      path: { assistant_id: assistantId, ...(namespace !== undefined && { namespace }) },
      query,
    }));
  }

  /** Create an assistant of a graph. `POST /assistants` */
  create(options: Params["POST /assistants"] & CallOptions): ApiPromise<Assistant> {
    const isOwn = options?.assistantId !== undefined && options.ifExists === "do_nothing";
    const repeat = isOwn ? "idempotent" : "once";
    return this.transport.invoke("POST /assistants", { repeat }, options, (body) => {
      check(
        "graphId",
        typeof body["graph_id"] === "string",
        'a string, as in { graphId: "agent" }',
        body["graph_id"],
      );
      return { body };
    });
  }

  /** Change an assistant. Every call makes a new version, which becomes the latest. `PATCH /assistants/{assistant_id}` */
  update(
    assistantId: string,
    options: Params["PATCH /assistants/{assistant_id}"] & CallOptions,
  ): ApiPromise<Assistant> {
    return this.transport.invoke("PATCH /assistants/{assistant_id}", { repeat: "once" }, options, (body) => ({
      path: { assistant_id: assistantId },
      body,
    }));
  }

  /** Delete an assistant and, with `deleteThreads`, the threads that were made with it. `DELETE /assistants/{assistant_id}` */
  delete(
    assistantId: string,
    options?: Params["DELETE /assistants/{assistant_id}"] & CallOptions,
  ): ApiPromise<void> {
    // The JS server answers with the ids that are gone.
    const behaviour = { repeat: "idempotent", ...NO_VALUE } as const;
    return this.transport.invoke("DELETE /assistants/{assistant_id}", behaviour, options, (query) => ({
      path: { assistant_id: assistantId },
      query,
    }));
  }

  /**
   * Find assistants: 10 of them, unless `limit` says otherwise. `includePagination: true` also gives what comes after.
   * `POST /assistants/search`
   */
  search(options: Search & { includePagination: true }): ApiPromise<Page<"assistants", Assistant>>;
  search(options?: Search & { includePagination?: false | undefined }): ApiPromise<Assistant[]>;
  search(
    options?: Search & { includePagination?: boolean | undefined },
  ): ApiPromise<Page<"assistants", Assistant> | Assistant[]> {
    const behaviour = searchOf<"assistants", Assistant>("assistants", options);
    return this.transport.invoke("POST /assistants/search", behaviour, options, searchBody);
  }

  /** All assistants that a search finds, page by page: `limit` is the size of a page (100). `POST /assistants/search` */
  iterate(options?: Search): AsyncGenerator<Assistant, void, undefined> {
    const sorted: Search = { sortBy: "created_at", sortOrder: "asc", ...options };
    return offsetPages(
      (offset, limit) => this.search({ ...sorted, offset, limit }),
      (assistant) => assistant.assistant_id,
      options,
    );
  }

  /** Count the assistants that fit. `POST /assistants/count` */
  count(options?: Params["POST /assistants/count"] & CallOptions): ApiPromise<number> {
    return this.transport.invoke("POST /assistants/count", COUNT, options, (body) => ({ body }));
  }

  /** The versions of an assistant, the newest first: 10 of them, unless `limit` says otherwise. `POST /assistants/{assistant_id}/versions` */
  getVersions(
    assistantId: string,
    options?: Params["POST /assistants/{assistant_id}/versions"] & CallOptions,
  ): ApiPromise<AssistantVersion[]> {
    return this.transport.invoke("POST /assistants/{assistant_id}/versions", LIST, options, (body) => ({
      path: { assistant_id: assistantId },
      body: { limit: 10, offset: 0, ...body },
    }));
  }

  /** Make a version the one that runs use. `POST /assistants/{assistant_id}/latest` */
  setLatest(
    assistantId: string,
    version: number,
    options?: Options["POST /assistants/{assistant_id}/latest"] & CallOptions,
  ): ApiPromise<Assistant> {
    const key = "POST /assistants/{assistant_id}/latest";
    return this.transport.invoke(key, { repeat: "idempotent" }, options, (fields) => ({
      path: { assistant_id: assistantId },
      body: { version, ...fields },
    }));
  }
}
