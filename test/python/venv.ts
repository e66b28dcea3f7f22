import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A server in Python, and the virtual environment in which its packages are installed. */
interface Environment {
  /** The server's name, for messages. */
  server: string;
  /** A folder of the repository. */
  folder: string;
  /** Lists all packages, pinned. */
  requirements: URL;
  /** Names of executables of supported versions, and the oldest minor version of Python 3. */
  executables: string[];
  minor: number;
}

const pythonServer: Environment = {
  server: "the Python server",
  folder: ".venv",
  requirements: new URL("requirements.txt", import.meta.url),
  executables: ["python3.13", "python3.12", "python3.11", "python3"],
  minor: 11,
};

/** Returns the Python executable of a virtual environment; creates it first if missing or out of date. */
export function python(environment: Environment = pythonServer): string {
  const folder = fileURLToPath(new URL(`../../${environment.folder}/`, import.meta.url));
  const executable = join(folder, "bin", "python");
  /** Written last: an incomplete environment has no stamp. */
  const stamp = join(folder, "made-from.txt");
  const wanted = readFileSync(environment.requirements, "utf8");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return executable;
  const base = installedPython(environment);
  console.log(`Creating ${environment.folder}/ for ${environment.server}. This takes a minute, once.`);
  rmSync(folder, { recursive: true, force: true });
  const run = (file: string, ...args: string[]) =>
    execFileSync(file, args, { stdio: ["ignore", "ignore", "inherit"] });
  run(base, "-m", "venv", folder);
  const pip = ["-m", "pip", "--disable-pip-version-check", "--quiet"];
  run(executable, ...pip, "install", "--no-deps", "--requirement", fileURLToPath(environment.requirements));
  run(executable, ...pip, "check");
  writeFileSync(stamp, wanted);
  return executable;
}

/** Thrown if the machine lacks a program that a server needs. */
export class MissingProgramError extends Error {}

function installedPython({ server, executables, minor }: Environment): string {
  const found = [...executables, ...pyenvExecutables()].find((name) => {
    try {
      // Version managers may have executables for versions that are not installed.
      execFileSync(name, ["-c", `import sys, venv; sys.exit(sys.version_info < (3, ${minor}))`], {
        stdio: "ignore",
      });
      return true;
    } catch {
      return false;
    }
  });
  if (found !== undefined) return found;
  throw new MissingProgramError(
    `Python 3.${minor} or later with venv was not found on the PATH, and ${server} needs it.`,
  );
}

/** Pyenv's executables on the PATH run only the versions that its settings select, not all that are installed. */
function pyenvExecutables(): string[] {
  const folder = join(process.env["PYENV_ROOT"] ?? join(homedir(), ".pyenv"), "versions");
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((version) => join(folder, version, "bin", "python3"));
}
