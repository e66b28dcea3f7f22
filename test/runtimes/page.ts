/** The program as a page: reads from its address where to go, and sends its report there. */
import { program } from "./program.js";
import type { Place } from "./program.js";

const { place, reportUrl } = JSON.parse(decodeURIComponent(location.hash.slice(1))) as {
  place: Place;
  reportUrl: string;
};
const send = (report: unknown) => fetch(reportUrl, { method: "POST", body: JSON.stringify(report) });

addEventListener("error", ({ message }) => void send({ page: message }));
program(place).then(send, (error: unknown) => send({ page: String(error) }));
