/** An event, as it is compared. */
export function said({ id, event, data }: { id?: string | undefined; event: string; data: unknown }): string {
  return `${id} ${event} ${JSON.stringify(data)}`;
}

/** What came of streams that were cut. */
export class Tally {
  runs = 0;
  cuts = 0;
  compared = 0;
  lost = 0;
  repeated = 0;
  /** Streams that ended as if they were whole, and were not. */
  silent = 0;
  /** Streams that said that they were cut. */
  interrupted = 0;
  /** What was wrong, stream by stream. */
  readonly wrong: string[] = [];

  /** Holds what a stream gave against all that there was. `how`: what was done to it. */
  add(seen: readonly string[], whole: readonly string[], error: unknown, how = ""): void {
    this.runs += 1;
    this.compared += seen.length;
    if (error !== undefined) this.interrupted += 1;
    const missing = remaining(whole, seen);
    const extra = remaining(seen, whole);
    this.lost += missing.length;
    this.repeated += extra.length;
    if (missing.length > 0 && error === undefined) this.silent += 1;
    const inOrder = seen.length === whole.length && seen.every((event, index) => event === whole[index]);
    if (inOrder && error === undefined) return;
    const problems = [...missing.map((text) => `lost ${text}`), ...extra.map((text) => `twice ${text}`)];
    const excerpt = problems.slice(0, 3).map((problem) => `  ${problem.slice(0, 300)}`);
    this.wrong.push(
      [`${seen.length} of ${whole.length} events, ${String(error)}`, ...excerpt, how].join("\n"),
    );
  }

  print(): void {
    const { wrong: _, ...numbers } = this;
    console.log(JSON.stringify(numbers));
  }
}

/** What is left of the first when each of the second is taken out of it once. */
function remaining(from: readonly string[], taken: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const event of taken) counts.set(event, (counts.get(event) ?? 0) + 1);
  return from.filter((event) => {
    const count = counts.get(event) ?? 0;
    counts.set(event, count - 1);
    return count <= 0;
  });
}
