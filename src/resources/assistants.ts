import { check } from "../checks.js";
import { checkConfig } from "../runs/body.js";
import type { ApiPromise } from "../transport/api-promise.js";
import type { CallOptions, MethodOptions } from "../transport/call-options.js";
import { NO_RESULT } from "../transport/transport.js";
import type {
  Assistant,
  AssistantGraph,
  AssistantVersion,
  ContextOption,
  GraphSchema,
  Options,
  Params,
  Subgraphs,
} from "../types.js";
import { searchPages } from "./pages.js";
import { Resource } from "./resource.js";
import { COUNT, LIST, searchRules } from "./rules.js";
import type { Page, WithPagination, WithoutPagination } from "./rules.js";

type Create = Options["POST /assistants"];
type Update = Options["PATCH /assistants/{assistant_id}"];

/** Options of {@link AssistantsClient.create}. */
export interface AssistantCreateOptions extends Create, ContextOption, CallOptions {}

/** Options of {@link AssistantsClient.update}. */
export interface AssistantUpdateOptions extends Update, ContextOption, CallOptions {}

/** Options of {@link AssistantsClient.search} and {@link AssistantsClient.iterate}. */
export type AssistantSearchOptions = Params["POST /assistants/search"] & CallOptions;

/** The assistants of a deployment: graphs with their configuration. */
export class AssistantsClient extends Resource {
  /** Get an assistant. `GET /assistants/{assistant_id}` */
  get(
    assistantId: string,
    options?: MethodOptions<Params["GET /assistants/{assistant_id}"]>,
  ): ApiPromise<Assistant> {
    return this.transport.call("GET /assistants/{assistant_id}", [assistantId], options);
  }

  /**
   * Get the nodes and edges of an assistant's graph. `xray: true`, or a depth, includes subgraphs.
   * `GET /assistants/{assistant_id}/graph`
   */
  getGraph(
    assistantId: string,
    options?: Params["GET /assistants/{assistant_id}/graph"] & CallOptions,
  ): ApiPromise<AssistantGraph> {
    return this.transport.call("GET /assistants/{assistant_id}/graph", [assistantId], options);
  }

  /** Get the JSON Schemas of an assistant's graph. `GET /assistants/{assistant_id}/schemas` */
  getSchemas(
    assistantId: string,
    options?: MethodOptions<Params["GET /assistants/{assistant_id}/schemas"]>,
  ): ApiPromise<GraphSchema> {
    return this.transport.call("GET /assistants/{assistant_id}/schemas", [assistantId], options);
  }

  /**
   * Get the schemas of the subgraphs of an assistant's graph, or of the subgraph in one namespace.
   * `GET /assistants/{assistant_id}/subgraphs`, `GET /assistants/{assistant_id}/subgraphs/{namespace}`
   */
  getSubgraphs(
    assistantId: string,
    options?: { namespace?: string | undefined } & Params["GET /assistants/{assistant_id}/subgraphs"] &
      CallOptions,
  ): ApiPromise<Subgraphs> {
    if (options?.namespace === undefined) {
      return this.transport.call("GET /assistants/{assistant_id}/subgraphs", [assistantId], options);
    }
    const { namespace, ...rest } = options;
    const operation = "GET /assistants/{assistant_id}/subgraphs/{namespace}";
    return this.transport.call(operation, [assistantId, namespace], rest);
  }

  /** Create an assistant of a graph. `POST /assistants` */
  create(options: AssistantCreateOptions): ApiPromise<Assistant> {
    const isRepeatable = options?.assistantId !== undefined && options.ifExists === "do_nothing";
    return this.transport.call("POST /assistants", [], options, {
      idempotency: isRepeatable ? "idempotent" : "once",
      place: (body) => {
        const graphId = body["graph_id"];
        checkConfig(body["config"]);
        check("graphId", typeof graphId === "string", 'a string, as in { graphId: "agent" }', graphId);
        return { body };
      },
    });
  }

  /** Update an assistant. Every call creates a version, which becomes the latest. `PATCH /assistants/{assistant_id}` */
  update(assistantId: string, options: AssistantUpdateOptions): ApiPromise<Assistant> {
    return this.transport.call("PATCH /assistants/{assistant_id}", [assistantId], options, {
      place: (body) => {
        checkConfig(body["config"]);
        return { body };
      },
    });
  }

  /**
   * Delete an assistant; `deleteThreads: true` also deletes the threads created with it.
   * `DELETE /assistants/{assistant_id}`
   */
  delete(
    assistantId: string,
    options?: Params["DELETE /assistants/{assistant_id}"] & CallOptions,
  ): ApiPromise<void> {
    return this.transport.call("DELETE /assistants/{assistant_id}", [assistantId], options, NO_RESULT);
  }

  /**
   * Search for assistants. Returns at most `limit` rows (default: 10). `includePagination: true` adds the position of the
   * next page. `POST /assistants/search`
   */
  search(options: AssistantSearchOptions & WithPagination): ApiPromise<Page<"assistants", Assistant>>;
  search(options?: AssistantSearchOptions & WithoutPagination): ApiPromise<Assistant[]>;
  search(
    options?: AssistantSearchOptions & { includePagination?: boolean | undefined },
  ): ApiPromise<Page<"assistants", Assistant> | Assistant[]> {
    const rules = searchRules<"assistants", Assistant>("assistants", options);
    return this.transport.call("POST /assistants/search", [], options, rules);
  }

  /** Iterate over all results of a search; `limit` is the page size (default: 100). `POST /assistants/search` */
  iterate(options?: AssistantSearchOptions): AsyncGenerator<Assistant, void, undefined> {
    return searchPages((page) => this.search(page), "assistant_id", options);
  }

  /** Count the assistants that match. `POST /assistants/count` */
  count(options?: Params["POST /assistants/count"] & CallOptions): ApiPromise<number> {
    return this.transport.call("POST /assistants/count", [], options, COUNT);
  }

  /**
   * Get the versions of an assistant, the newest first. Returns at most `limit` (default: 10).
   * `POST /assistants/{assistant_id}/versions`
   */
  getVersions(
    assistantId: string,
    options?: Params["POST /assistants/{assistant_id}/versions"] & CallOptions,
  ): ApiPromise<AssistantVersion[]> {
    return this.transport.call("POST /assistants/{assistant_id}/versions", [assistantId], options, LIST);
  }

  /** Set the version of an assistant that runs use. `POST /assistants/{assistant_id}/latest` */
  setLatest(
    assistantId: string,
    version: number,
    options?: Options["POST /assistants/{assistant_id}/latest"] & CallOptions,
  ): ApiPromise<Assistant> {
    return this.transport.call("POST /assistants/{assistant_id}/latest", [assistantId], options, {
      idempotency: "idempotent",
      defaults: { version },
    });
  }
}
