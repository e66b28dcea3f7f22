/** Runs the program as a page: the URL's hash has the target and the address for the report. */
import { program } from "./program.js";
import type { Target } from "./program.js";

const { target, reportUrl } = JSON.parse(decodeURIComponent(location.hash.slice(1))) as {
  target: Target;
  reportUrl: string;
};
const send = (report: unknown) => fetch(reportUrl, { method: "POST", body: JSON.stringify(report) });

addEventListener("error", ({ message }) => void send({ page: message }));
program(target).then(send, (error: unknown) => send({ page: String(error) }));
