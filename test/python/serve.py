"""
The Python server in a process of its own: `python serve.py '{"graphs": ["agent"]}'`.
Prints one line of JSON when it is ready. Ends when its standard input does, and leaves no files behind.
"""

import contextlib
import json
import os
import shutil
import signal
import socket
import sys
import tempfile
import threading
import traceback
from pathlib import Path

here = Path(__file__).parent
options = json.loads(sys.argv[1])
data_dir = tempfile.mkdtemp(prefix="langgraph-client-server-")
listener = socket.create_server(("127.0.0.1", 0))
url = f"http://127.0.0.1:{listener.getsockname()[1]}"

# The server's logger writes to standard output, where only the report belongs.
report_to = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)


def leave(code: int) -> None:
    # At once: there is nothing to save, and a run may be at work for ever.
    shutil.rmtree(data_dir, ignore_errors=True)
    os._exit(code)


def leave_with_parent() -> None:
    sys.stdin.buffer.read()
    leave(0)


def leave_on_signal(*_: object) -> None:
    # In a thread, since the server forbids what blocks in the thread of its event loop.
    threading.Thread(target=leave, args=[0]).start()


def module(name: str, export: str) -> str:
    return f"{here / name}.py:{export}"


def set_environment() -> None:
    """The server reads its whole configuration from the environment when it is imported."""
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


def look_often() -> None:
    """
    The server as published looks for new runs every half second, and passes over those that came while it
    slept. The function that looks is private; its version is pinned.
    """
    import asyncio

    from langgraph_runtime_inmem.ops import Runs

    look = Runs.next

    async def next_runs(wait: bool, limit: int = 1):
        for _ in range(100):
            found = False
            async for run in look(wait=False, limit=limit):
                found = True
                yield run
            if found or not wait:
                return
            await asyncio.sleep(0.005)

    Runs.next = staticmethod(next_runs)


def serve() -> None:
    import uvicorn

    class Server(uvicorn.Server):
        @contextlib.contextmanager
        def capture_signals(self):
            yield

        async def startup(self, sockets=None):
            await super().startup(sockets)
            print(json.dumps({"url": url, "dataDir": data_dir}), file=report_to, flush=True)

    if options.get("prompt", True):
        look_often()
    Server(uvicorn.Config("langgraph_api.server:app", log_level="error", access_log=False)).run([listener])


signal.signal(signal.SIGTERM, leave_on_signal)
signal.signal(signal.SIGINT, leave_on_signal)
threading.Thread(target=leave_with_parent, daemon=True).start()
os.chdir(data_dir)
try:
    set_environment()
    serve()
except Exception:
    traceback.print_exc()
finally:
    leave(1)
