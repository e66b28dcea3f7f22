/** Interrupts in a thread's state, wherever a server puts them, and in events. */
import { expect, test } from "vitest";
import { addInterrupts, getInterrupts, mergeInterrupts } from "../../src/interrupts.js";
import type { PendingInterrupt, ThreadState } from "../../src/types.js";

const interrupt = (id: string | null | undefined, value: unknown) => ({ id, value });
const task = (fields: object) => ({ id: "1", name: "ask", ...fields });
const pending = (id: string, value: unknown): PendingInterrupt => ({ id, value });
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
  ["an empty list when tasks are not a list", { tasks: {}, interrupts: 5 }, []],
  [
    "the interrupts beside odd tasks and interrupts",
    { tasks: [null, 1, task({ interrupts: [null, a, "x"] }), task({ state: 1 })], interrupts: [null, b] },
    [a, b],
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
    "every interrupt without an id, even equal ones, with an empty id",
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
    [interrupt("", 1), interrupt("", 1), interrupt("", 2), interrupt("", 2)],
  ],
  [
    "an interrupt without an id once when the state repeats it",
    { tasks: [task({ interrupts: [{ value: 1 }] })], interrupts: [{ value: 1 }] },
    [interrupt("", 1)],
  ],
  [
    "two interrupts of a task that share an id",
    { tasks: [task({ interrupts: [interrupt("a", 1), interrupt("a", 2)] })] },
    [interrupt("a", 1), interrupt("a", 2)],
  ],
  ["two equal interrupts of a task that share an id", { tasks: [task({ interrupts: [a, a] })] }, [a, a]],
  [
    "interrupts of two tasks that share an id",
    { tasks: [task({ interrupts: [a] }), task({ interrupts: [interrupt("a", 2)] })] },
    [a, interrupt("a", 2)],
  ],
  [
    "two interrupts that share an id twice when the state and a subgraph repeat them",
    {
      tasks: [
        task({
          interrupts: [a, interrupt("a", 2)],
          state: { tasks: [task({ interrupts: [a, interrupt("a", 2)] })] },
        }),
      ],
      interrupts: [a, interrupt("a", 2)],
    },
    [a, interrupt("a", 2)],
  ],
  [
    "all interrupts of a subgraph when its parent repeats one of those that share an id",
    { tasks: [task({ interrupts: [a], state: { tasks: [task({ interrupts: [a, interrupt("a", 2)] })] } })] },
    [a, interrupt("a", 2)],
  ],
  [
    "no interrupts of a task with a result",
    { tasks: [task({ result: { x: 1 }, interrupts: [a] }), task({ result: null, interrupts: [b] })] },
    [b],
  ],
  [
    "no interrupts of a task whose result is empty or false",
    { tasks: [task({ result: {}, interrupts: [a] }), task({ result: false, interrupts: [b] })] },
    [],
  ],
  [
    "no interrupts of a task with a result when the state repeats them",
    { tasks: [task({ result: {}, interrupts: [a] }), task({ interrupts: [b] })], interrupts: [a, b] },
    [b],
  ],
  [
    "no interrupts of a subgraph's task with a result when the parent repeats them",
    {
      tasks: [
        task({
          interrupts: [a, b],
          state: { tasks: [task({ result: { x: 1 }, interrupts: [a] }), task({ interrupts: [b] })] },
        }),
      ],
    },
    [b],
  ],
  [
    "no interrupts of a subgraph whose task has a result",
    { tasks: [task({ result: {}, state: { tasks: [task({ interrupts: [a] })], interrupts: [a] } })] },
    [],
  ],
  ["the interrupts of a task that failed", { tasks: [task({ error: "TypeError()", interrupts: [a] })] }, [a]],
])("getInterrupts returns %s", (_, state, expected) => {
  // Servers sometimes send states that do not match their type.
  expect(getInterrupts(state as ThreadState)).toEqual(expected);
});

test("getInterrupts does not change the state", () => {
  const state = { tasks: [task({ interrupts: [{ value: 1 }] })] };
  const before = structuredClone(state);
  getInterrupts(state as unknown as ThreadState);
  expect(state).toStrictEqual(before);
});

const [x, y, other] = [pending("i", 1), pending("j", 2), pending("i", 3)];

test.each<[string, PendingInterrupt[], PendingInterrupt[], PendingInterrupt[]]>([
  ["both lists without repetitions", [x], [y], [x, y]],
  ["an interrupt that both lists have once", [x, y], [y], [x, y]],
  ["the first list's value of an id", [x], [other], [x]],
  ["the longer list of an id", [x, y], [other, x], [y, other, x]],
  ["all of the first list if the second is empty", [x, x], [], [x, x]],
])("mergeInterrupts keeps %s", (_, known, others, expected) => {
  expect(mergeInterrupts(known, others)).toEqual(expected);
});

test.each<[string, PendingInterrupt[], PendingInterrupt[], PendingInterrupt[]]>([
  ["interrupts with new ids", [x], [y], [x, y]],
  ["a new value of a known id", [x], [other], [x, other]],
  ["nothing that an earlier event had", [x, y, other], [other, x], [x, y, other]],
  ["an equal interrupt if its event has more of them", [x], [x, x], [x, x]],
])("addInterrupts adds %s", (_, known, added, expected) => {
  expect(addInterrupts(known, added)).toEqual(expected);
});
