/** Text from servers, for terminals and for the file. */

/**
 * Writes control characters, and characters that hide or reorder text, as escapes: a terminal or an editor must show what
 * is there. In TypeScript, an escape in a string literal or an identifier means the same as its character.
 */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) => {
    // Scripts and emoji need the joiners, which hide nothing.
    if (/[\n\t\u200c\u200d]/.test(character)) return character;
    const code = character.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, "0")}`;
  });
}

/** A text from a server for the terminal. Further lines are indented, so that they do not look like our own. */
export function excerpt(text: string, limit: number): string {
  const start = text.length > limit ? `${text.slice(0, limit)}…` : text;
  return visible(start.replaceAll("\r\n", "\n")).replaceAll("\n", "\n  ");
}

/**
 * Cleans a comment of generated types, with its delimiters. The end of a comment is escaped last, because each step may
 * bring its two characters together.
 */
export function comment(source: string): string {
  const text = source
    .slice(2, -2)
    .replaceAll("@description ", "")
    // Compilers and runtimes obey these comments.
    .replace(/\bts-(?=ignore|expect-error|check|nocheck)/gi, "ts ")
    .replace(/(source(?:Mapping)?URL)=/gi, "$1 =")
    .replaceAll("*/", "*\\/");
  return `/*${text}*/`;
}
