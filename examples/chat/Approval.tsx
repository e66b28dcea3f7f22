import { useState, type FormEvent } from "react";

/** An action that waits for a decision. */
export interface Action {
  name: string;
  args: Record<string, unknown>;
  description?: string;
}

interface Props {
  action: Action;
  onDecide: (decision: object) => void;
}

/** The arguments in a form: numbers stay numbers. */
function argsOf(form: HTMLFormElement, before: Action["args"]): Action["args"] {
  const data = new FormData(form);
  const entries = Object.entries(before).map(([name, value]) => {
    const text = String(data.get(name));
    return [name, typeof value === "number" ? Number(text) : text];
  });
  return Object.fromEntries(entries) as Action["args"];
}

/** Approves an action, changes its arguments, or rejects it. */
export function Approval({ action, onDecide }: Props) {
  const [isEditing, setEditing] = useState(false);
  const { name, args, description = "Do this?" } = action;
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const edited = { name, args: argsOf(event.currentTarget, args) };
    onDecide({ type: "edit", edited_action: edited });
  };
  return (
    <form className="card approval" aria-label={description} onSubmit={save}>
      <strong>{description}</strong>
      {Object.entries(args).map(([key, value]) => (
        <label key={key}>
          <span>{key}</span>
          <input
            name={key}
            type={typeof value === "number" ? "number" : "text"}
            defaultValue={String(value)}
            readOnly={!isEditing}
            required
          />
        </label>
      ))}
      <div className="buttons">
        {isEditing ? (
          <button className="primary">Approve with changes</button>
        ) : (
          <>
            <button type="button" className="primary" onClick={() => onDecide({ type: "approve" })}>
              Approve
            </button>
            <button type="button" onClick={() => setEditing(true)}>
              Edit
            </button>
          </>
        )}
        <button type="button" onClick={() => onDecide({ type: "reject", message: "The user said no." })}>
          Reject
        </button>
      </div>
    </form>
  );
}
