from langchain_core.messages import AIMessageChunk, ToolMessage
from langgraph.graph import START, StateGraph
from langgraph.types import StreamWriter, interrupt
from model import Conversation, ScriptedModel, spoken

CALL = {"type": "tool_call_chunk", "index": 0, "id": "call_search", "name": "search", "args": '{"for": "tea"}'}


def search_call():
    return AIMessageChunk(content="", tool_call_chunks=[CALL])


researcher = ScriptedModel(script=lambda _: [*spoken("Let me search"), search_call()])
writer = ScriptedModel(script=lambda _: spoken("Here it is"))


async def think(state: Conversation):
    return {"messages": [await researcher.ainvoke(state["messages"])]}


async def search(state: Conversation, writer: StreamWriter):
    request = state["messages"][0].text
    if request == "fail":
        raise TypeError("The search is down")
    if request == "ask":
        interrupt("May I search?")
    writer({"found": "tea"})
    return {"messages": [ToolMessage(tool_call_id="call_search", name="search", content="tea")]}


async def write(state: Conversation):
    return {"messages": [await writer.ainvoke(state["messages"])]}


research = StateGraph(Conversation).add_node(think).add_node(search).add_edge(START, "think")
research = research.add_edge("think", "search").compile()

# A subgraph with a model and a tool, then a model. The tool fails or interrupts if the request is "fail" or "ask".
graph = StateGraph(Conversation).add_node("research", research).add_node(write)
graph = graph.add_edge(START, "research").add_edge("research", "write").compile()
