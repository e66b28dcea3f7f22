import asyncio
from typing import Annotated

from langgraph.graph import END, START, StateGraph
from langgraph.types import StreamWriter
from typing_extensions import TypedDict


def latest(_: int, new: int) -> int:
    return new


class State(TypedDict):
    ticks: int
    delay_ms: int
    # A field with a reducer starts with the empty value of its type, here 0.
    done: Annotated[int, latest]


async def tick(state: State, writer: StreamWriter):
    await asyncio.sleep(state["delay_ms"] / 1000)
    # The next run on a thread starts at 1 again; in JavaScript the input resets `done`.
    done = state["done"] + 1 if state["done"] < state["ticks"] else 1
    writer({"tick": done})
    return {"done": done}


# Ticks until `done` equals `ticks`. Each tick is one step with one checkpoint and one custom event.
graph = (
    StateGraph(State)
    .add_node(tick)
    .add_edge(START, "tick")
    .add_conditional_edges("tick", lambda state: "tick" if state["done"] < state["ticks"] else END, ["tick", END])
    .compile()
)
