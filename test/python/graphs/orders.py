from langchain_core.messages import AIMessage, ToolMessage
from langgraph.graph import END, START, StateGraph
from langgraph.types import interrupt
from model import Conversation


def send_order(item: str) -> str:
    answer = interrupt({"question": f'Send the order "{item}"?'})
    if answer["type"] == "approve":
        return f"sent: {item}"
    if answer["type"] == "edit":
        return f"sent: {answer['item']}"
    return f"not sent: {answer['reason']}"


def calls(state: Conversation):
    last = state["messages"][-1]
    return last.tool_calls if isinstance(last, AIMessage) else []


async def call_model(state: Conversation):
    last = state["messages"][-1]
    if isinstance(last, ToolMessage):
        return {"messages": [AIMessage(f"The order was {last.text}")]}
    call = {"id": "call_order", "name": "send_order", "args": {"item": last.text}}
    return {"messages": [AIMessage("", tool_calls=[call])]}


async def tools(state: Conversation):
    return {
        "messages": [
            ToolMessage(tool_call_id=call["id"], name=call["name"], content=send_order(call["args"]["item"]))
            for call in calls(state)
        ]
    }


# The graph of the page about interrupts.
graph = (
    StateGraph(Conversation)
    .add_node("model", call_model)
    .add_node("tools", tools)
    .add_edge(START, "model")
    .add_conditional_edges("model", lambda state: "tools" if calls(state) else END, ["tools", END])
    .add_edge("tools", "model")
    .compile()
)
