import { contentOf, stableId } from "./frame.js";
import type { Frame } from "./frame.js";

/** The key of an event that two connections share: its id, as far as it is the same on both, and its content. */
function keyOf({ event, text }: Frame): string {
  return `${stableId(event.id)} ${contentOf(text)}`;
}

/** True if two connections sent the same event. */
export function isSameEvent(left: Frame, right: Frame): boolean {
  return (
    stableId(left.event.id) === stableId(right.event.id) && contentOf(left.text) === contentOf(right.text)
  );
}

/**
 * Chooses the meeting event, at which a second connection meets the first, among those that the first has sent: the last one
 * that is unlike all others, because of two equal events it would be unknown which one the second connection sent.
 */
export function meetingEvent(held: readonly Frame[]): Frame {
  const counts = new Map<string, number>();
  const keys = held.map(keyOf);
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  // Without such an event, -1 selects the last one.
  const index = keys.findLastIndex((key) => counts.get(key) === 1);
  const meeting = held.at(index);
  if (meeting === undefined) throw new RangeError("The list of events is empty");
  return meeting;
}

/**
 * Merges the events of two connections that were opened behind the same anchor event.
 *
 * @param held - The events of the first connection, with its own numbers.
 * @param second - Those of the second one, up to and including the meeting event.
 * @param meeting - The meeting event among `held`.
 * @returns All events in order, and the number of events that the first connection missed.
 */
export function mergeAt(
  held: readonly Frame[],
  second: readonly Frame[],
  meeting: Frame,
): { frames: Frame[]; missed: number } {
  const missed = (second.at(-1)?.number ?? meeting.number) - meeting.number;
  const rest = held.slice(held.indexOf(meeting) + 1);
  for (const frame of rest) frame.number += missed;
  return { frames: [...second, ...rest], missed };
}
