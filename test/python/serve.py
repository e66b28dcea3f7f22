"""
Runs the Python server: `python serve.py '{"graphs": ["agent"]}'`.
Prints one line of JSON when ready. Exits when standard input ends, and removes its files.
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

# Redirect standard output, to which the server's logger writes: it is reserved for the report.
report_to = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)


def leave(code: int) -> None:
    # Exit without cleanup: nothing must be saved, and a run may never end.
    shutil.rmtree(data_dir, ignore_errors=True)
    os._exit(code)


def leave_with_parent() -> None:
    sys.stdin.buffer.read()
    leave(0)


def leave_on_signal(*_: object) -> None:
    # In a thread, because the server forbids blocking calls in its event loop.
    threading.Thread(target=leave, args=[0]).start()


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


def serve() -> None:
    import uvicorn

    class Server(uvicorn.Server):
        @contextlib.contextmanager
        def capture_signals(self):
            yield

        async def startup(self, sockets=None):
            await super().startup(sockets)
            print(json.dumps({"url": url, "dataDir": data_dir}), file=report_to, flush=True)

    if not options.get("polling", False):
        poll_often()
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
