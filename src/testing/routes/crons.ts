import type { Cron } from "../../types.js";
import type { Database } from "../database.js";
import { HttpError, filterOf, matches, notFound, page, sorted } from "../http.js";
import type { Call, Handler } from "../http.js";

const FIELDS = ["schedule", "end_time", "enabled", "metadata", "timezone", "on_run_completed"];

export function cronRoutes(database: Database): Record<string, Handler> {
  const found = ({ ids: [id = ""] }: Call): Cron => {
    const cron = database.crons.get(id);
    if (cron === undefined) throw notFound("Cron", id);
    return cron;
  };
  const search = ({ body }: Call): Cron[] => {
    const { assistant_id, thread_id, enabled } = body;
    const metadata = filterOf(body["metadata"]);
    const fields = Object.entries({ assistant_id, thread_id, enabled, metadata }).filter(
      ([, value]) => value !== undefined && value !== null,
    );
    return [...database.crons.values()].filter((cron) => matches(cron, Object.fromEntries(fields)));
  };
  return {
    "POST /runs/crons": ({ body }) => createCron(database, body, null),
    "POST /threads/{thread_id}/runs/crons": ({ ids: [id = ""], body }) => createCron(database, body, id),
    "POST /runs/crons/search": (call) => page(sorted(search(call), call), call),
    "POST /runs/crons/count": (call) => search(call).length,
    "GET /runs/crons/{cron_id}": found,
    "PATCH /runs/crons/{cron_id}": (call) => {
      const cron = found(call);
      const payload = { ...cron.payload, ...payloadOf(call.body) };
      return Object.assign(cron, fieldsOf(call.body), { payload, updated_at: database.now() });
    },
    "DELETE /runs/crons/{cron_id}": (call) => {
      database.crons.delete(found(call).cron_id);
      return undefined;
    },
  };
}

function createCron(database: Database, body: Record<string, unknown>, threadId: string | null): Cron {
  const { current } = database.assistant(String(body["assistant_id"]));
  if (!/^\S+(\s+\S+){4,5}$/.test(String(body["schedule"]).trim()))
    throw new HttpError(422, "Invalid cron schedule");
  if (threadId !== null) database.thread(threadId);
  const time = database.now();
  const cron: Cron = {
    cron_id: database.newId(),
    assistant_id: current.assistant_id,
    thread_id: threadId,
    schedule: String(body["schedule"]),
    end_time: null,
    enabled: true,
    created_at: time,
    updated_at: time,
    user_id: null,
    next_run_date: null,
    metadata: {},
    timezone: null,
    on_run_completed: null,
    payload: payloadOf(body),
    ...fieldsOf(body),
  };
  database.crons.set(cron.cron_id, cron);
  return cron;
}

function fieldsOf(body: Record<string, unknown>): object {
  return Object.fromEntries(
    Object.entries(body).filter(([name, value]) => FIELDS.includes(name) && value !== undefined),
  );
}

/** The fields of the runs that a cron starts. */
function payloadOf(body: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !FIELDS.includes(name)));
}
