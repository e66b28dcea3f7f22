import { readFileSync } from "node:fs";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/** A mismatch between a server's response and openapi.json. */
export interface Problem {
  /** Such as `"GET /threads/{thread_id}"`. If openapi.json lacks the operation: method and path, with `{id}` for ids. */
  operation: string;
  status: number;
  kind: "operation" | "status" | "content-type" | "body";
  /** JSON pointer into the body, with `*` for list positions and ids: `"/*\/updated_at"`. Empty for other kinds. */
  at: string;
  message: string;
}

interface Document {
  paths: Record<string, Record<string, unknown>>;
}

interface Operation {
  name: string;
  pattern: RegExp;
  /** `#/paths/…` of the operation, as a JSON pointer. */
  pointer: string;
  responses: Record<string, { content?: Record<string, { schema?: unknown }> }>;
}

const documentFile = new URL("../../openapi.json", import.meta.url);
const verbs = new Set(["get", "put", "post", "patch", "delete"]);

/** Provides a `fetch` that compares every response with openapi.json. */
export class Conformance {
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false, logger: false });
  readonly #validators = new Map<string, ValidateFunction>();
  readonly #operations: Operation[];
  #checks: Promise<Problem[]>[] = [];

  constructor() {
    const document = JSON.parse(readFileSync(documentFile, "utf8")) as Document;
    addFormats.default(this.#ajv);
    this.#ajv.addSchema(document, "openapi");
    this.#operations = operationsOf(document);
  }

  /** Names of all operations in openapi.json. */
  get operations(): string[] {
    return this.#operations.map((operation) => operation.name);
  }

  /** Returns a `fetch` that adds each successful operation to `covered`. */
  fetch(covered: Set<string>): (url: string, init: RequestInit) => Promise<Response> {
    return async (url, init) => {
      const response = await fetch(url, init);
      const method = init.method ?? "GET";
      const path = new URL(url).pathname;
      const operation = this.#operations.find(
        ({ name, pattern }) => name.startsWith(`${method} `) && pattern.test(path),
      );
      if (operation && succeeded(operation, response)) covered.add(operation.name);
      // Don't clone a stream: the two branches would no longer be cancelled together.
      const stream = mediaType(response) === "text/event-stream";
      const text = stream ? Promise.resolve("") : response.clone().text();
      const requested = `${method} ${path.replace(/[0-9a-f-]{36}/g, "{id}")}`;
      const check = text.then((body) =>
        this.#check(operation, requested, response, body).filter(
          ({ message }) => !isOmittedBySelect(init, message),
        ),
      );
      // Ignore a body that the test itself aborted.
      this.#checks.push(check.catch(() => []));
      return response;
    };
  }

  /** Returns the problems found since the last call. */
  async problems(): Promise<Problem[]> {
    const checks = this.#checks;
    this.#checks = [];
    return (await Promise.all(checks)).flat();
  }

  /** Validates a value against a component of openapi.json; returns the errors. */
  componentErrors(component: string, value: unknown): string[] {
    const validate = this.#validator(`#/components/schemas/${component}`);
    return validate(value) ? [] : (validate.errors ?? []).map(describe);
  }

  #check(operation: Operation | undefined, requested: string, response: Response, body: string): Problem[] {
    const { status } = response;
    const problem = (kind: Problem["kind"], message: string, at = ""): Problem => ({
      operation: operation?.name ?? requested,
      status,
      kind,
      at,
      message,
    });
    if (!operation) return [problem("operation", "not in openapi.json")];
    const documented = operation.responses[String(status)];
    if (!documented)
      return [problem("status", `only ${Object.keys(operation.responses).join(", ")} documented`)];
    const content = documented.content ?? {};
    const types = Object.keys(content);
    if (types.length === 0)
      return body === "" ? [] : [problem("body", "a body, but openapi.json documents none")];

    const type = mediaType(response);
    const problems = types.includes(type)
      ? []
      : [problem("content-type", `"${type}" instead of ${types.join(" or ")}`)];
    // Only JSON has a schema. JSON with a wrong content type is validated too.
    if ((types.includes(type) && type !== "application/json") || !types.includes("application/json"))
      return problems;
    let value: unknown;
    try {
      value = JSON.parse(body);
    } catch {
      // A wrong content type was reported already.
      return problems.length > 0 ? problems : [problem("body", "not JSON")];
    }
    if (content["application/json"]?.schema === undefined) return problems;
    const schema = `${operation.pointer}/responses/${status}/content/application~1json/schema`;
    const validate = this.#validator(schema);
    if (validate(value)) return problems;
    return [
      ...problems,
      ...innermost(validate.errors ?? []).map((error) => problem("body", describe(error), pointerOf(error))),
    ];
  }

  #validator(pointer: string): ValidateFunction {
    const cached = this.#validators.get(pointer);
    if (cached) return cached;
    const validate = this.#ajv.compile({ $ref: `openapi${encodeURI(pointer)}` });
    this.#validators.set(pointer, validate);
    return validate;
  }
}

function operationsOf(document: Document): Operation[] {
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([verb]) => verbs.has(verb))
      .map(([verb, operation]) => ({
        name: `${verb.toUpperCase()} ${path}`,
        // A server may redirect to the path without the trailing slash.
        pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, "[^/]+").replace(/\/$/, "/?")}$`),
        pointer: `#/paths/${path.replaceAll("~", "~0").replaceAll("/", "~1")}/${verb}`,
        responses: (operation as Operation).responses,
      })),
  );
  // Paths with fewer parameters match first: `/runs/batch` before `/runs/{run_id}`.
  const variables = (operation: Operation) => operation.name.split("{").length;
  return operations.sort((a, b) => variables(a) - variables(b));
}

/** True for a success status, or for a documented status if an operation documents only failures. */
function succeeded({ responses }: Operation, { ok, status }: Response): boolean {
  return ok || (String(status) in responses && !Object.keys(responses).some((each) => each.startsWith("2")));
}

/** True if the request's `select` omits a required field; JSON Schema cannot express that. */
function isOmittedBySelect({ body }: RequestInit, message: string): boolean {
  return typeof body === "string" && body.includes('"select":[') && /^\/\d+ must have required/.test(message);
}

function mediaType(response: Response): string {
  return response.headers.get("content-type")?.split(";")[0]?.trim() ?? "";
}

function pointerOf(error: ErrorObject): string {
  const missing = error.keyword === "required" ? `/${String(error.params["missingProperty"])}` : "";
  return error.instancePath.replace(/\/(\d+|[0-9a-f-]{32,})(?=\/|$)/g, "/*") + missing;
}

/** Removes the errors of every `anyOf` around an invalid value, and keeps the error of the value itself. */
function innermost(errors: ErrorObject[]): ErrorObject[] {
  return errors.filter(
    (error) => !errors.some((other) => pointerOf(other).startsWith(`${pointerOf(error)}/`)),
  );
}

function describe(error: ErrorObject): string {
  return `${error.instancePath} ${error.message ?? error.keyword}`.trim();
}
