import { LangGraphClient } from "langgraph-client";
import { expect, test } from "vitest";
import { all } from "../helpers/async.js";
import { listen } from "../helpers/server.js";
import { bytesOf, eventsOf, recordings } from "../fixtures/streams.js";

test.for(recordings)(
  "decodes the recording $server $name from one chunk and from 300 chunks",
  async (recording) => {
    const bytes = bytesOf(recording);
    const { status, headers } = recording;
    const { url } = await listen(async (_, response, count) => {
      if (count === 0) return { status, headers, body: bytes };
      response.writeHead(status, headers);
      // Small chunks, so that some boundaries are within characters and line ends.
      const size = Math.ceil(bytes.length / 300);
      for (let at = 0; at < bytes.length; at += size)
        await new Promise((resolve) => response.write(bytes.subarray(at, at + size), resolve));
      response.end();
      return undefined;
    });
    const { raw } = new LangGraphClient({ apiUrl: url, apiKey: null });
    const read = async () => {
      const params = { path: { thread_id: "t" } };
      const events = await all(raw.stream("GET", "/threads/{thread_id}/stream", { params }));
      return events.map(({ id, event, data }) => ({ id, event, data }));
    };
    const expected = eventsOf(bytes.toString()).map((event) => ({
      ...event,
      data: JSON.parse(event.data) as unknown,
    }));
    expect(await read()).toEqual(expected);
    expect(await read()).toEqual(expected);
  },
);
