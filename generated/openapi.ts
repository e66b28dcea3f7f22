// Made from openapi.json by `npm run generate`. Edit neither this file nor openapi.json by hand.

export interface paths {
  "/a2a/{assistant_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Call an assistant as an agent, in the Agent2Agent protocol (JSON-RPC 2.0). */
    post: operations["post_a2a"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/assistants": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Create an assistant of a graph. */
    post: operations["create_assistant_assistants_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/assistants/count": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Count assistants. */
    post: operations["count_assistants_assistants_count_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/assistants/search": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Find assistants. */
    post: operations["search_assistants_assistants_search_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
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
    put?: never;
    post?: never;
    /** Delete an assistant with all its versions. */
    delete: operations["delete_assistant_assistants__assistant_id__delete"];
    options?: never;
    head?: never;
    /** Change an assistant, which makes a new version of it. */
    patch: operations["patch_assistant_assistants__assistant_id__patch"];
    trace?: never;
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
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/assistants/{assistant_id}/latest": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Make a version the one that runs use. */
    post: operations["set_latest_assistant_version_assistants__assistant_id__versions_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
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
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
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
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
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
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/assistants/{assistant_id}/versions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** List the versions of an assistant, the newest first. */
    post: operations["get_assistant_versions_assistants__assistant_id__versions_get"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
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
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
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
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
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
    put?: never;
    /** Call the server's tools, in the Model Context Protocol. */
    post: operations["post_mcp"];
    /** Not offered: sessions of the Model Context Protocol are not implemented. */
    delete: operations["delete_mcp"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
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
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
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
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/runs": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Start a stateless run, in the background. */
    post: operations["run_stateless_runs_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/runs/batch": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Start stateless runs, all or none of them. */
    post: operations["run_batch_stateless_runs_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/runs/cancel": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Cancel the runs of a status, or some runs of a thread. */
    post: operations["cancel_runs_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/runs/crons": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Create a cron whose runs each have a thread of their own. */
    post: operations["create_cron_runs_crons_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/runs/crons/count": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Count crons. */
    post: operations["count_crons_runs_crons_count_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/runs/crons/search": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Find crons. */
    post: operations["search_crons_runs_crons_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
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
    put?: never;
    post?: never;
    /** Delete a cron. Runs that it started go on. */
    delete: operations["delete_cron_runs_crons__cron_id__delete"];
    options?: never;
    head?: never;
    /** Change a cron. */
    patch: operations["patch_cron_runs_crons__cron_id__patch"];
    trace?: never;
  };
  "/runs/stream": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Start a stateless run and stream its events. */
    post: operations["stream_run_stateless_runs_stream_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/runs/wait": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Start a stateless run and wait for what it ends with. */
    post: operations["wait_run_stateless_runs_wait_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
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
    post?: never;
    /** Delete an item, if it is there. */
    delete: operations["delete_item"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/store/items/search": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Find items by their fields or by meaning. */
    post: operations["search_items"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/store/namespaces": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** List namespaces. */
    post: operations["list_namespaces"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/threads": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Create a thread. */
    post: operations["create_thread_threads_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/threads/count": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Count threads. */
    post: operations["count_threads_threads_count_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/threads/prune": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Delete threads, or all but the latest state of each. */
    post: operations["prune_threads_threads_prune_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/threads/search": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Find threads. */
    post: operations["search_threads_threads_search_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
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
    put?: never;
    post?: never;
    /** Delete a thread with its runs and history. */
    delete: operations["delete_thread_threads__thread_id__delete"];
    options?: never;
    head?: never;
    /** Change a thread's metadata or lifetime. */
    patch: operations["patch_thread_threads__thread_id__patch"];
    trace?: never;
  };
  "/threads/{thread_id}/commands": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Send a command to a thread, in the streaming protocol. */
    post: operations["protocol_thread_command_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/threads/{thread_id}/copy": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Copy a thread with its history, under a new id. */
    post: operations["copy_thread_post_threads__thread_id__copy_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
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
    put?: never;
    /** List a thread's past states, filtered, the newest first. */
    post: operations["get_thread_history_post_threads__thread_id__history_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
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
    put?: never;
    /** Start a run on a thread, in the background. */
    post: operations["create_run_threads__thread_id__runs_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/threads/{thread_id}/runs/crons": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Create a cron whose runs share a thread. */
    post: operations["create_thread_cron_threads__thread_id__runs_crons_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/threads/{thread_id}/runs/stream": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Start a run on a thread and stream its events. */
    post: operations["stream_run_threads__thread_id__runs_stream_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/threads/{thread_id}/runs/wait": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Start a run on a thread and wait for what it ends with. */
    post: operations["wait_run_threads__thread_id__runs_wait_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
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
    put?: never;
    post?: never;
    /** Delete a run. */
    delete: operations["delete_run_threads__thread_id__runs__run_id__delete"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/threads/{thread_id}/runs/{run_id}/cancel": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Cancel a run. */
    post: operations["cancel_run_http_threads__thread_id__runs__run_id__cancel_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
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
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
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
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
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
    put?: never;
    /** Write to a thread's state as a node would. */
    post: operations["update_thread_state_threads__thread_id__state_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/threads/{thread_id}/state/checkpoint": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Get a thread's state at a checkpoint, by the whole of it. */
    post: operations["post_thread_state_at_checkpoint_threads__thread_id__state__checkpoint_id__get"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
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
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
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
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
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
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/threads/{thread_id}/stream/events": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Follow the events of a thread's channels, in the streaming protocol. */
    post: operations["protocol_thread_events_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /** @description A configured graph. */
    Assistant: {
      /**
       * Format: uuid
       * @description The assistant's id.
       */
      assistant_id: string;
      /** @description Configuration, such as tags and the limit of steps. */
      config: components["schemas"]["Config"];
      /** @description Values that the graph reads and that are no part of its state. */
      context?: Record<string, unknown> | null;
      /**
       * Format: date-time
       * @description When it was created, in ISO 8601.
       */
      created_at: string;
      /** @description A description for people. */
      description?: string | null;
      /** @description The graph's id, as the deployment names it. */
      graph_id: string;
      /** @description Free-form data kept with it. */
      metadata: Record<string, unknown>;
      /** @description A name for people. */
      name?: string;
      /**
       * Format: date-time
       * @description When it was last changed, in ISO 8601.
       */
      updated_at: string;
      /** @description The number of the version. */
      version?: number;
    };
    /** @description Which assistants to count. */
    AssistantCountRequest: {
      /** @description Only assistants of this graph. */
      graph_id?: string;
      /** @description Only those whose metadata have these values. */
      metadata?: Record<string, unknown>;
      /** @description Only assistants whose names contain this, in any case. */
      name?: string;
    };
    /** @description A new assistant. */
    AssistantCreate: {
      /**
       * Format: uuid
       * @description The id to give it. Default: a new one.
       */
      assistant_id?: string;
      /** @description Configuration, such as tags and the limit of steps. */
      config?: components["schemas"]["Config"];
      /** @description Values that the graph reads and that are no part of its state. */
      context?: Record<string, unknown>;
      /** @description A description for people. */
      description?: string | null;
      /** @description The graph's id, as the deployment names it. */
      graph_id: string;
      /**
       * @description What to do when the id is taken: `raise` fails with 409, `do_nothing` gives what is there. Default: `raise`.
       * @default raise
       * @enum {string}
       */
      if_exists?: "raise" | "do_nothing";
      /** @description Free-form data kept with it. */
      metadata?: Record<string, unknown>;
      /** @description A name for people. */
      name?: string;
    };
    /** @description Changes of an assistant. What is left out stays. */
    AssistantPatch: {
      /** @description Configuration, such as tags and the limit of steps. */
      config?: components["schemas"]["Config"];
      /** @description Values that the graph reads and that are no part of its state. */
      context?: Record<string, unknown>;
      /** @description A description for people. */
      description?: string;
      /** @description The graph's id, as the deployment names it. */
      graph_id?: string;
      /** @description Free-form data, merged into what is there. */
      metadata?: Record<string, unknown>;
      /** @description A name for people. */
      name?: string;
    };
    /** @description Which assistants to find. */
    AssistantSearchRequest: {
      /** @description Only assistants of this graph. */
      graph_id?: string;
      /**
       * @description How many to give at most, from 1 to 1000. Default: 10.
       * @default 10
       */
      limit?: number;
      /** @description Only those whose metadata have these values. */
      metadata?: Record<string, unknown>;
      /** @description Only assistants whose names contain this, in any case. */
      name?: string;
      /**
       * @description How many to leave out at the beginning. Default: 0.
       * @default 0
       */
      offset?: number;
      /** @description Only these fields. Default: all of them. */
      select?: (
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
      )[];
      /**
       * @description The field to sort by.
       * @enum {string}
       */
      sort_by?: "assistant_id" | "created_at" | "updated_at" | "name" | "graph_id";
      /**
       * @description `asc` or `desc`.
       * @enum {string}
       */
      sort_order?: "asc" | "desc";
    };
    /** @description One of the versions of an assistant. */
    AssistantVersion: {
      /**
       * Format: uuid
       * @description The assistant's id.
       */
      assistant_id: string;
      /** @description Configuration, such as tags and the limit of steps. */
      config: components["schemas"]["Config"];
      /** @description Values that the graph reads and that are no part of its state. */
      context?: Record<string, unknown> | null;
      /**
       * Format: date-time
       * @description When it was created, in ISO 8601.
       */
      created_at: string;
      /** @description A description for people. */
      description?: string | null;
      /** @description The graph's id, as the deployment names it. */
      graph_id: string;
      /** @description Free-form data kept with it. */
      metadata: Record<string, unknown>;
      /** @description A name for people. */
      name?: string;
      /**
       * Format: date-time
       * @description When it was last changed, in ISO 8601.
       */
      updated_at?: string;
      /** @description The number of the version. */
      version?: number;
    };
    /** @description Which version runs use. */
    AssistantVersionChange: {
      /** @description The number of the version. */
      version: number;
    };
    /** @description Which versions of an assistant to list. */
    AssistantVersionsSearchRequest: {
      /**
       * @description How many to give at most, from 1 to 1000. Default: 10.
       * @default 10
       */
      limit?: number;
      /** @description Only those whose metadata have these values. */
      metadata?: Record<string, unknown>;
      /**
       * @description How many to leave out at the beginning. Default: 0.
       * @default 0
       */
      offset?: number;
    };
    /** @description A point in a thread's history. */
    CheckpointConfig: {
      /** @description The checkpoint's id. */
      checkpoint_id?: string | null;
      /** @description The checkpoints of subgraphs, by namespace. */
      checkpoint_map?: Record<string, unknown> | null;
      /** @description The subgraph's namespace; empty for the graph itself. */
      checkpoint_ns?: string;
      /** @description The thread's id. */
      thread_id?: string;
    };
    /** @description Steers a graph: resumes an interrupted run, updates its state, or goes to a node. */
    Command: {
      /** @description The nodes to go to. */
      goto?: components["schemas"]["Send"] | string | (components["schemas"]["Send"] | string)[] | null;
      /** @description The answer to the interrupt; with several, answers by interrupt id. */
      resume?: unknown;
      /** @description Values to write to the state. */
      update?: unknown;
    };
    /** @description Configuration of a run or an assistant. Further keys are handed to the graph. */
    Config: {
      /** @description Values that the graph reads, such as thread_id and checkpoint_id. */
      configurable?: Record<string, unknown>;
      /** @description How many steps a run may take. */
      recursion_limit?: number;
      /** @description Labels for tracing. */
      tags?: string[];
    } & {
      [key: string]: unknown;
    };
    /** @description A run that recurs on a schedule. */
    Cron: {
      /**
       * Format: uuid
       * @description The assistant's id.
       */
      assistant_id?: string | null;
      /**
       * Format: date-time
       * @description When it was created, in ISO 8601.
       */
      created_at: string;
      /**
       * Format: uuid
       * @description The cron's id.
       */
      cron_id: string;
      /**
       * @description Whether it runs. Default: true.
       * @default true
       */
      enabled: boolean;
      /**
       * Format: date-time
       * @description When the cron stops, in ISO 8601.
       */
      end_time: string | null;
      /** @description Free-form data kept with it. */
      metadata?: Record<string, unknown> | null;
      /**
       * Format: date-time
       * @description When it runs next, in ISO 8601.
       */
      next_run_date?: string | null;
      /** @description What becomes of a run's thread when the run has ended. Default: `delete`. */
      on_run_completed?: string | null;
      /** @description The options of each run. */
      payload: Record<string, unknown>;
      /** @description When to run: a cron expression, such as `0 9 * * 1`. */
      schedule: string;
      /**
       * Format: uuid
       * @description The thread's id.
       */
      thread_id: string | null;
      /** @description The IANA time zone of the schedule, such as `Europe/Berlin`. Default: UTC. */
      timezone?: string | null;
      /**
       * Format: date-time
       * @description When it was last changed, in ISO 8601.
       */
      updated_at: string;
      /** @description Who created it. */
      user_id?: string | null;
    };
    /** @description Which crons to count. */
    CronCountRequest: {
      /** @description Only those of this assistant. */
      assistant_id?: string;
      /** @description Only those whose metadata have these values. */
      metadata?: Record<string, unknown>;
      /**
       * Format: uuid
       * @description Only those of this thread.
       */
      thread_id?: string;
    };
    /** @description A new cron whose runs each have a thread of their own. */
    CronCreate: {
      /** @description The assistant to run: its id, or the id of a graph for that one's default assistant. */
      assistant_id: string;
      /**
       * @deprecated
       * @description Whether to save checkpoints while the run goes on. Use `durability` instead.
       */
      checkpoint_during?: boolean;
      /** @description Configuration, such as tags and the limit of steps. */
      config?: components["schemas"]["Config"];
      /** @description Values that the graph reads and that are no part of its state. */
      context?: Record<string, unknown>;
      /**
       * @description When to save checkpoints: `sync` before the next step, `async` beside it, `exit` at the end. Default: `async`.
       * @default async
       * @enum {string}
       */
      durability?: "sync" | "async" | "exit";
      /**
       * @description Whether it runs. Default: true.
       * @default true
       */
      enabled?: boolean;
      /**
       * Format: date-time
       * @description When the cron stops, in ISO 8601.
       */
      end_time?: string;
      /** @description What each run starts from. */
      input?: Record<string, unknown>[] | Record<string, unknown>;
      /** @description Nodes after which to stop; `*` for all. */
      interrupt_after?: "*" | string[];
      /** @description Nodes before which to stop; `*` for all. */
      interrupt_before?: "*" | string[];
      /** @description Free-form data kept with it. */
      metadata?: Record<string, unknown>;
      /**
       * @description What to do when another run works on the thread: `enqueue` waits, `reject` fails with 409, `interrupt` stops the other, `rollback` also undoes it. Default: `enqueue`; on the JS server `reject`.
       * @enum {string}
       */
      multitask_strategy?: "reject" | "rollback" | "interrupt" | "enqueue";
      /**
       * @description What becomes of a run's thread when the run has ended. Default: `delete`.
       * @default delete
       * @enum {string}
       */
      on_run_completed?: "delete" | "keep";
      /** @description When to run: a cron expression, such as `0 9 * * 1`. */
      schedule: string;
      /**
       * @description What to stream: one mode or several. Default: `values`.
       * @default [
       *       "values"
       *     ]
       */
      stream_mode?: components["schemas"]["StreamMode"] | components["schemas"]["StreamMode"][];
      /**
       * @description Whether the server keeps the events, so that the stream can be resumed. Default: false.
       * @default false
       */
      stream_resumable?: boolean;
      /**
       * @description Whether subgraphs stream their events too. Default: false.
       * @default false
       */
      stream_subgraphs?: boolean;
      /** @description The IANA time zone of the schedule, such as `Europe/Berlin`. Default: UTC. */
      timezone?: string;
      /**
       * Format: uri-reference
       * @description A URL that is called when the run has ended.
       */
      webhook?: string;
    } & {
      [key: string]: unknown;
    };
    /** @description Changes of a cron. What is left out stays. */
    CronPatch: {
      /** @description Configuration, such as tags and the limit of steps. */
      config?: components["schemas"]["Config"];
      /** @description Values that the graph reads and that are no part of its state. */
      context?: Record<string, unknown>;
      /**
       * @description When to save checkpoints: `sync` before the next step, `async` beside it, `exit` at the end. Default: `async`.
       * @default async
       * @enum {string}
       */
      durability?: "sync" | "async" | "exit";
      /** @description Whether it runs. Default: true. */
      enabled?: boolean;
      /**
       * Format: date-time
       * @description When the cron stops, in ISO 8601. `null` takes the end away.
       */
      end_time?: string | null;
      /** @description What each run starts from. */
      input?: Record<string, unknown>[] | Record<string, unknown>;
      /** @description Nodes after which to stop; `*` for all. */
      interrupt_after?: "*" | string[];
      /** @description Nodes before which to stop; `*` for all. */
      interrupt_before?: "*" | string[];
      /** @description Free-form data kept with it. */
      metadata?: Record<string, unknown>;
      /**
       * @description What becomes of a run's thread when the run has ended. Default: `delete`.
       * @enum {string}
       */
      on_run_completed?: "delete" | "keep";
      /** @description When to run: a cron expression, such as `0 9 * * 1`. */
      schedule?: string;
      /**
       * @description What to stream: one mode or several. Default: `values`.
       * @default [
       *       "values"
       *     ]
       */
      stream_mode?: components["schemas"]["StreamMode"] | components["schemas"]["StreamMode"][];
      /**
       * @description Whether the server keeps the events, so that the stream can be resumed. Default: false.
       * @default false
       */
      stream_resumable?: boolean;
      /**
       * @description Whether subgraphs stream their events too. Default: false.
       * @default false
       */
      stream_subgraphs?: boolean;
      /** @description The IANA time zone of the schedule, such as `Europe/Berlin`. Default: UTC. */
      timezone?: string;
      /**
       * Format: uri-reference
       * @description A URL that is called when the run has ended.
       */
      webhook?: string;
    };
    /** @description Which crons to find. */
    CronSearch: {
      /** @description Only those of this assistant. */
      assistant_id?: string;
      /** @description Only those that run, or only those that do not. */
      enabled?: boolean;
      /**
       * @description How many to give at most, from 1 to 1000. Default: 10.
       * @default 10
       */
      limit?: number;
      /** @description Only those whose metadata have these values. */
      metadata?: Record<string, unknown>;
      /**
       * @description How many to leave out at the beginning. Default: 0.
       * @default 0
       */
      offset?: number;
      /** @description Only these fields. Default: all of them. */
      select?: (
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
      )[];
      /**
       * @description The field to sort by.
       * @default created_at
       * @enum {string}
       */
      sort_by?:
        "cron_id" | "assistant_id" | "thread_id" | "next_run_date" | "end_time" | "created_at" | "updated_at";
      /**
       * @description `asc` or `desc`.
       * @default desc
       * @enum {string}
       */
      sort_order?: "asc" | "desc";
      /**
       * Format: uuid
       * @description Only those of this thread.
       */
      thread_id?: string;
    };
    /** @description What went wrong. */
    ErrorResponse: {
      /** @description A sentence for people. */
      detail: string;
    };
    /** @description The JSON Schemas of a graph. */
    GraphSchema: {
      /** @description What the graph reads from `config.configurable`. */
      config_schema?: Record<string, unknown>;
      /** @description What the graph reads from `context`. */
      context_schema?: Record<string, unknown> | null;
      /** @description The graph's id, as the deployment names it. */
      graph_id: string;
      /** @description What the graph starts from. */
      input_schema?: Record<string, unknown> | null;
      /** @description What the graph ends with. */
      output_schema?: Record<string, unknown> | null;
      /** @description What the graph keeps. */
      state_schema: Record<string, unknown>;
    };
    /** @description The JSON Schemas of a subgraph. */
    GraphSchemaNoId: {
      /** @description What the graph reads from `config.configurable`. */
      config_schema?: Record<string, unknown>;
      /** @description What the graph reads from `context`. */
      context_schema?: Record<string, unknown> | null;
      /** @description What the graph starts from. */
      input_schema: Record<string, unknown> | null;
      /** @description What the graph ends with. */
      output_schema: Record<string, unknown> | null;
      /** @description What the graph keeps. */
      state_schema: Record<string, unknown>;
    };
    /** @description A question that a graph asks and waits for. */
    Interrupt: {
      /** @description The id to answer to. */
      id?: string | null;
      /** @description JSON Schema of the answer. */
      response_schema?: Record<string, unknown> | null;
      /** @description The question. */
      value: unknown;
    };
    /** @description An item of the store. */
    Item: {
      /**
       * Format: date-time
       * @description When it was created, in ISO 8601.
       */
      created_at: string;
      /** @description The item's key in its namespace. */
      key: string;
      /** @description The labels of its namespace. */
      namespace: string[];
      /**
       * Format: date-time
       * @description When it was last changed, in ISO 8601.
       */
      updated_at: string;
      /** @description The value. */
      value: Record<string, unknown>;
    };
    /** @description Namespaces of the store. */
    ListNamespaceResponse: {
      /** @description Namespaces, each a list of labels. */
      namespaces: string[][];
    };
    /** @description A kind of events in the streaming protocol. */
    ProtocolChannel:
      string | ("values" | "updates" | "messages" | "tools" | "lifecycle" | "input" | "tasks" | "custom");
    /** @description A command to a thread. */
    ProtocolCommand: {
      /** @description The number that the client gave the command. */
      id: number;
      /** @description The method's name. */
      method: string;
      /** @description What the method takes. */
      params?: {
        [key: string]: unknown;
      };
    } & {
      [key: string]: unknown;
    };
    /** @description The answer to a command that was refused or failed. */
    ProtocolError: {
      /**
       * @description What went wrong, by its code.
       * @enum {string}
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
      /** @description The number that the client gave the command. */
      id: number | null;
      /** @description A sentence for people. */
      message: string;
      /** @description What belongs to the answer beside its result. */
      meta?: components["schemas"]["ProtocolResponseMeta"];
      /** @description Where the error arose. */
      stacktrace?: string;
      /**
       * @description The kind of message.
       * @constant
       */
      type: "error";
    } & {
      [key: string]: unknown;
    };
    /** @description An event of the streaming protocol. */
    ProtocolEvent: {
      /** @description The event's id. */
      event_id?: string;
      /** @description The method's name. */
      method: string;
      /** @description What the method takes. */
      params: {
        /** @description What the event carries. */
        data: unknown;
        /** @description The path of the namespace. */
        namespace: components["schemas"]["ProtocolNamespace"];
        /** @description The node's name. */
        node?: string;
        /** @description Milliseconds since 1970. */
        timestamp: number;
      } & {
        [key: string]: unknown;
      };
      /** @description The event's sequence number. */
      seq?: number;
      /**
       * @description The kind of message.
       * @constant
       */
      type: "event";
    } & {
      [key: string]: unknown;
    };
    /** @description Which events of a thread to follow. */
    ProtocolEventStreamRequest: {
      /** @description The channels to follow. */
      channels: components["schemas"]["ProtocolChannel"][];
      /** @description How deep below the namespaces to follow. */
      depth?: number;
      /** @description Namespaces, each a list of labels. */
      namespaces?: components["schemas"]["ProtocolNamespace"][];
      /** @description Only events after this sequence number. */
      since?: number;
    } & {
      [key: string]: unknown;
    };
    /** @description The path of a subgraph in the streaming protocol. */
    ProtocolNamespace: string[];
    /** @description What an answer to a command says beside its result. */
    ProtocolResponseMeta: {
      /** @description The sequence number up to which the answer takes events into account. */
      applied_through_seq?: number;
    } & {
      [key: string]: unknown;
    };
    /** @description The answer to a command that was carried out. */
    ProtocolSuccess: {
      /** @description The number that the client gave the command. */
      id: number;
      /** @description What belongs to the answer beside its result. */
      meta?: components["schemas"]["ProtocolResponseMeta"];
      /** @description The result. */
      result: {
        [key: string]: unknown;
      };
      /**
       * @description The kind of message.
       * @constant
       */
      type: "success";
    } & {
      [key: string]: unknown;
    };
    /** @description One execution of a graph. */
    Run: {
      /**
       * Format: uuid
       * @description The assistant's id.
       */
      assistant_id: string;
      /** @description Why the run was cancelled. */
      cancel_reason?: string | null;
      /**
       * Format: date-time
       * @description When it was created, in ISO 8601.
       */
      created_at: string;
      /** @description The options that the run was started with. */
      kwargs: Record<string, unknown>;
      /** @description The LangSmith project that the run is traced to. */
      langsmith_session_name?: string | null;
      /** @description Free-form data kept with it. */
      metadata: Record<string, unknown>;
      /**
       * @description What to do when another run works on the thread: `enqueue` waits, `reject` fails with 409, `interrupt` stops the other, `rollback` also undoes it. Default: `enqueue`; on the JS server `reject`.
       * @enum {string|null}
       */
      multitask_strategy: "reject" | "rollback" | "interrupt" | "enqueue" | null;
      /**
       * Format: uuid
       * @description The run's id.
       */
      run_id: string;
      /**
       * @description How it stands.
       * @enum {string}
       */
      status: "pending" | "running" | "error" | "success" | "timeout" | "interrupted";
      /**
       * Format: uuid
       * @description The thread's id.
       */
      thread_id: string;
      /**
       * Format: date-time
       * @description When it was last changed, in ISO 8601.
       */
      updated_at: string;
    };
    /** @description New stateless runs. */
    RunBatchCreate: components["schemas"]["RunCreateStateless"][];
    /** @description A new run on a thread. */
    RunCreateStateful: {
      /** @description Seconds to wait before the run starts. */
      after_seconds?: number;
      /** @description The assistant to run: its id, or the id of a graph for that one's default assistant. */
      assistant_id: string;
      /** @description The checkpoint to go on from. */
      checkpoint?: components["schemas"]["CheckpointConfig"];
      /**
       * @deprecated
       * @description Whether to save checkpoints while the run goes on. Use `durability` instead.
       * @default false
       */
      checkpoint_during?: boolean;
      /** @description A sentence for people. */
      checkpoint_id?: string;
      /** @description Steers the graph instead of an input. */
      command?: components["schemas"]["Command"] | null;
      /** @description Configuration, such as tags and the limit of steps. */
      config?: components["schemas"]["Config"];
      /** @description Values that the graph reads and that are no part of its state. */
      context?: Record<string, unknown>;
      /**
       * @description When to save checkpoints: `sync` before the next step, `async` beside it, `exit` at the end. Default: `async`.
       * @default async
       * @enum {string}
       */
      durability?: "sync" | "async" | "exit";
      /** @description Keys for which the stream carries URLs that take feedback. */
      feedback_keys?: string[];
      /**
       * @description What to do when the thread does not exist: `create` it or `reject` with 404. Default: `reject`.
       * @default reject
       * @enum {string}
       */
      if_not_exists?: "create" | "reject";
      /** @description What the graph starts from. */
      input?: Record<string, unknown> | unknown[] | string | number | boolean | null;
      /** @description Nodes after which to stop; `*` for all. */
      interrupt_after?: "*" | string[];
      /** @description Nodes before which to stop; `*` for all. */
      interrupt_before?: "*" | string[];
      /** @description Where in LangSmith the run is traced to. */
      langsmith_tracer?: {
        /** @description A sentence for people. */
        example_id?: string;
        /** @description A sentence for people. */
        project_name?: string;
      };
      /** @description Free-form data kept with it. */
      metadata?: Record<string, unknown>;
      /**
       * @description What to do when another run works on the thread: `enqueue` waits, `reject` fails with 409, `interrupt` stops the other, `rollback` also undoes it. Default: `enqueue`; on the JS server `reject`.
       * @default enqueue
       * @enum {string}
       */
      multitask_strategy?: "reject" | "rollback" | "interrupt" | "enqueue";
      /**
       * @description What becomes of the thread of a stateless run: `delete` or `keep`. Default: `delete`.
       * @enum {string}
       */
      on_completion?: "delete" | "keep";
      /**
       * @description What to stream: one mode or several. Default: `values`.
       * @default [
       *       "values"
       *     ]
       */
      stream_mode?: components["schemas"]["StreamMode"] | components["schemas"]["StreamMode"][];
      /**
       * @description Whether the server keeps the events, so that the stream can be resumed. Default: false.
       * @default false
       */
      stream_resumable?: boolean;
      /**
       * @description Whether subgraphs stream their events too. Default: false.
       * @default false
       */
      stream_subgraphs?: boolean;
      /** @description Whether a resume of an interrupt that does not wait is refused. */
      strict_resume?: boolean;
      /**
       * Format: uri-reference
       * @description A URL that is called when the run has ended.
       */
      webhook?: string;
    };
    /** @description A new run without a thread of the caller's. */
    RunCreateStateless: {
      /** @description Seconds to wait before the run starts. */
      after_seconds?: number;
      /** @description The assistant to run: its id, or the id of a graph for that one's default assistant. */
      assistant_id: string;
      /** @description The checkpoint to go on from. */
      checkpoint?: components["schemas"]["CheckpointConfig"];
      /**
       * @deprecated
       * @description Whether to save checkpoints while the run goes on. Use `durability` instead.
       * @default false
       */
      checkpoint_during?: boolean;
      /** @description A sentence for people. */
      checkpoint_id?: string;
      /** @description Steers the graph instead of an input. */
      command?: components["schemas"]["Command"] | null;
      /** @description Configuration, such as tags and the limit of steps. */
      config?: components["schemas"]["Config"];
      /** @description Values that the graph reads and that are no part of its state. */
      context?: Record<string, unknown>;
      /**
       * @description When to save checkpoints: `sync` before the next step, `async` beside it, `exit` at the end. Default: `async`.
       * @default async
       * @enum {string}
       */
      durability?: "sync" | "async" | "exit";
      /** @description Keys for which the stream carries URLs that take feedback. */
      feedback_keys?: string[];
      /**
       * @description What to do when the thread does not exist: `create` it or `reject` with 404. Default: `reject`.
       * @enum {string}
       */
      if_not_exists?: "create" | "reject";
      /** @description What the graph starts from. */
      input?: Record<string, unknown> | unknown[] | string | number | boolean | null;
      /** @description Nodes after which to stop; `*` for all. */
      interrupt_after?: "*" | string[];
      /** @description Nodes before which to stop; `*` for all. */
      interrupt_before?: "*" | string[];
      /** @description Where in LangSmith the run is traced to. */
      langsmith_tracer?: {
        /** @description A sentence for people. */
        example_id?: string;
        /** @description A sentence for people. */
        project_name?: string;
      };
      /** @description Free-form data kept with it. */
      metadata?: Record<string, unknown>;
      /**
       * @description What to do when another run works on the thread: `enqueue` waits, `reject` fails with 409, `interrupt` stops the other, `rollback` also undoes it. Default: `enqueue`; on the JS server `reject`.
       * @enum {string}
       */
      multitask_strategy?: "reject" | "rollback" | "interrupt" | "enqueue";
      /**
       * @description What becomes of the thread of a stateless run: `delete` or `keep`. Default: `delete`.
       * @default delete
       * @enum {string}
       */
      on_completion?: "delete" | "keep";
      /**
       * @description What to stream: one mode or several. Default: `values`.
       * @default [
       *       "values"
       *     ]
       */
      stream_mode?: components["schemas"]["StreamMode"] | components["schemas"]["StreamMode"][];
      /**
       * @description Whether the server keeps the events, so that the stream can be resumed. Default: false.
       * @default false
       */
      stream_resumable?: boolean;
      /**
       * @description Whether subgraphs stream their events too. Default: false.
       * @default false
       */
      stream_subgraphs?: boolean;
      /** @description Whether a resume of an interrupt that does not wait is refused. */
      strict_resume?: boolean;
      /** @description A sentence for people. */
      thread_id?: string;
      /**
       * Format: uri-reference
       * @description A URL that is called when the run has ended.
       */
      webhook?: string;
    };
    /** @description A new run on a thread whose caller waits for it. */
    RunCreateStreamingStateful: components["schemas"]["RunCreateStateful"] & {
      /**
       * @description What to do with the run when the client goes away: `cancel` it or `continue`. Default: `continue`.
       * @default continue
       * @enum {string}
       */
      on_disconnect?: "cancel" | "continue";
    };
    /** @description A new stateless run whose caller waits for it. */
    RunCreateStreamingStateless: components["schemas"]["RunCreateStateless"] & {
      /**
       * @description What to do with the run when the client goes away: `cancel` it or `continue`. Default: `continue`.
       * @default continue
       * @enum {string}
       */
      on_disconnect?: "cancel" | "continue";
    };
    /** @description What a run ends with: the graph's state, or what keeps it from one. */
    RunOutput:
      | ({
          /** @description The run failed. */
          __error__?: {
            /** @description A sentence for people. */
            error: string;
            /** @description A sentence for people. */
            message: string;
          };
          /** @description The questions that the run waits for. */
          __interrupt__?: components["schemas"]["Interrupt"][];
        } & {
          [key: string]: unknown;
        })
      | unknown;
    /** @description Which runs to cancel: those of a status, or some of a thread. */
    RunsCancel: {
      /** @description The runs. */
      run_ids?: string[];
      /**
       * @description How it stands.
       * @enum {string}
       */
      status?: "pending" | "running" | "all";
      /**
       * Format: uuid
       * @description The thread's id.
       */
      thread_id?: string;
    } & (unknown | unknown);
    /** @description An item that a search found. */
    SearchItem: components["schemas"]["Item"] & {
      /** @description How near the item is to the query. */
      score?: number | null;
    };
    /** @description Items that a search found. */
    SearchItemsResponse: {
      /** @description The items. */
      items: components["schemas"]["SearchItem"][];
    };
    /** @description A node to go to, with an input of its own. */
    Send: {
      /** @description What the graph starts from. */
      input: unknown;
      /** @description The node's name. */
      node: string;
    };
    /** @description An item to delete. */
    StoreDeleteRequest: {
      /** @description The item's key in its namespace. */
      key: string;
      /** @description The labels of the namespace. A label has no period. */
      namespace?: string[];
    };
    /** @description Which namespaces to list. */
    StoreListNamespacesRequest: {
      /**
       * @description How many to give at most. Default: 100.
       * @default 100
       */
      limit?: number;
      /** @description How many labels to give at most; deeper namespaces are cut and merged. */
      max_depth?: number;
      /**
       * @description How many to leave out at the beginning. Default: 0.
       * @default 0
       */
      offset?: number;
      /** @description Only namespaces that begin with these labels. */
      prefix?: string[];
      /** @description Only namespaces that end with these labels. */
      suffix?: string[];
    };
    /** @description An item to write. */
    StorePutRequest: {
      /**
       * @description Which fields to index for search by meaning; `false` for none. Default: as the deployment says.
       * @default null
       */
      index?: false | string[] | null;
      /** @description The item's key in its namespace. */
      key: string;
      /** @description The labels of the namespace. A label has no period. */
      namespace: string[];
      /**
       * @description Minutes that the item lives. Default: as the deployment says; `null` for ever.
       * @default null
       */
      ttl?: number | null;
      /** @description The item's value, an object. */
      value: Record<string, unknown>;
    };
    /** @description Which items to find. */
    StoreSearchRequest: {
      /** @description Only items whose fields have these values. */
      filter?: {
        [key: string]: unknown;
      } | null;
      /**
       * @description How many to give at most, from 1 to 1000. Default: 10.
       * @default 10
       */
      limit?: number;
      /** @description Only items at or below this namespace. */
      namespace_prefix?: string[] | null;
      /**
       * @description How many to leave out at the beginning. Default: 0.
       * @default 0
       */
      offset?: number;
      /** @description Text to search for by meaning. */
      query?: string | null;
      /**
       * @description Whether reading prolongs the lifetime. Default: as the deployment says.
       * @default null
       */
      refresh_ttl?: boolean | null;
    };
    /**
     * @description What the stream of a run carries.
     * @enum {string}
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
    /** @description The schemas of subgraphs, by namespace. */
    Subgraphs: {
      [key: string]: components["schemas"]["GraphSchemaNoId"];
    };
    /** @description A conversation: the state that runs share, with its history. */
    Thread: {
      /** @description Configuration, such as tags and the limit of steps. */
      config?: components["schemas"]["Config"] | null;
      /**
       * Format: date-time
       * @description When it was created, in ISO 8601.
       */
      created_at: string;
      /** @description What the last run failed with. */
      error?: unknown;
      /** @description The values that were asked for with `extract`, by name. */
      extracted?: Record<string, unknown>;
      /** @description The questions that wait. */
      interrupts?: Record<string, unknown> | null;
      /** @description Free-form data kept with it. */
      metadata: Record<string, unknown>;
      /**
       * Format: date-time
       * @description When its state was last changed, in ISO 8601.
       */
      state_updated_at?: string;
      /**
       * @description How it stands.
       * @enum {string}
       */
      status: "idle" | "busy" | "interrupted" | "error";
      /**
       * Format: uuid
       * @description The thread's id.
       */
      thread_id: string;
      /** @description The lifetime. */
      ttl?: {
        /**
         * Format: date-time
         * @description When it ends, in ISO 8601.
         */
        expires_at?: string;
        /**
         * @description What happens in the end: `delete` everything, or `keep_latest` state. Default: `delete`.
         * @enum {string}
         */
        strategy?: "delete" | "keep_latest";
        /** @description Minutes that it lives after its last change. */
        ttl_minutes?: number;
      };
      /**
       * Format: date-time
       * @description When it was last changed, in ISO 8601.
       */
      updated_at: string;
      /** @description The state's values. */
      values?: Record<string, unknown> | null;
    };
    /** @description Which threads to count. */
    ThreadCountRequest: {
      /** @description Only those whose metadata have these values. */
      metadata?: Record<string, unknown>;
      /**
       * @description Only those that stand so.
       * @enum {string}
       */
      status?: "idle" | "busy" | "interrupted" | "error";
      /** @description Only threads whose state has these values. */
      values?: Record<string, unknown>;
    };
    /** @description A new thread. */
    ThreadCreate: {
      /**
       * @description What to do when the id is taken: `raise` fails with 409, `do_nothing` gives what is there. Default: `raise`.
       * @default raise
       * @enum {string}
       */
      if_exists?: "raise" | "do_nothing";
      /** @description Free-form data kept with it. */
      metadata?: Record<string, unknown>;
      /** @description Updates that build a history, in their order. */
      supersteps?: {
        /** @description What the nodes of one superstep write. */
        updates: components["schemas"]["ThreadSuperstepUpdate"][];
      }[];
      /**
       * Format: uuid
       * @description The id to give it. Default: a new one.
       */
      thread_id?: string;
      /** @description The thread's lifetime. */
      ttl?: {
        /**
         * @description The thread's lifetime.
         * @default delete
         * @enum {string}
         */
        strategy?: "delete" | "keep_latest";
        /** @description Minutes that the thread lives after its last change. */
        ttl?: number;
      };
    };
    /** @description A new cron whose runs share a thread. */
    ThreadCronCreate: {
      /** @description The assistant to run: its id, or the id of a graph for that one's default assistant. */
      assistant_id: string;
      /**
       * @deprecated
       * @description Whether to save checkpoints while the run goes on. Use `durability` instead.
       */
      checkpoint_during?: boolean;
      /** @description Configuration, such as tags and the limit of steps. */
      config?: components["schemas"]["Config"];
      /** @description Values that the graph reads and that are no part of its state. */
      context?: Record<string, unknown>;
      /**
       * @description When to save checkpoints: `sync` before the next step, `async` beside it, `exit` at the end. Default: `async`.
       * @default async
       * @enum {string}
       */
      durability?: "sync" | "async" | "exit";
      /**
       * @description Whether it runs. Default: true.
       * @default true
       */
      enabled?: boolean;
      /**
       * Format: date-time
       * @description When the cron stops, in ISO 8601.
       */
      end_time?: string;
      /** @description What each run starts from. */
      input?: Record<string, unknown>[] | Record<string, unknown>;
      /** @description Nodes after which to stop; `*` for all. */
      interrupt_after?: "*" | string[];
      /** @description Nodes before which to stop; `*` for all. */
      interrupt_before?: "*" | string[];
      /** @description Free-form data kept with it. */
      metadata?: Record<string, unknown>;
      /**
       * @description What to do when another run works on the thread: `enqueue` waits, `reject` fails with 409, `interrupt` stops the other, `rollback` also undoes it. Default: `enqueue`; on the JS server `reject`.
       * @default enqueue
       * @enum {string}
       */
      multitask_strategy?: "reject" | "rollback" | "interrupt" | "enqueue";
      /**
       * @description What becomes of a run's thread when the run has ended. Default: `delete`.
       * @enum {string}
       */
      on_run_completed?: "delete" | "keep";
      /** @description When to run: a cron expression, such as `0 9 * * 1`. */
      schedule: string;
      /**
       * @description What to stream: one mode or several. Default: `values`.
       * @default [
       *       "values"
       *     ]
       */
      stream_mode?: components["schemas"]["StreamMode"] | components["schemas"]["StreamMode"][];
      /**
       * @description Whether the server keeps the events, so that the stream can be resumed. Default: false.
       * @default false
       */
      stream_resumable?: boolean;
      /**
       * @description Whether subgraphs stream their events too. Default: false.
       * @default false
       */
      stream_subgraphs?: boolean;
      /** @description The IANA time zone of the schedule, such as `Europe/Berlin`. Default: UTC. */
      timezone?: string;
      /**
       * Format: uri-reference
       * @description A URL that is called when the run has ended.
       */
      webhook?: string;
    };
    /** @description Changes of a thread. */
    ThreadPatch: {
      /** @description Free-form data, merged into what is there. */
      metadata?: Record<string, unknown>;
      /** @description The thread's lifetime. */
      ttl?: {
        /**
         * @description The thread's lifetime.
         * @default delete
         * @enum {string}
         */
        strategy?: "delete" | "keep_latest";
        /** @description Minutes that the thread lives after its last change. */
        ttl?: number;
      };
    };
    /** @description Which threads to prune, and how. */
    ThreadPruneRequest: {
      /**
       * @description What happens in the end: `delete` everything, or `keep_latest` state. Default: `delete`.
       * @default delete
       * @enum {string}
       */
      strategy?: "delete" | "keep_latest";
      /** @description The threads. */
      thread_ids: string[];
    };
    /** @description What was pruned. */
    ThreadPruneResponse: {
      /** @description How many threads were pruned. */
      pruned_count: number;
    };
    /** @description Which threads to find. */
    ThreadSearchRequest: {
      /** @description Values to take out of each state: names with paths such as `values.messages[-1].content`, up to 10. */
      extract?: {
        [key: string]: string;
      };
      /** @description Only these threads. */
      ids?: string[];
      /**
       * @description How many to give at most, from 1 to 1000. Default: 10.
       * @default 10
       */
      limit?: number;
      /** @description Only those whose metadata have these values. */
      metadata?: Record<string, unknown>;
      /**
       * @description How many to leave out at the beginning. Default: 0.
       * @default 0
       */
      offset?: number;
      /** @description Only these fields. Default: all of them. */
      select?: (
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
      )[];
      /**
       * @description The field to sort by.
       * @enum {string}
       */
      sort_by?: "thread_id" | "status" | "created_at" | "updated_at" | "state_updated_at";
      /**
       * @description `asc` or `desc`.
       * @enum {string}
       */
      sort_order?: "asc" | "desc";
      /**
       * @description Only those that stand so.
       * @enum {string}
       */
      status?: "idle" | "busy" | "interrupted" | "error";
      /** @description Only threads whose state has these values. */
      values?: Record<string, unknown>;
    };
    /** @description A thread's state at one checkpoint. */
    ThreadState: {
      /** @description The checkpoint of this state. */
      checkpoint: components["schemas"]["CheckpointConfig"] | null;
      /** @description The checkpoint of this state. */
      checkpoint_id?: string | null;
      /** @description When it was created, in ISO 8601. */
      created_at: string | null;
      /** @description The questions that wait. */
      interrupts?: components["schemas"]["Interrupt"][];
      /** @description Free-form data kept with it. */
      metadata: Record<string, unknown> | null;
      /** @description The nodes that run next; empty when the graph has ended. */
      next: string[];
      /** @description The checkpoint before. */
      parent_checkpoint?: Record<string, unknown> | null;
      /** @description The id of the checkpoint before. */
      parent_checkpoint_id?: string | null;
      /** @description What runs next, or ran last. */
      tasks?: {
        /** @description The checkpoint to go on from. */
        checkpoint?: components["schemas"]["CheckpointConfig"] | null;
        /** @description What the node failed with. */
        error?: string | null;
        /** @description The id. */
        id: string;
        /** @description The questions that wait. */
        interrupts?: components["schemas"]["Interrupt"][];
        /** @description The node's name. */
        name: string;
        /** @description Where in the graph the task stands. */
        path?: unknown[] | null;
        /** @description The result. */
        result?: unknown;
        /** @description The subgraph's state, when it was asked for. */
        state?: components["schemas"]["ThreadState"] | null;
      }[];
      /** @description The state's values. */
      values: Record<string, unknown>[] | Record<string, unknown>;
    };
    /** @description Which checkpoint's state to get. */
    ThreadStateCheckpointRequest: {
      /** @description The checkpoint to go on from. */
      checkpoint: components["schemas"]["CheckpointConfig"];
      /** @description Only these fields. Default: all of them. */
      select?: string[];
      /** @description Whether tasks carry the states of their subgraphs. Default: false. */
      subgraphs?: boolean;
    };
    /** @description Which past states to list. */
    ThreadStateSearch: {
      /** @description Only states older than this checkpoint. */
      before?: string | components["schemas"]["Config"] | components["schemas"]["CheckpointConfig"];
      /** @description The checkpoint of the subgraph whose states to list. */
      checkpoint?: components["schemas"]["CheckpointConfig"];
      /**
       * @description How many to give at most, from 1 to 1000. Default: 1.
       * @default 1
       */
      limit?: number;
      /** @description Only those whose metadata have these values. */
      metadata?: Record<string, unknown>;
      /** @description Only these fields. Default: all of them. */
      select?: string[];
    };
    /** @description What to write to a thread's state. */
    ThreadStateUpdate: {
      /** @description The node in whose name to write. */
      as_node?: string;
      /** @description The checkpoint to write on. Default: the latest. */
      checkpoint?: components["schemas"]["CheckpointConfig"];
      /** @description A sentence for people. */
      checkpoint_id?: string;
      /** @description What to write. `null` writes nothing and moves the graph on. */
      values?: unknown[] | Record<string, unknown> | null;
    };
    /** @description Where an update went. */
    ThreadStateUpdateResponse: {
      /** @description The checkpoint to go on from. */
      checkpoint?: Record<string, unknown>;
      /** @description A sentence for people. */
      checkpoint_id?: string;
      /** @description Values that the graph reads, such as thread_id and checkpoint_id. */
      configurable?: Record<string, unknown>;
    };
    /** @description How much a thread stores, in rows and bytes. */
    ThreadStorage: {
      /** @description The values of the graph's channels. */
      channel_values: {
        /** @description The same for each channel, by name. */
        by_channel: {
          [key: string]: {
            bytes: number;
            versions: number;
          };
        };
        /** @description How many bytes. */
        bytes: number;
        /** @description How many rows. */
        count: number;
      };
      /** @description The checkpoints. */
      checkpoints: {
        /** @description How many bytes. */
        bytes: number;
        /** @description How many rows. */
        count: number;
      };
      /** @description Writes that no checkpoint has taken in yet. */
      pending_writes: {
        /** @description How many bytes. */
        bytes: number;
        /** @description How many rows. */
        count: number;
      };
      /**
       * Format: uuid
       * @description The thread's id.
       */
      thread_id: string;
      /** @description All bytes together. */
      total_bytes: number;
    };
    /** @description What one node writes in a superstep. */
    ThreadSuperstepUpdate: {
      /** @description The node in whose name to write. */
      as_node: string;
      /** @description Steers the graph instead of an input. */
      command?: components["schemas"]["Command"] | null;
      /** @description The state's values. */
      values?: Record<string, unknown>[] | Record<string, unknown> | null;
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
        /** @description What the client takes. */
        Accept: string;
      };
      path: {
        /** @description The assistant's id. */
        assistant_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          /** @description A name for the call, which its answer repeats. */
          id: string;
          /**
           * @description Always `2.0`.
           * @enum {string}
           */
          jsonrpc: "2.0";
          /**
           * @description What to do: send a message, with or without a stream, or see to a task.
           * @enum {string}
           */
          method: "message/send" | "message/stream" | "tasks/get" | "tasks/cancel";
          /** @description What the method takes. */
          params?:
            | {
                message: {
                  contextId?: string;
                  messageId: string;
                  parts: (
                    | {
                        /** @enum {string} */
                        kind: "text";
                        text: string;
                      }
                    | {
                        data: Record<string, unknown>;
                        /** @enum {string} */
                        kind: "data";
                      }
                  )[];
                  /** @enum {string} */
                  role: "user" | "agent";
                  taskId?: string;
                };
              }
            | {
                contextId: string;
                historyLength?: number;
                id: string;
              }
            | {
                contextId: string;
                id: string;
              };
        };
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            error?: {
              code?: number;
              message?: string;
            };
            id: string;
            /** @enum {string} */
            jsonrpc: "2.0";
            result?: Record<string, unknown>;
          };
          "text/event-stream": string;
        };
      };
      /** @description The request is malformed. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The server failed. */
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
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Assistant"];
        };
      };
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description It exists already, or is busy. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": number;
        };
      };
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
      /** @description Success. */
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
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
        /** @description The assistant's id. */
        assistant_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Assistant"];
        };
      };
      /** @description There is no such thing. */
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
        /** @description Whether to delete the threads that were made with it too. Default: false. */
        delete_threads?: boolean;
      };
      header?: never;
      path: {
        /** @description The assistant's id. */
        assistant_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string[];
        };
      };
      /** @description Success, without content. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
        /** @description The assistant's id. */
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
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Assistant"];
        };
      };
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
        /** @description Whether to draw subgraphs too, or how deep. Default: false. */
        xray?: boolean | number;
      };
      header?: never;
      path: {
        /** @description The assistant's id. */
        assistant_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
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
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
        /** @description The assistant's id. */
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
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Assistant"];
        };
      };
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
        /** @description The assistant's id. */
        assistant_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["GraphSchema"];
        };
      };
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
        /** @description Whether to go into subgraphs of subgraphs. Default: false. */
        recurse?: boolean;
      };
      header?: never;
      path: {
        /** @description The assistant's id. */
        assistant_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Subgraphs"];
        };
      };
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
        /** @description Whether to go into subgraphs of subgraphs. Default: false. */
        recurse?: boolean;
      };
      header?: never;
      path: {
        /** @description The assistant's id. */
        assistant_id: string;
        /** @description The subgraph's namespace. */
        namespace: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Subgraphs"];
        };
      };
      /** @description The content is refused. */
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
        /** @description The assistant's id. */
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
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AssistantVersion"][];
        };
      };
      /** @description The content is refused. */
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
      /** @description Success. */
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
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            flags: Record<string, unknown>;
            langgraph_py_version: string;
            metadata?: Record<string, unknown>;
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
      /** @description This server has no such method here. */
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
        /** @description What the client takes. */
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
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": Record<string, unknown>;
        };
      };
      /** @description Accepted. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The request is malformed. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description This server has no such method here. */
      405: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The server failed. */
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
      /** @description There is no such thing. */
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
        /** @description `prometheus` or `json`. Default: `prometheus`. */
        format?: "prometheus" | "json";
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
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
        /** @description Whether to check the database too. Default: 0. */
        check_db?: 0 | 1;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            /** @constant */
            ok: true;
          };
        };
      };
      /** @description The server failed. */
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
      /** @description Success. */
      200: {
        headers: {
          "Content-Location"?: string;
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Run"];
        };
      };
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description It exists already, or is busy. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Run"][];
        };
      };
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description It exists already, or is busy. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
        /** @description `interrupt` keeps what the run did, `rollback` also undoes it. Default: `interrupt`. */
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
      /** @description Success, without content. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Cron"];
        };
      };
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": number;
        };
      };
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
      /** @description Success. */
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
      /** @description The content is refused. */
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
        /** @description The cron's id. */
        cron_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Cron"];
        };
      };
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
        /** @description The cron's id. */
        cron_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success, without content. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
        /** @description The cron's id. */
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
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Cron"];
        };
      };
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
        /** @description Only the events of these subgraphs. */
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
      /** @description Success. */
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
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description It exists already, or is busy. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
      /** @description Success. */
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
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description It exists already, or is busy. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
        /** @description The item's key in its namespace. */
        key: string;
        /** @description The labels of the namespace, joined by periods. */
        namespace: string;
        /** @description Whether reading prolongs the lifetime. Default: as the deployment says. */
        refresh_ttl?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Item"] | null;
        };
      };
      /** @description The request is malformed. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
      /** @description Success, without content. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The content is refused. */
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
      /** @description Success, without content. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The content is refused. */
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
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SearchItemsResponse"];
        };
      };
      /** @description The content is refused. */
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
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ListNamespaceResponse"];
        };
      };
      /** @description The content is refused. */
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
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Thread"];
        };
      };
      /** @description Created in part: the body says what failed. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description It exists already, or is busy. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": number;
        };
      };
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ThreadPruneResponse"];
        };
      };
      /** @description The content is refused. */
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
      /** @description Success. */
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
      /** @description The content is refused. */
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
        /** @description Further fields to give, such as `ttl`. */
        include?: string[];
      };
      header?: never;
      path: {
        /** @description The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Thread"];
        };
      };
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
        /** @description The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success, without content. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
        /** @description `return=minimal` answers without the thread. */
        Prefer?: "return=minimal";
      };
      path: {
        /** @description The thread's id. */
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
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Thread"];
        };
      };
      /** @description Success, without content. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
        /** @description The thread's id. */
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
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json":
            components["schemas"]["ProtocolSuccess"] | components["schemas"]["ProtocolError"];
        };
      };
      /** @description The request is malformed. */
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
        /** @description The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Thread"];
        };
      };
      /** @description It exists already, or is busy. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
        /** @description Only states older than this checkpoint. */
        before?: string;
        /** @description How many to give at most, from 1 to 1000. Default: 1. */
        limit?: number;
      };
      header?: never;
      path: {
        /** @description The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ThreadState"][];
        };
      };
      /** @description The content is refused. */
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
        /** @description The thread's id. */
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
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ThreadState"][];
        };
      };
      /** @description The content is refused. */
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
        /** @description How many to give at most, from 1 to 1000. Default: 10. */
        limit?: number;
        /** @description How many to leave out at the beginning. Default: 0. */
        offset?: number;
        /** @description Only these fields. Default: all of them. */
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
        /** @description Only runs that stand so. */
        status?: "pending" | "running" | "error" | "success" | "timeout" | "interrupted";
      };
      header?: never;
      path: {
        /** @description The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Run"][];
        };
      };
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
        /** @description The thread's id. */
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
      /** @description Success. */
      200: {
        headers: {
          "Content-Location"?: string;
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Run"];
        };
      };
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description It exists already, or is busy. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
        /** @description The thread's id. */
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
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Cron"];
        };
      };
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
        /** @description Only the events of these subgraphs. */
        namespace?: string[];
      };
      header?: never;
      path: {
        /** @description The thread's id. */
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
      /** @description Success. */
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
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description It exists already, or is busy. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
        /** @description The thread's id. */
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
      /** @description Success. */
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
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description It exists already, or is busy. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
        /** @description The run's id. */
        run_id: string;
        /** @description The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Run"];
        };
      };
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
        /** @description The run's id. */
        run_id: string;
        /** @description The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success, without content. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
        /** @description `interrupt` keeps what the run did, `rollback` also undoes it. Default: `interrupt`. */
        action?: "interrupt" | "rollback";
        /** @description Why: `taken` says that somebody else goes on with the thread. */
        reason?: "taken";
        /** @description Whether to answer only when the run has stopped. Default: false. */
        wait?: boolean;
      };
      header?: never;
      path: {
        /** @description The run's id. */
        run_id: string;
        /** @description The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
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
      /** @description Accepted. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Success, without content. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
        /** @description Whether to cancel the run when the client goes away. Default: false. */
        cancel_on_disconnect?: boolean;
      };
      header?: never;
      path: {
        /** @description The run's id. */
        run_id: string;
        /** @description The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
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
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
        /** @description Whether to cancel the run when the client goes away. Default: false. */
        cancel_on_disconnect?: boolean;
        /** @description Only what comes after this checkpoint. */
        checkpoint_id?: string;
        /** @description Only the events of these subgraphs. */
        namespace?: string[];
        /** @description One of the run's modes. The server's filter loses events: leave it out. */
        stream_mode?: string;
      };
      header?: {
        /** @description The id of the last event seen; what follows it is sent. */
        "Last-Event-ID"?: string;
      };
      path: {
        /** @description The run's id. */
        run_id: string;
        /** @description The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
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
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
        /** @description Only these fields. Default: all of them. */
        select?: string[];
        /** @description Whether tasks carry the states of their subgraphs. Default: false. */
        subgraphs?: boolean;
      };
      header?: never;
      path: {
        /** @description The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ThreadState"];
        };
      };
      /** @description The content is refused. */
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
        /** @description The thread's id. */
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
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ThreadStateUpdateResponse"];
        };
      };
      /** @description It exists already, or is busy. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
        /** @description The thread's id. */
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
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ThreadState"];
        };
      };
      /** @description The content is refused. */
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
        /** @description Only these fields. Default: all of them. */
        select?: string[];
        /** @description Whether tasks carry the states of their subgraphs. Default: false. */
        subgraphs?: boolean;
      };
      header?: never;
      path: {
        /** @description The checkpoint's id. */
        checkpoint_id: string;
        /** @description The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ThreadState"];
        };
      };
      /** @description The content is refused. */
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
        /** @description The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ThreadStorage"];
        };
      };
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
        /** @description What to stream: `run_modes` the events of runs, `lifecycle` their starts and ends, `state_update` other changes of the state. Default: `run_modes`. */
        stream_modes?: ("lifecycle" | "run_modes" | "state_update")[];
      };
      header?: {
        /** @description The id of the last event seen; what follows it is sent. */
        "Last-Event-ID"?: string;
      };
      path: {
        /** @description The thread's id. */
        thread_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "text/event-stream": string;
        };
      };
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The content is refused. */
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
        /** @description The thread's id. */
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
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "text/event-stream": string;
        };
      };
      /** @description The request is malformed. */
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
