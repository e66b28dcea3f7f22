from langchain_core.messages import AIMessage, RemoveMessage
from langgraph.graph import START, StateGraph
from langgraph.graph.message import REMOVE_ALL_MESSAGES
from model import Conversation


async def greet(state: Conversation):
    return {"messages": [AIMessage("Hello", id="hello"), AIMessage("Welcome", id="welcome")]}


async def forget(state: Conversation):
    return {"messages": [RemoveMessage(id="hello")]}


async def clear(state: Conversation):
    return {"messages": [RemoveMessage(id=REMOVE_ALL_MESSAGES), AIMessage("Hello again", id="again")]}


# Adds two messages without a model, removes one of them, and then removes all and adds another one.
graph = StateGraph(Conversation).add_node(greet).add_node(forget).add_node(clear)
graph = graph.add_edge(START, "greet").add_edge("greet", "forget").add_edge("forget", "clear").compile()
