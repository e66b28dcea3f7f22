import { describe, expect, test } from "vitest";
import type { Frame } from "../../../../src/streaming/thread/frame.js";
import { RunBeginning } from "../../../../src/streaming/thread/run-beginning.js";
import type { RunPlace } from "../../../../src/streaming/thread/run-beginning.js";
import { frame, running, task } from "./frames.js";

/** An event of the Python server between the first and the last of a run. */
const chunk = (seq: number): Frame => frame(seq, "messages", seq, `${seq}-0`);

/** The numbers of the events that are found, whatever batches they arrive in. */
function found(place: RunPlace, frames: Frame[]): number[] {
  const whole = new RunBeginning(place).find(frames).map(({ number }) => number);
  const single = new RunBeginning(place);
  const one = frames.flatMap((each) => single.find([each])).map(({ number }) => number);
  expect(one).toEqual(whole);
  return whole;
}

describe("on the Python server, whose first event names the run", () => {
  const thread = [running(1, "a"), chunk(2), running(3, "r"), chunk(4), running(5, "b"), chunk(6)];

  test.each([
    ["r", [3, 4, 5, 6]],
    ["a", [1, 2, 3, 4, 5, 6]],
    ["b", [5, 6]],
    ["c", []],
  ])("the run %s", (runId, expected) => {
    expect(found({ runId }, thread)).toEqual(expected);
  });
});

describe("on the JS server", () => {
  const thread = [
    running(1),
    task(2, "a"),
    frame(3),
    running(4),
    frame(5),
    task(6, "r"),
    running(7),
    task(8, "b"),
  ];

  test.each<[string, RunPlace, number[]]>([
    ["its first task names it", { runId: "r" }, [4, 5, 6, 7, 8]],
    ["no task names it", { runId: "c" }, []],
    ["the command had its number", { runId: "r", number: 4 }, [4, 5, 6, 7, 8]],
    ["the number is that of another event", { runId: "r", number: 5 }, [4, 5, 6, 7, 8]],
    ["the number is not reached", { runId: "r", number: 9 }, []],
  ])("%s", (_, place, expected) => {
    expect(found(place, thread)).toEqual(expected);
  });

  test("a number that no event has selects the last run before it", () => {
    const gaps = [running(1), frame(2), running(4), frame(5), frame(8), frame(9)];
    expect(found({ runId: "r", number: 7 }, gaps)).toEqual([4, 5, 8, 9]);
    expect(found({ runId: "r", number: 3 }, gaps)).toEqual([1, 2, 4, 5, 8, 9]);
  });
});
