from typing import Any

from langgraph.graph import START, StateGraph
from typing_extensions import TypedDict


class State(TypedDict, total=False):
    value: Any
    seen: bool


async def keep(state: State):
    return {"seen": True}


# Keeps the value of its input.
graph = StateGraph(State).add_node(keep).add_edge(START, "keep").compile()
