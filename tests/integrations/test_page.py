"""docs/llama_index.md, run from top to bottom: its examples do what it says they do."""

import ast
import asyncio
import contextlib
import inspect
import io
import re
import shutil
from pathlib import Path

import llama_index.core
import pytest
from llama_index.core import set_global_tokenizer
from llama_index.core.agent.workflow import FunctionAgent, ReActAgent, ToolCallResult
from llama_index.core.base.llms.types import ChatMessage, MessageRole, ToolCallBlock
from llama_index.core.llms.mock import MockFunctionCallingLLM
from llama_index.core.tools import QueryEngineTool

from bot.integrations.llama_index import NewsdeskQueryEngine
from tests.integrations.conftest import ASKED_AT

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", re.DOTALL | re.MULTILINE)
# LlamaIndex's agents look at every attribute of themselves, also at what pydantic and their own package have deprecated.
pytestmark = [
    pytest.mark.filterwarnings("ignore::pydantic.warnings.PydanticDeprecationWarning"),
    pytest.mark.filterwarnings("ignore:is_running called from within a step:DeprecationWarning"),
]

ASKED = "Who is Microsoft in talks with?"


def scripted(messages, **kwargs) -> ChatMessage:
    """A model that asks the news tool what it was asked, repeats what that said, and knows a ferry when it sees one."""
    last = messages[-1]
    said = last.content or ""
    if last.role is MessageRole.TOOL:
        return ChatMessage(role="assistant", content=f"The tool says: {said}")
    if "choices are given below" in said:
        choice = 2 if "ferries" in said.rpartition("question")[2].lower() else 1
        return ChatMessage(role="assistant", content=f'[{{"choice": {choice}, "reason": "it fits"}}]')
    call = ToolCallBlock(tool_call_id="1", tool_name="news", tool_kwargs={"input": said})
    return ChatMessage(role="assistant", blocks=[call])


def reacting(messages, **kwargs) -> ChatMessage:
    """A model that cannot call functions and writes what it would do."""
    said = messages[-1].content or ""
    if said.startswith("Observation:"):
        answer = said.removeprefix("Observation:").strip().splitlines()[0]
        return ChatMessage(role="assistant", content=f"Thought: I can answer.\nAnswer: {answer}")
    return ChatMessage(role="assistant", content=f'Thought: I ask.\nAction: news\nAction Input: {{"input": "{ASKED}"}}')


@pytest.fixture(autouse=True)
def own_tokenizer():
    """LlamaIndex's own reads data that some installers break and that it then would fetch."""
    set_global_tokenizer(str.split)
    yield
    llama_index.core.global_tokenizer = None


def run(code: str, names: dict[str, object]) -> str:
    """What the code prints; `await` may stand at its top."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        compiled = compile(code, "docs/llama_index.md", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        waiting = eval(compiled, names)
        if inspect.iscoroutine(waiting):
            asyncio.run(waiting)
    return printed.getvalue()


@pytest.mark.slow
def test_every_block(tmp_path, monkeypatch):
    """Every block of code runs, with one library, and prints what the page says."""
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs" / "llama_index.md").read_text(encoding="utf-8")
    blocks = BLOCK.findall(page)
    assert len(blocks) == page.count("```python") > 8
    names: dict[str, object] = {"llm": MockFunctionCallingLLM(response_generator=scripted, is_chat_model=True)}
    for code, expected in blocks:
        assert run(code, names) == expected, code


@pytest.fixture(scope="module")
def engine(settings) -> NewsdeskQueryEngine:
    return NewsdeskQueryEngine.from_settings(settings, asked_at=ASKED_AT)


def news(engine, **options) -> QueryEngineTool:
    return QueryEngineTool.from_defaults(engine, name="news", description="News.", **options)


async def ask(agent, question: str):
    """The agent's answer, and what its tools gave."""
    handler = agent.run(user_msg=question)
    results = [event async for event in handler.stream_events() if isinstance(event, ToolCallResult)]
    return await handler, [result.tool_output for result in results]


@pytest.mark.parametrize("return_direct", [True, False])
def test_function_agent(engine, return_direct):
    """An agent asks newsdesk and answers with what it said; the quotes stay with the tool's output."""
    llm = MockFunctionCallingLLM(response_generator=scripted, is_chat_model=True)
    agent = FunctionAgent(tools=[news(engine, return_direct=return_direct)], llm=llm)
    answer, (output,) = asyncio.run(ask(agent, ASKED))
    alone = engine.query(ASKED)
    assert str(answer) == (str(alone) if return_direct else f"The tool says: {alone}")
    assert output.raw_output.source_nodes == alone.source_nodes
    if return_direct:
        assert answer.raw.source_nodes == alone.source_nodes


def test_react_agent(engine):
    """So does an agent whose model cannot call functions."""
    llm = MockFunctionCallingLLM(response_generator=reacting, is_chat_model=True)
    answer, (output,) = asyncio.run(ask(ReActAgent(tools=[news(engine)], llm=llm), ASKED))
    assert str(answer).startswith("TikTok")
    assert output.content == str(engine.query(ASKED))


def test_error_in_an_agent(engine):
    """A question that newsdesk refuses is told to the model as the tool's error, and ends nothing."""
    llm = MockFunctionCallingLLM(response_generator=scripted, is_chat_model=True)
    answer, (output,) = asyncio.run(ask(FunctionAgent(tools=[news(engine)], llm=llm), "?!"))
    assert output.is_error
    assert "The question is empty" in str(answer)
