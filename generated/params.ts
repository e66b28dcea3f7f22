// Made from openapi.json by `npm run generate`. Edit neither this file nor openapi.json by hand.

import type { components, paths } from "./openapi.js";

interface Body {
  "POST /a2a/{assistant_id}": paths["/a2a/{assistant_id}"]["post"]["requestBody"]["content"]["application/json"];
  "POST /assistants": paths["/assistants"]["post"]["requestBody"]["content"]["application/json"];
  "POST /assistants/count": paths["/assistants/count"]["post"]["requestBody"]["content"]["application/json"];
  "POST /assistants/search": paths["/assistants/search"]["post"]["requestBody"]["content"]["application/json"];
  "PATCH /assistants/{assistant_id}": paths["/assistants/{assistant_id}"]["patch"]["requestBody"]["content"]["application/json"];
  "POST /assistants/{assistant_id}/latest": paths["/assistants/{assistant_id}/latest"]["post"]["requestBody"]["content"]["application/json"];
  "POST /assistants/{assistant_id}/versions": paths["/assistants/{assistant_id}/versions"]["post"]["requestBody"]["content"]["application/json"];
  "POST /runs": paths["/runs"]["post"]["requestBody"]["content"]["application/json"];
  "POST /runs/batch": paths["/runs/batch"]["post"]["requestBody"]["content"]["application/json"][number];
  "POST /runs/cancel": paths["/runs/cancel"]["post"]["requestBody"]["content"]["application/json"];
  "POST /runs/crons": paths["/runs/crons"]["post"]["requestBody"]["content"]["application/json"];
  "POST /runs/crons/count": paths["/runs/crons/count"]["post"]["requestBody"]["content"]["application/json"];
  "POST /runs/crons/search": paths["/runs/crons/search"]["post"]["requestBody"]["content"]["application/json"];
  "PATCH /runs/crons/{cron_id}": paths["/runs/crons/{cron_id}"]["patch"]["requestBody"]["content"]["application/json"];
  "POST /runs/stream": paths["/runs/stream"]["post"]["requestBody"]["content"]["application/json"];
  "POST /runs/wait": paths["/runs/wait"]["post"]["requestBody"]["content"]["application/json"];
  "DELETE /store/items": paths["/store/items"]["delete"]["requestBody"]["content"]["application/json"];
  "PUT /store/items": paths["/store/items"]["put"]["requestBody"]["content"]["application/json"];
  "POST /store/items/search": paths["/store/items/search"]["post"]["requestBody"]["content"]["application/json"];
  "POST /store/namespaces": paths["/store/namespaces"]["post"]["requestBody"]["content"]["application/json"];
  "POST /threads": paths["/threads"]["post"]["requestBody"]["content"]["application/json"];
  "POST /threads/count": paths["/threads/count"]["post"]["requestBody"]["content"]["application/json"];
  "POST /threads/prune": paths["/threads/prune"]["post"]["requestBody"]["content"]["application/json"];
  "POST /threads/search": paths["/threads/search"]["post"]["requestBody"]["content"]["application/json"];
  "PATCH /threads/{thread_id}": paths["/threads/{thread_id}"]["patch"]["requestBody"]["content"]["application/json"];
  "POST /threads/{thread_id}/commands": paths["/threads/{thread_id}/commands"]["post"]["requestBody"]["content"]["application/json"];
  "POST /threads/{thread_id}/history": paths["/threads/{thread_id}/history"]["post"]["requestBody"]["content"]["application/json"];
  "POST /threads/{thread_id}/runs": paths["/threads/{thread_id}/runs"]["post"]["requestBody"]["content"]["application/json"];
  "POST /threads/{thread_id}/runs/crons": paths["/threads/{thread_id}/runs/crons"]["post"]["requestBody"]["content"]["application/json"];
  "POST /threads/{thread_id}/runs/stream": paths["/threads/{thread_id}/runs/stream"]["post"]["requestBody"]["content"]["application/json"];
  "POST /threads/{thread_id}/runs/wait": paths["/threads/{thread_id}/runs/wait"]["post"]["requestBody"]["content"]["application/json"];
  "POST /threads/{thread_id}/state": paths["/threads/{thread_id}/state"]["post"]["requestBody"]["content"]["application/json"];
  "POST /threads/{thread_id}/state/checkpoint": paths["/threads/{thread_id}/state/checkpoint"]["post"]["requestBody"]["content"]["application/json"];
  "POST /threads/{thread_id}/stream/events": paths["/threads/{thread_id}/stream/events"]["post"]["requestBody"]["content"]["application/json"];
}

interface Query {
  "DELETE /assistants/{assistant_id}": NonNullable<
    paths["/assistants/{assistant_id}"]["delete"]["parameters"]["query"]
  >;
  "GET /assistants/{assistant_id}/graph": NonNullable<
    paths["/assistants/{assistant_id}/graph"]["get"]["parameters"]["query"]
  >;
  "GET /assistants/{assistant_id}/subgraphs": NonNullable<
    paths["/assistants/{assistant_id}/subgraphs"]["get"]["parameters"]["query"]
  >;
  "GET /assistants/{assistant_id}/subgraphs/{namespace}": NonNullable<
    paths["/assistants/{assistant_id}/subgraphs/{namespace}"]["get"]["parameters"]["query"]
  >;
  "GET /metrics": NonNullable<paths["/metrics"]["get"]["parameters"]["query"]>;
  "GET /ok": NonNullable<paths["/ok"]["get"]["parameters"]["query"]>;
  "POST /runs/cancel": NonNullable<paths["/runs/cancel"]["post"]["parameters"]["query"]>;
  "POST /runs/stream": NonNullable<paths["/runs/stream"]["post"]["parameters"]["query"]>;
  "GET /store/items": paths["/store/items"]["get"]["parameters"]["query"];
  "GET /threads/{thread_id}": NonNullable<paths["/threads/{thread_id}"]["get"]["parameters"]["query"]>;
  "GET /threads/{thread_id}/history": NonNullable<
    paths["/threads/{thread_id}/history"]["get"]["parameters"]["query"]
  >;
  "GET /threads/{thread_id}/runs": NonNullable<
    paths["/threads/{thread_id}/runs"]["get"]["parameters"]["query"]
  >;
  "POST /threads/{thread_id}/runs/stream": NonNullable<
    paths["/threads/{thread_id}/runs/stream"]["post"]["parameters"]["query"]
  >;
  "POST /threads/{thread_id}/runs/{run_id}/cancel": NonNullable<
    paths["/threads/{thread_id}/runs/{run_id}/cancel"]["post"]["parameters"]["query"]
  >;
  "GET /threads/{thread_id}/runs/{run_id}/join": NonNullable<
    paths["/threads/{thread_id}/runs/{run_id}/join"]["get"]["parameters"]["query"]
  >;
  "GET /threads/{thread_id}/runs/{run_id}/stream": NonNullable<
    paths["/threads/{thread_id}/runs/{run_id}/stream"]["get"]["parameters"]["query"]
  >;
  "GET /threads/{thread_id}/state": NonNullable<
    paths["/threads/{thread_id}/state"]["get"]["parameters"]["query"]
  >;
  "GET /threads/{thread_id}/state/{checkpoint_id}": NonNullable<
    paths["/threads/{thread_id}/state/{checkpoint_id}"]["get"]["parameters"]["query"]
  >;
  "GET /threads/{thread_id}/stream": NonNullable<
    paths["/threads/{thread_id}/stream"]["get"]["parameters"]["query"]
  >;
}

