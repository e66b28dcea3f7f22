"""
The process of a server: its folder, its socket and its end, the same for all servers in Python. The script's argument is
JSON with its options. `report` prints one line of JSON when the server is ready. The process exits when standard input
ends, and removes its files.
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
from collections.abc import Callable

options = json.loads(sys.argv[1])
data_dir = tempfile.mkdtemp(prefix="langgraph-client-server-")
listener = socket.create_server(("127.0.0.1", 0))
url = f"http://127.0.0.1:{listener.getsockname()[1]}"

# Called before the process exits: they stop what else was started.
before_exit: list[Callable[[], None]] = []

# Redirect standard output, to which the server's logger writes: it is reserved for the report.
report_to = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)


def leave(code: int) -> None:
    # Exit without cleanup: nothing must be saved, and a run may never end.
    for stop in before_exit:
        stop()
    shutil.rmtree(data_dir, ignore_errors=True)
    os._exit(code)


def leave_with_parent() -> None:
    sys.stdin.buffer.read()
    leave(0)


def leave_on_signal(*_: object) -> None:
    # In a thread, because the server forbids blocking calls in its event loop.
    threading.Thread(target=leave, args=[0]).start()


def serve(app: str) -> None:
    """Runs an ASGI application, given as `module:name`, on `listener`."""
    import uvicorn

    class Server(uvicorn.Server):
        @contextlib.contextmanager
        def capture_signals(self):
            yield

        async def startup(self, sockets=None):
            await super().startup(sockets)
            print(json.dumps({"url": url, "dataDir": data_dir}), file=report_to, flush=True)

    Server(uvicorn.Config(app, log_level="error", access_log=False)).run([listener])


def run(main: Callable[[], None]) -> None:
    """Calls `main`, which serves, and exits after it, when the parent exits, or after a signal."""
    signal.signal(signal.SIGTERM, leave_on_signal)
    signal.signal(signal.SIGINT, leave_on_signal)
    threading.Thread(target=leave_with_parent, daemon=True).start()
    os.chdir(data_dir)
    try:
        main()
    except Exception:
        traceback.print_exc()
    finally:
        leave(1)
