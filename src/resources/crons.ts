import type { AssistantId } from "../graphs.js";
import type { ApiPromise } from "../transport/api-promise.js";
import { offsetPages } from "./pages.js";
import { NO_VALUE } from "../transport/transport.js";
import type { CallOptions, MethodOptions } from "../transport/wire.js";
import type { Cron, Options, Params } from "../types.js";
import { COUNT, searchBody, searchOf } from "./search.js";
import type { Page } from "./search.js";
import { cronBody } from "../runs/body.js";
import type { RunPayload } from "../runs/body.js";
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
    const key = "POST /threads/{thread_id}/runs/crons";
    return this.transport.invoke(key, { repeat: "once" }, options, (fields) => ({
      path: { thread_id: threadId },
      body: cronBody(assistantId, fields),
    }));
  }

  /** Create a cron whose runs each have a thread of their own. `POST /runs/crons` */
  create<Id extends AssistantId<Graphs>>(
    assistantId: Id,
    options: CronCreateOptions<Graphs, Id>,
  ): ApiPromise<Cron> {
    return this.transport.invoke("POST /runs/crons", { repeat: "once" }, options, (fields) => ({
      body: cronBody(assistantId, fields),
    }));
  }

  /** Get a cron. `GET /runs/crons/{cron_id}` */
  get(cronId: string, options?: MethodOptions<Params["GET /runs/crons/{cron_id}"]>): ApiPromise<Cron> {
    return this.transport.invoke("GET /runs/crons/{cron_id}", { repeat: "safe" }, options, (query) => ({
      path: { cron_id: cronId },
      query,
    }));
  }

  /** Change a cron; what is left out stays, `endTime: null` takes the end away. `PATCH /runs/crons/{cron_id}` */
  update(cronId: string, options: Params["PATCH /runs/crons/{cron_id}"] & CallOptions): ApiPromise<Cron> {
    return this.transport.invoke(
      "PATCH /runs/crons/{cron_id}",
      { repeat: "idempotent" },
      options,
      (body) => ({
        path: { cron_id: cronId },
        body,
      }),
    );
  }

  /** Delete a cron; runs that it started go on. `DELETE /runs/crons/{cron_id}` */
  delete(cronId: string, options?: MethodOptions<Params["DELETE /runs/crons/{cron_id}"]>): ApiPromise<void> {
    return this.transport.invoke(
      "DELETE /runs/crons/{cron_id}",
      { repeat: "idempotent", ...NO_VALUE },
      options,
      (query) => ({
        path: { cron_id: cronId },
        query,
      }),
    );
  }

  /**
   * Find crons: 10 of them, unless `limit` says otherwise. `includePagination: true` also gives what comes after.
   * `POST /runs/crons/search`
   */
  search(options: Search & { includePagination: true }): ApiPromise<Page<"crons", Cron>>;
  search(options?: Search & { includePagination?: false | undefined }): ApiPromise<Cron[]>;
  search(
    options?: Search & { includePagination?: boolean | undefined },
  ): ApiPromise<Page<"crons", Cron> | Cron[]> {
    const behaviour = searchOf<"crons", Cron>("crons", options);
    return this.transport.invoke("POST /runs/crons/search", behaviour, options, searchBody);
  }

  /** All crons that a search finds, page by page: `limit` is the size of a page (100). `POST /runs/crons/search` */
  iterate(options?: Search): AsyncGenerator<Cron, void, undefined> {
    const sorted: Search = { sortBy: "created_at", sortOrder: "asc", ...options };
    return offsetPages(
      (offset, limit) => this.search({ ...sorted, offset, limit }),
      (cron) => cron.cron_id,
      options,
    );
  }

  /** Count the crons that fit. `POST /runs/crons/count` */
  count(options?: Params["POST /runs/crons/count"] & CallOptions): ApiPromise<number> {
    return this.transport.invoke("POST /runs/crons/count", COUNT, options, (body) => ({ body }));
  }
}
