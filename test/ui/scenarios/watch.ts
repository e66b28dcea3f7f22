/** Calls a function with the text of a page's output, now and after each change. */
export function watch(page: Element, onText: (text: string) => void): void {
  const read = (): void => onText(page.querySelector("output")?.textContent ?? "");
  new MutationObserver(read).observe(page, { childList: true, characterData: true, subtree: true });
  read();
}
