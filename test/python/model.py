"""
A chat model without a model, and the state of the graphs that talk. The others make theirs of the TypedDict of
typing_extensions, since that of typing has no JSON schema before Python 3.12.
"""

from collections.abc import Callable, Iterator
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langgraph.graph import MessagesState

Conversation = MessagesState


class ScriptedModel(BaseChatModel):
    """Streams what its script says in answer to a conversation, the same every time."""

    script: Callable[[list[BaseMessage]], list[AIMessageChunk]]

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        first, *others = self.script(messages)
        return ChatResult(generations=[ChatGeneration(message=first + others)])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        chunks = self.script(messages)
        # Without it an empty chunk is added, to say that the message has ended.
        chunks[-1].chunk_position = "last"
        for message in chunks:
            chunk = ChatGenerationChunk(message=message)
            if run_manager:
                run_manager.on_llm_new_token(str(message.content), chunk=chunk)
            yield chunk


def spoken(text: str) -> list[AIMessageChunk]:
    """One chunk for each word, the spaces kept."""
    words = text.split(" ")
    return [AIMessageChunk(word + " ") for word in words[:-1]] + [AIMessageChunk(words[-1])]
