import { isRecord } from "../checks.js";
import { ApiError, LangGraphError } from "../errors.js";
import type { AssistantId } from "../graphs.js";
import { checkConfig, cronBody, withModeList } from "../runs/body.js";
import type { GraphOptions } from "../runs/body.js";
import { sharedOptions } from "../runs/output.js";
import { ApiPromise } from "../transport/api-promise.js";
import { splitOptions } from "../transport/call-options.js";
import type { CallOptions, Fields, MethodOptions } from "../transport/call-options.js";
import { isNotImplemented, readValue } from "../transport/response.js";
import { NO_RESULT } from "../transport/transport.js";
import type { OperationKey, OperationRules } from "../transport/transport.js";
import type { ContextOption, Cron, Options, Params } from "../types.js";
import { searchPages } from "./pages.js";
import { Resource } from "./resource.js";
import { COUNT, searchRules } from "./rules.js";
import type { Page, WithPagination, WithoutPagination } from "./rules.js";

type Create = Options["POST /runs/crons"];
type CreateForThread = Options["POST /threads/{thread_id}/runs/crons"];
type Input = Params["POST /runs/crons"]["input"];

interface CreateFields extends Create, CallOptions {}
interface ThreadCreateFields extends CreateForThread, CallOptions {}
type Update = Options["PATCH /runs/crons/{cron_id}"];

/** Options of {@link CronsClient.update}. */
export interface CronUpdateOptions extends Update, ContextOption, CallOptions {}

/** Options of {@link CronsClient.search} and {@link CronsClient.iterate}. */
export type CronSearchOptions = Params["POST /runs/crons/search"] & CallOptions;

/** Options of {@link CronsClient.create}. */
export type CronCreateOptions<Graphs = {}, Id extends string = string> = CreateFields &
  GraphOptions<Graphs, Id, Input>;

/** Options of {@link CronsClient.createForThread}. */
export type ThreadCronCreateOptions<Graphs = {}, Id extends string = string> = ThreadCreateFields &
  GraphOptions<Graphs, Id, Input>;

/** Runs on a schedule. The JS server does not support them: all methods throw a {@link LangGraphError} that says so. */
export class CronsClient<out Graphs extends object = {}> extends Resource {
  /** Create a cron whose runs share a thread. `POST /threads/{thread_id}/runs/crons` */
  createForThread<Id extends AssistantId<Graphs>>(
    threadId: string,
    assistantId: Id,
    options: ThreadCronCreateOptions<Graphs, Id>,
  ): ApiPromise<Cron> {
    const place = (fields: Fields) => ({ body: cronBody(assistantId, fields) });
    return this.#call("POST /threads/{thread_id}/runs/crons", [threadId], options, { place });
  }

  /** Create a cron whose runs each get a thread of their own. `POST /runs/crons` */
  create<Id extends AssistantId<Graphs>>(
    assistantId: Id,
    options: CronCreateOptions<Graphs, Id>,
  ): ApiPromise<Cron> {
    const place = (fields: Fields) => ({ body: cronBody(assistantId, fields) });
    return this.#call("POST /runs/crons", [], options, { place });
  }

  /** Get a cron. `GET /runs/crons/{cron_id}` */
  get(cronId: string, options?: MethodOptions<Params["GET /runs/crons/{cron_id}"]>): ApiPromise<Cron> {
    return this.#call("GET /runs/crons/{cron_id}", [cronId], options);
  }

  /** Update the given fields of a cron; `endTime: null` removes the end. `PATCH /runs/crons/{cron_id}` */
  update(cronId: string, options?: CronUpdateOptions): ApiPromise<Cron> {
    return this.#call("PATCH /runs/crons/{cron_id}", [cronId], options, {
      idempotency: "idempotent",
      place: (fields) => {
        checkConfig(fields["config"]);
        return { body: withModeList(fields) };
      },
    });
  }

  /** Delete a cron. Runs that it has started go on. `DELETE /runs/crons/{cron_id}` */
  delete(cronId: string, options?: MethodOptions<Params["DELETE /runs/crons/{cron_id}"]>): ApiPromise<void> {
    return this.#call("DELETE /runs/crons/{cron_id}", [cronId], options, NO_RESULT);
  }

  /**
   * Search for crons. Returns at most `limit` rows (default: 10). `includePagination: true` adds the position of the next
   * page. `POST /runs/crons/search`
   */
  search(options: CronSearchOptions & WithPagination): ApiPromise<Page<"crons", Cron>>;
  search(options?: CronSearchOptions & WithoutPagination): ApiPromise<Cron[]>;
  search(
    options?: CronSearchOptions & { includePagination?: boolean | undefined },
  ): ApiPromise<Page<"crons", Cron> | Cron[]> {
    const rules = searchRules<"crons", Cron>("crons", options);
    return this.#call("POST /runs/crons/search", [], options, rules);
  }

  /** Iterate over all results of a search; `limit` is the page size (default: 100). `POST /runs/crons/search` */
  iterate(options?: CronSearchOptions): AsyncGenerator<Cron, void, undefined> {
    return searchPages((page) => this.search(page), "cron_id", options);
  }

  /** Count the crons that match. `POST /runs/crons/count` */
  count(options?: Params["POST /runs/crons/count"] & CallOptions): ApiPromise<number> {
    return this.#call("POST /runs/crons/count", [], options, COUNT);
  }

  #call<T>(
    operation: OperationKey,
    ids: readonly unknown[],
    options?: object,
    rules: OperationRules<T> = {},
  ): ApiPromise<T> {
    const sent = this.transport.callWithResponse(operation, ids, options, rules);
    return new ApiPromise(sent.catch((error: unknown) => this.#explain(error, options)));
  }

  /** Throws the error of a call, or a plain one if the server has no crons. */
  async #explain(cause: unknown, options: object | undefined): Promise<never> {
    if (cause instanceof ApiError && (await this.#hasNoCrons(cause, options))) {
      const remedy = "The LangGraph JS server has none; the Python server does.";
      throw new LangGraphError(`crons: not supported by this server. ${remedy}`, { cause });
    }
    throw cause;
  }

  /** The JS server lacks some routes. Those that it has validate the body before they fail. */
  async #hasNoCrons({ status, text, body }: ApiError, options: object | undefined): Promise<boolean> {
    if (status === 500) return isNotImplemented(status, text);
    if (status === 404) return text === "404 Not Found";
    if (status !== 400 || !isRecord(body) || !isRecord(body["error"])) return false;
    const call = sharedOptions(splitOptions(options).call);
    try {
      const reply = await this.transport.send({ method: "GET", path: "/info", idempotency: "safe", call });
      const info = readValue(reply);
      return isRecord(info) && isRecord(info["flags"]) && info["flags"]["crons"] === false;
    } catch {
      // The first error is more precise.
      return false;
    }
  }
}
