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
    get: operations["get_assistant_assistants__assistant_id__get"];
    put?: never;
    post?: never;
    delete: operations["delete_assistant_assistants__assistant_id__delete"];
    options?: never;
    head?: never;
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
    get: operations["get_mcp"];
    put?: never;
    post: operations["post_mcp"];
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
    get: operations["get_cron_runs_crons__cron_id__get"];
    put?: never;
    post?: never;
    delete: operations["delete_cron_runs_crons__cron_id__delete"];
    options?: never;
    head?: never;
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
    get: operations["get_item"];
    put: operations["put_item"];
    post?: never;
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
    get: operations["get_thread_threads__thread_id__get"];
    put?: never;
    post?: never;
    delete: operations["delete_thread_threads__thread_id__delete"];
    options?: never;
    head?: never;
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
    get: operations["get_thread_history_threads__thread_id__history_get"];
    put?: never;
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
    get: operations["list_runs_http_threads__thread_id__runs_get"];
    put?: never;
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
    get: operations["get_run_http_threads__thread_id__runs__run_id__get"];
    put?: never;
    post?: never;
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
    get: operations["get_latest_thread_state_threads__thread_id__state_get"];
    put?: never;
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
    Assistant: {
      /** Format: uuid */
      assistant_id: string;
      config: components["schemas"]["Config"];
      context?: Record<string, unknown> | null;
      /** Format: date-time */
      created_at: string;
      description?: string | null;
      graph_id: string;
      metadata: Record<string, unknown>;
      name?: string;
      /** Format: date-time */
      updated_at: string;
      version?: number;
    };
    AssistantCountRequest: {
      graph_id?: string;
      metadata?: Record<string, unknown>;
      name?: string;
    };
    AssistantCreate: {
      /** Format: uuid */
      assistant_id?: string;
      config?: components["schemas"]["Config"];
      context?: Record<string, unknown>;
      description?: string | null;
      graph_id: string;
      /**
       * @default raise
       * @enum {string}
       */
      if_exists?: "raise" | "do_nothing";
      metadata?: Record<string, unknown>;
      name?: string;
    };
    AssistantPatch: {
      config?: components["schemas"]["Config"];
      context?: Record<string, unknown>;
      description?: string;
      graph_id?: string;
      metadata?: Record<string, unknown>;
      name?: string;
    };
    AssistantSearchRequest: {
      graph_id?: string;
      /** @default 10 */
      limit?: number;
      metadata?: Record<string, unknown>;
      name?: string;
      /** @default 0 */
      offset?: number;
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
      /** @enum {string} */
      sort_by?: "assistant_id" | "created_at" | "updated_at" | "name" | "graph_id";
      /** @enum {string} */
      sort_order?: "asc" | "desc";
    };
    AssistantVersion: {
      /** Format: uuid */
      assistant_id: string;
      config: components["schemas"]["Config"];
      context?: Record<string, unknown> | null;
      /** Format: date-time */
      created_at: string;
      description?: string | null;
      graph_id: string;
      metadata: Record<string, unknown>;
      name?: string;
      /** Format: date-time */
      updated_at?: string;
      version?: number;
    };
    AssistantVersionChange: {
      version: number;
    };
    AssistantVersionsSearchRequest: {
      /** @default 10 */
      limit?: number;
      metadata?: Record<string, unknown>;
      /** @default 0 */
      offset?: number;
    };
    CheckpointConfig: {
      checkpoint_id?: string | null;
      checkpoint_map?: Record<string, unknown> | null;
      checkpoint_ns?: string;
      thread_id?: string;
    };
    Command: {
      goto?: components["schemas"]["Send"] | string | (components["schemas"]["Send"] | string)[] | null;
      resume?: unknown;
      update?: unknown;
    };
    Config: {
      configurable?: Record<string, unknown>;
      recursion_limit?: number;
      tags?: string[];
    } & {
      [key: string]: unknown;
    };
    Cron: {
      /** Format: uuid */
      assistant_id?: string | null;
      /** Format: date-time */
      created_at: string;
      /** Format: uuid */
      cron_id: string;
      /** @default true */
      enabled: boolean;
      /** Format: date-time */
      end_time: string | null;
      metadata?: Record<string, unknown> | null;
      /** Format: date-time */
      next_run_date?: string | null;
      on_run_completed?: string | null;
      payload: Record<string, unknown>;
      schedule: string;
      /** Format: uuid */
      thread_id: string | null;
      timezone?: string | null;
      /** Format: date-time */
      updated_at: string;
      user_id?: string | null;
    };
    CronCountRequest: {
      assistant_id?: string;
      metadata?: Record<string, unknown>;
      /** Format: uuid */
      thread_id?: string;
    };
    CronCreate: {
      assistant_id: string;
      /** @deprecated */
      checkpoint_during?: boolean;
      config?: components["schemas"]["Config"];
      context?: Record<string, unknown>;
      /**
       * @default async
       * @enum {string}
       */
      durability?: "sync" | "async" | "exit";
      /** @default true */
      enabled?: boolean;
      /** Format: date-time */
      end_time?: string;
      input?: Record<string, unknown>[] | Record<string, unknown>;
      interrupt_after?: "*" | string[];
      interrupt_before?: "*" | string[];
      metadata?: Record<string, unknown>;
      /** @enum {string} */
      multitask_strategy?: "reject" | "rollback" | "interrupt" | "enqueue";
      /**
       * @default delete
       * @enum {string}
       */
      on_run_completed?: "delete" | "keep";
      schedule: string;
      /**
       * @default [
       *       "values"
       *     ]
       */
      stream_mode?: components["schemas"]["StreamMode"] | components["schemas"]["StreamMode"][];
      /** @default false */
      stream_resumable?: boolean;
      /** @default false */
      stream_subgraphs?: boolean;
      timezone?: string;
      /** Format: uri-reference */
      webhook?: string;
    } & {
      [key: string]: unknown;
    };
    CronPatch: {
      config?: components["schemas"]["Config"];
      context?: Record<string, unknown>;
      /**
       * @default async
       * @enum {string}
       */
      durability?: "sync" | "async" | "exit";
      enabled?: boolean;
      /** Format: date-time */
      end_time?: string | null;
      input?: Record<string, unknown>[] | Record<string, unknown>;
      interrupt_after?: "*" | string[];
      interrupt_before?: "*" | string[];
      metadata?: Record<string, unknown>;
      /** @enum {string} */
      on_run_completed?: "delete" | "keep";
      schedule?: string;
      /**
       * @default [
       *       "values"
       *     ]
       */
      stream_mode?: components["schemas"]["StreamMode"] | components["schemas"]["StreamMode"][];
      /** @default false */
      stream_resumable?: boolean;
      /** @default false */
      stream_subgraphs?: boolean;
      timezone?: string;
      /** Format: uri-reference */
      webhook?: string;
    };
    CronSearch: {
      assistant_id?: string;
      enabled?: boolean;
      /** @default 10 */
      limit?: number;
      metadata?: Record<string, unknown>;
      /** @default 0 */
      offset?: number;
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
       * @default created_at
       * @enum {string}
       */
      sort_by?:
        "cron_id" | "assistant_id" | "thread_id" | "next_run_date" | "end_time" | "created_at" | "updated_at";
      /**
       * @default desc
       * @enum {string}
       */
      sort_order?: "asc" | "desc";
      /** Format: uuid */
      thread_id?: string;
    };
    ErrorResponse: {
      detail: string;
    };
    GraphSchema: {
      config_schema?: Record<string, unknown>;
      context_schema?: Record<string, unknown>;
      graph_id: string;
      input_schema?: Record<string, unknown>;
      output_schema?: Record<string, unknown>;
      state_schema: Record<string, unknown>;
    };
    GraphSchemaNoId: {
      config_schema?: Record<string, unknown>;
      context_schema?: Record<string, unknown>;
      input_schema: Record<string, unknown>;
      output_schema: Record<string, unknown>;
      state_schema: Record<string, unknown>;
    };
    Interrupt: {
      id?: string | null;
      response_schema?: Record<string, unknown> | null;
      value: unknown;
    };
    Item: {
      /** Format: date-time */
      created_at: string;
      key: string;
      namespace: string[];
      /** Format: date-time */
      updated_at: string;
      value: Record<string, unknown>;
    };
    ListNamespaceResponse: {
      namespaces: string[][];
    };
    ProtocolChannel:
      string | ("values" | "updates" | "messages" | "tools" | "lifecycle" | "input" | "tasks" | "custom");
    ProtocolCommand: {
      id: number;
      method: string;
      params?: {
        [key: string]: unknown;
      };
    } & {
      [key: string]: unknown;
    };
    ProtocolError: {
      /** @enum {string} */
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
      id: number | null;
      message: string;
      meta?: components["schemas"]["ProtocolResponseMeta"];
      stacktrace?: string;
      /** @constant */
      type: "error";
    } & {
      [key: string]: unknown;
    };
    ProtocolEvent: {
      event_id?: string;
      method: string;
      params: {
        data: unknown;
        namespace: components["schemas"]["ProtocolNamespace"];
        node?: string;
        timestamp: number;
      } & {
        [key: string]: unknown;
      };
      seq?: number;
      /** @constant */
      type: "event";
    } & {
      [key: string]: unknown;
    };
    ProtocolEventStreamRequest: {
      channels: components["schemas"]["ProtocolChannel"][];
      depth?: number;
      namespaces?: components["schemas"]["ProtocolNamespace"][];
      since?: number;
    } & {
      [key: string]: unknown;
    };
    ProtocolNamespace: string[];
    ProtocolResponseMeta: {
      applied_through_seq?: number;
    } & {
      [key: string]: unknown;
    };
    ProtocolSuccess: {
      id: number;
      meta?: components["schemas"]["ProtocolResponseMeta"];
      result: {
        [key: string]: unknown;
      };
      /** @constant */
      type: "success";
    } & {
      [key: string]: unknown;
    };
    Run: {
      /** Format: uuid */
      assistant_id: string;
      cancel_reason?: string | null;
      /** Format: date-time */
      created_at: string;
      kwargs: Record<string, unknown>;
      langsmith_session_name?: string | null;
      metadata: Record<string, unknown>;
      /** @enum {string|null} */
      multitask_strategy: "reject" | "rollback" | "interrupt" | "enqueue" | null;
      /** Format: uuid */
      run_id: string;
      /** @enum {string} */
      status: "pending" | "running" | "error" | "success" | "timeout" | "interrupted";
      /** Format: uuid */
      thread_id: string;
      /** Format: date-time */
      updated_at: string;
    };
    RunBatchCreate: components["schemas"]["RunCreateStateless"][];
    RunCreateStateful: {
      after_seconds?: number;
      assistant_id: string;
      checkpoint?: components["schemas"]["CheckpointConfig"];
      /**
       * @deprecated
       * @default false
       */
      checkpoint_during?: boolean;
      checkpoint_id?: string;
      command?: components["schemas"]["Command"] | null;
      config?: components["schemas"]["Config"];
      context?: Record<string, unknown>;
      /**
       * @default async
       * @enum {string}
       */
      durability?: "sync" | "async" | "exit";
      feedback_keys?: string[];
      /**
       * @default reject
       * @enum {string}
       */
      if_not_exists?: "create" | "reject";
      input?: Record<string, unknown> | unknown[] | string | number | boolean | null;
      interrupt_after?: "*" | string[];
      interrupt_before?: "*" | string[];
      langsmith_tracer?: {
        example_id?: string;
        project_name?: string;
      };
      metadata?: Record<string, unknown>;
      /**
       * @default enqueue
       * @enum {string}
       */
      multitask_strategy?: "reject" | "rollback" | "interrupt" | "enqueue";
      /** @enum {string} */
      on_completion?: "delete" | "keep";
      /**
       * @default [
       *       "values"
       *     ]
       */
      stream_mode?: components["schemas"]["StreamMode"] | components["schemas"]["StreamMode"][];
      /** @default false */
      stream_resumable?: boolean;
      /** @default false */
      stream_subgraphs?: boolean;
      strict_resume?: boolean;
      /** Format: uri-reference */
      webhook?: string;
    };
    RunCreateStateless: {
      after_seconds?: number;
      assistant_id: string;
      checkpoint?: components["schemas"]["CheckpointConfig"];
      /**
       * @deprecated
       * @default false
       */
      checkpoint_during?: boolean;
      checkpoint_id?: string;
      command?: components["schemas"]["Command"] | null;
      config?: components["schemas"]["Config"];
      context?: Record<string, unknown>;
      /**
       * @default async
       * @enum {string}
       */
      durability?: "sync" | "async" | "exit";
      feedback_keys?: string[];
      /** @enum {string} */
      if_not_exists?: "create" | "reject";
      input?: Record<string, unknown> | unknown[] | string | number | boolean | null;
      interrupt_after?: "*" | string[];
      interrupt_before?: "*" | string[];
      langsmith_tracer?: {
        example_id?: string;
        project_name?: string;
      };
      metadata?: Record<string, unknown>;
      /** @enum {string} */
      multitask_strategy?: "reject" | "rollback" | "interrupt" | "enqueue";
      /**
       * @default delete
       * @enum {string}
       */
      on_completion?: "delete" | "keep";
      /**
       * @default [
       *       "values"
       *     ]
       */
      stream_mode?: components["schemas"]["StreamMode"] | components["schemas"]["StreamMode"][];
      /** @default false */
      stream_resumable?: boolean;
      /** @default false */
      stream_subgraphs?: boolean;
      strict_resume?: boolean;
      thread_id?: string;
      /** Format: uri-reference */
      webhook?: string;
    };
    RunCreateStreamingStateful: components["schemas"]["RunCreateStateful"] & {
      /**
       * @default continue
       * @enum {string}
       */
      on_disconnect?: "cancel" | "continue";
    };
    RunCreateStreamingStateless: components["schemas"]["RunCreateStateless"] & {
      /**
       * @default continue
       * @enum {string}
       */
      on_disconnect?: "cancel" | "continue";
    };
    RunOutput:
      | ({
          __error__?: {
            error: string;
            message: string;
          };
          __interrupt__?: components["schemas"]["Interrupt"][];
        } & {
          [key: string]: unknown;
        })
      | unknown;
    RunsCancel: {
      run_ids?: string[];
      /** @enum {string} */
      status?: "pending" | "running" | "all";
      /** Format: uuid */
      thread_id?: string;
    } & (unknown | unknown);
    SearchItem: components["schemas"]["Item"] & {
      score?: number | null;
    };
    SearchItemsResponse: {
      items: components["schemas"]["SearchItem"][];
    };
    Send: {
      input: unknown;
      node: string;
    };
    StoreDeleteRequest: {
      key: string;
      namespace?: string[];
    };
    StoreListNamespacesRequest: {
      /** @default 100 */
      limit?: number;
      max_depth?: number;
      /** @default 0 */
      offset?: number;
      prefix?: string[];
      suffix?: string[];
    };
    StorePutRequest: {
      /** @default null */
      index?: false | string[] | null;
      key: string;
      namespace: string[];
      /** @default null */
      ttl?: number | null;
      value: Record<string, unknown>;
    };
    StoreSearchRequest: {
      filter?: {
        [key: string]: unknown;
      } | null;
      /** @default 10 */
      limit?: number;
      namespace_prefix?: string[] | null;
      /** @default 0 */
      offset?: number;
      query?: string | null;
      /** @default null */
      refresh_ttl?: boolean | null;
    };
    /** @enum {string} */
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
    Subgraphs: {
      [key: string]: components["schemas"]["GraphSchemaNoId"];
    };
    Thread: {
      config?: components["schemas"]["Config"] | null;
      /** Format: date-time */
      created_at: string;
      error?: unknown;
      extracted?: Record<string, unknown>;
      interrupts?: Record<string, unknown> | null;
      metadata: Record<string, unknown>;
      /** Format: date-time */
      state_updated_at?: string;
      /** @enum {string} */
      status: "idle" | "busy" | "interrupted" | "error";
      /** Format: uuid */
      thread_id: string;
      ttl?: {
        /** Format: date-time */
        expires_at?: string;
        /** @enum {string} */
        strategy?: "delete" | "keep_latest";
        ttl_minutes?: number;
      };
      /** Format: date-time */
      updated_at: string;
      values?: Record<string, unknown> | null;
    };
    ThreadCountRequest: {
      metadata?: Record<string, unknown>;
      /** @enum {string} */
      status?: "idle" | "busy" | "interrupted" | "error";
      values?: Record<string, unknown>;
    };
    ThreadCreate: {
      /**
       * @default raise
       * @enum {string}
       */
      if_exists?: "raise" | "do_nothing";
      metadata?: Record<string, unknown>;
      supersteps?: {
        updates: components["schemas"]["ThreadSuperstepUpdate"][];
      }[];
      /** Format: uuid */
      thread_id?: string;
      ttl?: {
        /**
         * @default delete
         * @enum {string}
         */
        strategy?: "delete" | "keep_latest";
        ttl?: number;
      };
    };
    ThreadCronCreate: {
      assistant_id: string;
      /** @deprecated */
      checkpoint_during?: boolean;
      config?: components["schemas"]["Config"];
      context?: Record<string, unknown>;
      /**
       * @default async
       * @enum {string}
       */
      durability?: "sync" | "async" | "exit";
      /** @default true */
      enabled?: boolean;
      /** Format: date-time */
      end_time?: string;
      input?: Record<string, unknown>[] | Record<string, unknown>;
      interrupt_after?: "*" | string[];
      interrupt_before?: "*" | string[];
      metadata?: Record<string, unknown>;
      /**
       * @default enqueue
       * @enum {string}
       */
      multitask_strategy?: "reject" | "rollback" | "interrupt" | "enqueue";
      /** @enum {string} */
      on_run_completed?: "delete" | "keep";
      schedule: string;
      /**
       * @default [
       *       "values"
       *     ]
       */
      stream_mode?: components["schemas"]["StreamMode"] | components["schemas"]["StreamMode"][];
      /** @default false */
      stream_resumable?: boolean;
      /** @default false */
      stream_subgraphs?: boolean;
      timezone?: string;
      /** Format: uri-reference */
      webhook?: string;
    };
    ThreadPatch: {
      metadata?: Record<string, unknown>;
      ttl?: {
        /**
         * @default delete
         * @enum {string}
         */
        strategy?: "delete" | "keep_latest";
        ttl?: number;
      };
    };
    ThreadPruneRequest: {
      /**
       * @default delete
       * @enum {string}
       */
      strategy?: "delete" | "keep_latest";
      thread_ids: string[];
    };
    ThreadPruneResponse: {
      pruned_count: number;
    };
    ThreadSearchRequest: {
      extract?: {
        [key: string]: string;
      };
      ids?: string[];
      /** @default 10 */
      limit?: number;
      metadata?: Record<string, unknown>;
      /** @default 0 */
      offset?: number;
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
      /** @enum {string} */
      sort_by?: "thread_id" | "status" | "created_at" | "updated_at" | "state_updated_at";
      /** @enum {string} */
      sort_order?: "asc" | "desc";
      /** @enum {string} */
      status?: "idle" | "busy" | "interrupted" | "error";
      values?: Record<string, unknown>;
    };
    ThreadState: {
      checkpoint: components["schemas"]["CheckpointConfig"] | null;
      checkpoint_id?: string | null;
      created_at: string | null;
      interrupts?: components["schemas"]["Interrupt"][];
      metadata: Record<string, unknown> | null;
      next: string[];
      parent_checkpoint?: Record<string, unknown> | null;
      parent_checkpoint_id?: string | null;
      tasks?: {
        checkpoint?: components["schemas"]["CheckpointConfig"] | null;
        error?: string | null;
        id: string;
        interrupts?: components["schemas"]["Interrupt"][];
        name: string;
        path?: unknown[] | null;
        result?: unknown;
        state?: components["schemas"]["ThreadState"] | null;
      }[];
      values: Record<string, unknown>[] | Record<string, unknown>;
    };
    ThreadStateCheckpointRequest: {
      checkpoint: components["schemas"]["CheckpointConfig"];
      select?: string[];
      subgraphs?: boolean;
    };
    ThreadStateSearch: {
      before?: string | components["schemas"]["Config"] | components["schemas"]["CheckpointConfig"];
      checkpoint?: components["schemas"]["CheckpointConfig"];
      /** @default 1 */
      limit?: number;
      metadata?: Record<string, unknown>;
      select?: string[];
    };
    ThreadStateUpdate: {
      as_node?: string;
      checkpoint?: components["schemas"]["CheckpointConfig"];
      checkpoint_id?: string;
      values?: unknown[] | Record<string, unknown> | null;
    };
    ThreadStateUpdateResponse: {
      checkpoint?: Record<string, unknown>;
      checkpoint_id?: string;
      configurable?: Record<string, unknown>;
    };
    ThreadStorage: {
      channel_values: {
        by_channel: {
          [key: string]: {
            bytes: number;
            versions: number;
          };
        };
        bytes: number;
        count: number;
      };
      checkpoints: {
        bytes: number;
        count: number;
      };
      pending_writes: {
        bytes: number;
        count: number;
      };
      /** Format: uuid */
      thread_id: string;
      total_bytes: number;
    };
    ThreadSuperstepUpdate: {
      as_node: string;
      command?: components["schemas"]["Command"] | null;
      values?: Record<string, unknown>[] | Record<string, unknown> | null;
    };
  };
  responses: {
    /** @description Delete Item Response. */
    DeleteItemResponse: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    /** @description Error Response. */
    ErrorResponse: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ErrorResponse"];
      };
    };
    /** @description Get Item Response. */
    GetItemResponse: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["Item"];
      };
    };
    /** @description List Namespaces Response. */
    ListNamespacesResponse: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["ListNamespaceResponse"];
      };
    };
    /** @description Put Item Response. */
    PutItemResponse: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    /** @description Search Items Response. */
    SearchItemsResponse: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/json": components["schemas"]["SearchItemsResponse"];
      };
    };
  };
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
        Accept: string;
      };
      path: {
        assistant_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          id: string;
          /** @enum {string} */
          jsonrpc: "2.0";
          /** @enum {string} */
          method: "message/send" | "message/stream" | "tasks/get" | "tasks/cancel";
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
        delete_threads?: boolean;
      };
      header?: never;
      path: {
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
        xray?: boolean | number;
      };
      header?: never;
      path: {
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
        recurse?: boolean;
      };
      header?: never;
      path: {
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
        recurse?: boolean;
      };
      header?: never;
      path: {
        assistant_id: string;
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
            metadata: Record<string, unknown>;
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
        key: string;
        namespace: string;
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
        include?: string[];
      };
      header?: never;
      path: {
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
        Prefer?: "return=minimal";
      };
      path: {
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
        limit?: number;
        before?: string;
      };
      header?: never;
      path: {
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
        limit?: number;
        offset?: number;
        status?: "pending" | "running" | "error" | "success" | "timeout" | "interrupted";
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
      };
      header?: never;
      path: {
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
        namespace?: string[];
      };
      header?: never;
      path: {
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
        thread_id: string;
        run_id: string;
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
        thread_id: string;
        run_id: string;
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
        wait?: boolean;
        action?: "interrupt" | "rollback";
        reason?: "taken";
      };
      header?: never;
      path: {
        thread_id: string;
        run_id: string;
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
        cancel_on_disconnect?: boolean;
      };
      header?: never;
      path: {
        thread_id: string;
        run_id: string;
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
        stream_mode?: string;
        cancel_on_disconnect?: boolean;
        namespace?: string[];
        checkpoint_id?: string;
      };
      header?: {
        "Last-Event-ID"?: string;
      };
      path: {
        thread_id: string;
        run_id: string;
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
        subgraphs?: boolean;
        select?: string[];
      };
      header?: never;
      path: {
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
        subgraphs?: boolean;
        select?: string[];
      };
      header?: never;
      path: {
        thread_id: string;
        checkpoint_id: string;
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
        stream_modes?: ("lifecycle" | "run_modes" | "state_update")[];
      };
      header?: {
        "Last-Event-ID"?: string;
      };
      path: {
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
