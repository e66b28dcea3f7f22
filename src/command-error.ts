import { LangGraphError, brand, excerpt } from "./errors.js";

/** The server refused a command of a thread, with the status 200. */
export class CommandError extends LangGraphError {
  /** The command, such as `run.start`. */
  declare readonly command: string;
  /** The server's code, such as `no_such_interrupt`. */
  declare readonly code: string;
  /** The server's message. */
  declare readonly detail: string;

  constructor({ command, code, detail }: { command: string; code: string; detail: string }) {
    super(`${command} was refused: ${excerpt(detail)} (${excerpt(code, 80)})`);
    Object.assign(this, { command, code, detail });
  }
}

brand({ CommandError });
