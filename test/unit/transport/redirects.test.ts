/** Redirects: those that are followed, and the messages for others. */
import { describe, expect, test } from "vitest";
import { InvalidResponseError } from "../../../src/errors.js";
import type { Attempt } from "../../../src/transport/fetch.js";
import type { Outgoing } from "../../../src/transport/request.js";
import { withRedirects } from "../../../src/transport/redirects.js";
import { failure } from "../../helpers/async.js";
import { outgoing } from "../requests.js";

const to = (location: string | undefined, status = 307): Response =>
  new Response(null, { status, headers: location === undefined ? {} : { location } });

/** Sends a request through `withRedirects`. The last response is repeated. */
function send(responses: readonly Response[], fields: Partial<Outgoing> = {}) {
  const urls: string[] = [];
  const inits: RequestInit[] = [];
  const init = { headers: { a: "1" } };
  const request = outgoing({ url: "http://api/a/b?c=1", ...fields });
  const next: Attempt = async (each, given) => {
    const response = responses[Math.min(urls.length, responses.length - 1)] ?? new Response();
    urls.push(each.url);
    inits.push(given);
    return { request: each, response, text: "text" };
  };
  return { promise: withRedirects(next)(request, init), request, urls, inits, init };
}

describe("withRedirects", () => {
  test.each([
    ["an absolute URL", "http://api/x?y=1", "http://api/x?y=1"],
    ["an absolute path", "/x", "http://api/x"],
    ["a relative path", "x", "http://api/a/x"],
    ["a path with a slash added", "/a/b/", "http://api/a/b/"],
  ])("withRedirects follows %s", async (_, location, url) => {
    const { promise, urls, inits, init, request } = send([to(location), new Response("found")]);
    const reply = await promise;
    expect(reply.response.status).toBe(200);
    expect(urls).toEqual([request.url, url]);
    expect(inits).toEqual([init, init]);
    expect(reply.request).toBe(request);
  });

  test.each<[number, followed: string, refused: string]>([
    [301, "GET HEAD PUT PATCH DELETE", "POST"],
    [302, "GET HEAD PUT PATCH DELETE", "POST"],
    [303, "GET HEAD", "POST PUT PATCH DELETE"],
    [307, "GET HEAD POST PUT PATCH DELETE", ""],
    [308, "GET HEAD POST PUT PATCH DELETE", ""],
  ])("withRedirects follows a %d with the methods %s, and not with %s", async (status, followed, refused) => {
    for (const method of followed.split(" ")) {
      const { promise, urls } = send([to("/x", status), new Response()], { method });
      expect((await promise).response.status).toBe(200);
      expect(urls).toHaveLength(2);
    }
    for (const method of refused.split(" ").filter(Boolean)) {
      const { promise, urls } = send([to("/x", status), new Response()], { method });
      expect(await failure(promise)).toMatchObject({
        name: "InvalidResponseError",
        message:
          `The server redirected the ${method} (${status}) to a GET of http://api/x, whose response would not be the` +
          ` result. Use the final URL as apiUrl (${method} http://api/a/b?c=1)`,
      });
      expect(urls).toHaveLength(1);
    }
  });

  test.each<[string, Response]>([
    ["a success", new Response("a")],
    ["a success with a location", new Response(null, { status: 201, headers: { location: "/x" } })],
    ["an error with a location", new Response(null, { status: 404, headers: { location: "/x" } })],
    ["a 304", to("/x", 304)],
    ["a redirect without a location", to(undefined)],
  ])("withRedirects returns %s", async (_, response) => {
    const { promise, urls } = send([response]);
    expect((await promise).response).toBe(response);
    expect(urls).toHaveLength(1);
  });

  test.each<[string, Response, string]>([
    [
      "to another host",
      to("http://other/x"),
      "The server redirected from http://api to http://other, which is not followed. If you trust it, use it as apiUrl",
    ],
    [
      "to another port",
      to("http://api:81/x"),
      "The server redirected from http://api to http://api:81, which is not followed. If you trust it, use it as apiUrl",
    ],
    [
      "to another scheme",
      to("https://api/x"),
      "The server redirected from http://api to https://api, which is not followed. If you trust it, use it as apiUrl",
    ],
    ["to an invalid URL", to("http://"), 'The server redirected to an invalid URL, "http://"'],
    [
      "that a browser hides",
      Object.defineProperties(new Response(), { type: { value: "opaqueredirect" }, ok: { value: false } }),
      "The server redirected, and browsers hide the target. Use the final URL as apiUrl",
    ],
  ])("withRedirects refuses a redirect %s", async (_, response, message) => {
    const { promise, urls } = send([response]);
    const error = await failure(promise);
    expect(error).toBeInstanceOf(InvalidResponseError);
    expect(error).toMatchObject({
      message: `${message} (GET http://api/a/b?c=1)`,
      status: response.status,
      text: "text",
    });
    expect(urls).toHaveLength(1);
  });

  test("withRedirects follows five redirects", async () => {
    const { promise, urls } = send([
      ...["1", "2", "3", "4", "5"].map((path) => to(`/${path}`)),
      new Response(),
    ]);
    expect((await promise).response.status).toBe(200);
    expect(urls.at(-1)).toBe("http://api/5");
  });

  test("withRedirects refuses a sixth redirect", async () => {
    const { promise, urls } = send([to("/x")]);
    expect(await failure(promise)).toMatchObject({
      message: "The server redirected more than 5 times (GET http://api/a/b?c=1)",
      status: 307,
    });
    expect(urls).toHaveLength(6);
  });

  test("withRedirects resolves each target against the URL that sent it", async () => {
    const { promise, urls } = send([to("/x/y"), to("z"), new Response()]);
    await promise;
    expect(urls).toEqual(["http://api/a/b?c=1", "http://api/x/y", "http://api/x/z"]);
  });
});
