/** Chunks of messages that stream at the same time without an id go to the message that they belong to, or wait. */
import { expect, test } from "vitest";
import type { AnyThreadEvent } from "../../../src/protocol.js";
import { Random } from "../../helpers/random.js";
import {
  args,
  begin,
  finish,
  grow,
  grownBy,
  messagesOf,
  on,
  partsOf,
  start,
  state,
  whole,
} from "./thread-events.js";
import { ofType } from "./events.js";

const random = new Random();

/** Steps: an event, and the text that it adds to messages. */
type Step = [event: AnyThreadEvent, grown: string];

const two: Step[] = [
  [start("a"), ""],
  [begin(0), ""],
  [grow(0, "fourth "), "a:fourth "],
  [start("b"), ""],
  [begin(0), ""],
  [grow(0, "third "), "b:third "],
  [grow(0, "one "), ""],
  [grow(0, "one "), ""],
];
const call = (id: string, name = "f", at = 0): AnyThreadEvent =>
  begin(at, { type: "tool_call_chunk", id, name, args: "" });
const called = (id: string, value: object, name = "f"): object => ({
  type: "tool_call",
  id,
  name,
  args: value,
});

test.each<[rule: string, steps: Step[]]>([
  [
    "of one open message are delivered at once",
    [
      [start("a"), ""],
      [begin(0), ""],
      [grow(0, "x"), "a:x"],
    ],
  ],
  [
    "of two messages are held, go to the message of a whole block, and then to the other",
    [
      ...two,
      [whole(0, "fourth one "), "a:one  b:one "],
      [grow(0, "two"), "b:two"],
      [finish(), "a:!"],
      [grow(0, " three"), "b: three"],
      [whole(0, "third one two three"), ""],
      [finish(), "b:!"],
    ],
  ],
  [
    "of the message whose block finishes last wait for its end if they cannot be told apart",
    [
      [start("a"), ""],
      [begin(0), ""],
      [start("b"), ""],
      [begin(0), ""],
      [grow(0, "1"), "b:1"],
      [grow(0, "x"), ""],
      [grow(0, "y"), ""],
      [grow(0, "x"), ""],
      [whole(0, "x"), "a:x"],
      [finish(), "a:!"],
      [grow(0, "z"), ""],
      [whole(0, "1yxz"), "b:yxz"],
      [finish(), "b:!"],
    ],
  ],
  [
    "are held from the first one if two messages lack the block that starts",
    [
      [start("a"), ""],
      [start("b"), ""],
      [begin(0), ""],
      [grow(0, "x"), ""],
      [begin(0), ""],
      [grow(0, "y"), ""],
      [whole(0, "x"), "a:x b:y"],
      [finish(), "a:!"],
      [grow(0, "z"), "b:z"],
      [whole(0, "yz"), ""],
      [finish(), "b:!"],
    ],
  ],
  [
    "are delivered only directly behind the start of their block",
    [
      [start("a"), ""],
      [begin(0), ""],
      [start("b"), ""],
      [begin(0), ""],
      [begin(1), ""],
      [grow(0, "x"), ""],
    ],
  ],
  [
    "are delivered if only one message has a block at their index",
    [
      [start("a"), ""],
      [begin(0), ""],
      [start("b"), ""],
      [begin(0), ""],
      [whole(0, ""), ""],
      [begin(1), ""],
      [grow(0, "x"), "b:x"],
    ],
  ],
  [
    "are delivered if only one message has a block of their type",
    [
      [start("a"), ""],
      [begin(0, { type: "reasoning", reasoning: "" }), ""],
      [start("b"), ""],
      [begin(0), ""],
      [grow(0, { type: "reasoning-delta", reasoning: "hm" }), ""],
      [grow(0, "x"), "b:x"],
      [grow(0, "y"), "b:y"],
      [whole(0, { type: "reasoning", reasoning: "hm" }), ""],
      [finish(), "a:!"],
    ],
  ],
  [
    "of a third message arrive when the others have ended",
    [
      ...two.slice(0, 6),
      [start("c"), ""],
      [begin(0), ""],
      [grow(0, "1"), "c:1"],
      [grow(0, "2"), ""],
      [grow(0, "x"), ""],
      [grow(0, "y"), ""],
      [whole(0, "fourth x"), "a:x"],
      [finish(), "a:!"],
      [whole(0, "third y"), "b:y c:2"],
      [finish(), "b:!"],
    ],
  ],
  [
    "after a message that ended are delivered at once",
    [
      ...two,
      [whole(0, "fourth one "), "a:one  b:one "],
      [whole(0, "third one "), ""],
      [finish(), "a:!"],
      [finish(), "b:!"],
      [start("c"), ""],
      [begin(0), ""],
      [grow(0, "x"), "c:x"],
    ],
  ],
  [
    "of a block go to the longest text that it continues",
    [
      [start("a"), ""],
      [begin(0), ""],
      [grow(0, "The "), "a:The "],
      [start("b"), ""],
      [begin(0), ""],
      [grow(0, "The cat "), "b:The cat "],
      [whole(0, "The cat sat"), "b:sat"],
      [whole(0, "The dog"), "a:dog"],
    ],
  ],
  [
    "of a block go to a text that is known before one that is unknown",
    [
      [start("a"), ""],
      [start("b"), ""],
      [begin(0), ""],
      [start("c"), ""],
      [whole(0, "x"), "a:x"],
      [begin(0), ""],
      [whole(0, "y"), "b:y"],
      [begin(0), ""],
      [grow(0, "The "), "c:The "],
      [start("d"), ""],
      [start("e"), ""],
      [begin(0), ""],
      [whole(0, "The cat"), "c:cat"],
    ],
  ],
  [
    "are delivered once if messages overlap again",
    [
      ...two,
      [whole(0, "fourth one "), "a:one  b:one "],
      [start("c"), ""],
      [begin(0), ""],
      [grow(0, "1"), "c:1"],
      [grow(0, "x"), ""],
      [grow(0, "2"), ""],
      [whole(0, "third one x"), "b:x c:2"],
    ],
  ],
  [
    "that could not be told apart do not hold up later ones",
    [
      ...two.slice(0, 6),
      [start("c"), ""],
      [grow(0, "x"), ""],
      [grow(0, "y"), ""],
      [grow(0, "x"), ""],
      [whole(0, "fourth x"), "a:x"],
      [whole(0, "third yx"), "b:yx"],
      [finish(), "a:!"],
      [finish(), "b:!"],
      [begin(0), ""],
      [grow(0, "1"), "c:1"],
      [start("d"), ""],
      [begin(0), ""],
      [grow(0, "2"), "d:2"],
      [grow(0, "m"), ""],
      [grow(0, "n"), ""],
      [whole(0, "2n"), "d:n c:m"],
    ],
  ],
  [
    "behind the start of a block are held if another message starts first",
    [...two.slice(0, 5), [start("c"), ""], [grow(0, "x"), ""]],
  ],
  [
    "in a start that two messages lack are delivered with the whole block",
    [
      [start("a"), ""],
      [start("b"), ""],
      [begin(0, { type: "text", text: "x" }), ""],
      [whole(0, "xy"), "a:xy"],
    ],
  ],
  [
    "that the server dropped do not hold up the others",
    [
      ...two.slice(0, 6),
      [grow(0, "x"), ""],
      [grow(0, "y"), ""],
      [start("c"), ""],
      [begin(0), ""],
      [grow(0, "1"), "c:1"],
      [whole(0, "12"), "c:2"],
      [whole(0, "fourth x"), "a:x b:y"],
    ],
  ],
  [
    "in a block-delta are delivered",
    [
      [start("a"), ""],
      [begin(0), ""],
      [grow(0, "x"), "a:x"],
      [grow(0, { type: "block-delta", fields: { type: "text", text: "xy" } }), "a:y"],
      [grow(0, "z"), "a:z"],
      [whole(0, "xyz!"), "a:!"],
    ],
  ],
  [
    "end a message without blocks, if no other is complete",
    [
      [start("a"), ""],
      [begin(0), ""],
      [start("b"), ""],
      [finish(), "b:!"],
      [grow(0, "x"), "a:x"],
    ],
  ],
  [
    "of a block without a start are delivered to the only message",
    [
      [start("a"), ""],
      [grow(0, "x"), "a:x"],
      [whole(1, "y"), "a:y"],
      [finish(), "a:!"],
    ],
  ],
  [
    "of a start with text are delivered",
    [
      [start("a"), ""],
      [begin(0, { type: "text", text: "x" }), "a:x"],
      [grow(0, "y"), "a:y"],
    ],
  ],
])("chunks %s", (_, steps) => {
  expect(grownBy(steps.map(([event]) => event))).toEqual(steps.map(([, grown]) => grown));
});

