"use client";
import { useState, type FormEvent } from "react";
import { readStream } from "langgraph-client/http";

export default function Page() {
  const [answer, setAnswer] = useState("");
  const [problem, setProblem] = useState("");
  const ask = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = String(new FormData(event.currentTarget).get("question"));
    setAnswer("");
    setProblem("");
    try {
      const response = await fetch("/api/chat", { method: "POST", body });
      for await (const text of readStream<string>(response)) setAnswer((before) => before + text);
    } catch (error) {
      setProblem(`${String(error)}. The log of the server has the reason. Ask again.`);
    }
  };
  return (
    <form onSubmit={(event) => void ask(event)}>
      <input name="question" aria-label="Question" />
      <button>Ask</button>
      <p>{answer}</p>
      {problem !== "" && <p role="alert">{problem}</p>}
    </form>
  );
}
