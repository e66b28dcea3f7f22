/** Corrections of crons. */
import { add, addValues, nullable, property, schema, schemas } from "../edits.js";
import type { Correction, Edit } from "../edits.js";
import { PYTHON, CLIENT, correct, multitask, nullableString } from "./shared.js";

const withoutUuid: Edit = (target) => {
  if (target["format"] === "uuid") Reflect.deleteProperty(target, "format");
};

export const cronCorrections: Correction[] = [
  correct(
    "assistant-filter-is-any-string",
    "Some servers also take the name of a graph as an id.",
    CLIENT,
    property("CronSearch", "assistant_id").concat(property("CronCountRequest", "assistant_id")),
    withoutUuid,
  ),
  correct(
    "cron-fields",
    "Fields that servers read are missing.",
    CLIENT,
    schema("CronCreate", "ThreadCronCreate"),
    add({
      multitask_strategy: multitask,
      on_run_completed: { type: "string", enum: ["delete", "keep"] },
      checkpoint_during: { type: "boolean", deprecated: true },
    }),
  ),
  correct(
    "cron-select",
    "The field now of the response can be selected.",
    CLIENT,
    [[...schemas, "CronSearch", "properties", "select", "items"]],
    addValues("now"),
  ),
  correct(
    "cron-nulls",
    "The fields are null for a cron without a thread, an end or metadata.",
    PYTHON,
    property("Cron", "thread_id", "end_time", "metadata"),
    nullable,
  ),
  correct(
    "cron-response-fields",
    "The time zone and the treatment of threads are missing.",
    PYTHON,
    schema("Cron"),
    add({ timezone: nullableString, on_run_completed: nullableString }),
  ),
];
