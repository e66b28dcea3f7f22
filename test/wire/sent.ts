/** Compares the requests of a row with those that a server has received. */
import type { Received } from "../helpers/server.js";
import type { Row, Sends } from "./row.js";

/** Reduces a received request to the form of a row: only the headers that the row names. */
export function sentBy({ method, url, headers, body }: Received, expected: Sends): Sends {
  const { "content-type": type, "content-length": length } = headers;
  const empty = body === "" && type === undefined && (length === undefined || length === "0");
  return {
    to: `${method} ${url}`,
    ...(empty ? {} : { body: body === "" ? `nothing, as ${type}` : JSON.parse(body) }),
    ...(expected.headers && {
      headers: Object.fromEntries(
        Object.keys(expected.headers).map((name) => [name, headers[name]?.toString()]),
      ),
    }),
  };
}

export const titleOf = ({ method, does = "sends and returns the expected values" }: Row) =>
  `${method} ${does}`;

/** The requests of a row in their long form. */
export function expectedOf(sends: Row["sends"]): Sends[] {
  return [sends].flat().map((each) => (typeof each === "string" ? { to: each } : each));
}
