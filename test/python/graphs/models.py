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


async def together(state: Conversation):
    return {"messages": await asyncio.gather(say("third"), say("fourth"))}


async def named(state: Conversation):
    return {"messages": await asyncio.gather(say("fifth", named_reply), say("sixth", named_reply))}


async def left(state: Conversation):
    return {"messages": [await say("left")]}


async def right(state: Conversation):
    return {"messages": [await say("right")]}


# Calls a model in each way: one call after the other, two calls at the same time, and two nodes at the same time.
graph = StateGraph(Conversation).add_node(turns).add_node(together).add_node(named)
graph = graph.add_node(left).add_node(right)
graph = graph.add_edge(START, "turns").add_edge("turns", "together")
graph = graph.add_edge("together", "named").add_edge("named", "left").add_edge("named", "right").compile()
