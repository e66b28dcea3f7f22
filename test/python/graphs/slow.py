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
    # A field with a reducer begins with the empty value of its type: 0.
    done: Annotated[int, latest]


async def tick(state: State, writer: StreamWriter):
    await asyncio.sleep(state["delay_ms"] / 1000)
    # The next run on a thread begins anew; in JavaScript the input resets it.
    done = state["done"] + 1 if state["done"] < state["ticks"] else 1
    writer({"tick": done})
    return {"done": done}


# Ticks until `done` equals `ticks`, one step, one checkpoint and one custom event each.
graph = (
    StateGraph(State)
    .add_node(tick)
    .add_edge(START, "tick")
    .add_conditional_edges("tick", lambda state: "tick" if state["done"] < state["ticks"] else END, ["tick", END])
    .compile()
)
