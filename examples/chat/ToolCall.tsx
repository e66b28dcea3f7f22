import type { ChatToolCall } from "langgraph-client/chat";

const STATUS: Record<ChatToolCall["status"], string> = {
  streaming: "preparing",
  called: "called",
  running: "running",
  done: "done",
  failed: "failed",
};

const show = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value, null, 2));

/** A tool call: its name and status, and below them its arguments and its result. */
export function ToolCall({ call }: { call: ChatToolCall }) {
  const { name, args, status, output, error } = call;
  const result = status === "failed" ? error : output;
  return (
    <details className={`card tool ${status}`} open>
      <summary>
        <code>{name}</code> <span className="badge">{STATUS[status]}</span>
      </summary>
      <dl>
        <dt>Arguments</dt>
        <dd>{show(args)}</dd>
        {result !== undefined && (
          <>
            <dt>Result</dt>
            <dd>{show(result)}</dd>
          </>
        )}
      </dl>
    </details>
  );
}