/** The options of every operation that its method hands on as they are. */
export interface Options {
  "POST /a2a/{assistant_id}": {
    /** A name for the call, which its answer repeats. */
    id: Body["POST /a2a/{assistant_id}"]["id"];
    /** Always `2.0`. */
    jsonrpc: Body["POST /a2a/{assistant_id}"]["jsonrpc"];
    /** What to do: send a message, with or without a stream, or see to a task. */
    method: Body["POST /a2a/{assistant_id}"]["method"];
    /** What the method takes. */
    params?: Body["POST /a2a/{assistant_id}"]["params"] | undefined;
  };
  "POST /assistants": {
    /** The id to give it. Default: a new one. */
    assistantId?: Body["POST /assistants"]["assistant_id"] | undefined;
    /** Configuration, such as tags and the limit of steps. */
    config?: Body["POST /assistants"]["config"] | undefined;
    /** Values that the graph reads and that are no part of its state. */
    context?: Body["POST /assistants"]["context"] | undefined;
    /** A description for people. */
    description?: Body["POST /assistants"]["description"] | undefined;
    /** The graph's id, as the deployment names it. */
    graphId: Body["POST /assistants"]["graph_id"];
    /** What to do when the id is taken: `raise` fails with 409, `do_nothing` gives what is there. Default: `raise`. */
    ifExists?: Body["POST /assistants"]["if_exists"] | undefined;
    /** Free-form data kept with it. */
    metadata?: Body["POST /assistants"]["metadata"] | undefined;
    /** A name for people. */
    name?: Body["POST /assistants"]["name"] | undefined;
  };
  "POST /assistants/count": {
    /** Only assistants of this graph. */
    graphId?: Body["POST /assistants/count"]["graph_id"] | undefined;
    /** Only those whose metadata have these values. */
    metadata?: Body["POST /assistants/count"]["metadata"] | undefined;
    /** Only assistants whose names contain this, in any case. */
    name?: Body["POST /assistants/count"]["name"] | undefined;
  };
  "POST /assistants/search": {
    /** Only assistants of this graph. */
    graphId?: Body["POST /assistants/search"]["graph_id"] | undefined;
    /** How many to give at most, from 1 to 1000. Default: 10. */
    limit?: Body["POST /assistants/search"]["limit"] | undefined;
    /** Only those whose metadata have these values. */
    metadata?: Body["POST /assistants/search"]["metadata"] | undefined;
    /** Only assistants whose names contain this, in any case. */
    name?: Body["POST /assistants/search"]["name"] | undefined;
    /** How many to leave out at the beginning. Default: 0. */
    offset?: Body["POST /assistants/search"]["offset"] | undefined;
    /** Only these fields. Default: all of them. */
    select?: Body["POST /assistants/search"]["select"] | undefined;
    /** The field to sort by. */
    sortBy?: Body["POST /assistants/search"]["sort_by"] | undefined;
    /** `asc` or `desc`. */
    sortOrder?: Body["POST /assistants/search"]["sort_order"] | undefined;
  };
  "DELETE /assistants/{assistant_id}": {
    /** Whether to delete the threads that were made with it too. Default: false. */
    deleteThreads?: Query["DELETE /assistants/{assistant_id}"]["delete_threads"] | undefined;
  };
  "GET /assistants/{assistant_id}": {};
  "PATCH /assistants/{assistant_id}": {
    /** Configuration, such as tags and the limit of steps. */
    config?: Body["PATCH /assistants/{assistant_id}"]["config"] | undefined;
    /** Values that the graph reads and that are no part of its state. */
    context?: Body["PATCH /assistants/{assistant_id}"]["context"] | undefined;
    /** A description for people. */
    description?: Body["PATCH /assistants/{assistant_id}"]["description"] | undefined;
    /** The graph's id, as the deployment names it. */
    graphId?: Body["PATCH /assistants/{assistant_id}"]["graph_id"] | undefined;
    /** Free-form data, merged into what is there. */
    metadata?: Body["PATCH /assistants/{assistant_id}"]["metadata"] | undefined;
    /** A name for people. */
    name?: Body["PATCH /assistants/{assistant_id}"]["name"] | undefined;
  };
  "GET /assistants/{assistant_id}/graph": {
    /** Whether to draw subgraphs too, or how deep. Default: false. */
    xray?: Query["GET /assistants/{assistant_id}/graph"]["xray"] | undefined;
  };
  "POST /assistants/{assistant_id}/latest": {};
  "GET /assistants/{assistant_id}/schemas": {};
  "GET /assistants/{assistant_id}/subgraphs": {
    /** Whether to go into subgraphs of subgraphs. Default: false. */
    recurse?: Query["GET /assistants/{assistant_id}/subgraphs"]["recurse"] | undefined;
  };
  "GET /assistants/{assistant_id}/subgraphs/{namespace}": {
    /** Whether to go into subgraphs of subgraphs. Default: false. */
    recurse?: Query["GET /assistants/{assistant_id}/subgraphs/{namespace}"]["recurse"] | undefined;
  };
  "POST /assistants/{assistant_id}/versions": {
    /** How many to give at most, from 1 to 1000. Default: 10. */
    limit?: Body["POST /assistants/{assistant_id}/versions"]["limit"] | undefined;
    /** Only those whose metadata have these values. */
    metadata?: Body["POST /assistants/{assistant_id}/versions"]["metadata"] | undefined;
    /** How many to leave out at the beginning. Default: 0. */
    offset?: Body["POST /assistants/{assistant_id}/versions"]["offset"] | undefined;
  };
  "GET /docs": {};
  "GET /info": {};
  "DELETE /mcp/": {};
  "GET /mcp/": {};
  "POST /mcp/": {};
  "GET /metrics": {
    /** `prometheus` or `json`. Default: `prometheus`. */
    format?: Query["GET /metrics"]["format"] | undefined;
  };
  "GET /ok": {
    /** Whether to check the database too. Default: 0. */
    checkDb?: Query["GET /ok"]["check_db"] | undefined;
  };
  "POST /runs": {
    /** Seconds to wait before the run starts. */
    afterSeconds?: Body["POST /runs"]["after_seconds"] | undefined;
    /** The checkpoint to go on from. */
    checkpoint?: Body["POST /runs"]["checkpoint"] | undefined;
    /** Whether to save checkpoints while the run goes on. Use `durability` instead.
     * @deprecated */
    checkpointDuring?: Body["POST /runs"]["checkpoint_during"] | undefined;
    /** A sentence for people. */
    checkpointId?: Body["POST /runs"]["checkpoint_id"] | undefined;
    /** Steers the graph instead of an input. */
    command?: Body["POST /runs"]["command"] | undefined;
    /** Configuration, such as tags and the limit of steps. */
    config?: Body["POST /runs"]["config"] | undefined;
    /** When to save checkpoints: `sync` before the next step, `async` beside it, `exit` at the end. Default: `async`. */
    durability?: Body["POST /runs"]["durability"] | undefined;
    /** Keys for which the stream carries URLs that take feedback. */
    feedbackKeys?: Body["POST /runs"]["feedback_keys"] | undefined;
    /** What to do when the thread does not exist: `create` it or `reject` with 404. Default: `reject`. */
    ifNotExists?: Body["POST /runs"]["if_not_exists"] | undefined;
    /** Nodes after which to stop; `*` for all. */
    interruptAfter?: Body["POST /runs"]["interrupt_after"] | undefined;
    /** Nodes before which to stop; `*` for all. */
    interruptBefore?: Body["POST /runs"]["interrupt_before"] | undefined;
    /** Where in LangSmith the run is traced to. */
    langsmithTracer?: Body["POST /runs"]["langsmith_tracer"] | undefined;
    /** Free-form data kept with it. */
    metadata?: Body["POST /runs"]["metadata"] | undefined;
    /** What to do when another run works on the thread: `enqueue` waits, `reject` fails with 409, `interrupt` stops the other, `rollback` also undoes it. Default: `enqueue`; on the JS server `reject`. */
    multitaskStrategy?: Body["POST /runs"]["multitask_strategy"] | undefined;
    /** What becomes of the thread of a stateless run: `delete` or `keep`. Default: `delete`. */
    onCompletion?: Body["POST /runs"]["on_completion"] | undefined;
    /** What to stream: one mode or several. Default: `values`. */
    streamMode?: Body["POST /runs"]["stream_mode"] | undefined;
    /** Whether the server keeps the events, so that the stream can be resumed. Default: false. */
    streamResumable?: Body["POST /runs"]["stream_resumable"] | undefined;
    /** Whether subgraphs stream their events too. Default: false. */
    streamSubgraphs?: Body["POST /runs"]["stream_subgraphs"] | undefined;
    /** Whether a resume of an interrupt that does not wait is refused. */
    strictResume?: Body["POST /runs"]["strict_resume"] | undefined;
    /** A sentence for people. */
    threadId?: Body["POST /runs"]["thread_id"] | undefined;
    /** A URL that is called when the run has ended. */
    webhook?: Body["POST /runs"]["webhook"] | undefined;
  };
  "POST /runs/batch": {
    /** Seconds to wait before the run starts. */
    afterSeconds?: Body["POST /runs/batch"]["after_seconds"] | undefined;
    /** The checkpoint to go on from. */
    checkpoint?: Body["POST /runs/batch"]["checkpoint"] | undefined;
    /** Whether to save checkpoints while the run goes on. Use `durability` instead.
     * @deprecated */
    checkpointDuring?: Body["POST /runs/batch"]["checkpoint_during"] | undefined;
    /** A sentence for people. */
    checkpointId?: Body["POST /runs/batch"]["checkpoint_id"] | undefined;
    /** Steers the graph instead of an input. */
    command?: Body["POST /runs/batch"]["command"] | undefined;
    /** Configuration, such as tags and the limit of steps. */
    config?: Body["POST /runs/batch"]["config"] | undefined;
    /** When to save checkpoints: `sync` before the next step, `async` beside it, `exit` at the end. Default: `async`. */
    durability?: Body["POST /runs/batch"]["durability"] | undefined;
    /** Keys for which the stream carries URLs that take feedback. */
    feedbackKeys?: Body["POST /runs/batch"]["feedback_keys"] | undefined;
    /** What to do when the thread does not exist: `create` it or `reject` with 404. Default: `reject`. */
    ifNotExists?: Body["POST /runs/batch"]["if_not_exists"] | undefined;
    /** Nodes after which to stop; `*` for all. */
    interruptAfter?: Body["POST /runs/batch"]["interrupt_after"] | undefined;
    /** Nodes before which to stop; `*` for all. */
    interruptBefore?: Body["POST /runs/batch"]["interrupt_before"] | undefined;
    /** Where in LangSmith the run is traced to. */
    langsmithTracer?: Body["POST /runs/batch"]["langsmith_tracer"] | undefined;
    /** Free-form data kept with it. */
    metadata?: Body["POST /runs/batch"]["metadata"] | undefined;
    /** What to do when another run works on the thread: `enqueue` waits, `reject` fails with 409, `interrupt` stops the other, `rollback` also undoes it. Default: `enqueue`; on the JS server `reject`. */
    multitaskStrategy?: Body["POST /runs/batch"]["multitask_strategy"] | undefined;
    /** What becomes of the thread of a stateless run: `delete` or `keep`. Default: `delete`. */
    onCompletion?: Body["POST /runs/batch"]["on_completion"] | undefined;
    /** What to stream: one mode or several. Default: `values`. */
    streamMode?: Body["POST /runs/batch"]["stream_mode"] | undefined;
    /** Whether the server keeps the events, so that the stream can be resumed. Default: false. */
    streamResumable?: Body["POST /runs/batch"]["stream_resumable"] | undefined;
    /** Whether subgraphs stream their events too. Default: false. */
    streamSubgraphs?: Body["POST /runs/batch"]["stream_subgraphs"] | undefined;
    /** Whether a resume of an interrupt that does not wait is refused. */
    strictResume?: Body["POST /runs/batch"]["strict_resume"] | undefined;
    /** A sentence for people. */
    threadId?: Body["POST /runs/batch"]["thread_id"] | undefined;
    /** A URL that is called when the run has ended. */
    webhook?: Body["POST /runs/batch"]["webhook"] | undefined;
  };
  "POST /runs/cancel": {
    /** `interrupt` keeps what the run did, `rollback` also undoes it. Default: `interrupt`. */
    action?: Query["POST /runs/cancel"]["action"] | undefined;
    /** The runs. */
    runIds?: Body["POST /runs/cancel"]["run_ids"] | undefined;
    /** How it stands. */
    status?: Body["POST /runs/cancel"]["status"] | undefined;
    /** The thread's id. */
    threadId?: Body["POST /runs/cancel"]["thread_id"] | undefined;
  };
  "POST /runs/crons": {
    /** Whether to save checkpoints while the run goes on. Use `durability` instead.
     * @deprecated */
    checkpointDuring?: Body["POST /runs/crons"]["checkpoint_during"] | undefined;
    /** Configuration, such as tags and the limit of steps. */
    config?: Body["POST /runs/crons"]["config"] | undefined;
    /** When to save checkpoints: `sync` before the next step, `async` beside it, `exit` at the end. Default: `async`. */
    durability?: Body["POST /runs/crons"]["durability"] | undefined;
    /** Whether it runs. Default: true. */
    enabled?: Body["POST /runs/crons"]["enabled"] | undefined;
    /** When the cron stops, in ISO 8601. */
    endTime?: Body["POST /runs/crons"]["end_time"] | undefined;
    /** Nodes after which to stop; `*` for all. */
    interruptAfter?: Body["POST /runs/crons"]["interrupt_after"] | undefined;
    /** Nodes before which to stop; `*` for all. */
    interruptBefore?: Body["POST /runs/crons"]["interrupt_before"] | undefined;
    /** Free-form data kept with it. */
    metadata?: Body["POST /runs/crons"]["metadata"] | undefined;
    /** What to do when another run works on the thread: `enqueue` waits, `reject` fails with 409, `interrupt` stops the other, `rollback` also undoes it. Default: `enqueue`; on the JS server `reject`. */
    multitaskStrategy?: Body["POST /runs/crons"]["multitask_strategy"] | undefined;
    /** What becomes of a run's thread when the run has ended. Default: `delete`. */
    onRunCompleted?: Body["POST /runs/crons"]["on_run_completed"] | undefined;
    /** When to run: a cron expression, such as `0 9 * * 1`. */
    schedule: Body["POST /runs/crons"]["schedule"];
    /** What to stream: one mode or several. Default: `values`. */
    streamMode?: Body["POST /runs/crons"]["stream_mode"] | undefined;
    /** Whether the server keeps the events, so that the stream can be resumed. Default: false. */
    streamResumable?: Body["POST /runs/crons"]["stream_resumable"] | undefined;
    /** Whether subgraphs stream their events too. Default: false. */
    streamSubgraphs?: Body["POST /runs/crons"]["stream_subgraphs"] | undefined;
    /** The IANA time zone of the schedule, such as `Europe/Berlin`. Default: UTC. */
    timezone?: Body["POST /runs/crons"]["timezone"] | undefined;
    /** A URL that is called when the run has ended. */
    webhook?: Body["POST /runs/crons"]["webhook"] | undefined;
  };
  "POST /runs/crons/count": {
    /** Only those of this assistant. */
    assistantId?: Body["POST /runs/crons/count"]["assistant_id"] | undefined;
    /** Only those whose metadata have these values. */
    metadata?: Body["POST /runs/crons/count"]["metadata"] | undefined;
    /** Only those of this thread. */
    threadId?: Body["POST /runs/crons/count"]["thread_id"] | undefined;
  };
  "POST /runs/crons/search": {
    /** Only those of this assistant. */
    assistantId?: Body["POST /runs/crons/search"]["assistant_id"] | undefined;
    /** Only those that run, or only those that do not. */
    enabled?: Body["POST /runs/crons/search"]["enabled"] | undefined;
    /** How many to give at most, from 1 to 1000. Default: 10. */
    limit?: Body["POST /runs/crons/search"]["limit"] | undefined;
    /** Only those whose metadata have these values. */
    metadata?: Body["POST /runs/crons/search"]["metadata"] | undefined;
    /** How many to leave out at the beginning. Default: 0. */
    offset?: Body["POST /runs/crons/search"]["offset"] | undefined;
    /** Only these fields. Default: all of them. */
    select?: Body["POST /runs/crons/search"]["select"] | undefined;
    /** The field to sort by. */
    sortBy?: Body["POST /runs/crons/search"]["sort_by"] | undefined;
    /** `asc` or `desc`. */
    sortOrder?: Body["POST /runs/crons/search"]["sort_order"] | undefined;
    /** Only those of this thread. */
    threadId?: Body["POST /runs/crons/search"]["thread_id"] | undefined;
  };
  "DELETE /runs/crons/{cron_id}": {};
  "GET /runs/crons/{cron_id}": {};
  "PATCH /runs/crons/{cron_id}": {
    /** Configuration, such as tags and the limit of steps. */
    config?: Body["PATCH /runs/crons/{cron_id}"]["config"] | undefined;
    /** Values that the graph reads and that are no part of its state. */
    context?: Body["PATCH /runs/crons/{cron_id}"]["context"] | undefined;
    /** When to save checkpoints: `sync` before the next step, `async` beside it, `exit` at the end. Default: `async`. */
    durability?: Body["PATCH /runs/crons/{cron_id}"]["durability"] | undefined;
    /** Whether it runs. Default: true. */
    enabled?: Body["PATCH /runs/crons/{cron_id}"]["enabled"] | undefined;
    /** When the cron stops, in ISO 8601. `null` takes the end away. */
    endTime?: Body["PATCH /runs/crons/{cron_id}"]["end_time"] | undefined;
    /** What each run starts from. */
    input?: Body["PATCH /runs/crons/{cron_id}"]["input"] | undefined;
    /** Nodes after which to stop; `*` for all. */
    interruptAfter?: Body["PATCH /runs/crons/{cron_id}"]["interrupt_after"] | undefined;
    /** Nodes before which to stop; `*` for all. */
    interruptBefore?: Body["PATCH /runs/crons/{cron_id}"]["interrupt_before"] | undefined;
    /** Free-form data kept with it. */
    metadata?: Body["PATCH /runs/crons/{cron_id}"]["metadata"] | undefined;
    /** What becomes of a run's thread when the run has ended. Default: `delete`. */
    onRunCompleted?: Body["PATCH /runs/crons/{cron_id}"]["on_run_completed"] | undefined;
    /** When to run: a cron expression, such as `0 9 * * 1`. */
    schedule?: Body["PATCH /runs/crons/{cron_id}"]["schedule"] | undefined;
    /** What to stream: one mode or several. Default: `values`. */
    streamMode?: Body["PATCH /runs/crons/{cron_id}"]["stream_mode"] | undefined;
    /** Whether the server keeps the events, so that the stream can be resumed. Default: false. */
    streamResumable?: Body["PATCH /runs/crons/{cron_id}"]["stream_resumable"] | undefined;
    /** Whether subgraphs stream their events too. Default: false. */
    streamSubgraphs?: Body["PATCH /runs/crons/{cron_id}"]["stream_subgraphs"] | undefined;
    /** The IANA time zone of the schedule, such as `Europe/Berlin`. Default: UTC. */
    timezone?: Body["PATCH /runs/crons/{cron_id}"]["timezone"] | undefined;
    /** A URL that is called when the run has ended. */
    webhook?: Body["PATCH /runs/crons/{cron_id}"]["webhook"] | undefined;
  };
  "POST /runs/stream": {
    /** Seconds to wait before the run starts. */
    afterSeconds?: Body["POST /runs/stream"]["after_seconds"] | undefined;
    /** The checkpoint to go on from. */
    checkpoint?: Body["POST /runs/stream"]["checkpoint"] | undefined;
    /** Whether to save checkpoints while the run goes on. Use `durability` instead.
     * @deprecated */
    checkpointDuring?: Body["POST /runs/stream"]["checkpoint_during"] | undefined;
    /** A sentence for people. */
    checkpointId?: Body["POST /runs/stream"]["checkpoint_id"] | undefined;
    /** Steers the graph instead of an input. */
    command?: Body["POST /runs/stream"]["command"] | undefined;
    /** Configuration, such as tags and the limit of steps. */
    config?: Body["POST /runs/stream"]["config"] | undefined;
    /** When to save checkpoints: `sync` before the next step, `async` beside it, `exit` at the end. Default: `async`. */
    durability?: Body["POST /runs/stream"]["durability"] | undefined;
    /** Keys for which the stream carries URLs that take feedback. */
    feedbackKeys?: Body["POST /runs/stream"]["feedback_keys"] | undefined;
    /** What to do when the thread does not exist: `create` it or `reject` with 404. Default: `reject`. */
    ifNotExists?: Body["POST /runs/stream"]["if_not_exists"] | undefined;
    /** Nodes after which to stop; `*` for all. */
    interruptAfter?: Body["POST /runs/stream"]["interrupt_after"] | undefined;
    /** Nodes before which to stop; `*` for all. */
    interruptBefore?: Body["POST /runs/stream"]["interrupt_before"] | undefined;
    /** Where in LangSmith the run is traced to. */
    langsmithTracer?: Body["POST /runs/stream"]["langsmith_tracer"] | undefined;
    /** Free-form data kept with it. */
    metadata?: Body["POST /runs/stream"]["metadata"] | undefined;
    /** What to do when another run works on the thread: `enqueue` waits, `reject` fails with 409, `interrupt` stops the other, `rollback` also undoes it. Default: `enqueue`; on the JS server `reject`. */
    multitaskStrategy?: Body["POST /runs/stream"]["multitask_strategy"] | undefined;
    /** What becomes of the thread of a stateless run: `delete` or `keep`. Default: `delete`. */
    onCompletion?: Body["POST /runs/stream"]["on_completion"] | undefined;
    /** Whether a resume of an interrupt that does not wait is refused. */
    strictResume?: Body["POST /runs/stream"]["strict_resume"] | undefined;
    /** A sentence for people. */
    threadId?: Body["POST /runs/stream"]["thread_id"] | undefined;
    /** A URL that is called when the run has ended. */
    webhook?: Body["POST /runs/stream"]["webhook"] | undefined;
    /** What to do with the run when the client goes away: `cancel` it or `continue`. Default: `continue`. */
    onDisconnect?: Body["POST /runs/stream"]["on_disconnect"] | undefined;
  };
  "POST /runs/wait": {
    /** Seconds to wait before the run starts. */
    afterSeconds?: Body["POST /runs/wait"]["after_seconds"] | undefined;
    /** The checkpoint to go on from. */
    checkpoint?: Body["POST /runs/wait"]["checkpoint"] | undefined;
    /** Whether to save checkpoints while the run goes on. Use `durability` instead.
     * @deprecated */
    checkpointDuring?: Body["POST /runs/wait"]["checkpoint_during"] | undefined;
    /** A sentence for people. */
    checkpointId?: Body["POST /runs/wait"]["checkpoint_id"] | undefined;
    /** Steers the graph instead of an input. */
    command?: Body["POST /runs/wait"]["command"] | undefined;
    /** Configuration, such as tags and the limit of steps. */
    config?: Body["POST /runs/wait"]["config"] | undefined;
    /** When to save checkpoints: `sync` before the next step, `async` beside it, `exit` at the end. Default: `async`. */
    durability?: Body["POST /runs/wait"]["durability"] | undefined;
    /** Keys for which the stream carries URLs that take feedback. */
    feedbackKeys?: Body["POST /runs/wait"]["feedback_keys"] | undefined;
    /** What to do when the thread does not exist: `create` it or `reject` with 404. Default: `reject`. */
    ifNotExists?: Body["POST /runs/wait"]["if_not_exists"] | undefined;
    /** Nodes after which to stop; `*` for all. */
    interruptAfter?: Body["POST /runs/wait"]["interrupt_after"] | undefined;
    /** Nodes before which to stop; `*` for all. */
    interruptBefore?: Body["POST /runs/wait"]["interrupt_before"] | undefined;
    /** Where in LangSmith the run is traced to. */
    langsmithTracer?: Body["POST /runs/wait"]["langsmith_tracer"] | undefined;
    /** Free-form data kept with it. */
    metadata?: Body["POST /runs/wait"]["metadata"] | undefined;
    /** What to do when another run works on the thread: `enqueue` waits, `reject` fails with 409, `interrupt` stops the other, `rollback` also undoes it. Default: `enqueue`; on the JS server `reject`. */
    multitaskStrategy?: Body["POST /runs/wait"]["multitask_strategy"] | undefined;
    /** What becomes of the thread of a stateless run: `delete` or `keep`. Default: `delete`. */
    onCompletion?: Body["POST /runs/wait"]["on_completion"] | undefined;
    /** What to stream: one mode or several. Default: `values`. */
    streamMode?: Body["POST /runs/wait"]["stream_mode"] | undefined;
    /** Whether the server keeps the events, so that the stream can be resumed. Default: false. */
    streamResumable?: Body["POST /runs/wait"]["stream_resumable"] | undefined;
    /** Whether subgraphs stream their events too. Default: false. */
    streamSubgraphs?: Body["POST /runs/wait"]["stream_subgraphs"] | undefined;
    /** Whether a resume of an interrupt that does not wait is refused. */
    strictResume?: Body["POST /runs/wait"]["strict_resume"] | undefined;
    /** A sentence for people. */
    threadId?: Body["POST /runs/wait"]["thread_id"] | undefined;
    /** A URL that is called when the run has ended. */
    webhook?: Body["POST /runs/wait"]["webhook"] | undefined;
    /** What to do with the run when the client goes away: `cancel` it or `continue`. Default: `continue`. */
    onDisconnect?: Body["POST /runs/wait"]["on_disconnect"] | undefined;
  };
  "DELETE /store/items": {};
  "GET /store/items": {
    /** Whether reading prolongs the lifetime. Default: as the deployment says. */
    refreshTtl?: Query["GET /store/items"]["refresh_ttl"] | undefined;
  };
  "PUT /store/items": {
    /** Which fields to index for search by meaning; `false` for none. Default: as the deployment says. */
    index?: Body["PUT /store/items"]["index"] | undefined;
    /** Minutes that the item lives. Default: as the deployment says; `null` for ever. */
    ttl?: Body["PUT /store/items"]["ttl"] | undefined;
  };
  "POST /store/items/search": {
    /** Only items whose fields have these values. */
    filter?: Body["POST /store/items/search"]["filter"] | undefined;
    /** How many to give at most, from 1 to 1000. Default: 10. */
    limit?: Body["POST /store/items/search"]["limit"] | undefined;
    /** How many to leave out at the beginning. Default: 0. */
    offset?: Body["POST /store/items/search"]["offset"] | undefined;
    /** Text to search for by meaning. */
    query?: Body["POST /store/items/search"]["query"] | undefined;
    /** Whether reading prolongs the lifetime. Default: as the deployment says. */
    refreshTtl?: Body["POST /store/items/search"]["refresh_ttl"] | undefined;
  };
  "POST /store/namespaces": {
    /** How many to give at most. Default: 100. */
    limit?: Body["POST /store/namespaces"]["limit"] | undefined;
    /** How many labels to give at most; deeper namespaces are cut and merged. */
    maxDepth?: Body["POST /store/namespaces"]["max_depth"] | undefined;
    /** How many to leave out at the beginning. Default: 0. */
    offset?: Body["POST /store/namespaces"]["offset"] | undefined;
    /** Only namespaces that begin with these labels. */
    prefix?: Body["POST /store/namespaces"]["prefix"] | undefined;
    /** Only namespaces that end with these labels. */
    suffix?: Body["POST /store/namespaces"]["suffix"] | undefined;
  };
  "POST /threads": {
    /** What to do when the id is taken: `raise` fails with 409, `do_nothing` gives what is there. Default: `raise`. */
    ifExists?: Body["POST /threads"]["if_exists"] | undefined;
    /** Free-form data kept with it. */
    metadata?: Body["POST /threads"]["metadata"] | undefined;
    /** The id to give it. Default: a new one. */
    threadId?: Body["POST /threads"]["thread_id"] | undefined;
  };
  "POST /threads/count": {
    /** Only those whose metadata have these values. */
    metadata?: Body["POST /threads/count"]["metadata"] | undefined;
    /** Only those that stand so. */
    status?: Body["POST /threads/count"]["status"] | undefined;
    /** Only threads whose state has these values. */
    values?: Body["POST /threads/count"]["values"] | undefined;
  };
  "POST /threads/prune": {
    /** What happens in the end: `delete` everything, or `keep_latest` state. Default: `delete`. */
    strategy?: Body["POST /threads/prune"]["strategy"] | undefined;
  };
  "POST /threads/search": {
    /** Values to take out of each state: names with paths such as `values.messages[-1].content`, up to 10. */
    extract?: Body["POST /threads/search"]["extract"] | undefined;
    /** Only these threads. */
    ids?: Body["POST /threads/search"]["ids"] | undefined;
    /** How many to give at most, from 1 to 1000. Default: 10. */
    limit?: Body["POST /threads/search"]["limit"] | undefined;
    /** Only those whose metadata have these values. */
    metadata?: Body["POST /threads/search"]["metadata"] | undefined;
    /** How many to leave out at the beginning. Default: 0. */
    offset?: Body["POST /threads/search"]["offset"] | undefined;
    /** Only these fields. Default: all of them. */
    select?: Body["POST /threads/search"]["select"] | undefined;
    /** The field to sort by. */
    sortBy?: Body["POST /threads/search"]["sort_by"] | undefined;
    /** `asc` or `desc`. */
    sortOrder?: Body["POST /threads/search"]["sort_order"] | undefined;
    /** Only those that stand so. */
    status?: Body["POST /threads/search"]["status"] | undefined;
    /** Only threads whose state has these values. */
    values?: Body["POST /threads/search"]["values"] | undefined;
  };
  "DELETE /threads/{thread_id}": {};
  "GET /threads/{thread_id}": {};
  "PATCH /threads/{thread_id}": {
    /** Free-form data, merged into what is there. */
    metadata?: Body["PATCH /threads/{thread_id}"]["metadata"] | undefined;
  };
  "POST /threads/{thread_id}/commands": {
    /** The number that the client gave the command. */
    id: Body["POST /threads/{thread_id}/commands"]["id"];
    /** The method's name. */
    method: Body["POST /threads/{thread_id}/commands"]["method"];
    /** What the method takes. */
    params?: Body["POST /threads/{thread_id}/commands"]["params"] | undefined;
  };
  "POST /threads/{thread_id}/copy": {};
  "GET /threads/{thread_id}/history": {
    /** Only states older than this checkpoint. */
    before?: Query["GET /threads/{thread_id}/history"]["before"] | undefined;
    /** How many to give at most, from 1 to 1000. Default: 1. */
    limit?: Query["GET /threads/{thread_id}/history"]["limit"] | undefined;
  };
  "POST /threads/{thread_id}/history": {
    /** The checkpoint of the subgraph whose states to list. */
    checkpoint?: Body["POST /threads/{thread_id}/history"]["checkpoint"] | undefined;
    /** How many to give at most, from 1 to 1000. Default: 1. */
    limit?: Body["POST /threads/{thread_id}/history"]["limit"] | undefined;
    /** Only those whose metadata have these values. */
    metadata?: Body["POST /threads/{thread_id}/history"]["metadata"] | undefined;
    /** Only these fields. Default: all of them. */
    select?: Body["POST /threads/{thread_id}/history"]["select"] | undefined;
  };
  "GET /threads/{thread_id}/runs": {
    /** How many to give at most, from 1 to 1000. Default: 10. */
    limit?: Query["GET /threads/{thread_id}/runs"]["limit"] | undefined;
    /** How many to leave out at the beginning. Default: 0. */
    offset?: Query["GET /threads/{thread_id}/runs"]["offset"] | undefined;
    /** Only these fields. Default: all of them. */
    select?: Query["GET /threads/{thread_id}/runs"]["select"] | undefined;
    /** Only runs that stand so. */
    status?: Query["GET /threads/{thread_id}/runs"]["status"] | undefined;
  };
  "POST /threads/{thread_id}/runs": {
    /** Seconds to wait before the run starts. */
    afterSeconds?: Body["POST /threads/{thread_id}/runs"]["after_seconds"] | undefined;
    /** The checkpoint to go on from. */
    checkpoint?: Body["POST /threads/{thread_id}/runs"]["checkpoint"] | undefined;
    /** Whether to save checkpoints while the run goes on. Use `durability` instead.
     * @deprecated */
    checkpointDuring?: Body["POST /threads/{thread_id}/runs"]["checkpoint_during"] | undefined;
    /** A sentence for people. */
    checkpointId?: Body["POST /threads/{thread_id}/runs"]["checkpoint_id"] | undefined;
    /** Steers the graph instead of an input. */
    command?: Body["POST /threads/{thread_id}/runs"]["command"] | undefined;
    /** Configuration, such as tags and the limit of steps. */
    config?: Body["POST /threads/{thread_id}/runs"]["config"] | undefined;
    /** When to save checkpoints: `sync` before the next step, `async` beside it, `exit` at the end. Default: `async`. */
    durability?: Body["POST /threads/{thread_id}/runs"]["durability"] | undefined;
    /** Keys for which the stream carries URLs that take feedback. */
    feedbackKeys?: Body["POST /threads/{thread_id}/runs"]["feedback_keys"] | undefined;
    /** What to do when the thread does not exist: `create` it or `reject` with 404. Default: `reject`. */
    ifNotExists?: Body["POST /threads/{thread_id}/runs"]["if_not_exists"] | undefined;
    /** Nodes after which to stop; `*` for all. */
    interruptAfter?: Body["POST /threads/{thread_id}/runs"]["interrupt_after"] | undefined;
    /** Nodes before which to stop; `*` for all. */
    interruptBefore?: Body["POST /threads/{thread_id}/runs"]["interrupt_before"] | undefined;
    /** Where in LangSmith the run is traced to. */
    langsmithTracer?: Body["POST /threads/{thread_id}/runs"]["langsmith_tracer"] | undefined;
    /** Free-form data kept with it. */
    metadata?: Body["POST /threads/{thread_id}/runs"]["metadata"] | undefined;
    /** What to do when another run works on the thread: `enqueue` waits, `reject` fails with 409, `interrupt` stops the other, `rollback` also undoes it. Default: `enqueue`; on the JS server `reject`. */
    multitaskStrategy?: Body["POST /threads/{thread_id}/runs"]["multitask_strategy"] | undefined;
    /** What becomes of the thread of a stateless run: `delete` or `keep`. Default: `delete`. */
    onCompletion?: Body["POST /threads/{thread_id}/runs"]["on_completion"] | undefined;
    /** What to stream: one mode or several. Default: `values`. */
    streamMode?: Body["POST /threads/{thread_id}/runs"]["stream_mode"] | undefined;
    /** Whether the server keeps the events, so that the stream can be resumed. Default: false. */
    streamResumable?: Body["POST /threads/{thread_id}/runs"]["stream_resumable"] | undefined;
    /** Whether subgraphs stream their events too. Default: false. */
    streamSubgraphs?: Body["POST /threads/{thread_id}/runs"]["stream_subgraphs"] | undefined;
    /** Whether a resume of an interrupt that does not wait is refused. */
    strictResume?: Body["POST /threads/{thread_id}/runs"]["strict_resume"] | undefined;
    /** A URL that is called when the run has ended. */
    webhook?: Body["POST /threads/{thread_id}/runs"]["webhook"] | undefined;
  };
  "POST /threads/{thread_id}/runs/crons": {
    /** Whether to save checkpoints while the run goes on. Use `durability` instead.
     * @deprecated */
    checkpointDuring?: Body["POST /threads/{thread_id}/runs/crons"]["checkpoint_during"] | undefined;
    /** Configuration, such as tags and the limit of steps. */
    config?: Body["POST /threads/{thread_id}/runs/crons"]["config"] | undefined;
    /** When to save checkpoints: `sync` before the next step, `async` beside it, `exit` at the end. Default: `async`. */
    durability?: Body["POST /threads/{thread_id}/runs/crons"]["durability"] | undefined;
    /** Whether it runs. Default: true. */
    enabled?: Body["POST /threads/{thread_id}/runs/crons"]["enabled"] | undefined;
    /** When the cron stops, in ISO 8601. */
    endTime?: Body["POST /threads/{thread_id}/runs/crons"]["end_time"] | undefined;
    /** Nodes after which to stop; `*` for all. */
    interruptAfter?: Body["POST /threads/{thread_id}/runs/crons"]["interrupt_after"] | undefined;
    /** Nodes before which to stop; `*` for all. */
    interruptBefore?: Body["POST /threads/{thread_id}/runs/crons"]["interrupt_before"] | undefined;
    /** Free-form data kept with it. */
    metadata?: Body["POST /threads/{thread_id}/runs/crons"]["metadata"] | undefined;
    /** What to do when another run works on the thread: `enqueue` waits, `reject` fails with 409, `interrupt` stops the other, `rollback` also undoes it. Default: `enqueue`; on the JS server `reject`. */
    multitaskStrategy?: Body["POST /threads/{thread_id}/runs/crons"]["multitask_strategy"] | undefined;
    /** What becomes of a run's thread when the run has ended. Default: `delete`. */
    onRunCompleted?: Body["POST /threads/{thread_id}/runs/crons"]["on_run_completed"] | undefined;
    /** When to run: a cron expression, such as `0 9 * * 1`. */
    schedule: Body["POST /threads/{thread_id}/runs/crons"]["schedule"];
    /** What to stream: one mode or several. Default: `values`. */
    streamMode?: Body["POST /threads/{thread_id}/runs/crons"]["stream_mode"] | undefined;
    /** Whether the server keeps the events, so that the stream can be resumed. Default: false. */
    streamResumable?: Body["POST /threads/{thread_id}/runs/crons"]["stream_resumable"] | undefined;
    /** Whether subgraphs stream their events too. Default: false. */
    streamSubgraphs?: Body["POST /threads/{thread_id}/runs/crons"]["stream_subgraphs"] | undefined;
    /** The IANA time zone of the schedule, such as `Europe/Berlin`. Default: UTC. */
    timezone?: Body["POST /threads/{thread_id}/runs/crons"]["timezone"] | undefined;
    /** A URL that is called when the run has ended. */
    webhook?: Body["POST /threads/{thread_id}/runs/crons"]["webhook"] | undefined;
  };
  "POST /threads/{thread_id}/runs/stream": {
    /** Seconds to wait before the run starts. */
    afterSeconds?: Body["POST /threads/{thread_id}/runs/stream"]["after_seconds"] | undefined;
    /** The checkpoint to go on from. */
    checkpoint?: Body["POST /threads/{thread_id}/runs/stream"]["checkpoint"] | undefined;
    /** Whether to save checkpoints while the run goes on. Use `durability` instead.
     * @deprecated */
    checkpointDuring?: Body["POST /threads/{thread_id}/runs/stream"]["checkpoint_during"] | undefined;
    /** A sentence for people. */
    checkpointId?: Body["POST /threads/{thread_id}/runs/stream"]["checkpoint_id"] | undefined;
    /** Steers the graph instead of an input. */
    command?: Body["POST /threads/{thread_id}/runs/stream"]["command"] | undefined;
    /** Configuration, such as tags and the limit of steps. */
    config?: Body["POST /threads/{thread_id}/runs/stream"]["config"] | undefined;
    /** When to save checkpoints: `sync` before the next step, `async` beside it, `exit` at the end. Default: `async`. */
    durability?: Body["POST /threads/{thread_id}/runs/stream"]["durability"] | undefined;
    /** Keys for which the stream carries URLs that take feedback. */
    feedbackKeys?: Body["POST /threads/{thread_id}/runs/stream"]["feedback_keys"] | undefined;
    /** What to do when the thread does not exist: `create` it or `reject` with 404. Default: `reject`. */
    ifNotExists?: Body["POST /threads/{thread_id}/runs/stream"]["if_not_exists"] | undefined;
    /** Nodes after which to stop; `*` for all. */
    interruptAfter?: Body["POST /threads/{thread_id}/runs/stream"]["interrupt_after"] | undefined;
    /** Nodes before which to stop; `*` for all. */
    interruptBefore?: Body["POST /threads/{thread_id}/runs/stream"]["interrupt_before"] | undefined;
    /** Where in LangSmith the run is traced to. */
    langsmithTracer?: Body["POST /threads/{thread_id}/runs/stream"]["langsmith_tracer"] | undefined;
    /** Free-form data kept with it. */
    metadata?: Body["POST /threads/{thread_id}/runs/stream"]["metadata"] | undefined;
    /** What to do when another run works on the thread: `enqueue` waits, `reject` fails with 409, `interrupt` stops the other, `rollback` also undoes it. Default: `enqueue`; on the JS server `reject`. */
    multitaskStrategy?: Body["POST /threads/{thread_id}/runs/stream"]["multitask_strategy"] | undefined;
    /** What becomes of the thread of a stateless run: `delete` or `keep`. Default: `delete`. */
    onCompletion?: Body["POST /threads/{thread_id}/runs/stream"]["on_completion"] | undefined;
    /** Whether a resume of an interrupt that does not wait is refused. */
    strictResume?: Body["POST /threads/{thread_id}/runs/stream"]["strict_resume"] | undefined;
    /** A URL that is called when the run has ended. */
    webhook?: Body["POST /threads/{thread_id}/runs/stream"]["webhook"] | undefined;
    /** What to do with the run when the client goes away: `cancel` it or `continue`. Default: `continue`. */
    onDisconnect?: Body["POST /threads/{thread_id}/runs/stream"]["on_disconnect"] | undefined;
  };
  "POST /threads/{thread_id}/runs/wait": {
    /** Seconds to wait before the run starts. */
    afterSeconds?: Body["POST /threads/{thread_id}/runs/wait"]["after_seconds"] | undefined;
    /** The checkpoint to go on from. */
    checkpoint?: Body["POST /threads/{thread_id}/runs/wait"]["checkpoint"] | undefined;
    /** Whether to save checkpoints while the run goes on. Use `durability` instead.
     * @deprecated */
    checkpointDuring?: Body["POST /threads/{thread_id}/runs/wait"]["checkpoint_during"] | undefined;
    /** A sentence for people. */
    checkpointId?: Body["POST /threads/{thread_id}/runs/wait"]["checkpoint_id"] | undefined;
    /** Steers the graph instead of an input. */
    command?: Body["POST /threads/{thread_id}/runs/wait"]["command"] | undefined;
    /** Configuration, such as tags and the limit of steps. */
    config?: Body["POST /threads/{thread_id}/runs/wait"]["config"] | undefined;
    /** When to save checkpoints: `sync` before the next step, `async` beside it, `exit` at the end. Default: `async`. */
    durability?: Body["POST /threads/{thread_id}/runs/wait"]["durability"] | undefined;
    /** Keys for which the stream carries URLs that take feedback. */
    feedbackKeys?: Body["POST /threads/{thread_id}/runs/wait"]["feedback_keys"] | undefined;
    /** What to do when the thread does not exist: `create` it or `reject` with 404. Default: `reject`. */
    ifNotExists?: Body["POST /threads/{thread_id}/runs/wait"]["if_not_exists"] | undefined;
    /** Nodes after which to stop; `*` for all. */
    interruptAfter?: Body["POST /threads/{thread_id}/runs/wait"]["interrupt_after"] | undefined;
    /** Nodes before which to stop; `*` for all. */
    interruptBefore?: Body["POST /threads/{thread_id}/runs/wait"]["interrupt_before"] | undefined;
    /** Where in LangSmith the run is traced to. */
    langsmithTracer?: Body["POST /threads/{thread_id}/runs/wait"]["langsmith_tracer"] | undefined;
    /** Free-form data kept with it. */
    metadata?: Body["POST /threads/{thread_id}/runs/wait"]["metadata"] | undefined;
    /** What to do when another run works on the thread: `enqueue` waits, `reject` fails with 409, `interrupt` stops the other, `rollback` also undoes it. Default: `enqueue`; on the JS server `reject`. */
    multitaskStrategy?: Body["POST /threads/{thread_id}/runs/wait"]["multitask_strategy"] | undefined;
    /** What becomes of the thread of a stateless run: `delete` or `keep`. Default: `delete`. */
    onCompletion?: Body["POST /threads/{thread_id}/runs/wait"]["on_completion"] | undefined;
    /** What to stream: one mode or several. Default: `values`. */
    streamMode?: Body["POST /threads/{thread_id}/runs/wait"]["stream_mode"] | undefined;
    /** Whether the server keeps the events, so that the stream can be resumed. Default: false. */
    streamResumable?: Body["POST /threads/{thread_id}/runs/wait"]["stream_resumable"] | undefined;
    /** Whether subgraphs stream their events too. Default: false. */
    streamSubgraphs?: Body["POST /threads/{thread_id}/runs/wait"]["stream_subgraphs"] | undefined;
    /** Whether a resume of an interrupt that does not wait is refused. */
    strictResume?: Body["POST /threads/{thread_id}/runs/wait"]["strict_resume"] | undefined;
    /** A URL that is called when the run has ended. */
    webhook?: Body["POST /threads/{thread_id}/runs/wait"]["webhook"] | undefined;
    /** What to do with the run when the client goes away: `cancel` it or `continue`. Default: `continue`. */
    onDisconnect?: Body["POST /threads/{thread_id}/runs/wait"]["on_disconnect"] | undefined;
  };
  "DELETE /threads/{thread_id}/runs/{run_id}": {};
  "GET /threads/{thread_id}/runs/{run_id}": {};
  "POST /threads/{thread_id}/runs/{run_id}/cancel": {
    /** Why: `taken` says that somebody else goes on with the thread. */
    reason?: Query["POST /threads/{thread_id}/runs/{run_id}/cancel"]["reason"] | undefined;
  };
  "GET /threads/{thread_id}/runs/{run_id}/join": {
    /** Whether to cancel the run when the client goes away. Default: false. */
    cancelOnDisconnect?:
      Query["GET /threads/{thread_id}/runs/{run_id}/join"]["cancel_on_disconnect"] | undefined;
  };
  "GET /threads/{thread_id}/runs/{run_id}/stream": {
    /** Whether to cancel the run when the client goes away. Default: false. */
    cancelOnDisconnect?:
      Query["GET /threads/{thread_id}/runs/{run_id}/stream"]["cancel_on_disconnect"] | undefined;
    /** Only what comes after this checkpoint. */
    checkpointId?: Query["GET /threads/{thread_id}/runs/{run_id}/stream"]["checkpoint_id"] | undefined;
  };
  "GET /threads/{thread_id}/state": {
    /** Only these fields. Default: all of them. */
    select?: Query["GET /threads/{thread_id}/state"]["select"] | undefined;
    /** Whether tasks carry the states of their subgraphs. Default: false. */
    subgraphs?: Query["GET /threads/{thread_id}/state"]["subgraphs"] | undefined;
  };
  "POST /threads/{thread_id}/state": {
    /** The node in whose name to write. */
    asNode?: Body["POST /threads/{thread_id}/state"]["as_node"] | undefined;
    /** The checkpoint to write on. Default: the latest. */
    checkpoint?: Body["POST /threads/{thread_id}/state"]["checkpoint"] | undefined;
    /** A sentence for people. */
    checkpointId?: Body["POST /threads/{thread_id}/state"]["checkpoint_id"] | undefined;
  };
  "POST /threads/{thread_id}/state/checkpoint": {
    /** The checkpoint to go on from. */
    checkpoint: Body["POST /threads/{thread_id}/state/checkpoint"]["checkpoint"];
    /** Only these fields. Default: all of them. */
    select?: Body["POST /threads/{thread_id}/state/checkpoint"]["select"] | undefined;
    /** Whether tasks carry the states of their subgraphs. Default: false. */
    subgraphs?: Body["POST /threads/{thread_id}/state/checkpoint"]["subgraphs"] | undefined;
  };
  "GET /threads/{thread_id}/state/{checkpoint_id}": {
    /** Only these fields. Default: all of them. */
    select?: Query["GET /threads/{thread_id}/state/{checkpoint_id}"]["select"] | undefined;
    /** Whether tasks carry the states of their subgraphs. Default: false. */
    subgraphs?: Query["GET /threads/{thread_id}/state/{checkpoint_id}"]["subgraphs"] | undefined;
  };
  "GET /threads/{thread_id}/storage": {};
  "GET /threads/{thread_id}/stream": {};
  "POST /threads/{thread_id}/stream/events": {
    /** The channels to follow. */
    channels: Body["POST /threads/{thread_id}/stream/events"]["channels"];
    /** How deep below the namespaces to follow. */
    depth?: Body["POST /threads/{thread_id}/stream/events"]["depth"] | undefined;
    /** Namespaces, each a list of labels. */
    namespaces?: Body["POST /threads/{thread_id}/stream/events"]["namespaces"] | undefined;
    /** Only events after this sequence number. */
    since?: Body["POST /threads/{thread_id}/stream/events"]["since"] | undefined;
  };
}

