/** Converts an event to text for comparison. */
export function eventText({
  id,
  event,
  data,
}: {
  id?: string | undefined;
  event: string;
  data: unknown;
}): string {
  return `${id} ${event} ${JSON.stringify(data)}`;
}

/** Compares the events of cut streams with all events of their runs, and counts the differences. */
export class CutResults {
  runs = 0;
  cuts = 0;
  compared = 0;
  missing = 0;
  duplicates = 0;
  /** Streams that ended without an error although events were missing. */
  undetected = 0;
  /** Streams that ended with an error. */
  failed = 0;
  /** A description of each stream that was wrong. */
  readonly wrong: string[] = [];

  /** Compares the events that a stream delivered with all events of the run. `cause`: the cuts, for the description. */
  add(seen: readonly string[], whole: readonly string[], error: unknown, cause = ""): void {
    this.runs += 1;
    this.compared += seen.length;
    if (error !== undefined) this.failed += 1;
    const missing = remaining(whole, seen);
    const extra = remaining(seen, whole);
    this.missing += missing.length;
    this.duplicates += extra.length;
    if (missing.length > 0 && error === undefined) this.undetected += 1;
    const inOrder = seen.length === whole.length && seen.every((event, index) => event === whole[index]);
    if (inOrder && error === undefined) return;
    const problems = [
      ...missing.map((text) => `missing ${text}`),
      ...extra.map((text) => `duplicate ${text}`),
    ];
    const excerpt = problems.slice(0, 3).map((problem) => `  ${problem.slice(0, 300)}`);
    this.wrong.push(
      [`${seen.length} of ${whole.length} events, ${String(error)}`, ...excerpt, cause].join("\n"),
    );
  }

  print(): void {
    const { wrong: _, ...numbers } = this;
    console.log(JSON.stringify(numbers));
  }
}

/** Returns the first list without the items of the second: each item there removes one equal item. */
export function remaining(from: readonly string[], taken: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const event of taken) counts.set(event, (counts.get(event) ?? 0) + 1);
  return from.filter((event) => {
    const count = counts.get(event) ?? 0;
    counts.set(event, count - 1);
    return count <= 0;
  });
}
