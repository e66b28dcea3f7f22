import type { Correction } from "../edits.js";
import { assistantCorrections } from "./assistants.js";
import { commonCorrections } from "./common.js";
import { cronCorrections } from "./crons.js";
import { runCorrections } from "./runs.js";
import { storeCorrections } from "./store.js";
import { threadCorrections } from "./threads.js";

/** All corrections, in the order in which they are applied. */
export const corrections: Correction[] = [
  ...commonCorrections,
  ...assistantCorrections,
  ...threadCorrections,
  ...runCorrections,
  ...cronCorrections,
  ...storeCorrections,
];
