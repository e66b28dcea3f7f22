/** Types under the names of `@langchain/langgraph-sdk` 1.15.0, for programs that were written for it. */
import type { ToolCall } from "./messages/types.js";
import type { RunCreateOptions, RunStreamOptions, RunWaitOptions } from "./resources/run-options.js";
import type { Page } from "./resources/rules.js";
import type { Assistant, AssistantVersion, Cron, Params, StreamModes, ThreadState } from "./types.js";

/** Options that every call takes which starts a run. */
export type RunsInvokePayload = Omit<
  RunWaitOptions,
  "raiseError" | "feedbackKeys" | "streamMode" | "streamResumable" | "streamSubgraphs"
>;
/** Options of `runs.create`: {@link RunCreateOptions}. */
export type RunsCreatePayload = RunCreateOptions;
/** Options of `runs.stream`: {@link RunStreamOptions}. */
export type RunsStreamPayload<
  TStreamMode extends StreamModes = StreamModes,
  TSubgraphs extends boolean = false,
> = RunStreamOptions<{}, string, TStreamMode, TSubgraphs>;
/** Options of `runs.wait`: {@link RunWaitOptions}. */
export type RunsWaitPayload = RunWaitOptions;

/** Behavior of `create` if the id exists. */
export type OnConflictBehavior = NonNullable<Params["POST /threads"]["ifExists"]>;

/** An assistant without the time of its update. */
export type AssistantBase = AssistantVersion;
/** The result of a search of assistants with `includePagination: true`. */
export type AssistantsSearchResponse = Page<"assistants", Assistant>;

/** The result of `crons.create`. */
export type CronCreateResponse = Cron;
/** The result of `crons.createForThread`. */
export type CronCreateForThreadResponse = Cron;

/** A tool call of a message. */
export type DefaultToolCall = ToolCall;

/** A field of threads that a search can select. */
export type ThreadSelectField = NonNullable<Params["POST /threads/search"]["select"]>[number];
/** A field of states that `getState` and `getHistory` can select; `values.<key>` is one key of the values. */
export type ThreadStateSelectField = keyof ThreadState | `values.${string}`;
