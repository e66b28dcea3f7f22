/** The end of a body, after its bytes. */
export type BodyEnd = "end" | "reset" | "stall";

interface BodyHooks {
  /** Aborts the body. */
  signal: AbortSignal | undefined;
  /** Called when all bytes were read. */
  onSent?: (() => void) | undefined;
  /** Called once, when the body is not open any more. */
  onClose: () => void;
}

/** A body that sends its bytes in one chunk, and then ends, breaks off or stays open. */
export function streamBody(bytes: Uint8Array, how: BodyEnd, hooks: BodyHooks): ReadableStream<Uint8Array> {
  const { signal, onSent, onClose } = hooks;
  let isSent = bytes.length === 0;
  let isOpen = true;
  const close = (): void => {
    if (isOpen) onClose();
    isOpen = false;
  };
  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      signal?.addEventListener("abort", () => {
        close();
        controller.error(signal.reason);
      });
    },
    pull: (controller) => {
      if (!isSent) {
        isSent = true;
        controller.enqueue(bytes);
        return undefined;
      }
      onSent?.();
      if (how === "stall") return new Promise(() => {});
      close();
      if (how === "reset") controller.error(new TypeError("terminated"));
      else controller.close();
      return undefined;
    },
    cancel: close,
  });
}
