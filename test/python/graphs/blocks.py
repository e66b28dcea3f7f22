from langchain_core.messages import AIMessageChunk, BaseMessage, ToolMessage
from langchain_core.tools import tool
from langgraph.graph import START, StateGraph
from langgraph.prebuilt import ToolNode, ToolRuntime, tools_condition
from langgraph.stream.transformers import CustomTransformer, StreamTransformer, UpdatesTransformer
from model import Conversation, ScriptedModel

USAGE = {"input_tokens": 3, "output_tokens": 5, "total_tokens": 8}


def chunk(*content: dict, **more):
    return AIMessageChunk(content=list(content), **more)


def call(args: str, **more):
    first = {"type": "tool_call_chunk", "index": 2, "args": args, "id": None, "name": None}
    return chunk(tool_call_chunks=[{**first, **more}])


def script(messages: list[BaseMessage]) -> list[AIMessageChunk]:
    if isinstance(messages[-1], ToolMessage):
        return [
            chunk({"type": "text", "index": 0, "text": "Listen: "}),
            chunk({"type": "audio", "index": 1, "mime_type": "audio/wav", "data": "UklG"}),
            chunk({"type": "audio", "index": 1, "mime_type": "audio/wav", "data": "RgAA"}),
            chunk(),
        ]
    return [
        chunk({"type": "reasoning", "index": 0, "reasoning": "I should "}),
        chunk({"type": "reasoning", "index": 0, "reasoning": "look it up."}),
        chunk({"type": "text", "index": 1, "text": "One "}),
        chunk({"type": "text", "index": 1, "text": "moment"}),
        call('{"bird": ', id="call_lookup", name="lookup"),
        call('"owl"}'),
        chunk(usage_metadata=USAGE),
    ]


@tool
def lookup(bird: str, runtime: ToolRuntime) -> str:
    """Looks up a bird, and reports its progress."""
    runtime.emit_output_delta("Looking ")
    runtime.emit_output_delta(f"for the {bird}")
    return f"The {bird} hoots"


class ToolTransformer(StreamTransformer):
    """Makes the server send the events of tools."""

    required_stream_modes = ("tools",)

    def init(self):
        return {}

    def process(self, event) -> bool:
        return True


def stream_transformers():
    return [UpdatesTransformer, CustomTransformer, ToolTransformer]


model = ScriptedModel(script=script)


async def call_model(state: Conversation):
    return {"messages": [await model.ainvoke(state["messages"])]}


# A model that reasons, writes and calls a tool, the tool, and a model that answers with a recording.
graph = StateGraph(Conversation).add_node("model", call_model).add_node("tools", ToolNode([lookup]))
graph = graph.add_edge(START, "model").add_conditional_edges("model", tools_condition)
graph = graph.add_edge("tools", "model").compile()
