// Made from openapi.json by `npm run generate`. Edit neither this file nor openapi.json by hand.

export interface paths {
  "/a2a/{assistant_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Call an assistant as an agent, in the Agent2Agent protocol (JSON-RPC 2.0). */
    post: operations["post_a2a"];
  };
  "/assistants": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Create an assistant of a graph. */
    post: operations["create_assistant_assistants_post"];
  };
  "/assistants/count": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Count assistants. */
    post: operations["count_assistants_assistants_count_post"];
  };
  "/assistants/search": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Find assistants. */
    post: operations["search_assistants_assistants_search_post"];
  };
  "/assistants/{assistant_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get an assistant. */
    get: operations["get_assistant_assistants__assistant_id__get"];
    /** Delete an assistant with all its versions. */
    delete: operations["delete_assistant_assistants__assistant_id__delete"];
    /** Change an assistant, which makes a new version of it. */
    patch: operations["patch_assistant_assistants__assistant_id__patch"];
  };
  "/assistants/{assistant_id}/graph": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get the nodes and edges of an assistant's graph. */
    get: operations["get_assistant_graph_assistants__assistant_id__graph_get"];
  };
  "/assistants/{assistant_id}/latest": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Make a version the one that runs use. */
    post: operations["set_latest_assistant_version_assistants__assistant_id__versions_post"];
  };
  "/assistants/{assistant_id}/schemas": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get the JSON Schemas of an assistant's graph. */
    get: operations["get_assistant_schemas_assistants__assistant_id__schemas_get"];
  };
  "/assistants/{assistant_id}/subgraphs": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get the schemas of a graph's subgraphs, by namespace. */
    get: operations["get_assistant_subgraphs_assistants__assistant_id__subgraphs_get"];
  };
  "/assistants/{assistant_id}/subgraphs/{namespace}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get the schemas of the subgraph in one namespace. */
    get: operations["get_assistant_subgraphs_assistants__assistant_id__subgraphs__namespace__get"];
  };
  "/assistants/{assistant_id}/versions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the versions of an assistant, the newest first. */
    post: operations["get_assistant_versions_assistants__assistant_id__versions_get"];
  };
  "/docs": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get a page that shows this document. */
    get: operations["docs_get"];
  };
  "/info": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get the versions and features of the server. */
    get: operations["server_info_info_get"];
  };
  "/mcp/": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Not offered: the Model Context Protocol's own stream is not implemented. */
    get: operations["get_mcp"];
    /** Call the server's tools, in the Model Context Protocol. */
    post: operations["post_mcp"];
    /** Not offered: sessions of the Model Context Protocol are not implemented. */
    delete: operations["delete_mcp"];
  };
  "/metrics": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get the server's metrics. */
    get: operations["system_metrics_metrics_get"];
  };
  "/ok": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Check that the server runs. */
    get: operations["health_check_ok_get"];
  };
  "/runs": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Start a stateless run, in the background. */
    post: operations["run_stateless_runs_post"];
  };
  "/runs/batch": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Start stateless runs, all or none of them. */
    post: operations["run_batch_stateless_runs_post"];
  };
  "/runs/cancel": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Cancel the runs of a status, or some runs of a thread. */
    post: operations["cancel_runs_post"];
  };
  "/runs/crons": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Create a cron whose runs each have a thread of their own. */
    post: operations["create_cron_runs_crons_post"];
  };
  "/runs/crons/count": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Count crons. */
    post: operations["count_crons_runs_crons_count_post"];
  };
  "/runs/crons/search": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Find crons. */
    post: operations["search_crons_runs_crons_post"];
  };
  "/runs/crons/{cron_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get a cron. */
    get: operations["get_cron_runs_crons__cron_id__get"];
    /** Delete a cron. Runs that it started go on. */
    delete: operations["delete_cron_runs_crons__cron_id__delete"];
    /** Change a cron. */
    patch: operations["patch_cron_runs_crons__cron_id__patch"];
  };
  "/runs/stream": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Start a stateless run and stream its events. */
    post: operations["stream_run_stateless_runs_stream_post"];
  };
  "/runs/wait": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Start a stateless run and wait for what it ends with. */
    post: operations["wait_run_stateless_runs_wait_post"];
  };
  "/store/items": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read an item; null when there is none. */
    get: operations["get_item"];
    /** Write an item, in place of the one that is there. */
    put: operations["put_item"];
    /** Delete an item, if it is there. */
    delete: operations["delete_item"];
  };
  "/store/items/search": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Find items by their fields or by meaning. */
    post: operations["search_items"];
  };
  "/store/namespaces": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List namespaces. */
    post: operations["list_namespaces"];
  };
  "/threads": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Create a thread. */
    post: operations["create_thread_threads_post"];
  };
  "/threads/count": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Count threads. */
    post: operations["count_threads_threads_count_post"];
  };
  "/threads/prune": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Delete threads, or all but the latest state of each. */
    post: operations["prune_threads_threads_prune_post"];
  };
  "/threads/search": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Find threads. */
    post: operations["search_threads_threads_search_post"];
  };
  "/threads/{thread_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get a thread. */
    get: operations["get_thread_threads__thread_id__get"];
    /** Delete a thread with its runs and history. */
    delete: operations["delete_thread_threads__thread_id__delete"];
    /** Change a thread's metadata or lifetime. */
    patch: operations["patch_thread_threads__thread_id__patch"];
  };
  "/threads/{thread_id}/commands": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Send a command to a thread, in the streaming protocol. */
    post: operations["protocol_thread_command_post"];
  };
  "/threads/{thread_id}/copy": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Copy a thread with its history, under a new id. */
    post: operations["copy_thread_post_threads__thread_id__copy_post"];
  };
  "/threads/{thread_id}/history": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List a thread's past states, the newest first. */
    get: operations["get_thread_history_threads__thread_id__history_get"];
    /** List a thread's past states, filtered, the newest first. */
    post: operations["get_thread_history_post_threads__thread_id__history_post"];
  };
  "/threads/{thread_id}/runs": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List a thread's runs. */
    get: operations["list_runs_http_threads__thread_id__runs_get"];
    /** Start a run on a thread, in the background. */
    post: operations["create_run_threads__thread_id__runs_post"];
  };
  "/threads/{thread_id}/runs/crons": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Create a cron whose runs share a thread. */
    post: operations["create_thread_cron_threads__thread_id__runs_crons_post"];
  };
  "/threads/{thread_id}/runs/stream": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Start a run on a thread and stream its events. */
    post: operations["stream_run_threads__thread_id__runs_stream_post"];
  };
  "/threads/{thread_id}/runs/wait": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Start a run on a thread and wait for what it ends with. */
    post: operations["wait_run_threads__thread_id__runs_wait_post"];
  };
  "/threads/{thread_id}/runs/{run_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get a run. */
    get: operations["get_run_http_threads__thread_id__runs__run_id__get"];
    /** Delete a run. */
    delete: operations["delete_run_threads__thread_id__runs__run_id__delete"];
  };
  "/threads/{thread_id}/runs/{run_id}/cancel": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Cancel a run. */
    post: operations["cancel_run_http_threads__thread_id__runs__run_id__cancel_post"];
  };
  "/threads/{thread_id}/runs/{run_id}/join": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Wait for what a run ends with. */
    get: operations["join_run_http_threads__thread_id__runs__run_id__join_get"];
  };
  "/threads/{thread_id}/runs/{run_id}/stream": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Stream the events of a run that was started before. */
    get: operations["stream_run_http_threads__thread_id__runs__run_id__join_get"];
  };
  "/threads/{thread_id}/state": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get a thread's latest state. */
    get: operations["get_latest_thread_state_threads__thread_id__state_get"];
    /** Write to a thread's state as a node would. */
    post: operations["update_thread_state_threads__thread_id__state_post"];
  };
  "/threads/{thread_id}/state/checkpoint": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get a thread's state at a checkpoint, by the whole of it. */
    post: operations["post_thread_state_at_checkpoint_threads__thread_id__state__checkpoint_id__get"];
  };
  "/threads/{thread_id}/state/{checkpoint_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get a thread's state at a checkpoint, by its id. */
    get: operations["get_thread_state_at_checkpoint_threads__thread_id__state__checkpoint_id__get"];
  };
  "/threads/{thread_id}/storage": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get how much a thread stores. */
    get: operations["get_thread_storage_threads__thread_id__storage_get"];
  };
  "/threads/{thread_id}/stream": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Follow everything that happens on a thread, run after run. */
    get: operations["join_thread_stream_threads__thread_id__stream_get"];
  };
  "/threads/{thread_id}/stream/events": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Follow the events of a thread's channels, in the streaming protocol. */
    post: operations["protocol_thread_events_post"];
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /** A configured graph. */
    Assistant: {
      /**
       * Format: uuid
       * The assistant's id.
       */
      assistant_id: string;
      /** Configuration, such as tags and the limit of steps. */
      config: components["schemas"]["Config"];
      /** Values that the graph reads and that are no part of its state. */
      context?: Record<string, unknown> | null | undefined;
      /**
       * Format: date-time
       * When it was created, in ISO 8601.
       */
      created_at: string;
      /** A description for people. */
      description?: string | null | undefined;
      /** The graph's id, as the deployment names it. */
      graph_id: string;
      /** Free-form data kept with it. */
      metadata: Record<string, unknown>;
      /** A name for people. */
      name?: string | undefined;
      /**
       * Format: date-time
       * When it was last changed, in ISO 8601.
       */
      updated_at: string;
      /** The number of the version. */
      version?: number | undefined;
    };
    /** Which assistants to count. */
    AssistantCountRequest: {
      /** Only assistants of this graph. */
      graph_id?: string | undefined;
      /** Only those whose metadata have these values. */
      metadata?: Record<string, unknown> | undefined;
      /** Only assistants whose names contain this, in any case. */
      name?: string | undefined;
    };
    /** A new assistant. */
    AssistantCreate: {
      /**
       * Format: uuid
       * The id to give it. Default: a new one.
       */
      assistant_id?: string | undefined;
      /** Configuration, such as tags and the limit of steps. */
      config?: components["schemas"]["Config"] | undefined;
      /** Values that the graph reads and that are no part of its state. */
      context?: Record<string, unknown> | undefined;
      /** A description for people. */
      description?: string | null | undefined;
      /** The graph's id, as the deployment names it. */
      graph_id: string;
      /**
       * What to do when the id is taken: `raise` fails with 409, `do_nothing` gives what is there. Default: `raise`.
       * @default raise
       */
      if_exists?: "raise" | "do_nothing" | undefined;
      /** Free-form data kept with it. */
      metadata?: Record<string, unknown> | undefined;
      /** A name for people. */
      name?: string | undefined;
    };
    /** Changes of an assistant. What is left out stays. */
    AssistantPatch: {
      /** Configuration, such as tags and the limit of steps. */
      config?: components["schemas"]["Config"] | undefined;
      /** Values that the graph reads and that are no part of its state. */
      context?: Record<string, unknown> | undefined;
      /** A description for people. */
      description?: string | undefined;
      /** The graph's id, as the deployment names it. */
      graph_id?: string | undefined;
      /** Free-form data, merged into what is there. */
      metadata?: Record<string, unknown> | undefined;
      /** A name for people. */
      name?: string | undefined;
    };
    /** Which assistants to find. */
    AssistantSearchRequest: {
      /** Only assistants of this graph. */
      graph_id?: string | undefined;
      /**
       * How many to give at most, from 1 to 1000. Default: 10.
       * @default 10
       */
      limit?: number | undefined;
      /** Only those whose metadata have these values. */
      metadata?: Record<string, unknown> | undefined;
      /** Only assistants whose names contain this, in any case. */
      name?: string | undefined;
      /**
       * How many to leave out at the beginning. Default: 0.
       * @default 0
       */
      offset?: number | undefined;
      /** Only these fields. Default: all of them. */
      select?:
        | (
            | "assistant_id"
            | "graph_id"
            | "name"
            | "description"
            | "config"
            | "context"
            | "created_at"
            | "updated_at"
            | "metadata"
            | "version"
          )[]
        | undefined;
      /**
       * The field to sort by.
       */
      sort_by?: "assistant_id" | "created_at" | "updated_at" | "name" | "graph_id" | undefined;
      /**
       * `asc` or `desc`.
       */
      sort_order?: "asc" | "desc" | undefined;
    };
    /** One of the versions of an assistant. */
    AssistantVersion: {
      /**
       * Format: uuid
       * The assistant's id.
       */
      assistant_id: string;
      /** Configuration, such as tags and the limit of steps. */
      config: components["schemas"]["Config"];
      /** Values that the graph reads and that are no part of its state. */
      context?: Record<string, unknown> | null | undefined;
      /**
       * Format: date-time
       * When it was created, in ISO 8601.
       */
      created_at: string;
      /** A description for people. */
      description?: string | null | undefined;
      /** The graph's id, as the deployment names it. */
      graph_id: string;
      /** Free-form data kept with it. */
      metadata: Record<string, unknown>;
      /** A name for people. */
      name?: string | undefined;
      /**
       * Format: date-time
       * When it was last changed, in ISO 8601.
       */
      updated_at?: string | undefined;
      /** The number of the version. */
      version?: number | undefined;
    };
    /** Which version runs use. */
    AssistantVersionChange: {
      /** The number of the version. */
      version: number;
    };
    /** Which versions of an assistant to list. */
    AssistantVersionsSearchRequest: {
      /**
       * How many to give at most, from 1 to 1000. Default: 10.
       * @default 10
       */
      limit?: number | undefined;
      /** Only those whose metadata have these values. */
      metadata?: Record<string, unknown> | undefined;
      /**
       * How many to leave out at the beginning. Default: 0.
       * @default 0
       */
      offset?: number | undefined;
    };
    /** A point in a thread's history. */
    CheckpointConfig: {
      /** The checkpoint's id. */
      checkpoint_id?: string | null | undefined;
      /** The checkpoints of subgraphs, by namespace. */
      checkpoint_map?: Record<string, unknown> | null | undefined;
      /** The subgraph's namespace; empty for the graph itself. */
      checkpoint_ns?: string | undefined;
      /** The thread's id. */
      thread_id?: string | undefined;
    };
    /** Steers a graph: resumes an interrupted run, updates its state, or goes to a node. */
    Command: {
      /** The nodes to go to. */
      goto?:
        | components["schemas"]["Send"]
        | string
        | (components["schemas"]["Send"] | string)[]
        | null
        | undefined;
      /** The answer to the interrupt; with several, answers by interrupt id. */
      resume?: unknown | undefined;
      /** Values to write to the state. */
      update?: unknown | undefined;
    };
    /** Configuration of a run or an assistant. Further keys are handed to the graph. */
    Config: {
      /** Values that the graph reads, such as thread_id and checkpoint_id. */
      configurable?: Record<string, unknown> | undefined;
      /** How many steps a run may take. */
      recursion_limit?: number | undefined;
      /** Labels for tracing. */
      tags?: string[] | undefined;
    } & {
      [key: string]: unknown;
    };
    /** A run that recurs on a schedule. */
    Cron: {
      /**
       * Format: uuid
       * The assistant's id.
       */
      assistant_id?: string | null | undefined;
      /**
       * Format: date-time
       * When it was created, in ISO 8601.
       */
      created_at: string;
      /**
       * Format: uuid
       * The cron's id.
       */
      cron_id: string;
      /**
       * Whether it runs. Default: true.
       * @default true
       */
      enabled: boolean;
      /**
       * Format: date-time
       * When the cron stops, in ISO 8601.
       */
      end_time: string | null;
      /** Free-form data kept with it. */
      metadata?: Record<string, unknown> | null | undefined;
      /**
       * Format: date-time
       * When it runs next, in ISO 8601.
       */
      next_run_date?: string | null | undefined;
      /** What becomes of a run's thread when the run has ended. Default: `delete`. */
      on_run_completed?: string | null | undefined;
      /** The options of each run. */
      payload: Record<string, unknown>;
      /** When to run: a cron expression, such as `0 9 * * 1`. */
      schedule: string;
      /**
       * Format: uuid
       * The thread's id.
       */
      thread_id: string | null;
      /** The IANA time zone of the schedule, such as `Europe/Berlin`. Default: UTC. */
      timezone?: string | null | undefined;
      /**
       * Format: date-time
       * When it was last changed, in ISO 8601.
       */
      updated_at: string;
      /** Who created it. */
      user_id?: string | null | undefined;
    };
    /** Which crons to count. */
    CronCountRequest: {
      /** Only those of this assistant. */
      assistant_id?: string | undefined;
      /** Only those whose metadata have these values. */
      metadata?: Record<string, unknown> | undefined;
      /**
       * Format: uuid
       * Only those of this thread.
       */
      thread_id?: string | undefined;
    };
    /** A new cron whose runs each have a thread of their own. */
    CronCreate: {
      /** The assistant to run: its id, or the id of a graph for that one's default assistant. */
      assistant_id: string;
      /**
       * @deprecated
       * Whether to save checkpoints while the run goes on. Use `durability` instead.
       */
      checkpoint_during?: boolean | undefined;
      /** Configuration, such as tags and the limit of steps. */
      config?: components["schemas"]["Config"] | undefined;
      /** Values that the graph reads and that are no part of its state. */
      context?: Record<string, unknown> | undefined;
      /**
       * When to save checkpoints: `sync` before the next step, `async` beside it, `exit` at the end. Default: `async`.
       * @default async
       */
      durability?: "sync" | "async" | "exit" | undefined;
      /**
       * Whether it runs. Default: true.
       * @default true
       */
      enabled?: boolean | undefined;
      /**
       * Format: date-time
       * When the cron stops, in ISO 8601.
       */
      end_time?: string | undefined;
      /** What each run starts from. */
      input?: Record<string, unknown>[] | Record<string, unknown> | undefined;
      /** Nodes after which to stop; `*` for all. */
      interrupt_after?: "*" | string[] | undefined;
      /** Nodes before which to stop; `*` for all. */
      interrupt_before?: "*" | string[] | undefined;
      /** Free-form data kept with it. */
      metadata?: Record<string, unknown> | undefined;
      /**
       * What to do when another run works on the thread: `enqueue` waits, `reject` fails with 409, `interrupt` stops the other, `rollback` also undoes it. Default: `enqueue`; on the JS server `reject`.
       */
      multitask_strategy?: "reject" | "rollback" | "interrupt" | "enqueue" | undefined;
      /**
       * What becomes of a run's thread when the run has ended. Default: `delete`.
       * @default delete
       */
      on_run_completed?: "delete" | "keep" | undefined;
      /** When to run: a cron expression, such as `0 9 * * 1`. */
      schedule: string;
      /**
       * What to stream: one mode or several. Default: `values`.
       * @default [
       *       "values"
       *     ]
       */
      stream_mode?: components["schemas"]["StreamMode"] | components["schemas"]["StreamMode"][] | undefined;
      /**
       * Whether the server keeps the events, so that the stream can be resumed. Default: false.
       * @default false
       */
      stream_resumable?: boolean | undefined;
      /**
       * Whether subgraphs stream their events too. Default: false.
       * @default false
       */
      stream_subgraphs?: boolean | undefined;
      /** The IANA time zone of the schedule, such as `Europe/Berlin`. Default: UTC. */
      timezone?: string | undefined;
      /**
       * Format: uri-reference
       * A URL that is called when the run has ended.
       */
      webhook?: string | undefined;
    } & {
      [key: string]: unknown;
    };
    /** Changes of a cron. What is left out stays. */
    CronPatch: {
      /** Configuration, such as tags and the limit of steps. */
      config?: components["schemas"]["Config"] | undefined;
      /** Values that the graph reads and that are no part of its state. */
      context?: Record<string, unknown> | undefined;
      /**
       * When to save checkpoints: `sync` before the next step, `async` beside it, `exit` at the end. Default: `async`.
       * @default async
       */
      durability?: "sync" | "async" | "exit" | undefined;
      /** Whether it runs. Default: true. */
      enabled?: boolean | undefined;
      /**
       * Format: date-time
       * When the cron stops, in ISO 8601. `null` takes the end away.
       */
      end_time?: string | null | undefined;
      /** What each run starts from. */
      input?: Record<string, unknown>[] | Record<string, unknown> | undefined;
      /** Nodes after which to stop; `*` for all. */
      interrupt_after?: "*" | string[] | undefined;
      /** Nodes before which to stop; `*` for all. */
      interrupt_before?: "*" | string[] | undefined;
      /** Free-form data kept with it. */
      metadata?: Record<string, unknown> | undefined;
      /**
       * What becomes of a run's thread when the run has ended. Default: `delete`.
       */
      on_run_completed?: "delete" | "keep" | undefined;
      /** When to run: a cron expression, such as `0 9 * * 1`. */
      schedule?: string | undefined;
      /**
       * What to stream: one mode or several. Default: `values`.
       * @default [
       *       "values"
       *     ]
       */
      stream_mode?: components["schemas"]["StreamMode"] | components["schemas"]["StreamMode"][] | undefined;
      /**
       * Whether the server keeps the events, so that the stream can be resumed. Default: false.
       * @default false
       */
      stream_resumable?: boolean | undefined;
      /**
       * Whether subgraphs stream their events too. Default: false.
       * @default false
       */
      stream_subgraphs?: boolean | undefined;
      /** The IANA time zone of the schedule, such as `Europe/Berlin`. Default: UTC. */
      timezone?: string | undefined;
      /**
       * Format: uri-reference
       * A URL that is called when the run has ended.
       */
      webhook?: string | undefined;
    };
    /** Which crons to find. */
    CronSearch: {
      /** Only those of this assistant. */
      assistant_id?: string | undefined;
      /** Only those that run, or only those that do not. */
      enabled?: boolean | undefined;
      /**
       * How many to give at most, from 1 to 1000. Default: 10.
       * @default 10
       */
      limit?: number | undefined;
      /** Only those whose metadata have these values. */
      metadata?: Record<string, unknown> | undefined;
      /**
       * How many to leave out at the beginning. Default: 0.
       * @default 0
       */
      offset?: number | undefined;
      /** Only these fields. Default: all of them. */
      select?:
        | (
            | "cron_id"
            | "assistant_id"
            | "thread_id"
            | "on_run_completed"
            | "end_time"
            | "schedule"
            | "timezone"
            | "created_at"
            | "updated_at"
            | "user_id"
            | "payload"
            | "next_run_date"
            | "metadata"
            | "enabled"
            | "now"
          )[]
        | undefined;
      /**
       * The field to sort by.
       * @default created_at
       */
      sort_by?:
        | "cron_id"
        | "assistant_id"
        | "thread_id"
        | "next_run_date"
        | "end_time"
        | "created_at"
        | "updated_at"
        | undefined;
      /**
       * `asc` or `desc`.
       * @default desc
       */
      sort_order?: "asc" | "desc" | undefined;
      /**
       * Format: uuid
       * Only those of this thread.
       */
      thread_id?: string | undefined;
    };
    /** What went wrong. */
    ErrorResponse: {
      /** A sentence for people. */
      detail: string;
    };
    /** The JSON Schemas of a graph. */
    GraphSchema: {
      /** What the graph reads from `config.configurable`. */
      config_schema?: Record<string, unknown> | undefined;
      /** What the graph reads from `context`. */
      context_schema?: Record<string, unknown> | null | undefined;
      /** The graph's id, as the deployment names it. */
      graph_id: string;
      /** What the graph starts from. */
      input_schema?: Record<string, unknown> | null | undefined;
      /** What the graph ends with. */
      output_schema?: Record<string, unknown> | null | undefined;
      /** What the graph keeps. */
      state_schema: Record<string, unknown>;
    };
    /** The JSON Schemas of a subgraph. */
    GraphSchemaNoId: {
      /** What the graph reads from `config.configurable`. */
      config_schema?: Record<string, unknown> | undefined;
      /** What the graph reads from `context`. */
      context_schema?: Record<string, unknown> | null | undefined;
      /** What the graph starts from. */
      input_schema: Record<string, unknown> | null;
      /** What the graph ends with. */
      output_schema: Record<string, unknown> | null;
      /** What the graph keeps. */
      state_schema: Record<string, unknown>;
    };
    /** A question that a graph asks and waits for. */
    Interrupt: {
      /** The id to answer to. */
      id?: string | null | undefined;
      /** JSON Schema of the answer. */
      response_schema?: Record<string, unknown> | null | undefined;
      /** The question. */
      value: unknown;
    };
    /** An item of the store. */
    Item: {
      /**
       * Format: date-time
       * When it was created, in ISO 8601.
       */
      created_at: string;
      /** The item's key in its namespace. */
      key: string;
      /** The labels of its namespace. */
      namespace: string[];
      /**
       * Format: date-time
       * When it was last changed, in ISO 8601.
       */
      updated_at: string;
      /** The value. */
      value: Record<string, unknown>;
    };
    /** Namespaces of the store. */
    ListNamespaceResponse: {
      /** Namespaces, each a list of labels. */
      namespaces: string[][];
    };
    /** A kind of events in the streaming protocol. */
    ProtocolChannel:
      string | ("values" | "updates" | "messages" | "tools" | "lifecycle" | "input" | "tasks" | "custom");
    /** A command to a thread. */
    ProtocolCommand: {
      /** The number that the client gave the command. */
      id: number;
      /** The method's name. */
      method: string;
      /** What the method takes. */
      params?:
        | {
            [key: string]: unknown;
          }
        | undefined;
    } & {
      [key: string]: unknown;
    };
    /** The answer to a command that was refused or failed. */
    ProtocolError: {
      /**
       * What went wrong, by its code.
       */
      error:
        | "invalid_argument"
        | "unknown_command"
        | "unknown_error"
        | "no_such_run"
        | "no_such_subscription"
        | "no_such_namespace"
        | "no_such_interrupt"
        | "no_such_checkpoint"
        | "permission_denied"
        | "not_supported";
      /** The number that the client gave the command. */
      id: number | null;
      /** A sentence for people. */
      message: string;
      /** What belongs to the answer beside its result. */
      meta?: components["schemas"]["ProtocolResponseMeta"] | undefined;
      /** Where the error arose. */
      stacktrace?: string | undefined;
      /**
       * The kind of message.
       */
      type: "error";
    } & {
      [key: string]: unknown;
    };
    /** An event of the streaming protocol. */
    ProtocolEvent: {
      /** The event's id. */
      event_id?: string | undefined;
      /** The method's name. */
      method: string;
      /** What the method takes. */
      params: {
        /** What the event carries. */
        data: unknown;
        /** The path of the namespace. */
        namespace: components["schemas"]["ProtocolNamespace"];
        /** The node's name. */
        node?: string | undefined;
        /** Milliseconds since 1970. */
        timestamp: number;
      } & {
        [key: string]: unknown;
      };
      /** The event's sequence number. */
      seq?: number | undefined;
      /**
       * The kind of message.
       */
      type: "event";
    } & {
      [key: string]: unknown;
    };
    /** Which events of a thread to follow. */
    ProtocolEventStreamRequest: {
      /** The channels to follow. */
      channels: components["schemas"]["ProtocolChannel"][];
      /** How deep below the namespaces to follow. */
      depth?: number | undefined;
      /** Namespaces, each a list of labels. */
      namespaces?: components["schemas"]["ProtocolNamespace"][] | undefined;
      /** Only events after this sequence number. */
      since?: number | undefined;
    } & {
      [key: string]: unknown;
    };
    /** The path of a subgraph in the streaming protocol. */
    ProtocolNamespace: string[];
    /** What an answer to a command says beside its result. */
    ProtocolResponseMeta: {
      /** The sequence number up to which the answer takes events into account. */
      applied_through_seq?: number | undefined;
    } & {
      [key: string]: unknown;
    };
    /** The answer to a command that was carried out. */
    ProtocolSuccess: {
      /** The number that the client gave the command. */
      id: number;
      /** What belongs to the answer beside its result. */
      meta?: components["schemas"]["ProtocolResponseMeta"] | undefined;
      /** The result. */
      result: {
        [key: string]: unknown;
      };
      /**
       * The kind of message.
       */
      type: "success";
    } & {
      [key: string]: unknown;
    };
    /** One execution of a graph. */
    Run: {
      /**
       * Format: uuid
       * The assistant's id.
       */
      assistant_id: string;
      /** Why the run was cancelled. */
      cancel_reason?: string | null | undefined;
      /**
       * Format: date-time
       * When it was created, in ISO 8601.
       */
      created_at: string;
      /** The options that the run was started with. */
      kwargs: Record<string, unknown>;
      /** The LangSmith project that the run is traced to. */
      langsmith_session_name?: string | null | undefined;
      /** Free-form data kept with it. */
      metadata: Record<string, unknown>;
      /**
       * What to do when another run works on the thread: `enqueue` waits, `reject` fails with 409, `interrupt` stops the other, `rollback` also undoes it. Default: `enqueue`; on the JS server `reject`.
       * @enum {string|null}
       */
      multitask_strategy: "reject" | "rollback" | "interrupt" | "enqueue" | null;
      /**
       * Format: uuid
       * The run's id.
       */
      run_id: string;
      /**
       * How it stands.
       */
      status: "pending" | "running" | "error" | "success" | "timeout" | "interrupted";
      /**
       * Format: uuid
       * The thread's id.
       */
      thread_id: string;
      /**
       * Format: date-time
       * When it was last changed, in ISO 8601.
       */
      updated_at: string;
    };
    /** New stateless runs. */
    RunBatchCreate: components["schemas"]["RunCreateStateless"][];
    /** A new run on a thread. */
    RunCreateStateful: {
      /** Seconds to wait before the run starts. */
      after_seconds?: number | undefined;
      /** The assistant to run: its id, or the id of a graph for that one's default assistant. */
      assistant_id: string;
      /** The checkpoint to go on from. */
      checkpoint?: components["schemas"]["CheckpointConfig"] | undefined;
      /**
       * @deprecated
       * Whether to save checkpoints while the run goes on. Use `durability` instead.
       * @default false
       */
      checkpoint_during?: boolean | undefined;
      /** A sentence for people. */
      checkpoint_id?: string | undefined;
      /** Steers the graph instead of an input. */
      command?: components["schemas"]["Command"] | null | undefined;
      /** Configuration, such as tags and the limit of steps. */
      config?: components["schemas"]["Config"] | undefined;
      /** Values that the graph reads and that are no part of its state. */
      context?: Record<string, unknown> | undefined;
      /**
       * When to save checkpoints: `sync` before the next step, `async` beside it, `exit` at the end. Default: `async`.
       * @default async
       */
      durability?: "sync" | "async" | "exit" | undefined;
      /** Keys for which the stream carries URLs that take feedback. */
      feedback_keys?: string[] | undefined;
      /**
       * What to do when the thread does not exist: `create` it or `reject` with 404. Default: `reject`.
       * @default reject
       */
      if_not_exists?: "create" | "reject" | undefined;
      /** What the graph starts from. */
      input?: Record<string, unknown> | unknown[] | string | number | boolean | null | undefined;
      /** Nodes after which to stop; `*` for all. */
      interrupt_after?: "*" | string[] | undefined;
      /** Nodes before which to stop; `*` for all. */
      interrupt_before?: "*" | string[] | undefined;
      /** Where in LangSmith the run is traced to. */
      langsmith_tracer?:
        | {
            /** A sentence for people. */
            example_id?: string | undefined;
            /** A sentence for people. */
            project_name?: string | undefined;
          }
        | undefined;
      /** Free-form data kept with it. */
      metadata?: Record<string, unknown> | undefined;
      /**
       * What to do when another run works on the thread: `enqueue` waits, `reject` fails with 409, `interrupt` stops the other, `rollback` also undoes it. Default: `enqueue`; on the JS server `reject`.
       * @default enqueue
       */
      multitask_strategy?: "reject" | "rollback" | "interrupt" | "enqueue" | undefined;
      /**
       * What becomes of the thread of a stateless run: `delete` or `keep`. Default: `delete`.
       */
      on_completion?: "delete" | "keep" | undefined;
      /**
       * What to stream: one mode or several. Default: `values`.
       * @default [
       *       "values"
       *     ]
       */
      stream_mode?: components["schemas"]["StreamMode"] | components["schemas"]["StreamMode"][] | undefined;
      /**
       * Whether the server keeps the events, so that the stream can be resumed. Default: false.
       * @default false
       */
      stream_resumable?: boolean | undefined;
      /**
       * Whether subgraphs stream their events too. Default: false.
       * @default false
       */
      stream_subgraphs?: boolean | undefined;
      /** Whether a resume of an interrupt that does not wait is refused. */
      strict_resume?: boolean | undefined;
      /**
       * Format: uri-reference
       * A URL that is called when the run has ended.
       */
      webhook?: string | undefined;
    };
    /** A new run without a thread of the caller's. */
    RunCreateStateless: {
      /** Seconds to wait before the run starts. */
      after_seconds?: number | undefined;
      /** The assistant to run: its id, or the id of a graph for that one's default assistant. */
      assistant_id: string;
      /** The checkpoint to go on from. */
      checkpoint?: components["schemas"]["CheckpointConfig"] | undefined;
      /**
       * @deprecated
       * Whether to save checkpoints while the run goes on. Use `durability` instead.
       * @default false
       */
      checkpoint_during?: boolean | undefined;
      /** A sentence for people. */
      checkpoint_id?: string | undefined;
      /** Steers the graph instead of an input. */
      command?: components["schemas"]["Command"] | null | undefined;
      /** Configuration, such as tags and the limit of steps. */
      config?: components["schemas"]["Config"] | undefined;
      /** Values that the graph reads and that are no part of its state. */
      context?: Record<string, unknown> | undefined;
      /**
       * When to save checkpoints: `sync` before the next step, `async` beside it, `exit` at the end. Default: `async`.
       * @default async
       */
      durability?: "sync" | "async" | "exit" | undefined;
      /** Keys for which the stream carries URLs that take feedback. */
      feedback_keys?: string[] | undefined;
      /**
       * What to do when the thread does not exist: `create` it or `reject` with 404. Default: `reject`.
       */
      if_not_exists?: "create" | "reject" | undefined;
      /** What the graph starts from. */
      input?: Record<string, unknown> | unknown[] | string | number | boolean | null | undefined;
      /** Nodes after which to stop; `*` for all. */
      interrupt_after?: "*" | string[] | undefined;
      /** Nodes before which to stop; `*` for all. */
      interrupt_before?: "*" | string[] | undefined;
      /** Where in LangSmith the run is traced to. */
      langsmith_tracer?:
        | {
            /** A sentence for people. */
            example_id?: string | undefined;
            /** A sentence for people. */
            project_name?: string | undefined;
          }
        | undefined;
      /** Free-form data kept with it. */
      metadata?: Record<string, unknown> | undefined;
      /**
       * What to do when another run works on the thread: `enqueue` waits, `reject` fails with 409, `interrupt` stops the other, `rollback` also undoes it. Default: `enqueue`; on the JS server `reject`.
       */
      multitask_strategy?: "reject" | "rollback" | "interrupt" | "enqueue" | undefined;
      /**
       * What becomes of the thread of a stateless run: `delete` or `keep`. Default: `delete`.
       * @default delete
       */
      on_completion?: "delete" | "keep" | undefined;
      /**
       * What to stream: one mode or several. Default: `values`.
       * @default [
       *       "values"
       *     ]
       */
      stream_mode?: components["schemas"]["StreamMode"] | components["schemas"]["StreamMode"][] | undefined;
      /**
       * Whether the server keeps the events, so that the stream can be resumed. Default: false.
       * @default false
       */
      stream_resumable?: boolean | undefined;
      /**
       * Whether subgraphs stream their events too. Default: false.
       * @default false
       */
      stream_subgraphs?: boolean | undefined;
      /** Whether a resume of an interrupt that does not wait is refused. */
      strict_resume?: boolean | undefined;
      /** A sentence for people. */
      thread_id?: string | undefined;
      /**
       * Format: uri-reference
       * A URL that is called when the run has ended.
       */
      webhook?: string | undefined;
    };
    /** A new run on a thread whose caller waits for it. */
    RunCreateStreamingStateful: components["schemas"]["RunCreateStateful"] & {
      /**
       * What to do with the run when the client goes away: `cancel` it or `continue`. Default: `continue`.
       * @default continue
       */
      on_disconnect?: "cancel" | "continue" | undefined;
    };
    /** A new stateless run whose caller waits for it. */
    RunCreateStreamingStateless: components["schemas"]["RunCreateStateless"] & {
      /**
       * What to do with the run when the client goes away: `cancel` it or `continue`. Default: `continue`.
       * @default continue
       */
      on_disconnect?: "cancel" | "continue" | undefined;
    };
    /** What a run ends with: the graph's state, or what keeps it from one. */
    RunOutput:
      | ({
          /** The run failed. */
          __error__?:
            | {
                /** A sentence for people. */
                error: string;
                /** A sentence for people. */
                message: string;
              }
            | undefined;
          /** The questions that the run waits for. */
          __interrupt__?: components["schemas"]["Interrupt"][] | undefined;
        } & {
          [key: string]: unknown;
        })
      | unknown;
    /** Which runs to cancel: those of a status, or some of a thread. */
    RunsCancel: {
      /** The runs. */
      run_ids?: string[] | undefined;
      /**
       * How it stands.
       */
      status?: "pending" | "running" | "all" | undefined;
      /**
       * Format: uuid
       * The thread's id.
       */
      thread_id?: string | undefined;
    } & (unknown | unknown);
    /** An item that a search found. */
    SearchItem: components["schemas"]["Item"] & {
      /** How near the item is to the query. */
      score?: number | null | undefined;
    };
    /** Items that a search found. */
    SearchItemsResponse: {
      /** The items. */
      items: components["schemas"]["SearchItem"][];
    };
    /** A node to go to, with an input of its own. */
    Send: {
      /** What the graph starts from. */
      input: unknown;
      /** The node's name. */
      node: string;
    };
    /** An item to delete. */
    StoreDeleteRequest: {
      /** The item's key in its namespace. */
      key: string;
      /** The labels of the namespace. A label has no period. */
      namespace?: string[] | undefined;
    };
    /** Which namespaces to list. */
    StoreListNamespacesRequest: {
      /**
       * How many to give at most. Default: 100.
       * @default 100
       */
      limit?: number | undefined;
      /** How many labels to give at most; deeper namespaces are cut and merged. */
      max_depth?: number | undefined;
      /**
       * How many to leave out at the beginning. Default: 0.
       * @default 0
       */
      offset?: number | undefined;
      /** Only namespaces that begin with these labels. */
      prefix?: string[] | undefined;
      /** Only namespaces that end with these labels. */
      suffix?: string[] | undefined;
    };
    /** An item to write. */
    StorePutRequest: {
      /**
       * Which fields to index for search by meaning; `false` for none. Default: as the deployment says.
       * @default null
       */
      index?: false | string[] | null | undefined;
      /** The item's key in its namespace. */
      key: string;
      /** The labels of the namespace. A label has no period. */
      namespace: string[];
      /**
       * Minutes that the item lives. Default: as the deployment says; `null` for ever.
       * @default null
       */
      ttl?: number | null | undefined;
      /** The item's value, an object. */
      value: Record<string, unknown>;
    };
    /** Which items to find. */
    StoreSearchRequest: {
      /** Only items whose fields have these values. */
      filter?:
        | {
            [key: string]: unknown;
          }
        | null
        | undefined;
      /**
       * How many to give at most, from 1 to 1000. Default: 10.
       * @default 10
       */
      limit?: number | undefined;
      /** Only items at or below this namespace. */
      namespace_prefix?: string[] | null | undefined;
      /**
       * How many to leave out at the beginning. Default: 0.
       * @default 0
       */
      offset?: number | undefined;
      /** Text to search for by meaning. */
      query?: string | null | undefined;
      /**
       * Whether reading prolongs the lifetime. Default: as the deployment says.
       * @default null
       */
      refresh_ttl?: boolean | null | undefined;
    };
    /**
     * What the stream of a run carries.
     */
    StreamMode:
      | "values"
      | "messages"
      | "messages-tuple"
      | "tasks"
      | "checkpoints"
      | "updates"
      | "events"
      | "debug"
      | "custom"
      | "tools"
      | "lifecycle";
    /** The schemas of subgraphs, by namespace. */
    Subgraphs: {
      [key: string]: components["schemas"]["GraphSchemaNoId"];
    };
    /** A conversation: the state that runs share, with its history. */
    Thread: {
      /** Configuration, such as tags and the limit of steps. */
      config?: components["schemas"]["Config"] | null | undefined;
      /**
       * Format: date-time
       * When it was created, in ISO 8601.
       */
      created_at: string;
      /** What the last run failed with. */
      error?: unknown | undefined;
      /** The values that were asked for with `extract`, by name. */
      extracted?: Record<string, unknown> | undefined;
      /** The questions that wait. */
      interrupts?: Record<string, unknown> | null | undefined;
      /** Free-form data kept with it. */
      metadata: Record<string, unknown>;
      /**
       * Format: date-time
       * When its state was last changed, in ISO 8601.
       */
      state_updated_at?: string | undefined;
      /**
       * How it stands.
       */
      status: "idle" | "busy" | "interrupted" | "error";
      /**
       * Format: uuid
       * The thread's id.
       */
      thread_id: string;
      /** The lifetime. */
      ttl?:
        | {
            /**
             * Format: date-time
             * When it ends, in ISO 8601.
             */
            expires_at?: string | undefined;
            /**
             * What happens in the end: `delete` everything, or `keep_latest` state. Default: `delete`.
             */
            strategy?: "delete" | "keep_latest" | undefined;
            /** Minutes that it lives after its last change. */
            ttl_minutes?: number | undefined;
          }
        | undefined;
      /**
       * Format: date-time
       * When it was last changed, in ISO 8601.
       */
      updated_at: string;
      /** The state's values. */
      values?: Record<string, unknown> | null | undefined;
    };
    /** Which threads to count. */
    ThreadCountRequest: {
      /** Only those whose metadata have these values. */
      metadata?: Record<string, unknown> | undefined;
      /**
       * Only those that stand so.
       */
      status?: "idle" | "busy" | "interrupted" | "error" | undefined;
      /** Only threads whose state has these values. */
      values?: Record<string, unknown> | undefined;
    };
    /** A new thread. */
    ThreadCreate: {
      /**
       * What to do when the id is taken: `raise` fails with 409, `do_nothing` gives what is there. Default: `raise`.
       * @default raise
       */
      if_exists?: "raise" | "do_nothing" | undefined;
      /** Free-form data kept with it. */
      metadata?: Record<string, unknown> | undefined;
      /** Updates that build a history, in their order. */
      supersteps?:
        | {
            /** What the nodes of one superstep write. */
            updates: components["schemas"]["ThreadSuperstepUpdate"][];
          }[]
        | undefined;
      /**
       * Format: uuid
       * The id to give it. Default: a new one.
       */
      thread_id?: string | undefined;
      /** The thread's lifetime. */
      ttl?:
        | {
            /**
             * The thread's lifetime.
             * @default delete
             */
            strategy?: "delete" | "keep_latest" | undefined;
            /** Minutes that the thread lives after its last change. */
            ttl?: number | undefined;
          }
        | undefined;
    };
    /** A new cron whose runs share a thread. */
    ThreadCronCreate: {
      /** The assistant to run: its id, or the id of a graph for that one's default assistant. */
      assistant_id: string;
      /**
       * @deprecated
       * Whether to save checkpoints while the run goes on. Use `durability` instead.
       */
      checkpoint_during?: boolean | undefined;
      /** Configuration, such as tags and the limit of steps. */
      config?: components["schemas"]["Config"] | undefined;
      /** Values that the graph reads and that are no part of its state. */
      context?: Record<string, unknown> | undefined;
      /**
       * When to save checkpoints: `sync` before the next step, `async` beside it, `exit` at the end. Default: `async`.
       * @default async
       */
      durability?: "sync" | "async" | "exit" | undefined;
      /**
       * Whether it runs. Default: true.
       * @default true
       */
      enabled?: boolean | undefined;
      /**
       * Format: date-time
       * When the cron stops, in ISO 8601.
       */
      end_time?: string | undefined;
      /** What each run starts from. */
      input?: Record<string, unknown>[] | Record<string, unknown> | undefined;
      /** Nodes after which to stop; `*` for all. */
      interrupt_after?: "*" | string[] | undefined;
      /** Nodes before which to stop; `*` for all. */
      interrupt_before?: "*" | string[] | undefined;
      /** Free-form data kept with it. */
      metadata?: Record<string, unknown> | undefined;
      /**
       * What to do when another run works on the thread: `enqueue` waits, `reject` fails with 409, `interrupt` stops the other, `rollback` also undoes it. Default: `enqueue`; on the JS server `reject`.
       * @default enqueue
       */
      multitask_strategy?: "reject" | "rollback" | "interrupt" | "enqueue" | undefined;
      /**
       * What becomes of a run's thread when the run has ended. Default: `delete`.
       */
      on_run_completed?: "delete" | "keep" | undefined;
      /** When to run: a cron expression, such as `0 9 * * 1`. */
      schedule: string;
      /**
       * What to stream: one mode or several. Default: `values`.
       * @default [
       *       "values"
       *     ]
       */
      stream_mode?: components["schemas"]["StreamMode"] | components["schemas"]["StreamMode"][] | undefined;
      /**
       * Whether the server keeps the events, so that the stream can be resumed. Default: false.
       * @default false
       */
      stream_resumable?: boolean | undefined;
      /**
       * Whether subgraphs stream their events too. Default: false.
       * @default false
       */
      stream_subgraphs?: boolean | undefined;
      /** The IANA time zone of the schedule, such as `Europe/Berlin`. Default: UTC. */
      timezone?: string | undefined;
      /**
       * Format: uri-reference
       * A URL that is called when the run has ended.
       */
      webhook?: string | undefined;
    };
    /** Changes of a thread. */
    ThreadPatch: {
      /** Free-form data, merged into what is there. */
      metadata?: Record<string, unknown> | undefined;
      /** The thread's lifetime. */
      ttl?:
        | {
            /**
             * The thread's lifetime.
             * @default delete
             */
            strategy?: "delete" | "keep_latest" | undefined;
            /** Minutes that the thread lives after its last change. */
            ttl?: number | undefined;
          }
        | undefined;
    };
    /** Which threads to prune, and how. */
    ThreadPruneRequest: {
      /**
       * What happens in the end: `delete` everything, or `keep_latest` state. Default: `delete`.
       * @default delete
       */
      strategy?: "delete" | "keep_latest" | undefined;
      /** The threads. */
      thread_ids: string[];
    };
    /** What was pruned. */
    ThreadPruneResponse: {
      /** How many threads were pruned. */
      pruned_count: number;
    };
    /** Which threads to find. */
    ThreadSearchRequest: {
      /** Values to take out of each state: names with paths such as `values.messages[-1].content`, up to 10. */
      extract?:
        | {
            [key: string]: string;
          }
        | undefined;
      /** Only these threads. */
      ids?: string[] | undefined;
      /**
       * How many to give at most, from 1 to 1000. Default: 10.
       * @default 10
       */
      limit?: number | undefined;
      /** Only those whose metadata have these values. */
      metadata?: Record<string, unknown> | undefined;
      /**
       * How many to leave out at the beginning. Default: 0.
       * @default 0
       */
      offset?: number | undefined;
      /** Only these fields. Default: all of them. */
      select?:
        | (
            | "thread_id"
            | "created_at"
            | "updated_at"
            | "state_updated_at"
            | "metadata"
            | "config"
            | "status"
            | "values"
            | "interrupts"
            | "context"
          )[]
        | undefined;
      /**
       * The field to sort by.
       */
      sort_by?: "thread_id" | "status" | "created_at" | "updated_at" | "state_updated_at" | undefined;
      /**
       * `asc` or `desc`.
       */
      sort_order?: "asc" | "desc" | undefined;
      /**
       * Only those that stand so.
       */
      status?: "idle" | "busy" | "interrupted" | "error" | undefined;
      /** Only threads whose state has these values. */
      values?: Record<string, unknown> | undefined;
    };
    /** A thread's state at one checkpoint. */
    ThreadState: {
      /** The checkpoint of this state. */
      checkpoint: components["schemas"]["CheckpointConfig"] | null;
      /** The checkpoint of this state. */
      checkpoint_id?: string | null | undefined;
      /** When it was created, in ISO 8601. */
      created_at: string | null;
      /** The questions that wait. */
      interrupts?: components["schemas"]["Interrupt"][] | undefined;
      /** Free-form data kept with it. */
      metadata: Record<string, unknown> | null;
      /** The nodes that run next; empty when the graph has ended. */
      next: string[];
      /** The checkpoint before. */
      parent_checkpoint?: Record<string, unknown> | null | undefined;
      /** The id of the checkpoint before. */
      parent_checkpoint_id?: string | null | undefined;
      /** What runs next, or ran last. */
      tasks?:
        | {
            /** The checkpoint to go on from. */
            checkpoint?: components["schemas"]["CheckpointConfig"] | null | undefined;
            /** What the node failed with. */
            error?: string | null | undefined;
            /** The id. */
            id: string;
            /** The questions that wait. */
            interrupts?: components["schemas"]["Interrupt"][] | undefined;
            /** The node's name. */
            name: string;
            /** Where in the graph the task stands. */
            path?: unknown[] | null | undefined;
            /** The result. */
            result?: unknown | undefined;
            /** The subgraph's state, when it was asked for. */
            state?: components["schemas"]["ThreadState"] | null | undefined;
          }[]
        | undefined;
      /** The state's values. */
      values: Record<string, unknown>[] | Record<string, unknown>;
    };
    /** Which checkpoint's state to get. */
    ThreadStateCheckpointRequest: {
      /** The checkpoint to go on from. */
      checkpoint: components["schemas"]["CheckpointConfig"];
      /** Only these fields. Default: all of them. */
      select?: string[] | undefined;
      /** Whether tasks carry the states of their subgraphs. Default: false. */
      subgraphs?: boolean | undefined;
    };
    /** Which past states to list. */
    ThreadStateSearch: {
      /** Only states older than this checkpoint. */
      before?:
        string | components["schemas"]["Config"] | components["schemas"]["CheckpointConfig"] | undefined;
      /** The checkpoint of the subgraph whose states to list. */
      checkpoint?: components["schemas"]["CheckpointConfig"] | undefined;
      /**
       * How many to give at most, from 1 to 1000. Default: 1.
       * @default 1
       */
      limit?: number | undefined;
      /** Only those whose metadata have these values. */
      metadata?: Record<string, unknown> | undefined;
      /** Only these fields. Default: all of them. */
      select?: string[] | undefined;
    };
    /** What to write to a thread's state. */
    ThreadStateUpdate: {
      /** The node in whose name to write. */
      as_node?: string | undefined;
      /** The checkpoint to write on. Default: the latest. */
      checkpoint?: components["schemas"]["CheckpointConfig"] | undefined;
      /** A sentence for people. */
      checkpoint_id?: string | undefined;
      /** What to write. `null` writes nothing and moves the graph on. */
      values?: unknown[] | Record<string, unknown> | null | undefined;
    };
    /** Where an update went. */
    ThreadStateUpdateResponse: {
      /** The checkpoint to go on from. */
      checkpoint?: Record<string, unknown> | undefined;
      /** A sentence for people. */
      checkpoint_id?: string | undefined;
      /** Values that the graph reads, such as thread_id and checkpoint_id. */
      configurable?: Record<string, unknown> | undefined;
    };
    /** How much a thread stores, in rows and bytes. */
    ThreadStorage: {
      /** The values of the graph's channels. */
      channel_values: {
        /** The same for each channel, by name. */
        by_channel: {
          [key: string]: {
            bytes: number;
            versions: number;
          };
        };
        /** How many bytes. */
        bytes: number;
        /** How many rows. */
        count: number;
      };
      /** The checkpoints. */
      checkpoints: {
        /** How many bytes. */
        bytes: number;
        /** How many rows. */
        count: number;
      };
      /** Writes that no checkpoint has taken in yet. */
      pending_writes: {
        /** How many bytes. */
        bytes: number;
        /** How many rows. */
        count: number;
      };
      /**
       * Format: uuid
       * The thread's id.
       */
      thread_id: string;
      /** All bytes together. */
      total_bytes: number;
    };
    /** What one node writes in a superstep. */
    ThreadSuperstepUpdate: {
      /** The node in whose name to write. */
      as_node: string;
      /** Steers the graph instead of an input. */
      command?: components["schemas"]["Command"] | null | undefined;
      /** The state's values. */
      values?: Record<string, unknown>[] | Record<string, unknown> | null | undefined;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  post_a2a: {
    parameters: {
      query?: never;
      header: {
        /** What the client takes. */
        Accept: string;
      };
      path: {
        /** The assistant's id. */
        assistant_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          /** A name for the call, which its answer repeats. */
          id: string;
          /**
           * Always `2.0`.
           */
          jsonrpc: "2.0";
          /**
           * What to do: send a message, with or without a stream, or see to a task.
           */
          method: "message/send" | "message/stream" | "tasks/get" | "tasks/cancel";
          /** What the method takes. */
          params?:
            | {
                message: {
                  contextId?: string | undefined;
                  messageId: string;
                  parts: (
                    | {
                        kind: "text";
                        text: string;
                      }
                    | {
                        data: Record<string, unknown>;
                        kind: "data";
                      }
                  )[];
                  role: "user" | "agent";
                  taskId?: string | undefined;
                };
              }
            | {
                contextId: string;
                historyLength?: number | undefined;
                id: string;
              }
            | {
                contextId: string;
                id: string;
              }
            | undefined;
        };
      };
    };
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            error?:
              | {
                  code?: number | undefined;
                  message?: string | undefined;
                }
              | undefined;
            id: string;
            jsonrpc: "2.0";
            result?: Record<string, unknown> | undefined;
          };
          "text/event-stream": string;
        };
      };
      /** The request is malformed. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** The server failed. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  create_assistant_assistants_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["AssistantCreate"];
      };
    };
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Assistant"];
        };
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** It exists already, or is busy. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  count_assistants_assistants_count_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["AssistantCountRequest"];
      };
    };
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": number;
        };
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  search_assistants_assistants_search_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["AssistantSearchRequest"];
      };
    };
    responses: {
      /** Success. */
      200: {
        headers: {
          "X-Pagination-Next"?: string;
          "X-Pagination-Total"?: string;
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Assistant"][];
        };
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  get_assistant_assistants__assistant_id__get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** The assistant's id. */
        assistant_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Assistant"];
        };
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  delete_assistant_assistants__assistant_id__delete: {
    parameters: {
      query?: {
        /** Whether to delete the threads that were made with it too. Default: false. */
        delete_threads?: boolean;
      };
      header?: never;
      path: {
        /** The assistant's id. */
        assistant_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string[];
        };
      };
      /** Success, without content. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  patch_assistant_assistants__assistant_id__patch: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** The assistant's id. */
        assistant_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["AssistantPatch"];
      };
    };
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Assistant"];
        };
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  get_assistant_graph_assistants__assistant_id__graph_get: {
    parameters: {
      query?: {
        /** Whether to draw subgraphs too, or how deep. Default: false. */
        xray?: boolean | number;
      };
      header?: never;
      path: {
        /** The assistant's id. */
        assistant_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            [key: string]: Record<string, unknown>[];
          };
        };
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  set_latest_assistant_version_assistants__assistant_id__versions_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** The assistant's id. */
        assistant_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["AssistantVersionChange"];
      };
    };
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Assistant"];
        };
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  get_assistant_schemas_assistants__assistant_id__schemas_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** The assistant's id. */
        assistant_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["GraphSchema"];
        };
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  get_assistant_subgraphs_assistants__assistant_id__subgraphs_get: {
    parameters: {
      query?: {
        /** Whether to go into subgraphs of subgraphs. Default: false. */
        recurse?: boolean;
      };
      header?: never;
      path: {
        /** The assistant's id. */
        assistant_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Subgraphs"];
        };
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  get_assistant_subgraphs_assistants__assistant_id__subgraphs__namespace__get: {
    parameters: {
      query?: {
        /** Whether to go into subgraphs of subgraphs. Default: false. */
        recurse?: boolean;
      };
      header?: never;
      path: {
        /** The assistant's id. */
        assistant_id: string;
        /** The subgraph's namespace. */
        namespace: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Subgraphs"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  get_assistant_versions_assistants__assistant_id__versions_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** The assistant's id. */
        assistant_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["AssistantVersionsSearchRequest"];
      };
    };
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AssistantVersion"][];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  docs_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "text/html": unknown;
        };
      };
    };
  };
  server_info_info_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            flags: Record<string, unknown>;
            langgraph_py_version: string;
            metadata?: Record<string, unknown> | undefined;
            version: string;
          };
        };
      };
    };
  };
  get_mcp: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** This server has no such method here. */
      405: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  post_mcp: {
    parameters: {
      query?: never;
      header: {
        /** What the client takes. */
        Accept: "application/json, text/event-stream";
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": Record<string, unknown>;
      };
    };
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": Record<string, unknown>;
        };
      };
      /** Accepted. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** The request is malformed. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** This server has no such method here. */
      405: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** The server failed. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  delete_mcp: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  system_metrics_metrics_get: {
    parameters: {
      query?: {
        /** `prometheus` or `json`. Default: `prometheus`. */
        format?: "prometheus" | "json";
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": Record<string, unknown>;
          "text/plain": string;
        };
      };
    };
  };
  health_check_ok_get: {
    parameters: {
      query?: {
        /** Whether to check the database too. Default: 0. */
        check_db?: 0 | 1;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            ok: true;
          };
        };
      };
      /** The server failed. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  run_stateless_runs_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["RunCreateStateless"];
      };
    };
    responses: {
      /** Success. */
      200: {
        headers: {
          "Content-Location"?: string;
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Run"];
        };
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** It exists already, or is busy. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  run_batch_stateless_runs_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["RunBatchCreate"];
      };
    };
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Run"][];
        };
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** It exists already, or is busy. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  cancel_runs_post: {
    parameters: {
      query?: {
        /** `interrupt` keeps what the run did, `rollback` also undoes it. Default: `interrupt`. */
        action?: "interrupt" | "rollback";
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["RunsCancel"];
      };
    };
    responses: {
      /** Success, without content. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  create_cron_runs_crons_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["CronCreate"];
      };
    };
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Cron"];
        };
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  count_crons_runs_crons_count_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["CronCountRequest"];
      };
    };
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": number;
        };
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  search_crons_runs_crons_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["CronSearch"];
      };
    };
    responses: {
      /** Success. */
      200: {
        headers: {
          "X-Pagination-Next"?: string;
          "X-Pagination-Total"?: string;
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Cron"][];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  get_cron_runs_crons__cron_id__get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** The cron's id. */
        cron_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Cron"];
        };
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  delete_cron_runs_crons__cron_id__delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** The cron's id. */
        cron_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Success, without content. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  patch_cron_runs_crons__cron_id__patch: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** The cron's id. */
        cron_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["CronPatch"];
      };
    };
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Cron"];
        };
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  stream_run_stateless_runs_stream_post: {
    parameters: {
      query?: {
        /** Only the events of these subgraphs. */
        namespace?: string[];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["RunCreateStreamingStateless"];
      };
    };
    responses: {
      /** Success. */
      200: {
        headers: {
          "Content-Location"?: string;
          Location?: string;
          [name: string]: unknown;
        };
        content: {
          "text/event-stream": string;
        };
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** It exists already, or is busy. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  wait_run_stateless_runs_wait_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["RunCreateStreamingStateless"];
      };
    };
    responses: {
      /** Success. */
      200: {
        headers: {
          "Content-Location"?: string;
          Location?: string;
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RunOutput"];
        };
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** It exists already, or is busy. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  get_item: {
    parameters: {
      query: {
        /** The item's key in its namespace. */
        key: string;
        /** The labels of the namespace, joined by periods. */
        namespace: string;
        /** Whether reading prolongs the lifetime. Default: as the deployment says. */
        refresh_ttl?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Item"] | null;
        };
      };
      /** The request is malformed. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  put_item: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["StorePutRequest"];
      };
    };
    responses: {
      /** Success, without content. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  delete_item: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["StoreDeleteRequest"];
      };
    };
    responses: {
      /** Success, without content. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  search_items: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["StoreSearchRequest"];
      };
    };
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SearchItemsResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  list_namespaces: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["StoreListNamespacesRequest"];
      };
    };
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ListNamespaceResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  create_thread_threads_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ThreadCreate"];
      };
    };
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Thread"];
        };
      };
      /** Created in part: the body says what failed. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** It exists already, or is busy. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  count_threads_threads_count_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ThreadCountRequest"];
      };
    };
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": number;
        };
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  prune_threads_threads_prune_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ThreadPruneRequest"];
      };
    };
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ThreadPruneResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  search_threads_threads_search_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ThreadSearchRequest"];
      };
    };
    responses: {
      /** Success. */
      200: {
        headers: {
          "X-Pagination-Next"?: string;
          "X-Pagination-Total"?: string;
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Thread"][];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  get_thread_threads__thread_id__get: {
    parameters: {
      query?: {
        /** Further fields to give, such as `ttl`. */
        include?: string[];
      };
      header?: never;
      path: {
        /** The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Thread"];
        };
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  delete_thread_threads__thread_id__delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Success, without content. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  patch_thread_threads__thread_id__patch: {
    parameters: {
      query?: never;
      header?: {
        /** `return=minimal` answers without the thread. */
        Prefer?: "return=minimal";
      };
      path: {
        /** The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ThreadPatch"];
      };
    };
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Thread"];
        };
      };
      /** Success, without content. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  protocol_thread_command_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ProtocolCommand"];
      };
    };
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json":
            components["schemas"]["ProtocolSuccess"] | components["schemas"]["ProtocolError"];
        };
      };
      /** The request is malformed. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ProtocolError"];
        };
      };
    };
  };
  copy_thread_post_threads__thread_id__copy_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Thread"];
        };
      };
      /** It exists already, or is busy. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  get_thread_history_threads__thread_id__history_get: {
    parameters: {
      query?: {
        /** Only states older than this checkpoint. */
        before?: string;
        /** How many to give at most, from 1 to 1000. Default: 1. */
        limit?: number;
      };
      header?: never;
      path: {
        /** The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ThreadState"][];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  get_thread_history_post_threads__thread_id__history_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ThreadStateSearch"];
      };
    };
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ThreadState"][];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  list_runs_http_threads__thread_id__runs_get: {
    parameters: {
      query?: {
        /** How many to give at most, from 1 to 1000. Default: 10. */
        limit?: number;
        /** How many to leave out at the beginning. Default: 0. */
        offset?: number;
        /** Only these fields. Default: all of them. */
        select?: (
          | "run_id"
          | "thread_id"
          | "assistant_id"
          | "created_at"
          | "updated_at"
          | "status"
          | "metadata"
          | "kwargs"
          | "multitask_strategy"
          | "langsmith_session_name"
        )[];
        /** Only runs that stand so. */
        status?: "pending" | "running" | "error" | "success" | "timeout" | "interrupted";
      };
      header?: never;
      path: {
        /** The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Run"][];
        };
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  create_run_threads__thread_id__runs_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["RunCreateStateful"];
      };
    };
    responses: {
      /** Success. */
      200: {
        headers: {
          "Content-Location"?: string;
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Run"];
        };
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** It exists already, or is busy. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  create_thread_cron_threads__thread_id__runs_crons_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ThreadCronCreate"];
      };
    };
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Cron"];
        };
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  stream_run_threads__thread_id__runs_stream_post: {
    parameters: {
      query?: {
        /** Only the events of these subgraphs. */
        namespace?: string[];
      };
      header?: never;
      path: {
        /** The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["RunCreateStreamingStateful"];
      };
    };
    responses: {
      /** Success. */
      200: {
        headers: {
          "Content-Location"?: string;
          Location?: string;
          [name: string]: unknown;
        };
        content: {
          "text/event-stream": string;
        };
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** It exists already, or is busy. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  wait_run_threads__thread_id__runs_wait_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["RunCreateStreamingStateful"];
      };
    };
    responses: {
      /** Success. */
      200: {
        headers: {
          "Content-Location"?: string;
          Location?: string;
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RunOutput"];
        };
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** It exists already, or is busy. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  get_run_http_threads__thread_id__runs__run_id__get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** The run's id. */
        run_id: string;
        /** The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Run"];
        };
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  delete_run_threads__thread_id__runs__run_id__delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** The run's id. */
        run_id: string;
        /** The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Success, without content. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  cancel_run_http_threads__thread_id__runs__run_id__cancel_post: {
    parameters: {
      query?: {
        /** `interrupt` keeps what the run did, `rollback` also undoes it. Default: `interrupt`. */
        action?: "interrupt" | "rollback";
        /** Why: `taken` says that somebody else goes on with the thread. */
        reason?: "taken";
        /** Whether to answer only when the run has stopped. Default: false. */
        wait?: boolean;
      };
      header?: never;
      path: {
        /** The run's id. */
        run_id: string;
        /** The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Success. */
      200: {
        headers: {
          "Content-Location"?: string;
          Location?: string;
          [name: string]: unknown;
        };
        content: {
          "application/json": unknown;
        };
      };
      /** Accepted. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** Success, without content. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  join_run_http_threads__thread_id__runs__run_id__join_get: {
    parameters: {
      query?: {
        /** Whether to cancel the run when the client goes away. Default: false. */
        cancel_on_disconnect?: boolean;
      };
      header?: never;
      path: {
        /** The run's id. */
        run_id: string;
        /** The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Success. */
      200: {
        headers: {
          "Content-Location"?: string;
          Location?: string;
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RunOutput"];
        };
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  stream_run_http_threads__thread_id__runs__run_id__join_get: {
    parameters: {
      query?: {
        /** Whether to cancel the run when the client goes away. Default: false. */
        cancel_on_disconnect?: boolean;
        /** Only what comes after this checkpoint. */
        checkpoint_id?: string;
        /** Only the events of these subgraphs. */
        namespace?: string[];
        /** One of the run's modes. The server's filter loses events: leave it out. */
        stream_mode?: string;
      };
      header?: {
        /** The id of the last event seen; what follows it is sent. */
        "Last-Event-ID"?: string;
      };
      path: {
        /** The run's id. */
        run_id: string;
        /** The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Success. */
      200: {
        headers: {
          "Content-Location"?: string;
          Location?: string;
          [name: string]: unknown;
        };
        content: {
          "text/event-stream": string;
        };
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  get_latest_thread_state_threads__thread_id__state_get: {
    parameters: {
      query?: {
        /** Only these fields. Default: all of them. */
        select?: string[];
        /** Whether tasks carry the states of their subgraphs. Default: false. */
        subgraphs?: boolean;
      };
      header?: never;
      path: {
        /** The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ThreadState"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  update_thread_state_threads__thread_id__state_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ThreadStateUpdate"];
      };
    };
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ThreadStateUpdateResponse"];
        };
      };
      /** It exists already, or is busy. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  post_thread_state_at_checkpoint_threads__thread_id__state__checkpoint_id__get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ThreadStateCheckpointRequest"];
      };
    };
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ThreadState"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  get_thread_state_at_checkpoint_threads__thread_id__state__checkpoint_id__get: {
    parameters: {
      query?: {
        /** Only these fields. Default: all of them. */
        select?: string[];
        /** Whether tasks carry the states of their subgraphs. Default: false. */
        subgraphs?: boolean;
      };
      header?: never;
      path: {
        /** The checkpoint's id. */
        checkpoint_id: string;
        /** The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ThreadState"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  get_thread_storage_threads__thread_id__storage_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ThreadStorage"];
        };
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  join_thread_stream_threads__thread_id__stream_get: {
    parameters: {
      query?: {
        /** What to stream: `run_modes` the events of runs, `lifecycle` their starts and ends, `state_update` other changes of the state. Default: `run_modes`. */
        stream_modes?: ("lifecycle" | "run_modes" | "state_update")[];
      };
      header?: {
        /** The id of the last event seen; what follows it is sent. */
        "Last-Event-ID"?: string;
      };
      path: {
        /** The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "text/event-stream": string;
        };
      };
      /** There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** The content is refused. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  protocol_thread_events_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ProtocolEventStreamRequest"];
      };
    };
    responses: {
      /** Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "text/event-stream": string;
        };
      };
      /** The request is malformed. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
}
