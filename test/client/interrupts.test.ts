/** The questions that wait in a thread's state, wherever a server writes them. */
import { getInterrupts } from "langgraph-client";
import type { ThreadState } from "langgraph-client";
import { expect, test } from "vitest";

const ask = (id: string | null | undefined, value: unknown) => ({ id, value });
const task = (fields: object) => ({ id: "1", name: "ask", ...fields });
const [a, b, c] = [ask("a", 1), ask("b", 2), ask("c", 3)];

test.each<[string, object, unknown[]]>([
  ["there are none", { tasks: [], interrupts: [] }, []],
  ["a thread that has not run has no tasks", {}, []],
  ["tasks have none", { tasks: [task({}), task({ interrupts: null, state: null })] }, []],
  ["several tasks ask", { tasks: [task({ interrupts: [a, b] }), task({ interrupts: [c] })] }, [a, b, c]],
  ["the state has them itself", { tasks: [], interrupts: [a, b] }, [a, b]],
  [
    "the state has those of its tasks too",
    { tasks: [task({ interrupts: [a] })], interrupts: [a, b] },
    [a, b],
  ],
  [
    "subgraphs ask, and their parents say so too",
    {
      tasks: [
        task({
          interrupts: [a],
          state: {
            tasks: [task({ interrupts: [a] }), task({ state: { tasks: [task({ interrupts: [b] })] } })],
          },
        }),
      ],
    },
    [a, b],
  ],
  [
    "questions without an id are never the same",
    { tasks: [task({ interrupts: [ask(undefined, 1), ask(undefined, 1), ask(null, 2), ask(null, 2)] })] },
    [ask(undefined, 1), ask(undefined, 1), ask(null, 2), ask(null, 2)],
  ],
])("%s", (_, state, expected) => {
  // As servers send it, which is not always as the document has it.
  expect(getInterrupts(state as ThreadState)).toEqual(expected);
});
