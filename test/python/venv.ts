import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../.venv/", import.meta.url));
const requirements = fileURLToPath(new URL("requirements.txt", import.meta.url));
/** Written last: an incomplete environment has no stamp. */
const stamp = join(folder, "made-from.txt");

/** Returns the Python executable of the tests' virtual environment; creates it first if missing or out of date. */
export function python(): string {
  const executable = join(folder, "bin", "python");
  const wanted = readFileSync(requirements, "utf8");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return executable;
  const base = installedPython();
  console.log("Creating .venv/ for the Python server. This takes half a minute, once.");
  rmSync(folder, { recursive: true, force: true });
  const run = (file: string, ...args: string[]) =>
    execFileSync(file, args, { stdio: ["ignore", "ignore", "inherit"] });
  run(base, "-m", "venv", folder);
  const pip = ["-m", "pip", "--disable-pip-version-check", "--quiet"];
  run(executable, ...pip, "install", "--no-deps", "--requirement", requirements);
  run(executable, ...pip, "check");
  writeFileSync(stamp, wanted);
  return executable;
}

function installedPython(): string {
  const found = ["python3.13", "python3.12", "python3.11", "python3"].find((name) => {
    try {
      // Version managers may have executables for versions that are not installed.
      execFileSync(name, ["-c", "import sys, venv; sys.exit(sys.version_info < (3, 11))"], {
        stdio: "ignore",
      });
      return true;
    } catch {
      return false;
    }
  });
  if (found === undefined) {
    throw new Error(
      "The Python server needs Python 3.11 or later with venv, which was not found on the PATH.",
    );
  }
  return found;
}
