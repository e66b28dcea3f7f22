import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { buildDocument } from "../../scripts/build-document.js";
import type { JsonObject } from "../../src/cli/json.js";
import { built, published } from "./published.js";

const read = (name: string) => readFileSync(new URL(`../../spec/${name}`, import.meta.url), "utf8");
const text = read("sentences.json");
const sentences = JSON.parse(text) as Record<string, string>;

describe("spec/sentences.json", () => {
  const upstream = JSON.parse(read("upstream.json")) as JsonObject;

  test("has a sentence for every place of the document, and for no other place", () => {
    const { withoutSentence, staleSentences } = buildDocument(upstream, sentences);
    expect({ withoutSentence, staleSentences }).toEqual({ withoutSentence: [], staleSentences: [] });
  });

  test("has whole sentences, and no placeholders", () => {
    const isSentence = (sentence: string) => /^[A-Z`"].*\.$/.test(sentence) && !/ {2}/.test(sentence);
    const isPlaceholder = (sentence: string) =>
      /\b(sentence|todo|tbd|fixme|xxx|placeholder|lorem|description here)\b/i.test(sentence);
    const faults = Object.entries(sentences).filter(
      ([, sentence]) => !isSentence(sentence) || isPlaceholder(sentence) || sentence.split(" ").length < 2,
    );
    expect(faults).toEqual([]);
  });

  test("has plain sentences: they begin with their subject and state facts positively", () => {
    const faults = Object.entries(sentences).filter(([, sentence]) =>
      /(^|\. )(What|Whether|How|Where|Who|For|Of)\b|\b(is none|(is|are) no|there is not)\b/i.test(sentence),
    );
    expect(faults).toEqual([]);
  });

  test("is sorted by place, each place once", () => {
    const places = [...text.matchAll(/^ {2}"((?:[^"\\]|\\.)*)":/gm)].map(([, place]) => place);
    expect(places).toEqual([...new Set(places)].sort());
    expect(places).toHaveLength(Object.keys(sentences).length);
  });
});

test("a document has our sentences at their places, and no others", () => {
  const ours = {
    Thing: "Ours: a schema.",
    "Thing.title": "Ours: a field.",
    "GET /things": "Ours: an operation.",
    "status 200": "Ours: a status.",
    info: "Ours: the document.",
  };
  const { document } = buildDocument(built(published()).structure, ours);
  expect(document).toMatchObject({
    info: { description: ours.info },
    paths: {
      "/things": {
        get: { summary: ours["GET /things"], responses: { 200: { description: ours["status 200"] } } },
      },
    },
    components: {
      schemas: {
        Thing: {
          description: ours.Thing,
          properties: { title: { type: "string", description: ours["Thing.title"] } },
        },
      },
    },
  });
});

test("places without a sentence and sentences without a place are reported", () => {
  const { structure } = built(published({ extra: { type: "string" } }));
  const { withoutSentence, staleSentences } = buildDocument(structure, {
    Thing: "A thing.",
    "Thing.title": "Its title.",
    "Thing.gone": "A field that is missing.",
  });
  expect(withoutSentence.filter((place) => place.startsWith("Thing"))).toEqual(["Thing.extra"]);
  expect(staleSentences).toEqual(["Thing.gone"]);
});
