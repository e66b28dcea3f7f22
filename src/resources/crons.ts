import type { AssistantId } from "../graphs.js";
import type { ApiPromise } from "../transport/api-promise.js";
import { offsetPages } from "../transport/pages.js";
import { splitOptions } from "../transport/wire.js";
import type { CallOptions, MethodOptions } from "../transport/wire.js";
import type { Cron, Options, Params } from "../types.js";
import { pageOf } from "./page.js";
import type { Page } from "./page.js";
import { runBody } from "./payload.js";
import type { RunPayload } from "./payload.js";
import { Resource } from "./resource.js";

type Search = Params["POST /runs/crons/search"] & CallOptions;
type Create = Options["POST /runs/crons"];
type CreateForThread = Options["POST /threads/{thread_id}/runs/crons"];
type Input = Params["POST /runs/crons"]["input"];

interface CreateFields extends Create, CallOptions {}
interface ThreadCreateFields extends CreateForThread, CallOptions {}

/** What {@link CronsClient.create} takes. */
export type CronCreateOptions<Graphs = {}, Id extends string = string> = RunPayload<
  CreateFields,
  Graphs,
  Id,
  Input
>;

/** What {@link CronsClient.createForThread} takes. */
export type ThreadCronCreateOptions<Graphs = {}, Id extends string = string> = RunPayload<
  ThreadCreateFields,
  Graphs,
  Id,
  Input
>;

/** Runs that recur on a schedule. The JS server has none, and refuses them with 400, 404 or 500. */
export class CronsClient<out Graphs extends object = {}> extends Resource {
  /** Create a cron whose runs share a thread. `POST /threads/{thread_id}/runs/crons` */
  createForThread<Id extends AssistantId<Graphs>>(
    threadId: string,
    assistantId: Id,
    options: ThreadCronCreateOptions<Graphs, Id>,
  ): ApiPromise<Cron> {
    const { call, fields } = splitOptions(options);
    const parts = () => ({ path: { thread_id: threadId }, body: runBody(assistantId, fields) });
    return this.transport.call("POST /threads/{thread_id}/runs/crons", { repeat: "once" }, parts, call);
  }

  /** Create a cron whose runs each have a thread of their own. `POST /runs/crons` */
  create<Id extends AssistantId<Graphs>>(
    assistantId: Id,
    options: CronCreateOptions<Graphs, Id>,
  ): ApiPromise<Cron> {
    const { call, fields } = splitOptions(options);
    const parts = () => ({ body: runBody(assistantId, fields) });
    return this.transport.call("POST /runs/crons", { repeat: "once" }, parts, call);
  }

  /** Get a cron. `GET /runs/crons/{cron_id}` */
  get(cronId: string, options?: MethodOptions<Params["GET /runs/crons/{cron_id}"]>): ApiPromise<Cron> {
    const { call, fields: query } = splitOptions(options);
    const path = { cron_id: cronId };
    return this.transport.call("GET /runs/crons/{cron_id}", { repeat: "safe" }, { path, query }, call);
  }

  /** Change a cron; what is left out stays, `endTime: null` takes the end away. `PATCH /runs/crons/{cron_id}` */
  update(cronId: string, options: Params["PATCH /runs/crons/{cron_id}"] & CallOptions): ApiPromise<Cron> {
    const { call, fields: body } = splitOptions(options);
    const path = { cron_id: cronId };
    return this.transport.call("PATCH /runs/crons/{cron_id}", { repeat: "idempotent" }, { path, body }, call);
  }

  /** Delete a cron; runs that it started go on. `DELETE /runs/crons/{cron_id}` */
  delete(cronId: string, options?: MethodOptions<Params["DELETE /runs/crons/{cron_id}"]>): ApiPromise<void> {
    const { call, fields: query } = splitOptions(options);
    const path = { cron_id: cronId };
    return this.transport.call(
      "DELETE /runs/crons/{cron_id}",
      { repeat: "idempotent" },
      { path, query },
      call,
    );
  }

  /**
   * Find crons: 10 of them, unless `limit` says otherwise. `includePagination: true` also gives what comes after.
   * `POST /runs/crons/search`
   */
  search(query: Search & { includePagination: true }): ApiPromise<Page<"crons", Cron>>;
  search(query?: Search & { includePagination?: false | undefined }): ApiPromise<Cron[]>;
  search(
    query: Search & { includePagination?: boolean | undefined } = {},
  ): ApiPromise<Page<"crons", Cron> | Cron[]> {
    const { includePagination, ...rest } = query;
    const { call, fields: body } = splitOptions({ limit: 10, offset: 0, ...rest });
    const convert = includePagination ? pageOf<"crons", Cron>("crons") : undefined;
    return this.transport.call("POST /runs/crons/search", { repeat: "safe", convert }, { body }, call);
  }

  /** All crons that a search finds, page by page: `limit` is the size of a page (100). `POST /runs/crons/search` */
  iterate(query: Search = {}): AsyncGenerator<Cron, void, undefined> {
    const sorted: Search = { sortBy: "created_at", sortOrder: "asc", ...query };
    return offsetPages(
      (offset, limit) => this.search({ ...sorted, offset, limit }),
      (cron) => cron.cron_id,
      query,
    );
  }

  /** Count the crons that fit. `POST /runs/crons/count` */
  count(query?: Params["POST /runs/crons/count"] & CallOptions): ApiPromise<number> {
    const { call, fields: body } = splitOptions(query);
    return this.transport.call("POST /runs/crons/count", { repeat: "safe" }, { body }, call);
  }
}