test("calls of two messages at one index are assigned by id", () => {
  const events = [start("a"), call("ca"), start("b"), call("cb"), grow(0, args("{")), grow(0, args("{"))];
  const ends = [whole(0, called("cb", { b: 1 })), finish(), whole(0, called("ca", { a: 1 })), finish()];
  const calls = messagesOf([...events, ...ends]).map(({ id, ...message }) => [
    id,
    "tool_calls" in message ? message.tool_calls?.map((each) => [each.id, each.args]) : [],
  ]);
  expect(new Map(calls as [string, unknown][])).toEqual(
    new Map([
      ["a", [["ca", { a: 1 }]]],
      ["b", [["cb", { b: 1 }]]],
    ]),
  );
});

test("a call of which the start is unknown is reported once it is whole", () => {
  const events = [start("a"), start("b"), call("c1"), grow(0, args("{}")), call("c2", "g")];
  const ends = [whole(0, called("c2", {}, "g")), grow(0, args(" ")), whole(0, called("c1", {}))];
  const tools = ofType(partsOf([...events, ...ends]), "tool");
  expect(tools.map(({ id, name, status }) => [id, name, status])).toEqual([
    ["c2", "g", "streaming"],
    ["c2", "g", "called"],
    ["c1", "f", "streaming"],
    ["c1", "f", "called"],
  ]);
});

