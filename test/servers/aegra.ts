import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { startPythonScript } from "../python/start.js";
import { MissingProgramError, python } from "../python/venv.js";
import type { RunningServer } from "../server/child.js";
import type { ServerOptions } from "../server/start.js";

/** Returns the Python executable that has Aegra; installs Aegra first if necessary. */
export function aegraPython(): string {
  return python({
    server: "Aegra",
    folder: ".venv-aegra",
    requirements: new URL("requirements.txt", import.meta.url),
    executables: ["python3.13", "python3.12", "python3"],
    minor: 12,
  });
}

/** Returns the folder of PostgreSQL's programs. Debian does not put it on the PATH. */
export function postgresPrograms(): string {
  const onPath = (process.env["PATH"] ?? "").split(delimiter);
  const debian = "/usr/lib/postgresql";
  const installed = existsSync(debian) ? readdirSync(debian) : [];
  const newestFirst = installed.toSorted((a, b) => Number(b) - Number(a));
  const versions = newestFirst.map((version) => join(debian, version, "bin"));
  const found = [...onPath, ...versions].find((folder) =>
    ["initdb", "postgres"].every((program) => existsSync(join(folder, program))),
  );
  if (found === undefined)
    throw new MissingProgramError("initdb and postgres were not found, and Aegra needs PostgreSQL.");
  return found;
}

/** Starts Aegra with a PostgreSQL server of its own. `polling` has no effect. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const script = new URL("serve.py", import.meta.url);
  return startPythonScript(aegraPython(), script, { ...options, postgres: postgresPrograms() });
}
