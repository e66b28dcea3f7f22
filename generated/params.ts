// Made from openapi.json by `npm run generate`. Edit neither this file nor openapi.json by hand.

import type { paths } from "./openapi.js";

/** An operation of the document by its key, such as "GET /threads/{thread_id}". */
export type Operation<Key extends string> = Key extends `${infer Method} ${infer Path}`
  ? Path extends keyof paths
    ? Lowercase<Method> extends keyof paths[Path]
      ? paths[Path][Lowercase<Method>]
      : never
    : never
  : never;

type Json<Content> = Content extends { content: { "application/json": infer Value } } ? Value : never;
type Element<Value> = Value extends readonly (infer Item)[] ? Item : Value;
type Body<Key extends string> =
  Operation<Key> extends { requestBody?: infer Content } ? Element<Json<NonNullable<Content>>> : never;
type Query<Key extends string> =
  Operation<Key> extends { parameters: { query?: infer Fields } } ? NonNullable<Fields> : never;

/** The options of every operation, from its query and its body. */
export interface Params {
  "POST /a2a/{assistant_id}": {
    id: Body<"POST /a2a/{assistant_id}">["id"];
    jsonrpc: Body<"POST /a2a/{assistant_id}">["jsonrpc"];
    method: Body<"POST /a2a/{assistant_id}">["method"];
    params?: Body<"POST /a2a/{assistant_id}">["params"] | undefined;
  };
  "POST /assistants": {
    assistantId?: Body<"POST /assistants">["assistant_id"] | undefined;
    config?: Body<"POST /assistants">["config"] | undefined;
    context?: Body<"POST /assistants">["context"] | undefined;
    description?: Body<"POST /assistants">["description"] | undefined;
    graphId: Body<"POST /assistants">["graph_id"];
    ifExists?: Body<"POST /assistants">["if_exists"] | undefined;
    metadata?: Body<"POST /assistants">["metadata"] | undefined;
    name?: Body<"POST /assistants">["name"] | undefined;
  };
  "POST /assistants/count": {
    graphId?: Body<"POST /assistants/count">["graph_id"] | undefined;
    metadata?: Body<"POST /assistants/count">["metadata"] | undefined;
    name?: Body<"POST /assistants/count">["name"] | undefined;
  };
  "POST /assistants/search": {
    graphId?: Body<"POST /assistants/search">["graph_id"] | undefined;
    limit?: Body<"POST /assistants/search">["limit"] | undefined;
    metadata?: Body<"POST /assistants/search">["metadata"] | undefined;
    name?: Body<"POST /assistants/search">["name"] | undefined;
    offset?: Body<"POST /assistants/search">["offset"] | undefined;
    select?: Body<"POST /assistants/search">["select"] | undefined;
    sortBy?: Body<"POST /assistants/search">["sort_by"] | undefined;
    sortOrder?: Body<"POST /assistants/search">["sort_order"] | undefined;
  };
  "DELETE /assistants/{assistant_id}": {
    deleteThreads?: Query<"DELETE /assistants/{assistant_id}">["delete_threads"] | undefined;
  };
  "GET /assistants/{assistant_id}": {};
  "PATCH /assistants/{assistant_id}": {
    config?: Body<"PATCH /assistants/{assistant_id}">["config"] | undefined;
    context?: Body<"PATCH /assistants/{assistant_id}">["context"] | undefined;
    description?: Body<"PATCH /assistants/{assistant_id}">["description"] | undefined;
    graphId?: Body<"PATCH /assistants/{assistant_id}">["graph_id"] | undefined;
    metadata?: Body<"PATCH /assistants/{assistant_id}">["metadata"] | undefined;
    name?: Body<"PATCH /assistants/{assistant_id}">["name"] | undefined;
  };
  "GET /assistants/{assistant_id}/graph": {
    xray?: Query<"GET /assistants/{assistant_id}/graph">["xray"] | undefined;
  };
  "POST /assistants/{assistant_id}/latest": {
    version: Body<"POST /assistants/{assistant_id}/latest">["version"];
  };
  "GET /assistants/{assistant_id}/schemas": {};
  "GET /assistants/{assistant_id}/subgraphs": {
    recurse?: Query<"GET /assistants/{assistant_id}/subgraphs">["recurse"] | undefined;
  };
  "GET /assistants/{assistant_id}/subgraphs/{namespace}": {
    recurse?: Query<"GET /assistants/{assistant_id}/subgraphs/{namespace}">["recurse"] | undefined;
  };
  "POST /assistants/{assistant_id}/versions": {
    limit?: Body<"POST /assistants/{assistant_id}/versions">["limit"] | undefined;
    metadata?: Body<"POST /assistants/{assistant_id}/versions">["metadata"] | undefined;
    offset?: Body<"POST /assistants/{assistant_id}/versions">["offset"] | undefined;
  };
  "GET /docs": {};
  "GET /info": {};
  "DELETE /mcp/": {};
  "GET /mcp/": {};
  "POST /mcp/": {};
  "GET /metrics": {
    format?: Query<"GET /metrics">["format"] | undefined;
  };
  "GET /ok": {
    checkDb?: Query<"GET /ok">["check_db"] | undefined;
  };
  "POST /runs": {
    afterSeconds?: Body<"POST /runs">["after_seconds"] | undefined;
    assistantId: Body<"POST /runs">["assistant_id"];
    checkpoint?: Body<"POST /runs">["checkpoint"] | undefined;
    /**
     * @deprecated */
    checkpointDuring?: Body<"POST /runs">["checkpoint_during"] | undefined;
    checkpointId?: Body<"POST /runs">["checkpoint_id"] | undefined;
    command?: Body<"POST /runs">["command"] | undefined;
    config?: Body<"POST /runs">["config"] | undefined;
    context?: Body<"POST /runs">["context"] | undefined;
    durability?: Body<"POST /runs">["durability"] | undefined;
    feedbackKeys?: Body<"POST /runs">["feedback_keys"] | undefined;
    ifNotExists?: Body<"POST /runs">["if_not_exists"] | undefined;
    input?: Body<"POST /runs">["input"] | undefined;
    interruptAfter?: Body<"POST /runs">["interrupt_after"] | undefined;
    interruptBefore?: Body<"POST /runs">["interrupt_before"] | undefined;
    langsmithTracer?: Body<"POST /runs">["langsmith_tracer"] | undefined;
    metadata?: Body<"POST /runs">["metadata"] | undefined;
    multitaskStrategy?: Body<"POST /runs">["multitask_strategy"] | undefined;
    onCompletion?: Body<"POST /runs">["on_completion"] | undefined;
    streamMode?: Body<"POST /runs">["stream_mode"] | undefined;
    streamResumable?: Body<"POST /runs">["stream_resumable"] | undefined;
    streamSubgraphs?: Body<"POST /runs">["stream_subgraphs"] | undefined;
    strictResume?: Body<"POST /runs">["strict_resume"] | undefined;
    threadId?: Body<"POST /runs">["thread_id"] | undefined;
    webhook?: Body<"POST /runs">["webhook"] | undefined;
  };
  "POST /runs/batch": {
    afterSeconds?: Body<"POST /runs/batch">["after_seconds"] | undefined;
    assistantId: Body<"POST /runs/batch">["assistant_id"];
    checkpoint?: Body<"POST /runs/batch">["checkpoint"] | undefined;
    /**
     * @deprecated */
    checkpointDuring?: Body<"POST /runs/batch">["checkpoint_during"] | undefined;
    checkpointId?: Body<"POST /runs/batch">["checkpoint_id"] | undefined;
    command?: Body<"POST /runs/batch">["command"] | undefined;
    config?: Body<"POST /runs/batch">["config"] | undefined;
    context?: Body<"POST /runs/batch">["context"] | undefined;
    durability?: Body<"POST /runs/batch">["durability"] | undefined;
    feedbackKeys?: Body<"POST /runs/batch">["feedback_keys"] | undefined;
    ifNotExists?: Body<"POST /runs/batch">["if_not_exists"] | undefined;
    input?: Body<"POST /runs/batch">["input"] | undefined;
    interruptAfter?: Body<"POST /runs/batch">["interrupt_after"] | undefined;
    interruptBefore?: Body<"POST /runs/batch">["interrupt_before"] | undefined;
    langsmithTracer?: Body<"POST /runs/batch">["langsmith_tracer"] | undefined;
    metadata?: Body<"POST /runs/batch">["metadata"] | undefined;
    multitaskStrategy?: Body<"POST /runs/batch">["multitask_strategy"] | undefined;
    onCompletion?: Body<"POST /runs/batch">["on_completion"] | undefined;
    streamMode?: Body<"POST /runs/batch">["stream_mode"] | undefined;
    streamResumable?: Body<"POST /runs/batch">["stream_resumable"] | undefined;
    streamSubgraphs?: Body<"POST /runs/batch">["stream_subgraphs"] | undefined;
    strictResume?: Body<"POST /runs/batch">["strict_resume"] | undefined;
    threadId?: Body<"POST /runs/batch">["thread_id"] | undefined;
    webhook?: Body<"POST /runs/batch">["webhook"] | undefined;
  };
  "POST /runs/cancel": {
    action?: Query<"POST /runs/cancel">["action"] | undefined;
    runIds?: Body<"POST /runs/cancel">["run_ids"] | undefined;
    status?: Body<"POST /runs/cancel">["status"] | undefined;
    threadId?: Body<"POST /runs/cancel">["thread_id"] | undefined;
  };
  "POST /runs/crons": {
    assistantId: Body<"POST /runs/crons">["assistant_id"];
    /**
     * @deprecated */
    checkpointDuring?: Body<"POST /runs/crons">["checkpoint_during"] | undefined;
    config?: Body<"POST /runs/crons">["config"] | undefined;
    context?: Body<"POST /runs/crons">["context"] | undefined;
    durability?: Body<"POST /runs/crons">["durability"] | undefined;
    enabled?: Body<"POST /runs/crons">["enabled"] | undefined;
    endTime?: Body<"POST /runs/crons">["end_time"] | undefined;
    input?: Body<"POST /runs/crons">["input"] | undefined;
    interruptAfter?: Body<"POST /runs/crons">["interrupt_after"] | undefined;
    interruptBefore?: Body<"POST /runs/crons">["interrupt_before"] | undefined;
    metadata?: Body<"POST /runs/crons">["metadata"] | undefined;
    multitaskStrategy?: Body<"POST /runs/crons">["multitask_strategy"] | undefined;
    onRunCompleted?: Body<"POST /runs/crons">["on_run_completed"] | undefined;
    schedule: Body<"POST /runs/crons">["schedule"];
    streamMode?: Body<"POST /runs/crons">["stream_mode"] | undefined;
    streamResumable?: Body<"POST /runs/crons">["stream_resumable"] | undefined;
    streamSubgraphs?: Body<"POST /runs/crons">["stream_subgraphs"] | undefined;
    timezone?: Body<"POST /runs/crons">["timezone"] | undefined;
    webhook?: Body<"POST /runs/crons">["webhook"] | undefined;
  };
  "POST /runs/crons/count": {
    assistantId?: Body<"POST /runs/crons/count">["assistant_id"] | undefined;
    metadata?: Body<"POST /runs/crons/count">["metadata"] | undefined;
    threadId?: Body<"POST /runs/crons/count">["thread_id"] | undefined;
  };
  "POST /runs/crons/search": {
    assistantId?: Body<"POST /runs/crons/search">["assistant_id"] | undefined;
    enabled?: Body<"POST /runs/crons/search">["enabled"] | undefined;
    limit?: Body<"POST /runs/crons/search">["limit"] | undefined;
    metadata?: Body<"POST /runs/crons/search">["metadata"] | undefined;
    offset?: Body<"POST /runs/crons/search">["offset"] | undefined;
    select?: Body<"POST /runs/crons/search">["select"] | undefined;
    sortBy?: Body<"POST /runs/crons/search">["sort_by"] | undefined;
    sortOrder?: Body<"POST /runs/crons/search">["sort_order"] | undefined;
    threadId?: Body<"POST /runs/crons/search">["thread_id"] | undefined;
  };
  "DELETE /runs/crons/{cron_id}": {};
  "GET /runs/crons/{cron_id}": {};
  "PATCH /runs/crons/{cron_id}": {
    config?: Body<"PATCH /runs/crons/{cron_id}">["config"] | undefined;
    context?: Body<"PATCH /runs/crons/{cron_id}">["context"] | undefined;
    durability?: Body<"PATCH /runs/crons/{cron_id}">["durability"] | undefined;
    enabled?: Body<"PATCH /runs/crons/{cron_id}">["enabled"] | undefined;
    endTime?: Body<"PATCH /runs/crons/{cron_id}">["end_time"] | undefined;
    input?: Body<"PATCH /runs/crons/{cron_id}">["input"] | undefined;
    interruptAfter?: Body<"PATCH /runs/crons/{cron_id}">["interrupt_after"] | undefined;
    interruptBefore?: Body<"PATCH /runs/crons/{cron_id}">["interrupt_before"] | undefined;
    metadata?: Body<"PATCH /runs/crons/{cron_id}">["metadata"] | undefined;
    onRunCompleted?: Body<"PATCH /runs/crons/{cron_id}">["on_run_completed"] | undefined;
    schedule?: Body<"PATCH /runs/crons/{cron_id}">["schedule"] | undefined;
    streamMode?: Body<"PATCH /runs/crons/{cron_id}">["stream_mode"] | undefined;
    streamResumable?: Body<"PATCH /runs/crons/{cron_id}">["stream_resumable"] | undefined;
    streamSubgraphs?: Body<"PATCH /runs/crons/{cron_id}">["stream_subgraphs"] | undefined;
    timezone?: Body<"PATCH /runs/crons/{cron_id}">["timezone"] | undefined;
    webhook?: Body<"PATCH /runs/crons/{cron_id}">["webhook"] | undefined;
  };
  "POST /runs/stream": {
    namespace?: Query<"POST /runs/stream">["namespace"] | undefined;
    afterSeconds?: Body<"POST /runs/stream">["after_seconds"] | undefined;
    assistantId: Body<"POST /runs/stream">["assistant_id"];
    checkpoint?: Body<"POST /runs/stream">["checkpoint"] | undefined;
    /**
     * @deprecated */
    checkpointDuring?: Body<"POST /runs/stream">["checkpoint_during"] | undefined;
    checkpointId?: Body<"POST /runs/stream">["checkpoint_id"] | undefined;
    command?: Body<"POST /runs/stream">["command"] | undefined;
    config?: Body<"POST /runs/stream">["config"] | undefined;
    context?: Body<"POST /runs/stream">["context"] | undefined;
    durability?: Body<"POST /runs/stream">["durability"] | undefined;
    feedbackKeys?: Body<"POST /runs/stream">["feedback_keys"] | undefined;
    ifNotExists?: Body<"POST /runs/stream">["if_not_exists"] | undefined;
    input?: Body<"POST /runs/stream">["input"] | undefined;
    interruptAfter?: Body<"POST /runs/stream">["interrupt_after"] | undefined;
    interruptBefore?: Body<"POST /runs/stream">["interrupt_before"] | undefined;
    langsmithTracer?: Body<"POST /runs/stream">["langsmith_tracer"] | undefined;
    metadata?: Body<"POST /runs/stream">["metadata"] | undefined;
    multitaskStrategy?: Body<"POST /runs/stream">["multitask_strategy"] | undefined;
    onCompletion?: Body<"POST /runs/stream">["on_completion"] | undefined;
    streamMode?: Body<"POST /runs/stream">["stream_mode"] | undefined;
    streamResumable?: Body<"POST /runs/stream">["stream_resumable"] | undefined;
    streamSubgraphs?: Body<"POST /runs/stream">["stream_subgraphs"] | undefined;
    strictResume?: Body<"POST /runs/stream">["strict_resume"] | undefined;
    threadId?: Body<"POST /runs/stream">["thread_id"] | undefined;
    webhook?: Body<"POST /runs/stream">["webhook"] | undefined;
    onDisconnect?: Body<"POST /runs/stream">["on_disconnect"] | undefined;
  };
  "POST /runs/wait": {
    afterSeconds?: Body<"POST /runs/wait">["after_seconds"] | undefined;
    assistantId: Body<"POST /runs/wait">["assistant_id"];
    checkpoint?: Body<"POST /runs/wait">["checkpoint"] | undefined;
    /**
     * @deprecated */
    checkpointDuring?: Body<"POST /runs/wait">["checkpoint_during"] | undefined;
    checkpointId?: Body<"POST /runs/wait">["checkpoint_id"] | undefined;
    command?: Body<"POST /runs/wait">["command"] | undefined;
    config?: Body<"POST /runs/wait">["config"] | undefined;
    context?: Body<"POST /runs/wait">["context"] | undefined;
    durability?: Body<"POST /runs/wait">["durability"] | undefined;
    feedbackKeys?: Body<"POST /runs/wait">["feedback_keys"] | undefined;
    ifNotExists?: Body<"POST /runs/wait">["if_not_exists"] | undefined;
    input?: Body<"POST /runs/wait">["input"] | undefined;
    interruptAfter?: Body<"POST /runs/wait">["interrupt_after"] | undefined;
    interruptBefore?: Body<"POST /runs/wait">["interrupt_before"] | undefined;
    langsmithTracer?: Body<"POST /runs/wait">["langsmith_tracer"] | undefined;
    metadata?: Body<"POST /runs/wait">["metadata"] | undefined;
    multitaskStrategy?: Body<"POST /runs/wait">["multitask_strategy"] | undefined;
    onCompletion?: Body<"POST /runs/wait">["on_completion"] | undefined;
    streamMode?: Body<"POST /runs/wait">["stream_mode"] | undefined;
    streamResumable?: Body<"POST /runs/wait">["stream_resumable"] | undefined;
    streamSubgraphs?: Body<"POST /runs/wait">["stream_subgraphs"] | undefined;
    strictResume?: Body<"POST /runs/wait">["strict_resume"] | undefined;
    threadId?: Body<"POST /runs/wait">["thread_id"] | undefined;
    webhook?: Body<"POST /runs/wait">["webhook"] | undefined;
    onDisconnect?: Body<"POST /runs/wait">["on_disconnect"] | undefined;
  };
  "DELETE /store/items": {
    key: Body<"DELETE /store/items">["key"];
    namespace?: Body<"DELETE /store/items">["namespace"] | undefined;
  };
  "GET /store/items": {
    key: Query<"GET /store/items">["key"];
    namespace: Query<"GET /store/items">["namespace"];
    refreshTtl?: Query<"GET /store/items">["refresh_ttl"] | undefined;
  };
  "PUT /store/items": {
    index?: Body<"PUT /store/items">["index"] | undefined;
    key: Body<"PUT /store/items">["key"];
    namespace: Body<"PUT /store/items">["namespace"];
    ttl?: Body<"PUT /store/items">["ttl"] | undefined;
    value: Body<"PUT /store/items">["value"];
  };
  "POST /store/items/search": {
    filter?: Body<"POST /store/items/search">["filter"] | undefined;
    limit?: Body<"POST /store/items/search">["limit"] | undefined;
    namespacePrefix?: Body<"POST /store/items/search">["namespace_prefix"] | undefined;
    offset?: Body<"POST /store/items/search">["offset"] | undefined;
    query?: Body<"POST /store/items/search">["query"] | undefined;
    refreshTtl?: Body<"POST /store/items/search">["refresh_ttl"] | undefined;
  };
  "POST /store/namespaces": {
    limit?: Body<"POST /store/namespaces">["limit"] | undefined;
    maxDepth?: Body<"POST /store/namespaces">["max_depth"] | undefined;
    offset?: Body<"POST /store/namespaces">["offset"] | undefined;
    prefix?: Body<"POST /store/namespaces">["prefix"] | undefined;
    suffix?: Body<"POST /store/namespaces">["suffix"] | undefined;
  };
  "POST /threads": {
    ifExists?: Body<"POST /threads">["if_exists"] | undefined;
    metadata?: Body<"POST /threads">["metadata"] | undefined;
    supersteps?: Body<"POST /threads">["supersteps"] | undefined;
    threadId?: Body<"POST /threads">["thread_id"] | undefined;
    ttl?: Body<"POST /threads">["ttl"] | undefined;
  };
  "POST /threads/count": {
    metadata?: Body<"POST /threads/count">["metadata"] | undefined;
    status?: Body<"POST /threads/count">["status"] | undefined;
    values?: Body<"POST /threads/count">["values"] | undefined;
  };
  "POST /threads/prune": {
    strategy?: Body<"POST /threads/prune">["strategy"] | undefined;
    threadIds: Body<"POST /threads/prune">["thread_ids"];
  };
  "POST /threads/search": {
    extract?: Body<"POST /threads/search">["extract"] | undefined;
    ids?: Body<"POST /threads/search">["ids"] | undefined;
    limit?: Body<"POST /threads/search">["limit"] | undefined;
    metadata?: Body<"POST /threads/search">["metadata"] | undefined;
    offset?: Body<"POST /threads/search">["offset"] | undefined;
    select?: Body<"POST /threads/search">["select"] | undefined;
    sortBy?: Body<"POST /threads/search">["sort_by"] | undefined;
    sortOrder?: Body<"POST /threads/search">["sort_order"] | undefined;
    status?: Body<"POST /threads/search">["status"] | undefined;
    values?: Body<"POST /threads/search">["values"] | undefined;
  };
  "DELETE /threads/{thread_id}": {};
  "GET /threads/{thread_id}": {
    include?: Query<"GET /threads/{thread_id}">["include"] | undefined;
  };
  "PATCH /threads/{thread_id}": {
    metadata?: Body<"PATCH /threads/{thread_id}">["metadata"] | undefined;
    ttl?: Body<"PATCH /threads/{thread_id}">["ttl"] | undefined;
  };
  "POST /threads/{thread_id}/commands": {
    id: Body<"POST /threads/{thread_id}/commands">["id"];
    method: Body<"POST /threads/{thread_id}/commands">["method"];
    params?: Body<"POST /threads/{thread_id}/commands">["params"] | undefined;
  };
  "POST /threads/{thread_id}/copy": {};
  "GET /threads/{thread_id}/history": {
    limit?: Query<"GET /threads/{thread_id}/history">["limit"] | undefined;
    before?: Query<"GET /threads/{thread_id}/history">["before"] | undefined;
  };
  "POST /threads/{thread_id}/history": {
    before?: Body<"POST /threads/{thread_id}/history">["before"] | undefined;
    checkpoint?: Body<"POST /threads/{thread_id}/history">["checkpoint"] | undefined;
    limit?: Body<"POST /threads/{thread_id}/history">["limit"] | undefined;
    metadata?: Body<"POST /threads/{thread_id}/history">["metadata"] | undefined;
    select?: Body<"POST /threads/{thread_id}/history">["select"] | undefined;
  };
  "GET /threads/{thread_id}/runs": {
    limit?: Query<"GET /threads/{thread_id}/runs">["limit"] | undefined;
    offset?: Query<"GET /threads/{thread_id}/runs">["offset"] | undefined;
    status?: Query<"GET /threads/{thread_id}/runs">["status"] | undefined;
    select?: Query<"GET /threads/{thread_id}/runs">["select"] | undefined;
  };
  "POST /threads/{thread_id}/runs": {
    afterSeconds?: Body<"POST /threads/{thread_id}/runs">["after_seconds"] | undefined;
    assistantId: Body<"POST /threads/{thread_id}/runs">["assistant_id"];
    checkpoint?: Body<"POST /threads/{thread_id}/runs">["checkpoint"] | undefined;
    /**
     * @deprecated */
    checkpointDuring?: Body<"POST /threads/{thread_id}/runs">["checkpoint_during"] | undefined;
    checkpointId?: Body<"POST /threads/{thread_id}/runs">["checkpoint_id"] | undefined;
    command?: Body<"POST /threads/{thread_id}/runs">["command"] | undefined;
    config?: Body<"POST /threads/{thread_id}/runs">["config"] | undefined;
    context?: Body<"POST /threads/{thread_id}/runs">["context"] | undefined;
    durability?: Body<"POST /threads/{thread_id}/runs">["durability"] | undefined;
    feedbackKeys?: Body<"POST /threads/{thread_id}/runs">["feedback_keys"] | undefined;
    ifNotExists?: Body<"POST /threads/{thread_id}/runs">["if_not_exists"] | undefined;
    input?: Body<"POST /threads/{thread_id}/runs">["input"] | undefined;
    interruptAfter?: Body<"POST /threads/{thread_id}/runs">["interrupt_after"] | undefined;
    interruptBefore?: Body<"POST /threads/{thread_id}/runs">["interrupt_before"] | undefined;
    langsmithTracer?: Body<"POST /threads/{thread_id}/runs">["langsmith_tracer"] | undefined;
    metadata?: Body<"POST /threads/{thread_id}/runs">["metadata"] | undefined;
    multitaskStrategy?: Body<"POST /threads/{thread_id}/runs">["multitask_strategy"] | undefined;
    onCompletion?: Body<"POST /threads/{thread_id}/runs">["on_completion"] | undefined;
    streamMode?: Body<"POST /threads/{thread_id}/runs">["stream_mode"] | undefined;
    streamResumable?: Body<"POST /threads/{thread_id}/runs">["stream_resumable"] | undefined;
    streamSubgraphs?: Body<"POST /threads/{thread_id}/runs">["stream_subgraphs"] | undefined;
    strictResume?: Body<"POST /threads/{thread_id}/runs">["strict_resume"] | undefined;
    webhook?: Body<"POST /threads/{thread_id}/runs">["webhook"] | undefined;
  };
  "POST /threads/{thread_id}/runs/crons": {
    assistantId: Body<"POST /threads/{thread_id}/runs/crons">["assistant_id"];
    /**
     * @deprecated */
    checkpointDuring?: Body<"POST /threads/{thread_id}/runs/crons">["checkpoint_during"] | undefined;
    config?: Body<"POST /threads/{thread_id}/runs/crons">["config"] | undefined;
    context?: Body<"POST /threads/{thread_id}/runs/crons">["context"] | undefined;
    durability?: Body<"POST /threads/{thread_id}/runs/crons">["durability"] | undefined;
    enabled?: Body<"POST /threads/{thread_id}/runs/crons">["enabled"] | undefined;
    endTime?: Body<"POST /threads/{thread_id}/runs/crons">["end_time"] | undefined;
    input?: Body<"POST /threads/{thread_id}/runs/crons">["input"] | undefined;
    interruptAfter?: Body<"POST /threads/{thread_id}/runs/crons">["interrupt_after"] | undefined;
    interruptBefore?: Body<"POST /threads/{thread_id}/runs/crons">["interrupt_before"] | undefined;
    metadata?: Body<"POST /threads/{thread_id}/runs/crons">["metadata"] | undefined;
    multitaskStrategy?: Body<"POST /threads/{thread_id}/runs/crons">["multitask_strategy"] | undefined;
    onRunCompleted?: Body<"POST /threads/{thread_id}/runs/crons">["on_run_completed"] | undefined;
    schedule: Body<"POST /threads/{thread_id}/runs/crons">["schedule"];
    streamMode?: Body<"POST /threads/{thread_id}/runs/crons">["stream_mode"] | undefined;
    streamResumable?: Body<"POST /threads/{thread_id}/runs/crons">["stream_resumable"] | undefined;
    streamSubgraphs?: Body<"POST /threads/{thread_id}/runs/crons">["stream_subgraphs"] | undefined;
    timezone?: Body<"POST /threads/{thread_id}/runs/crons">["timezone"] | undefined;
    webhook?: Body<"POST /threads/{thread_id}/runs/crons">["webhook"] | undefined;
  };
  "POST /threads/{thread_id}/runs/stream": {
    namespace?: Query<"POST /threads/{thread_id}/runs/stream">["namespace"] | undefined;
    afterSeconds?: Body<"POST /threads/{thread_id}/runs/stream">["after_seconds"] | undefined;
    assistantId: Body<"POST /threads/{thread_id}/runs/stream">["assistant_id"];
    checkpoint?: Body<"POST /threads/{thread_id}/runs/stream">["checkpoint"] | undefined;
    /**
     * @deprecated */
    checkpointDuring?: Body<"POST /threads/{thread_id}/runs/stream">["checkpoint_during"] | undefined;
    checkpointId?: Body<"POST /threads/{thread_id}/runs/stream">["checkpoint_id"] | undefined;
    command?: Body<"POST /threads/{thread_id}/runs/stream">["command"] | undefined;
    config?: Body<"POST /threads/{thread_id}/runs/stream">["config"] | undefined;
    context?: Body<"POST /threads/{thread_id}/runs/stream">["context"] | undefined;
    durability?: Body<"POST /threads/{thread_id}/runs/stream">["durability"] | undefined;
    feedbackKeys?: Body<"POST /threads/{thread_id}/runs/stream">["feedback_keys"] | undefined;
    ifNotExists?: Body<"POST /threads/{thread_id}/runs/stream">["if_not_exists"] | undefined;
    input?: Body<"POST /threads/{thread_id}/runs/stream">["input"] | undefined;
    interruptAfter?: Body<"POST /threads/{thread_id}/runs/stream">["interrupt_after"] | undefined;
    interruptBefore?: Body<"POST /threads/{thread_id}/runs/stream">["interrupt_before"] | undefined;
    langsmithTracer?: Body<"POST /threads/{thread_id}/runs/stream">["langsmith_tracer"] | undefined;
    metadata?: Body<"POST /threads/{thread_id}/runs/stream">["metadata"] | undefined;
    multitaskStrategy?: Body<"POST /threads/{thread_id}/runs/stream">["multitask_strategy"] | undefined;
    onCompletion?: Body<"POST /threads/{thread_id}/runs/stream">["on_completion"] | undefined;
    streamMode?: Body<"POST /threads/{thread_id}/runs/stream">["stream_mode"] | undefined;
    streamResumable?: Body<"POST /threads/{thread_id}/runs/stream">["stream_resumable"] | undefined;
    streamSubgraphs?: Body<"POST /threads/{thread_id}/runs/stream">["stream_subgraphs"] | undefined;
    strictResume?: Body<"POST /threads/{thread_id}/runs/stream">["strict_resume"] | undefined;
    webhook?: Body<"POST /threads/{thread_id}/runs/stream">["webhook"] | undefined;
    onDisconnect?: Body<"POST /threads/{thread_id}/runs/stream">["on_disconnect"] | undefined;
  };
  "POST /threads/{thread_id}/runs/wait": {
    afterSeconds?: Body<"POST /threads/{thread_id}/runs/wait">["after_seconds"] | undefined;
    assistantId: Body<"POST /threads/{thread_id}/runs/wait">["assistant_id"];
    checkpoint?: Body<"POST /threads/{thread_id}/runs/wait">["checkpoint"] | undefined;
    /**
     * @deprecated */
    checkpointDuring?: Body<"POST /threads/{thread_id}/runs/wait">["checkpoint_during"] | undefined;
    checkpointId?: Body<"POST /threads/{thread_id}/runs/wait">["checkpoint_id"] | undefined;
    command?: Body<"POST /threads/{thread_id}/runs/wait">["command"] | undefined;
    config?: Body<"POST /threads/{thread_id}/runs/wait">["config"] | undefined;
    context?: Body<"POST /threads/{thread_id}/runs/wait">["context"] | undefined;
    durability?: Body<"POST /threads/{thread_id}/runs/wait">["durability"] | undefined;
    feedbackKeys?: Body<"POST /threads/{thread_id}/runs/wait">["feedback_keys"] | undefined;
    ifNotExists?: Body<"POST /threads/{thread_id}/runs/wait">["if_not_exists"] | undefined;
    input?: Body<"POST /threads/{thread_id}/runs/wait">["input"] | undefined;
    interruptAfter?: Body<"POST /threads/{thread_id}/runs/wait">["interrupt_after"] | undefined;
    interruptBefore?: Body<"POST /threads/{thread_id}/runs/wait">["interrupt_before"] | undefined;
    langsmithTracer?: Body<"POST /threads/{thread_id}/runs/wait">["langsmith_tracer"] | undefined;
    metadata?: Body<"POST /threads/{thread_id}/runs/wait">["metadata"] | undefined;
    multitaskStrategy?: Body<"POST /threads/{thread_id}/runs/wait">["multitask_strategy"] | undefined;
    onCompletion?: Body<"POST /threads/{thread_id}/runs/wait">["on_completion"] | undefined;
    streamMode?: Body<"POST /threads/{thread_id}/runs/wait">["stream_mode"] | undefined;
    streamResumable?: Body<"POST /threads/{thread_id}/runs/wait">["stream_resumable"] | undefined;
    streamSubgraphs?: Body<"POST /threads/{thread_id}/runs/wait">["stream_subgraphs"] | undefined;
    strictResume?: Body<"POST /threads/{thread_id}/runs/wait">["strict_resume"] | undefined;
    webhook?: Body<"POST /threads/{thread_id}/runs/wait">["webhook"] | undefined;
    onDisconnect?: Body<"POST /threads/{thread_id}/runs/wait">["on_disconnect"] | undefined;
  };
  "DELETE /threads/{thread_id}/runs/{run_id}": {};
  "GET /threads/{thread_id}/runs/{run_id}": {};
  "POST /threads/{thread_id}/runs/{run_id}/cancel": {
    wait?: Query<"POST /threads/{thread_id}/runs/{run_id}/cancel">["wait"] | undefined;
    action?: Query<"POST /threads/{thread_id}/runs/{run_id}/cancel">["action"] | undefined;
    reason?: Query<"POST /threads/{thread_id}/runs/{run_id}/cancel">["reason"] | undefined;
  };
  "GET /threads/{thread_id}/runs/{run_id}/join": {
    cancelOnDisconnect?:
      Query<"GET /threads/{thread_id}/runs/{run_id}/join">["cancel_on_disconnect"] | undefined;
  };
  "GET /threads/{thread_id}/runs/{run_id}/stream": {
    streamMode?: Query<"GET /threads/{thread_id}/runs/{run_id}/stream">["stream_mode"] | undefined;
    cancelOnDisconnect?:
      Query<"GET /threads/{thread_id}/runs/{run_id}/stream">["cancel_on_disconnect"] | undefined;
    namespace?: Query<"GET /threads/{thread_id}/runs/{run_id}/stream">["namespace"] | undefined;
    checkpointId?: Query<"GET /threads/{thread_id}/runs/{run_id}/stream">["checkpoint_id"] | undefined;
  };
  "GET /threads/{thread_id}/state": {
    subgraphs?: Query<"GET /threads/{thread_id}/state">["subgraphs"] | undefined;
    select?: Query<"GET /threads/{thread_id}/state">["select"] | undefined;
  };
  "POST /threads/{thread_id}/state": {
    asNode?: Body<"POST /threads/{thread_id}/state">["as_node"] | undefined;
    checkpoint?: Body<"POST /threads/{thread_id}/state">["checkpoint"] | undefined;
    checkpointId?: Body<"POST /threads/{thread_id}/state">["checkpoint_id"] | undefined;
    values?: Body<"POST /threads/{thread_id}/state">["values"] | undefined;
  };
  "POST /threads/{thread_id}/state/checkpoint": {
    checkpoint: Body<"POST /threads/{thread_id}/state/checkpoint">["checkpoint"];
    select?: Body<"POST /threads/{thread_id}/state/checkpoint">["select"] | undefined;
    subgraphs?: Body<"POST /threads/{thread_id}/state/checkpoint">["subgraphs"] | undefined;
  };
  "GET /threads/{thread_id}/state/{checkpoint_id}": {
    subgraphs?: Query<"GET /threads/{thread_id}/state/{checkpoint_id}">["subgraphs"] | undefined;
    select?: Query<"GET /threads/{thread_id}/state/{checkpoint_id}">["select"] | undefined;
  };
  "GET /threads/{thread_id}/storage": {};
  "GET /threads/{thread_id}/stream": {
    streamModes?: Query<"GET /threads/{thread_id}/stream">["stream_modes"] | undefined;
  };
  "POST /threads/{thread_id}/stream/events": {
    channels: Body<"POST /threads/{thread_id}/stream/events">["channels"];
    depth?: Body<"POST /threads/{thread_id}/stream/events">["depth"] | undefined;
    namespaces?: Body<"POST /threads/{thread_id}/stream/events">["namespaces"] | undefined;
    since?: Body<"POST /threads/{thread_id}/stream/events">["since"] | undefined;
  };
}
/** What the stream of a run can carry. */
export const streamModes = [
  "values",
  "messages",
  "messages-tuple",
  "tasks",
  "checkpoints",
  "updates",
  "events",
  "debug",
  "custom",
  "tools",
  "lifecycle",
] as const;

/** What the stream of a thread can carry. */
export const threadStreamModes = ["lifecycle", "run_modes", "state_update"] as const;
