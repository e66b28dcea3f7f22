import { assistantRows } from "./assistants.rows.js";
import { clientRows } from "./client.rows.js";
import { cronRows } from "./crons.rows.js";
import type { Row } from "./row.js";
import { runRows } from "./runs.rows.js";
import { storeRows } from "./store.rows.js";
import { threadRows } from "./threads.rows.js";

/** All rows: every method has at least one. */
export const rows: Row[] = [
  ...assistantRows,
  ...threadRows,
  ...runRows,
  ...cronRows,
  ...storeRows,
  ...clientRows,
];
