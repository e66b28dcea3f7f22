import asyncio
from typing import Any

from langgraph.errors import GraphInterrupt
from langgraph.graph import START, StateGraph
from langgraph.types import interrupt
from typing_extensions import TypedDict


class State(TypedDict, total=False):
    ask: list[str]
    one: Any
    two: Any
    three: Any
    left: Any
    right: Any
    twin: Any
    both: Any
    work: Any


def asks(name: str):
    async def ask(state: State):
        return {name: interrupt(f"{name}?")}

    return ask


def later(seconds: float):
    async def work(state: State):
        await asyncio.sleep(seconds)
        return {"work": "done"}

    return work


async def ask_both(state: State):
    """Raises two interrupts at once, as parallel tool calls of one node do."""
    raised = []
    answers = []
    for question in ["this?", "that?"]:
        try:
            answers.append(interrupt(question))
        except GraphInterrupt as error:
            raised.extend(error.args[0])
    if raised:
        raise GraphInterrupt(raised)
    return {"both": answers}


child = (
    StateGraph(State)
    .add_node("ask_left", asks("left"))
    .add_node("ask_right", asks("right"))
    .add_edge(START, "ask_left")
    .add_edge(START, "ask_right")
    .compile()
)


class Twin(TypedDict, total=False):
    twin: Any


# Its state is its own: two subgraphs must not write the same field in one step.
twin = StateGraph(Twin).add_node("ask_up", asks("twin")).add_edge(START, "ask_up").compile()

# Runs the nodes of `ask` in parallel: some have interrupts, in a subgraph or two in one task, and some none.
graph = (
    StateGraph(State)
    .add_node("ask_one", asks("one"))
    .add_node("ask_two", asks("two"))
    .add_node("ask_three", asks("three"))
    .add_node("ask_both", ask_both)
    .add_node("ask_child", child)
    .add_node("ask_twin", twin)
    .add_node("work_short", later(0.05))
    .add_node("work_long", later(5))
    .add_conditional_edges(START, lambda state: state["ask"])
    .compile()
)