/** The options of every operation, from its query and its body. */
export interface Params extends Options {
  "POST /assistants/{assistant_id}/latest": Options["POST /assistants/{assistant_id}/latest"] & {
    /** The number of the version. */
    version: Body["POST /assistants/{assistant_id}/latest"]["version"];
  };
  "POST /runs": Options["POST /runs"] & {
    /** The assistant to run: its id, or the id of a graph for that one's default assistant. */
    assistantId: Body["POST /runs"]["assistant_id"];
    /** Values that the graph reads and that are no part of its state. */
    context?: Body["POST /runs"]["context"] | undefined;
    /** What the graph starts from. */
    input?: Body["POST /runs"]["input"] | undefined;
  };
  "POST /runs/batch": Options["POST /runs/batch"] & {
    /** The assistant to run: its id, or the id of a graph for that one's default assistant. */
    assistantId: Body["POST /runs/batch"]["assistant_id"];
    /** Values that the graph reads and that are no part of its state. */
    context?: Body["POST /runs/batch"]["context"] | undefined;
    /** What the graph starts from. */
    input?: Body["POST /runs/batch"]["input"] | undefined;
  };
  "POST /runs/crons": Options["POST /runs/crons"] & {
    /** The assistant to run: its id, or the id of a graph for that one's default assistant. */
    assistantId: Body["POST /runs/crons"]["assistant_id"];
    /** Values that the graph reads and that are no part of its state. */
    context?: Body["POST /runs/crons"]["context"] | undefined;
    /** What each run starts from. */
    input?: Body["POST /runs/crons"]["input"] | undefined;
  };
  "POST /runs/stream": Options["POST /runs/stream"] & {
    /** Only the events of these subgraphs. */
    namespace?: Query["POST /runs/stream"]["namespace"] | undefined;
    /** The assistant to run: its id, or the id of a graph for that one's default assistant. */
    assistantId: Body["POST /runs/stream"]["assistant_id"];
    /** Values that the graph reads and that are no part of its state. */
    context?: Body["POST /runs/stream"]["context"] | undefined;
    /** What the graph starts from. */
    input?: Body["POST /runs/stream"]["input"] | undefined;
    /** What to stream: one mode or several. Default: `values`. */
    streamMode?: Body["POST /runs/stream"]["stream_mode"] | undefined;
    /** Whether the server keeps the events, so that the stream can be resumed. Default: false. */
    streamResumable?: Body["POST /runs/stream"]["stream_resumable"] | undefined;
    /** Whether subgraphs stream their events too. Default: false. */
    streamSubgraphs?: Body["POST /runs/stream"]["stream_subgraphs"] | undefined;
  };
  "POST /runs/wait": Options["POST /runs/wait"] & {
    /** The assistant to run: its id, or the id of a graph for that one's default assistant. */
    assistantId: Body["POST /runs/wait"]["assistant_id"];
    /** Values that the graph reads and that are no part of its state. */
    context?: Body["POST /runs/wait"]["context"] | undefined;
    /** What the graph starts from. */
    input?: Body["POST /runs/wait"]["input"] | undefined;
  };
  "DELETE /store/items": Options["DELETE /store/items"] & {
    /** The item's key in its namespace. */
    key: Body["DELETE /store/items"]["key"];
    /** The labels of the namespace. A label has no period. */
    namespace?: Body["DELETE /store/items"]["namespace"] | undefined;
  };
  "GET /store/items": Options["GET /store/items"] & {
    /** The item's key in its namespace. */
    key: Query["GET /store/items"]["key"];
    /** The labels of the namespace, joined by periods. */
    namespace: Query["GET /store/items"]["namespace"];
  };
  "PUT /store/items": Options["PUT /store/items"] & {
    /** The item's key in its namespace. */
    key: Body["PUT /store/items"]["key"];
    /** The labels of the namespace. A label has no period. */
    namespace: Body["PUT /store/items"]["namespace"];
    /** The item's value, an object. */
    value: Body["PUT /store/items"]["value"];
  };
  "POST /store/items/search": Options["POST /store/items/search"] & {
    /** Only items at or below this namespace. */
    namespacePrefix?: Body["POST /store/items/search"]["namespace_prefix"] | undefined;
  };
  "POST /threads": Options["POST /threads"] & {
    /** Updates that build a history, in their order. */
    supersteps?: Body["POST /threads"]["supersteps"] | undefined;
    /** The thread's lifetime. */
    ttl?: Body["POST /threads"]["ttl"] | undefined;
  };
  "POST /threads/prune": Options["POST /threads/prune"] & {
    /** The threads. */
    threadIds: Body["POST /threads/prune"]["thread_ids"];
  };
  "GET /threads/{thread_id}": Options["GET /threads/{thread_id}"] & {
    /** Further fields to give, such as `ttl`. */
    include?: Query["GET /threads/{thread_id}"]["include"] | undefined;
  };
  "PATCH /threads/{thread_id}": Options["PATCH /threads/{thread_id}"] & {
    /** The thread's lifetime. */
    ttl?: Body["PATCH /threads/{thread_id}"]["ttl"] | undefined;
  };
  "POST /threads/{thread_id}/history": Options["POST /threads/{thread_id}/history"] & {
    /** Only states older than this checkpoint. */
    before?: Body["POST /threads/{thread_id}/history"]["before"] | undefined;
  };
  "POST /threads/{thread_id}/runs": Options["POST /threads/{thread_id}/runs"] & {
    /** The assistant to run: its id, or the id of a graph for that one's default assistant. */
    assistantId: Body["POST /threads/{thread_id}/runs"]["assistant_id"];
    /** Values that the graph reads and that are no part of its state. */
    context?: Body["POST /threads/{thread_id}/runs"]["context"] | undefined;
    /** What the graph starts from. */
    input?: Body["POST /threads/{thread_id}/runs"]["input"] | undefined;
  };
  "POST /threads/{thread_id}/runs/crons": Options["POST /threads/{thread_id}/runs/crons"] & {
    /** The assistant to run: its id, or the id of a graph for that one's default assistant. */
    assistantId: Body["POST /threads/{thread_id}/runs/crons"]["assistant_id"];
    /** Values that the graph reads and that are no part of its state. */
    context?: Body["POST /threads/{thread_id}/runs/crons"]["context"] | undefined;
    /** What each run starts from. */
    input?: Body["POST /threads/{thread_id}/runs/crons"]["input"] | undefined;
  };
  "POST /threads/{thread_id}/runs/stream": Options["POST /threads/{thread_id}/runs/stream"] & {
    /** Only the events of these subgraphs. */
    namespace?: Query["POST /threads/{thread_id}/runs/stream"]["namespace"] | undefined;
    /** The assistant to run: its id, or the id of a graph for that one's default assistant. */
    assistantId: Body["POST /threads/{thread_id}/runs/stream"]["assistant_id"];
    /** Values that the graph reads and that are no part of its state. */
    context?: Body["POST /threads/{thread_id}/runs/stream"]["context"] | undefined;
    /** What the graph starts from. */
    input?: Body["POST /threads/{thread_id}/runs/stream"]["input"] | undefined;
    /** What to stream: one mode or several. Default: `values`. */
    streamMode?: Body["POST /threads/{thread_id}/runs/stream"]["stream_mode"] | undefined;
    /** Whether the server keeps the events, so that the stream can be resumed. Default: false. */
    streamResumable?: Body["POST /threads/{thread_id}/runs/stream"]["stream_resumable"] | undefined;
    /** Whether subgraphs stream their events too. Default: false. */
    streamSubgraphs?: Body["POST /threads/{thread_id}/runs/stream"]["stream_subgraphs"] | undefined;
  };
  "POST /threads/{thread_id}/runs/wait": Options["POST /threads/{thread_id}/runs/wait"] & {
    /** The assistant to run: its id, or the id of a graph for that one's default assistant. */
    assistantId: Body["POST /threads/{thread_id}/runs/wait"]["assistant_id"];
    /** Values that the graph reads and that are no part of its state. */
    context?: Body["POST /threads/{thread_id}/runs/wait"]["context"] | undefined;
    /** What the graph starts from. */
    input?: Body["POST /threads/{thread_id}/runs/wait"]["input"] | undefined;
  };
  "POST /threads/{thread_id}/runs/{run_id}/cancel": Options["POST /threads/{thread_id}/runs/{run_id}/cancel"] & {
    /** `interrupt` keeps what the run did, `rollback` also undoes it. Default: `interrupt`. */
    action?: Query["POST /threads/{thread_id}/runs/{run_id}/cancel"]["action"] | undefined;
    /** Whether to answer only when the run has stopped. Default: false. */
    wait?: Query["POST /threads/{thread_id}/runs/{run_id}/cancel"]["wait"] | undefined;
  };
  "GET /threads/{thread_id}/runs/{run_id}/stream": Options["GET /threads/{thread_id}/runs/{run_id}/stream"] & {
    /** Only the events of these subgraphs. */
    namespace?: Query["GET /threads/{thread_id}/runs/{run_id}/stream"]["namespace"] | undefined;
    /** One of the run's modes. The server's filter loses events: leave it out. */
    streamMode?: Query["GET /threads/{thread_id}/runs/{run_id}/stream"]["stream_mode"] | undefined;
  };
  "POST /threads/{thread_id}/state": Options["POST /threads/{thread_id}/state"] & {
    /** What to write. `null` writes nothing and moves the graph on. */
    values?: Body["POST /threads/{thread_id}/state"]["values"] | undefined;
  };
  "GET /threads/{thread_id}/stream": Options["GET /threads/{thread_id}/stream"] & {
    /** What to stream: `run_modes` the events of runs, `lifecycle` their starts and ends, `state_update` other changes of the state. Default: `run_modes`. */
    streamModes?: Query["GET /threads/{thread_id}/stream"]["stream_modes"] | undefined;
  };
}

