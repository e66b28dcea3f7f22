from typing import TypedDict

from langgraph.graph import START, StateGraph


class State(TypedDict):
    message: str


async def fail(state: State):
    raise TypeError(state["message"])


# Fails with a TypeError that carries the message of the input.
graph = StateGraph(State).add_node(fail).add_edge(START, "fail").compile()
