/** getInterrupts: the interrupts in a thread's state, wherever a server puts them. */
import { expect, test } from "vitest";
import { getInterrupts } from "../../src/interrupts.js";
import type { ThreadState } from "../../src/types.js";

const interrupt = (id: string | null | undefined, value: unknown) => ({ id, value });
const task = (fields: object) => ({ id: "1", name: "ask", ...fields });
const [a, b, c] = [interrupt("a", 1), interrupt("b", 2), interrupt("c", 3)];

test.each<[string, object, unknown[]]>([
  ["an empty list when tasks and interrupts are empty", { tasks: [], interrupts: [] }, []],
  ["an empty list when the thread has not run", {}, []],
  [
    "an empty list when tasks have no interrupts",
    { tasks: [task({}), task({ interrupts: null, state: null })] },
    [],
  ],
  [
    "the interrupts of several tasks",
    { tasks: [task({ interrupts: [a, b] }), task({ interrupts: [c] })] },
    [a, b, c],
  ],
  ["the interrupts of the state itself", { tasks: [], interrupts: [a, b] }, [a, b]],
  [
    "an interrupt once when a task and the state contain it",
    { tasks: [task({ interrupts: [a] })], interrupts: [a, b] },
    [a, b],
  ],
  [
    "the interrupts of nested subgraphs once when their parents contain them too",
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
    "every interrupt without an id, even equal ones",
    {
      tasks: [
        task({
          interrupts: [
            interrupt(undefined, 1),
            interrupt(undefined, 1),
            interrupt(null, 2),
            interrupt(null, 2),
          ],
        }),
      ],
    },
    [interrupt(undefined, 1), interrupt(undefined, 1), interrupt(null, 2), interrupt(null, 2)],
  ],
])("getInterrupts returns %s", (_, state, expected) => {
  // Servers sometimes send states that do not match their type.
  expect(getInterrupts(state as ThreadState)).toEqual(expected);
});
