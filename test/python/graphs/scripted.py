import json

from langchain_core.messages import AIMessage, AIMessageChunk, ToolMessage
from langgraph.graph import END, START, StateGraph
from model import Conversation, ScriptedModel, spoken


def script_of(messages: list):
    # The JSON has `chunks`, and may have `tags` of the model's call and an `id` for the model's message.
    return json.loads(messages[0].text)


def chunks_of(messages: list):
    if len(messages) > 1:
        return spoken("That is all")
    return [AIMessageChunk(**fields) for fields in script_of(messages)["chunks"]]


def calls_of(last):
    return last.tool_calls if isinstance(last, AIMessage) else []


async def call_model(state: Conversation):
    script = script_of(state["messages"])
    message = await ScriptedModel(script=chunks_of).ainvoke(state["messages"], {"tags": script.get("tags", [])})
    is_renamed = "id" in script and len(state["messages"]) == 1
    return {"messages": [message.model_copy(update={"id": script["id"]}) if is_renamed else message]}


def answer(call):
    status = "error" if call["name"] == "broken" else "success"
    content = f"{call['name']}: {status}"
    return ToolMessage(tool_call_id=call["id"], name=call["name"], status=status, content=content)


async def tools(state: Conversation):
    return {"messages": [answer(call) for call in calls_of(state["messages"][-1])]}


# The model streams the chunks that the user's message lists, then tools answer its calls. A tool `broken` fails.
graph = StateGraph(Conversation).add_node("model", call_model).add_node(tools).add_edge(START, "model")
graph.add_conditional_edges("model", lambda state: "tools" if calls_of(state["messages"][-1]) else END, ["tools", END])
graph = graph.add_edge("tools", "model").compile()