/** What is the document's of {@link Assistant}. */
export interface AssistantFields {
  /** The assistant's id. */
  assistant_id: components["schemas"]["Assistant"]["assistant_id"];
  /** When it was created, in ISO 8601. */
  created_at: components["schemas"]["Assistant"]["created_at"];
  /** A description for people. */
  description?: components["schemas"]["Assistant"]["description"] | undefined;
  /** The graph's id, as the deployment names it. */
  graph_id: components["schemas"]["Assistant"]["graph_id"];
  /** When it was last changed, in ISO 8601. */
  updated_at: components["schemas"]["Assistant"]["updated_at"];
}

/** What is the document's of {@link AssistantVersion}. */
export interface AssistantVersionFields {
  /** The assistant's id. */
  assistant_id: components["schemas"]["AssistantVersion"]["assistant_id"];
  /** When it was created, in ISO 8601. */
  created_at: components["schemas"]["AssistantVersion"]["created_at"];
  /** A description for people. */
  description?: components["schemas"]["AssistantVersion"]["description"] | undefined;
  /** The graph's id, as the deployment names it. */
  graph_id: components["schemas"]["AssistantVersion"]["graph_id"];
  /** When it was last changed, in ISO 8601. */
  updated_at?: components["schemas"]["AssistantVersion"]["updated_at"] | undefined;
}

