"""
A scripted chat model, and the state of the chat graphs. The other graphs use TypedDict of typing_extensions, because
typing's has no JSON schema before Python 3.12.
"""

import time
from collections.abc import Callable, Iterator
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langgraph.graph import MessagesState

Conversation = MessagesState


class ScriptedModel(BaseChatModel):
    """Streams the reply that its script returns for a conversation, with a pause before each chunk."""

    script: Callable[[list[BaseMessage]], list[AIMessageChunk]]
    pause_ms: int = 0

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
        # Without this LangChain adds an empty last chunk.
        chunks[-1].chunk_position = "last"
        for message in chunks:
            # In a thread: the server's event loop goes on.
            time.sleep(self.pause_ms / 1000)
            chunk = ChatGenerationChunk(message=message)
            if run_manager:
                run_manager.on_llm_new_token(str(message.content), chunk=chunk)
            yield chunk


def spoken(text: str) -> list[AIMessageChunk]:
    """Splits a text into one chunk per word, with its space."""
    words = text.split(" ")
    return [AIMessageChunk(word + " ") for word in words[:-1]] + [AIMessageChunk(words[-1])]
