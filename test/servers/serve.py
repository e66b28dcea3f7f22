"""
Runs Aegra, and a PostgreSQL server of its own: `python serve.py '{"graphs": ["agent"], "postgres": "/usr/bin"}'`.
`postgres` is the folder of PostgreSQL's programs. The graphs are those of the Python server.
"""

import contextlib
import json
import os
import pwd
import signal
import socket
import subprocess
import threading
import time
from pathlib import Path

import child
from child import data_dir, options, run, serve, url

here = Path(__file__).parent
python = Path(child.__file__).parent
cluster = Path(data_dir) / "postgres"

starting = threading.Lock()
started: list[subprocess.Popen[bytes]] = []


def stop_programs() -> None:
    # The lock is never released: nothing starts any more.
    starting.acquire()
    for process in started:
        # On SIGQUIT PostgreSQL exits at once, without saving, and ends its own processes.
        for how in (signal.SIGQUIT, signal.SIGKILL):
            with contextlib.suppress(subprocess.TimeoutExpired, ProcessLookupError):
                os.killpg(process.pid, how)
                process.wait(2)
                break


def start(program: str, *args: str | Path) -> subprocess.Popen[bytes]:
    """Starts a program of PostgreSQL. It refuses to run as root, so root starts it as another user."""
    as_user = {}
    if os.geteuid() == 0:
        user = database_user()
        as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    command = [Path(options["postgres"]) / program, *args]
    with starting:
        # A process group of its own: Ctrl-C reaches this script alone, which then stops the program.
        process = subprocess.Popen(command, stdout=2, cwd=data_dir, start_new_session=True, **as_user)
        started.append(process)
    return process


def database_user() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise RuntimeError("PostgreSQL cannot run as root, and the users postgres and nobody are missing.")


def create_cluster() -> None:
    cluster.mkdir()
    if os.geteuid() == 0:
        os.chmod(data_dir, 0o711)
        user = database_user()
        os.chown(cluster, user.pw_uid, user.pw_gid)
    access = ["--username", "postgres", "--auth", "trust"]
    made = start("initdb", "--pgdata", cluster, *access, "--encoding", "UTF8", "--no-locale", "--no-sync")
    if made.wait() != 0:
        raise RuntimeError("initdb failed")


def start_database() -> str:
    """Starts PostgreSQL with an empty database; returns its URL."""
    import psycopg

    create_cluster()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    # Data is not kept, so nothing must reach the disk.
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": port,
        "unix_socket_directories": "",
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "log_min_messages": "panic",
    }
    arguments = [f"--{name}={value}" for name, value in settings.items()]
    postgres = start("postgres", "-D", cluster, *arguments)
    server = f"postgresql://postgres@127.0.0.1:{port}"
    while postgres.poll() is None:
        try:
            with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
                connection.execute("CREATE DATABASE aegra")
            return f"{server}/aegra"
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL exited with {postgres.returncode}")


def write_config() -> Path:
    config = {"graphs": {name: f"{python}/graphs/{name}.py:graph" for name in options["graphs"]}}
    if auth := options.get("auth"):
        config["auth"] = {"path": f"{python}/{auth}.py:auth", "disable_studio_auth": True}
    if app := options.get("app"):
        config["http"] = {"app": f"{here}/routes.py:{app}"}
    file = Path(data_dir) / "aegra.json"
    file.write_text(json.dumps(config))
    return file


def main() -> None:
    # Aegra reads its configuration from the environment on import.
    os.environ |= {
        "DATABASE_URL": start_database(),
        "AEGRA_CONFIG": str(write_config()),
        "SERVER_URL": url,
        "LOG_LEVEL": "ERROR",
        "LANGSMITH_TRACING": "false",
    }
    serve("aegra_api.main:app")


child.before_exit.append(stop_programs)
run(main)
