from typing import Any

from langgraph.graph import START, StateGraph
from langgraph.types import interrupt
from typing_extensions import TypedDict


class State(TypedDict, total=False):
    request: str
    answer: Any
    done: bool


async def approve(state: State):
    return {"answer": interrupt({"question": f'Approve "{state["request"]}"?'})}


async def finish(state: State):
    return {"done": True}


# Interrupts for an approval; the value that resumes it becomes `answer`.
graph = (
    StateGraph(State)
    .add_node(approve)
    .add_node(finish)
    .add_edge(START, "approve")
    .add_edge("approve", "finish")
    .compile()
)
