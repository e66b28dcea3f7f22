from typing import Any

from langgraph.graph import START, StateGraph
from langgraph.types import interrupt
from typing_extensions import TypedDict


class State(TypedDict, total=False):
    left: Any
    right: Any


async def ask_left(state: State):
    return {"left": interrupt("left?")}


async def ask_right(state: State):
    return {"right": interrupt("right?")}


# Two parallel nodes, each with an interrupt.
graph = (
    StateGraph(State)
    .add_node(ask_left)
    .add_node(ask_right)
    .add_edge(START, "ask_left")
    .add_edge(START, "ask_right")
    .compile()
)
