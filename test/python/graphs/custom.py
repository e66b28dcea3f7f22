from langgraph.graph import START, StateGraph
from langgraph.types import StreamWriter
from typing_extensions import TypedDict


class State(TypedDict):
    count: int


async def emit(state: State, writer: StreamWriter):
    for index in range(state["count"]):
        writer({"index": index})
    return {"count": state["count"]}


# Emits `count` custom events, numbered from 0, without pauses.
graph = StateGraph(State).add_node(emit).add_edge(START, "emit").compile()