test("a call of which the start is unknown does not grow with the id of another", () => {
  const events = [
    start("a"),
    start("b"),
    call("c1"),
    call("c2"),
    whole(0, called("c1", {})),
    grow(0, args("{")),
  ];
  expect(ofType(partsOf(events), "tool").map(({ id, status }) => [id, status])).toEqual([
    ["c1", "streaming"],
    ["c1", "called"],
  ]);
});

test("a call without an id does not take the arguments of one with an id", () => {
  const nameless = begin(0, { type: "tool_call_chunk", name: "f", args: "" });
  const events = [start("b"), nameless, grow(0, args('{"b":')), start("a"), call("ca"), grow(0, args("{"))];
  const last = messagesOf([...events, whole(0, called("ca", { a: 1 }))]).findLast(({ id }) => id === "a");
  expect(last).toMatchObject({ id: "a", tool_calls: [{ id: "ca", args: { a: 1 } }] });
});

test("blocks of messages that began alike are in order", () => {
  const begun = [start("a"), start("b"), begin(1), begin(1), whole(1, "p"), whole(1, "q")];
  const events = [...begun, begin(0), begin(0), grow(0, "x"), grow(0, "y"), whole(0, "x"), whole(0, "y")];
  expect(messagesOf(events).at(-1)).toMatchObject({ id: "b", content: [{ text: "y" }, { text: "q" }] });
});

test("a block-delta does not change a block of which chunks are held", () => {
  const change = grow(0, { type: "block-delta", fields: { type: "text", annotations: [1] } });
  const begun = two.slice(0, 6).map(([event]) => event);
  const last = messagesOf([...begun, grow(0, "x"), grow(0, "y"), grow(0, "x"), whole(0, "fourth x"), change]);
  expect(last.find(({ content }) => JSON.stringify(content).includes("annotations"))).toBeUndefined();
});

test("a message that starts ends another one of the same call of a model", () => {
  const ofRun = (event: AnyThreadEvent): AnyThreadEvent => ({
    ...event,
    data: { ...(event.data as object), run_id: "1" },
  });
  const events = [start("a"), begin(0), start("b"), begin(0), grow(0, "x"), grow(0, "y")];
  expect(grownBy(events.map(ofRun)).slice(4)).toEqual(["b:x", "b:y"]);
});

test("the state of a subgraph does not end the messages of the graph", () => {
  expect(grownBy([start("a"), begin(0), state([], ["child:1"]), grow(0, "x")]).at(-1)).toBe("a:x");
});

test("a chunk behind the end of its message is an event", () => {
  expect(partsOf([start("a"), finish(), grow(0, "x")]).at(-1)).toMatchObject({ type: "event" });
});

test("messages that began alike are corrected by the state", () => {
  const events = [start("a"), start("b"), begin(0), grow(0, "x"), begin(0), grow(0, "y")];
  const ends = [whole(0, "x"), finish(), whole(0, "y"), finish()];
  const text = (content: string) => [{ type: "text", text: content }];
  const final = state([
    { type: "ai", id: "a", content: text("y") },
    { type: "ai", id: "b", content: text("x") },
  ]);
  const last = new Map(messagesOf([...events, ...ends, final]).map(({ id, content }) => [id, content]));
  expect([...last]).toEqual([
    ["a", text("y")],
    ["b", text("x")],
  ]);
});