/** What is the document's of {@link Cron}. */
export interface CronFields {
  /** The assistant's id. */
  assistant_id?: components["schemas"]["Cron"]["assistant_id"] | undefined;
  /** When it was created, in ISO 8601. */
  created_at: components["schemas"]["Cron"]["created_at"];
  /** The cron's id. */
  cron_id: components["schemas"]["Cron"]["cron_id"];
  /** Whether it runs. Default: true. */
  enabled: components["schemas"]["Cron"]["enabled"];
  /** When the cron stops, in ISO 8601. */
  end_time: components["schemas"]["Cron"]["end_time"];
  /** When it runs next, in ISO 8601. */
  next_run_date?: components["schemas"]["Cron"]["next_run_date"] | undefined;
  /** What becomes of a run's thread when the run has ended. Default: `delete`. */
  on_run_completed?: components["schemas"]["Cron"]["on_run_completed"] | undefined;
  /** When to run: a cron expression, such as `0 9 * * 1`. */
  schedule: components["schemas"]["Cron"]["schedule"];
  /** The thread's id. */
  thread_id: components["schemas"]["Cron"]["thread_id"];
  /** The IANA time zone of the schedule, such as `Europe/Berlin`. Default: UTC. */
  timezone?: components["schemas"]["Cron"]["timezone"] | undefined;
  /** When it was last changed, in ISO 8601. */
  updated_at: components["schemas"]["Cron"]["updated_at"];
  /** Who created it. */
  user_id?: components["schemas"]["Cron"]["user_id"] | undefined;
}

