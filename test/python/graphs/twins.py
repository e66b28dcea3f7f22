from typing import Any

from langgraph.graph import START, StateGraph
from langgraph.types import interrupt
from typing_extensions import TypedDict


class First(TypedDict, total=False):
    first: Any


class Second(TypedDict, total=False):
    second: Any


class State(First, Second):
    pass


def asking(state: type, name: str):
    async def ask(_: state):
        return {name: interrupt(f"{name}?")}

    return StateGraph(state).add_node(ask).add_edge(START, "ask").compile()


# Two subgraphs at the same time, each of which raises an interrupt.
graph = StateGraph(State).add_node("one", asking(First, "first")).add_node("two", asking(Second, "second"))
graph = graph.add_edge(START, "one").add_edge(START, "two").compile()
