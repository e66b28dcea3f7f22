import type { Row } from "./row.js";
import { assistantRows } from "./rows/assistants.js";
import { clientRows } from "./rows/clients.js";
import { cronRows } from "./rows/crons.js";
import { errorRows } from "./rows/errors.js";
import { joinRows } from "./rows/joins.js";
import { outputRows } from "./rows/outputs.js";
import { runRows } from "./rows/runs.js";
import { stateRows } from "./rows/states.js";
import { storeRows } from "./rows/store.js";
import { streamEndRows } from "./rows/stream-ends.js";
import { streamRows } from "./rows/streams.js";
import { threadRows } from "./rows/threads.js";
import { trafficRows } from "./rows/traffic.js";

/** Calls of the official client, with every method and option. */
export const rows: Row[] = [
  ...assistantRows,
  ...threadRows,
  ...stateRows,
  ...runRows,
  ...outputRows,
  ...streamRows,
  ...streamEndRows,
  ...joinRows,
  ...cronRows,
  ...storeRows,
  ...errorRows,
  ...clientRows,
  ...trafficRows,
];