/** What is the document's of {@link Run}. */
export interface RunFields {
  /** The assistant's id. */
  assistant_id: components["schemas"]["Run"]["assistant_id"];
  /** Why the run was cancelled. */
  cancel_reason?: components["schemas"]["Run"]["cancel_reason"] | undefined;
  /** When it was created, in ISO 8601. */
  created_at: components["schemas"]["Run"]["created_at"];
  /** The LangSmith project that the run is traced to. */
  langsmith_session_name?: components["schemas"]["Run"]["langsmith_session_name"] | undefined;
  /** The run's id. */
  run_id: components["schemas"]["Run"]["run_id"];
  /** The thread's id. */
  thread_id: components["schemas"]["Run"]["thread_id"];
  /** When it was last changed, in ISO 8601. */
  updated_at: components["schemas"]["Run"]["updated_at"];
}

/** What is the document's of {@link Thread}. */
export interface ThreadFields {
  /** When it was created, in ISO 8601. */
  created_at: components["schemas"]["Thread"]["created_at"];
  /** What the last run failed with. */
  error?: components["schemas"]["Thread"]["error"] | undefined;
  /** The values that were asked for with `extract`, by name. */
  extracted?: components["schemas"]["Thread"]["extracted"] | undefined;
  /** When its state was last changed, in ISO 8601. */
  state_updated_at?: components["schemas"]["Thread"]["state_updated_at"] | undefined;
  /** The thread's id. */
  thread_id: components["schemas"]["Thread"]["thread_id"];
  /** The lifetime. */
  ttl?: components["schemas"]["Thread"]["ttl"] | undefined;
  /** When it was last changed, in ISO 8601. */
  updated_at: components["schemas"]["Thread"]["updated_at"];
}
