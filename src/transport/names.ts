/** Converts an option's name to the API's: `assistantId` -> `assistant_id`. Generation verifies every name. */
export function wireName(option: string): string {
  return option.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Converts an API field's name to the option's: `assistant_id` -> `assistantId`. */
export function optionName(wire: string): string {
  return wire.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Converts the names of options, at the top level only: nested objects belong to the user. Drops `undefined`. */
export function toWire(options: object): Record<string, unknown> {
  const wire: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined) wire[wireName(name)] = value;
  }
  return wire;
}
