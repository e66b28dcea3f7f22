from langchain_core.messages import AIMessageChunk, BaseMessage, HumanMessage, ToolMessage
from langgraph.graph import END, START, StateGraph
from model import Conversation, ScriptedModel


class State(Conversation, total=False):
    n: int
    ms: int
    useTool: bool


CALL = {"type": "tool_call_chunk", "index": 0, "id": "call_clock", "name": "clock", "args": "{}"}


def words(messages: list[BaseMessage], n: int) -> list[AIMessageChunk]:
    """`n` words, each with the text of the last request in it."""
    request = next(message.text for message in reversed(messages) if isinstance(message, HumanMessage))
    return [AIMessageChunk(f"{request}{index} ") for index in range(n)]


async def model(state: State):
    messages = state["messages"]
    calls = state.get("useTool") and isinstance(messages[-1], HumanMessage)

    def script(_):
        return [AIMessageChunk("", tool_call_chunks=[CALL])] if calls else words(messages, state.get("n", 3))

    reply = ScriptedModel(script=script, pause_ms=state.get("ms", 0))
    return {"messages": [await reply.ainvoke(messages)]}


async def tools(state: State):
    return {"messages": [ToolMessage(tool_call_id="call_clock", name="clock", content="noon")]}


def after_model(state: State) -> str:
    is_answered = isinstance(state["messages"][-2], ToolMessage)
    return "tools" if state.get("useTool") and not is_answered else END


# Streams `n` words, `ms` milliseconds apart, and calls a tool before if `useTool` is set.
graph = (
    StateGraph(State)
    .add_node(model)
    .add_node(tools)
    .add_edge(START, "model")
    .add_conditional_edges("model", after_model, ["tools", END])
    .add_edge("tools", "model")
    .compile()
)
