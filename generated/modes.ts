// Made from openapi.json by `npm run generate`. Edit neither this file nor openapi.json by hand.

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
