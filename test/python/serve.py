"""Runs the Python server: `python serve.py '{"graphs": ["agent"]}'`."""

import json
import os
from pathlib import Path

from child import options, run, serve, url

here = Path(__file__).parent


def module(name: str, export: str) -> str:
    return f"{here / name}.py:{export}"


def set_environment() -> None:
    """Sets the configuration, which the server reads from the environment on import."""
    os.environ |= {
        "DATABASE_URI": ":memory:",
        "REDIS_URI": "fake",
        "MIGRATIONS_PATH": "__inmem",
        "LANGGRAPH_RUNTIME_EDITION": "inmem",
        "LANGGRAPH_DISABLE_FILE_PERSISTENCE": "true",
        "LANGGRAPH_API_URL": url,
        "LANGSERVE_GRAPHS": json.dumps(
            {name: module(f"graphs/{name}", "graph") for name in options["graphs"]}
        ),
        "N_JOBS_PER_WORKER": "32",
        "LOG_LEVEL": "error",
        "LANGSMITH_TRACING": "false",
    }
    if auth := options.get("auth"):
        os.environ["LANGGRAPH_AUTH"] = json.dumps({"path": module(auth, "auth"), "disable_studio_auth": True})
    if app := options.get("app"):
        os.environ["LANGGRAPH_HTTP"] = json.dumps({"app": module(app, "app")})


def poll_often() -> None:
    """
    Makes the server poll for new runs every 5 ms. As published it polls every 500 ms, and skips runs that were created
    meanwhile. The patched function is private; the server's version is pinned.
    """
    import asyncio

    from langgraph_runtime_inmem.ops import Runs

    original_next = Runs.next

    async def next_runs(wait: bool, limit: int = 1):
        for _ in range(100):
            found = False
            async for run in original_next(wait=False, limit=limit):
                found = True
                yield run
            if found or not wait:
                return
            await asyncio.sleep(0.005)

    Runs.next = staticmethod(next_runs)


def main() -> None:
    set_environment()
    if not options.get("polling", False):
        poll_often()
    serve("langgraph_api.server:app")


run(main)
