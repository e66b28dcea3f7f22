import type { AssistantId } from "../graphs.js";
import { cronBody, withModeList } from "../runs/body.js";
import type { RunPayload } from "../runs/body.js";
import type { ApiPromise } from "../transport/api-promise.js";
import type { CallOptions, Fields, MethodOptions } from "../transport/call-options.js";
import { NO_RESULT } from "../transport/transport.js";
import type { Cron, Options, Params } from "../types.js";
import { offsetPages } from "./pages.js";
import { Resource } from "./resource.js";
import { COUNT, searchRules } from "./rules.js";
import type { Page } from "./rules.js";

type Create = Options["POST /runs/crons"];
type CreateForThread = Options["POST /threads/{thread_id}/runs/crons"];
type Input = Params["POST /runs/crons"]["input"];

interface CreateFields extends Create, CallOptions {}
interface ThreadCreateFields extends CreateForThread, CallOptions {}

/** Options of {@link CronsClient.search} and {@link CronsClient.iterate}. */
export type CronSearchOptions = Params["POST /runs/crons/search"] & CallOptions;

/** Options of {@link CronsClient.create}. */
export type CronCreateOptions<Graphs = {}, Id extends string = string> = RunPayload<
  CreateFields,
  Graphs,
  Id,
  Input
>;

/** Options of {@link CronsClient.createForThread}. */
export type ThreadCronCreateOptions<Graphs = {}, Id extends string = string> = RunPayload<
  ThreadCreateFields,
  Graphs,
  Id,
  Input
>;

/** Runs on a schedule. The JS server does not support them: it responds with 400, 404 or 500. */
export class CronsClient<out Graphs extends object = {}> extends Resource {
  /** Create a cron whose runs share a thread. `POST /threads/{thread_id}/runs/crons` */
  createForThread<Id extends AssistantId<Graphs>>(
    threadId: string,
    assistantId: Id,
    options: ThreadCronCreateOptions<Graphs, Id>,
  ): ApiPromise<Cron> {
    const place = (fields: Fields) => ({ body: cronBody(assistantId, fields) });
    return this.transport.call("POST /threads/{thread_id}/runs/crons", [threadId], options, { place });
  }

  /** Create a cron whose runs each get a thread of their own. `POST /runs/crons` */
  create<Id extends AssistantId<Graphs>>(
    assistantId: Id,
    options: CronCreateOptions<Graphs, Id>,
  ): ApiPromise<Cron> {
    const place = (fields: Fields) => ({ body: cronBody(assistantId, fields) });
    return this.transport.call("POST /runs/crons", [], options, { place });
  }

  /** Get a cron. `GET /runs/crons/{cron_id}` */
  get(cronId: string, options?: MethodOptions<Params["GET /runs/crons/{cron_id}"]>): ApiPromise<Cron> {
    return this.transport.call("GET /runs/crons/{cron_id}", [cronId], options);
  }

  /** Update the given fields of a cron; `endTime: null` removes the end. `PATCH /runs/crons/{cron_id}` */
  update(cronId: string, options: Params["PATCH /runs/crons/{cron_id}"] & CallOptions): ApiPromise<Cron> {
    return this.transport.call("PATCH /runs/crons/{cron_id}", [cronId], options, {
      idempotency: "idempotent",
      place: (fields) => ({ body: withModeList(fields) }),
    });
  }

  /** Delete a cron. Runs that it has started go on. `DELETE /runs/crons/{cron_id}` */
  delete(cronId: string, options?: MethodOptions<Params["DELETE /runs/crons/{cron_id}"]>): ApiPromise<void> {
    return this.transport.call("DELETE /runs/crons/{cron_id}", [cronId], options, NO_RESULT);
  }

  /**
   * Search for crons. Returns at most `limit` rows (default: 10). `includePagination: true` adds the position of the next
   * page. `POST /runs/crons/search`
   */
  search(options: CronSearchOptions & { includePagination: true }): ApiPromise<Page<"crons", Cron>>;
  search(options?: CronSearchOptions & { includePagination?: false | undefined }): ApiPromise<Cron[]>;
  search(
    options?: CronSearchOptions & { includePagination?: boolean | undefined },
  ): ApiPromise<Page<"crons", Cron> | Cron[]> {
    const rules = searchRules<"crons", Cron>("crons", options);
    return this.transport.call("POST /runs/crons/search", [], options, rules);
  }

  /** Iterate over all results of a search; `limit` is the page size (default: 100). `POST /runs/crons/search` */
  iterate(options?: CronSearchOptions): AsyncGenerator<Cron, void, undefined> {
    const sorted: CronSearchOptions = { sortBy: "created_at", sortOrder: "asc", ...options };
    return offsetPages(
      (offset, limit) => this.search({ ...sorted, offset, limit }),
      (cron) => cron.cron_id,
      options,
    );
  }

  /** Count the crons that match. `POST /runs/crons/count` */
  count(options?: Params["POST /runs/crons/count"] & CallOptions): ApiPromise<number> {
    return this.transport.call("POST /runs/crons/count", [], options, COUNT);
  }
}
