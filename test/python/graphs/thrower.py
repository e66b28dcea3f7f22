from langgraph.graph import START, StateGraph
from typing_extensions import TypedDict


class State(TypedDict):
    message: str


async def fail(state: State):
    raise TypeError(state["message"])


# Raises a TypeError with the message of the input.
graph = StateGraph(State).add_node(fail).add_edge(START, "fail").compile()
