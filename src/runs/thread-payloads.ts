import { check, checkId, checkOptions, isPlain } from "../checks.js";
import { InvalidArgumentError } from "../errors.js";
import { CALL_OPTIONS } from "../transport/call-options.js";
import type { CallOptions } from "../transport/call-options.js";
import type { Config, PendingInterrupt } from "../types.js";
import { checkAnswer, checkPending } from "./resume.js";
import type { BusyStrategy } from "./thread-commands.js";

/** Options of a run. The protocol has no context, breakpoints, webhook and durability: use `runs.stream` for these. */
export interface StartOptions<Input = unknown> extends CallOptions {
  /** The input of the graph. While an interrupt is pending, both servers take it for the answer. */
  input?: Input | null | undefined;
  /** Configuration of the graph, such as tags and the recursion limit. */
  config?: Config | undefined;
  /** Metadata of the run. */
  metadata?: Record<string, unknown> | undefined;
  /** Continue at an earlier checkpoint of the thread. */
  checkpointId?: string | undefined;
  /**
   * The treatment of active runs of the thread: wait for their end, stop them, stop and delete them, or throw a
   * `ConflictError`. Default: `"enqueue"`.
   */
  multitaskStrategy?: BusyStrategy | undefined;
}

/** Options of a run that resumes the graph. */
export interface ResumeOptions extends CallOptions {
  /** The interrupt that the answer belongs to, if several are pending. */
  interruptId?: string | undefined;
  /** Values to write into the state. */
  update?: Record<string, unknown> | undefined;
  /** The node or nodes to go on with. */
  goto?: unknown;
  /** Configuration of the graph. */
  config?: Config | undefined;
  /** Metadata of the run. */
  metadata?: Record<string, unknown> | undefined;
}

type Params = Record<string, unknown>;

const START_FIELDS: readonly string[] = [
  "input",
  "config",
  "metadata",
  "checkpointId",
  "multitaskStrategy",
  ...CALL_OPTIONS,
];
const RESUME_FIELDS: readonly string[] = [
  "interruptId",
  "update",
  "goto",
  "config",
  "metadata",
  ...CALL_OPTIONS,
];
const STRATEGIES: readonly unknown[] = [
  "enqueue",
  "interrupt",
  "rollback",
  "reject",
] satisfies BusyStrategy[];

/** Throws if an option is unknown: the protocol would ignore it. */
export function checkFields(options: object, known: readonly string[], example: string): void {
  checkOptions("options", options, example);
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const remedy = `The options are: ${known.join(", ")}. client.runs.stream has more.`;
  throw new InvalidArgumentError("options", `"${unknown}" does not exist in the thread protocol. ${remedy}`);
}

function checkObjects(options: object): void {
  for (const [name, value] of Object.entries(options))
    check(name, value === undefined || isPlain(value), "an object", value);
}

/** Checks the options of a new run. */
export function checkStart(options: StartOptions): void {
  checkFields(options, START_FIELDS, "{ input }");
  const { multitaskStrategy = "enqueue", checkpointId, config, metadata } = options;
  check(
    "multitaskStrategy",
    STRATEGIES.includes(multitaskStrategy),
    `one of: ${STRATEGIES.join(", ")}`,
    multitaskStrategy,
  );
  if (checkpointId !== undefined) checkId("checkpointId", checkpointId);
  checkObjects({ config, metadata });
}

/** The parameters of the command that starts a run. */
export function startParams(assistantId: string, options: StartOptions): Params {
  const { input, config, metadata, checkpointId, multitaskStrategy = "enqueue" } = options;
  const configurable = { ...config?.configurable, checkpoint_id: checkpointId };
  return {
    assistant_id: assistantId,
    input,
    config: checkpointId === undefined ? config : { ...config, configurable },
    metadata,
    // The protocol's description and the servers differ in the name. Runs of others, which the client sees too late, obey it.
    multitaskStrategy,
    multitask_strategy: multitaskStrategy,
  };
}

/** Checks the answer to interrupts, and its options. */
export function checkResume(answer: unknown, options: ResumeOptions): void {
  checkFields(options, RESUME_FIELDS, "{ update }");
  checkAnswer(answer);
  const { interruptId, update, config, metadata } = options;
  if (interruptId !== undefined) checkId("interruptId", interruptId);
  checkObjects({ update, config, metadata });
}

/** The parameters of the command that resumes a graph. Throws if the answer does not fit the pending interrupts. */
export function resumeParams(
  answer: unknown,
  { interruptId, update, goto, config, metadata }: ResumeOptions,
  pending: readonly PendingInterrupt[],
): Params {
  if (interruptId !== undefined && !pending.some(({ id }) => id === interruptId)) {
    const list = pending.map(({ id }) => JSON.stringify(id)).join(", ");
    throw new InvalidArgumentError(
      "interruptId",
      `is not the id of a pending interrupt. Pending: ${list || "none"}.`,
    );
  }
  const answers = interruptId === undefined ? answer : { [interruptId]: answer };
  const isById = checkPending(answers, pending, "resume(");
  const [first] = pending;
  if (first === undefined) throw new InvalidArgumentError("answer", "no interrupt of the thread is pending.");
  const entries = isById ? Object.entries(answers as object) : [[first.id, answers]];
  // Both servers find an interrupt by its id, in subgraphs too.
  const responses = entries.map(([id, response]) => ({ interrupt_id: id, namespace: [], response }));
  return { responses, update, goto, config, metadata };
}
