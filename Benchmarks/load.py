"""Load from the other core: wrk for requests, sockets of our own for waiting clients."""

import os
import re
import socket
import subprocess
import time

from programs import LOAD_CORE, on_core

SCALE = {"us": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0}


class Run:
    """What one round of wrk saw: requests, requests a second, seconds at percentiles."""

    def __init__(self, output):
        self.requests = int(re.search(r"(\d+) requests in", output)[1])
        self.rate = float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1])
        self.percentiles = {
            float(percent): float(number) * SCALE[unit]
            for percent, number, unit in re.findall(r"^\s+([\d.]+)%\s+([\d.]+)(us|ms|s|m)\b", output, re.MULTILINE)}
        for complaint in ("Non-2xx", "Socket errors"):
            if complaint in output:
                raise RuntimeError(output)


def wrk(program, path, seconds, connections=64):
    command = [
        "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "--timeout", "30s",
        f"http://127.0.0.1:{program.port}{path}"]
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=on_core(LOAD_CORE))
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    return Run(done.stdout)


def cpu_per_request(program, path, seconds, connections=64):
    """Seconds of user and system time of the server for each request, and the run."""
    before = program.cpu()
    run = wrk(program, path, seconds, connections)
    return (program.cpu() - before) / run.requests, run


def idle(port, count, path="/healthz"):
    """Keep-alive connections that have had one answer each."""
    sockets = []
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
    for _ in range(count):
        # Only so many addresses of one source are free, so the sources vary too.
        connection = socket.create_connection(("127.0.0.1", port), 30, (f"127.0.0.{2 + len(sockets) % 8}", 0))
        connection.sendall(request)
        if b"200" not in connection.recv(4096):
            raise RuntimeError("an idle connection got no answer")
        sockets.append(connection)
    return sockets


def close(sockets):
    for connection in sockets:
        connection.close()


def settle(seconds=2.0):
    time.sleep(seconds)


def cores():
    return os.cpu_count()
