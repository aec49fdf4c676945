"""The programs that are measured: starts, watches and ends them. The server's side runs on core 0, the load's on core 1."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), ".."))
WORK = os.path.join(ROOT, ".build", "bench")
PEERS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "peers")
SERVER_CORE, LOAD_CORE = 0, 1
TICKS = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def on_core(core):
    """A preexec function: one core, and as many open files as are allowed."""
    def apply():
        import resource
        os.sched_setaffinity(0, {core % os.cpu_count()})
        hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65_536), hard))
    return apply


class Program:
    """A server process with its children, from start to end."""

    def __init__(self, name, command, port, environment=None, folder=None, probe="/"):
        self.name, self.port, self.probe = name, port, probe
        self.log = open(os.path.join(WORK, f"{name}.log".replace(" ", "-").lower()), "wb")
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **(environment or {})}, stdout=self.log, stderr=self.log,
            preexec_fn=on_core(SERVER_CORE))

    def __enter__(self):
        self.wait()
        return self

    def __exit__(self, *_):
        self.stop()

    def wait(self, timeout=60):
        """Until the probe is answered with 200; returns the seconds since exec."""
        while time.monotonic() - self.started < timeout:
            if self.process.poll() is not None:
                break
            try:
                self.get(self.probe)
                return time.monotonic() - self.started
            except (OSError, http.client.HTTPException):
                time.sleep(0.0005)
        raise RuntimeError(f"{self.name} does not answer: {open(self.log.name, errors='replace').read()[-2000:]}")

    def get(self, path, headers=None, method="GET", body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            text = answer.read()
        finally:
            connection.close()
        if answer.status != 200:
            raise RuntimeError(f"{self.name} {path}: {answer.status} {text[:300]!r}")
        return text

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self.process.wait()
        self.log.close()

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.log.close()

    def pids(self):
        """The process and all below it."""
        found, todo = [], [self.process.pid]
        while todo:
            pid = todo.pop()
            found.append(pid)
            try:
                for thread in os.listdir(f"/proc/{pid}/task"):
                    todo += map(int, open(f"/proc/{pid}/task/{thread}/children").read().split())
            except FileNotFoundError:
                pass
        return found

    def cpu(self):
        """User and system seconds so far."""
        total = 0
        for pid in self.pids():
            fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
            total += int(fields[11]) + int(fields[12])
        return total / TICKS

    def memory(self):
        """Resident bytes; pages that several processes share count once (PSS)."""
        pids = self.pids()
        if len(pids) == 1:
            return field(f"/proc/{pids[0]}/status", "VmRSS:") * 1024
        return sum(field(f"/proc/{pid}/smaps_rollup", "Pss:") for pid in pids) * 1024

    def peak(self):
        return field(f"/proc/{self.process.pid}/status", "VmHWM:") * 1024


def field(path, name):
    for line in open(path):
        if line.startswith(name):
            return int(line.split()[1])
    raise KeyError(name)


class Tagwerk(Program):
    """The release program. Without a data folder, a new one that is removed at the end."""

    def __init__(self, data=None, environment=None, probe="/healthz"):
        self.temporary = None if data else tempfile.mkdtemp(dir=WORK)
        port = free_port()
        settings = {
            "PORT": str(port), "DATA_DIR": data or self.temporary, "TEXT_MODEL": "off", "TZ": "UTC",
            "OPENAI_API_KEY": "", "OPENAI_BASE_URL": "", **(environment or {})}
        super().__init__("Tagwerk", [os.path.join(ROOT, ".build/release/WebApp")], port, settings, ROOT, probe)

    def stop(self):
        super().stop()
        self.clean()

    def kill(self):
        super().kill()
        self.clean()

    def clean(self):
        if self.temporary:
            shutil.rmtree(self.temporary, ignore_errors=True)


def python(name):
    """A program of the benchmark's own Python environment."""
    return os.path.join(WORK, "venv", "bin", name)


def flask(environment=None):
    """One worker of eight threads, with an access log, as Tagwerk writes one."""
    port = free_port()
    command = [
        python("gunicorn"), "--no-control-socket", "-w", "1", "-k", "gthread", "--threads", "8", "-b", f"127.0.0.1:{port}",
        "--log-level", "warning", "--access-logfile", "-", "flask_app:app"]
    return Program("Flask + gunicorn", command, port, environment, PEERS, "/healthz")


def fastapi(environment=None):
    """One worker with uvloop and httptools, with an access log."""
    port = free_port()
    command = [
        python("uvicorn"), "fastapi_app:app", "--host", "127.0.0.1", "--port", str(port), "--workers", "1",
        "--access-log", "--log-level", "info"]
    return Program("FastAPI + uvicorn", command, port, environment, PEERS, "/healthz")


def nginx():
    """One worker that serves the same three bytes from a file, with an access log, as Tagwerk writes one."""
    port = free_port()
    folder = os.path.join(WORK, "nginx")
    os.makedirs(folder, exist_ok=True)
    text = open(os.path.join(PEERS, "nginx.conf")).read()
    with open(os.path.join(folder, "nginx.conf"), "w") as file:
        file.write(text.replace("@PORT@", str(port)).replace("@FOLDER@", folder))
    with open(os.path.join(folder, "ok.txt"), "w") as file:
        file.write("ok\n")
    return Program("nginx", ["nginx", "-p", folder, "-c", f"{folder}/nginx.conf"], port, None, folder, "/healthz")
