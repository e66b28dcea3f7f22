import type { Case } from "../case.js";
import { decodingCases } from "./decoding.js";
import { growthCases } from "./growth.js";
import { memoryCases } from "./memory.js";
import { packageCases } from "./package.js";
import { realCases } from "./real.js";
import { requestCases } from "./requests.js";
import { streamCases } from "./streams.js";
import { syncCases } from "./sync.js";
import { threadCases } from "./threads.js";

/** All cases, in the order of the tables. */
export const cases: readonly Case[] = [
  ...decodingCases,
  ...threadCases,
  ...memoryCases,
  ...streamCases,
  ...requestCases,
  ...syncCases,
  ...packageCases,
  ...realCases,
  ...growthCases,
];
