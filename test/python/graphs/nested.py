from langgraph.graph import START, StateGraph
from typing_extensions import TypedDict


class State(TypedDict):
    path: str


def appends(name: str):
    async def append(state: State):
        return {"path": f"{state['path']} > {name}"}

    return append


child = StateGraph(State).add_node("inside", appends("inside")).add_edge(START, "inside").compile()

# A graph with a subgraph: `child` runs between `before` and `after`, and each node appends its name to the path.
graph = (
    StateGraph(State)
    .add_node("before", appends("before"))
    .add_node("child", child)
    .add_node("after", appends("after"))
    .add_edge(START, "before")
    .add_edge("before", "child")
    .add_edge("child", "after")
    .compile()
)