test("token counts are not guessed if two messages can have ended", () => {
  const usage = { input_tokens: 1, output_tokens: 2, total_tokens: 3 };
  const events = [start("a"), begin(0), start("b"), begin(0), whole(0, ""), whole(0, ""), finish({ usage })];
  const ended = (more: AnyThreadEvent[]) =>
    messagesOf([...events, ...more]).flatMap((each) => ("usage_metadata" in each ? [each.id] : []));
  expect(ended([])).toEqual([]);
  expect(ended([finish({ usage })])).toEqual(["b"]);
});

test("messages of other namespaces do not hold each other up", () => {
  const inside = (event: AnyThreadEvent): AnyThreadEvent => ({ ...event, namespace: ["child:1"] });
  const events = [
    start("a"),
    begin(0),
    inside(start("b")),
    inside(begin(0)),
    grow(0, "x"),
    inside(grow(0, "y")),
  ];
  expect(grownBy(events).slice(4)).toEqual(["a:x", "b:y"]);
});

test("messages of other calls of models do not hold each other up", () => {
  const of = (run: string, event: AnyThreadEvent): AnyThreadEvent => ({
    ...event,
    data: { ...(event.data as object), run_id: run },
  });
  const events = [of("1", start("a")), of("1", begin(0)), of("2", start("b")), of("2", begin(0))];
  const chunks = [of("1", grow(0, "x")), of("2", grow(0, "y")), of("1", grow(0, "z"))];
  expect(grownBy([...events, ...chunks]).slice(4)).toEqual(["a:x", "b:y", "a:z"]);
});

test("a message without an end does not hold up the messages behind the next state", () => {
  const events = [
    start("a"),
    begin(0),
    grow(0, "x"),
    state([]),
    start("b"),
    begin(0),
    grow(0, "y"),
    grow(0, "z"),
  ];
  expect(grownBy(events).slice(6)).toEqual(["b:y", "b:z"]);
});

test("a message goes on behind the state of a run that waits, unless the state has it", () => {
  const asked = on("input.requested", { interrupt_id: "i", payload: "?" });
  const ai = { type: "ai", id: "a", content: [{ type: "text", text: "x" }] };
  const events = [start("a"), begin(0), grow(0, "x"), asked, state([])];
  expect(grownBy([...events, grow(0, "y")]).at(-1)).toBe("a:y");
  expect(partsOf([...events, state([ai]), grow(0, "y")]).at(-1)).toMatchObject({ type: "event" });
});

/** Mixes the events of two messages at random; each keeps its order. */
function mix(left: readonly AnyThreadEvent[], right: readonly AnyThreadEvent[]): AnyThreadEvent[] {
  const rest = [[...left], [...right]];
  const mixed: AnyThreadEvent[] = [];
  while (rest.some((list) => list.length > 0)) {
    const list = random.pick(rest.filter((each) => each.length > 0));
    mixed.push(...list.splice(0, 1));
    // A block starts together with its first chunk, and ends together with its message.
    const { event } = mixed.at(-1)!.data as { event: string };
    if (event === "content-block-start" || (event === "content-block-finish" && list.length === 1))
      mixed.push(...list.splice(0, 1));
  }
  return mixed;
}

test("texts of two messages are never mixed, wherever their chunks are", () => {
  let early = 0;
  for (let run = 0; run < 500; run += 1) {
    const chunksOf = (word: string) => [
      word,
      ...Array.from({ length: 4 }, () => random.pick(["x", "y", "xy"])),
    ];
    const texts = { a: chunksOf("first "), b: chunksOf("second ") };
    const eventsOf = (id: "a" | "b") => [
      start(id),
      begin(0),
      ...texts[id].map((text) => grow(0, text)),
      whole(0, texts[id].join("")),
      finish(),
    ];
    const mixed = mix(eventsOf("a"), eventsOf("b"));
    const final = new Map<string, string>();
    for (const part of ofType(partsOf(mixed), "message")) {
      const text = (final.get(part.message.id) ?? "") + part.text;
      final.set(part.message.id, text);
      if (part.done) continue;
      early += text.length;
      const isRight = Object.values(texts).some((chunks) => chunks.join("").startsWith(text));
      expect(isRight, JSON.stringify(mixed.map(({ data }) => data))).toBe(true);
    }
    expect([...final.values()].sort()).toEqual([texts.a.join(""), texts.b.join("")].sort());
  }
  expect(early).toBeGreaterThan(0);
});
