import asyncio

from langchain_core.messages import AIMessageChunk, HumanMessage
from langgraph.graph import START, StateGraph
from model import Conversation, ScriptedModel, spoken


def reply(messages: list):
    return spoken(f"{messages[-1].text} one two three")


# Like OpenAI's Responses API, sends an id with the first chunk only.
def named_reply(messages: list):
    return [AIMessageChunk("", id=f"resp_{messages[-1].text}"), *reply(messages)]


def say(text: str, script=reply):
    return ScriptedModel(script=script, pause_ms=5).ainvoke([HumanMessage(text)])


async def turns(state: Conversation):
    return {"messages": [await say("first"), await say("second")]}


def together(*names: str, script=reply):
    async def node(state: Conversation):
        return {"messages": await asyncio.gather(*(say(name, script) for name in names))}

    return node


# Calls a model in each way: one call after the other, two calls at the same time, and two nodes at the same time.
graph = StateGraph(Conversation).add_node(turns).add_node("together", together("third", "fourth"))
graph = graph.add_node("named", together("fifth", "sixth", script=named_reply))
graph = graph.add_node("left", together("left")).add_node("right", together("right"))
graph = graph.add_edge(START, "turns").add_edge("turns", "together").add_edge("together", "named")
graph = graph.add_edge("named", "left").add_edge("named", "right").compile()
