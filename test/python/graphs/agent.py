from langgraph.graph import START, StateGraph
from model import Conversation, ScriptedModel, spoken

model = ScriptedModel(script=lambda messages: spoken(f"You said: {messages[-1].text}"))


async def agent(state: Conversation):
    return {"messages": [await model.ainvoke(state["messages"])]}


# Repeats the last message, word by word.
graph = StateGraph(Conversation).add_node(agent).add_edge(START, "agent").compile()
