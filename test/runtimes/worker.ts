/** Runs the program as a Cloudflare worker. */
import { program } from "./program.js";
import type { Target } from "./program.js";

export default {
  fetch: async (request: Request): Promise<Response> =>
    Response.json(await program((await request.json()) as Target)),
};
