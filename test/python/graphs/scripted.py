import json

from langchain_core.messages import AIMessageChunk, ToolMessage
from langgraph.graph import END, START, StateGraph
from model import Conversation, ScriptedModel, spoken


# The user's message is JSON: `chunks`, and maybe `tags` of the model's call and the `id` of the model's message.
def chunks_of(messages: list):
    if len(messages) > 1:
        return spoken("That is all")
    return [AIMessageChunk(**fields) for fields in json.loads(messages[0].text)["chunks"]]


model = ScriptedModel(script=chunks_of)


async def call_model(state: Conversation):
    messages = state["messages"]
    script = json.loads(messages[0].text)
    message = await model.ainvoke(messages, {"tags": script.get("tags", [])})
    is_renamed = "id" in script and len(messages) == 1
    return {"messages": [message.model_copy(update={"id": script["id"]}) if is_renamed else message]}


def answer(call):
    status = "error" if call["name"] == "broken" else "success"
    return ToolMessage(f"{call['name']}: {status}", tool_call_id=call["id"], name=call["name"], status=status)


async def tools(state: Conversation):
    return {"messages": [answer(call) for call in state["messages"][-1].tool_calls]}


# The model streams the chunks that the user's message lists, then tools answer its calls. A tool `broken` fails.
graph = StateGraph(Conversation).add_node("model", call_model).add_node(tools).add_edge(START, "model")
graph.add_conditional_edges("model", lambda state: "tools" if state["messages"][-1].tool_calls else END)
graph = graph.add_edge("tools", "model").compile()
