from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, ToolMessage
from langgraph.graph import END, START, StateGraph
from model import Conversation, ScriptedModel, spoken


def script(messages: list[BaseMessage]) -> list[AIMessageChunk]:
    last = messages[-1]
    if isinstance(last, ToolMessage):
        return spoken(f"The weather: {last.text}")
    # Like a real model, streams the arguments in chunks that are not valid JSON by themselves.
    chunks = ['{"city": "', "Par", 'is"}']
    first = {"id": "call_weather", "name": "get_weather"}
    later = {"id": None, "name": None}
    return [
        AIMessageChunk(
            content="",
            tool_call_chunks=[
                {"type": "tool_call_chunk", "index": 0, "args": args, **(later if at else first)}
            ],
        )
        for at, args in enumerate(chunks)
    ]


model = ScriptedModel(script=script)


def calls(state: Conversation):
    last = state["messages"][-1]
    return last.tool_calls if isinstance(last, AIMessage) else []


async def call_model(state: Conversation):
    return {"messages": [await model.ainvoke(state["messages"])]}


async def tools(state: Conversation):
    return {
        "messages": [
            ToolMessage(
                tool_call_id=call["id"], name=call["name"], content=f"sunny in {call['args']['city']}"
            )
            for call in calls(state)
        ]
    }


# The model calls a tool in streamed chunks, the tool returns a result, and the model repeats it.
graph = (
    StateGraph(Conversation)
    .add_node("model", call_model)
    .add_node("tools", tools)
    .add_edge(START, "model")
    .add_conditional_edges("model", lambda state: "tools" if calls(state) else END, ["tools", END])
    .add_edge("tools", "model")
    .compile()
)
