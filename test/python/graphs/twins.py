from typing import Any

from langgraph.graph import START, StateGraph
from langgraph.types import interrupt
from typing_extensions import TypedDict


class State(TypedDict, total=False):
    first: Any
    second: Any


def asking(name: str):
    async def ask(state: State):
        return {name: interrupt(f"{name}?")}

    return StateGraph(State).add_node(ask).add_edge(START, "ask").compile()


# Two subgraphs at the same time, each of which raises an interrupt.
graph = StateGraph(State).add_node("one", asking("first")).add_node("two", asking("second"))
graph = graph.add_edge(START, "one").add_edge(START, "two").compile()
