"""What the comparisons here share: the program, packages of PyPI, the cost of a command, the machine."""
import contextlib
import dataclasses
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import tempfile
import time

PROJECT = pathlib.Path(__file__).resolve().parent.parent.parent


@dataclasses.dataclass
class Run:
    """What one build cost: seconds on the clock, seconds of processors, bytes of memory."""

    wall: float
    processor: float
    memory: int


def say(line):
    print(line, file=sys.stderr, flush=True)


def measured(command, **more):
    """Runs a command; of what it runs itself the cost is counted too."""
    with tempfile.TemporaryFile() as log:
        start = time.perf_counter()
        child = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, **more)
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        if status != 0:
            log.seek(0)
            sys.exit(f"{command[0]} failed:\n{log.read().decode(errors='replace')}")
    child.returncode = 0
    unit = 1 if platform.system() == "Darwin" else 1024
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * unit)


def files(folder):
    """How many files a folder holds, and of how many bytes."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)


def banbao_program():
    if "BANBAO" in os.environ:
        return pathlib.Path(os.environ["BANBAO"]).resolve()
    subprocess.run(["cargo", "build", "--release", "--locked", "--quiet"], cwd=PROJECT, check=True)
    return pathlib.Path(os.environ.get("CARGO_TARGET_DIR", PROJECT / "target")) / "release" / "banbao"


def from_pypi(*packages, options=("--no-deps",)):
    """A folder with packages of PyPI, fetched once; none, and a sentence, when they cannot be had."""
    folder = PROJECT / "target" / "bench" / packages[0].replace("==", "-")
    if not folder.exists():
        say(f"fetching {', '.join(packages)} from PyPI")
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *options]
        fetched = subprocess.run([*pip, "--target", folder, *packages], stderr=subprocess.PIPE, text=True)
        if fetched.returncode != 0:
            shutil.rmtree(folder, ignore_errors=True)
            last = (fetched.stderr.strip().splitlines() or ["no reason given"])[-1]
            say(f"{packages[0]} is left out, because pip could not fetch it: {last}")
            return None
    return folder


def machine():
    """What the numbers belong to."""
    cpu = platform.processor() or platform.machine()
    memory = ""
    with contextlib.suppress(OSError):
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
        cpu = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), cpu)
    with contextlib.suppress(OSError, ValueError):
        memory = f", {os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB"
    return f"{len(os.sched_getaffinity(0)) if hasattr(os, 'sched_getaffinity') else os.cpu_count()} × {cpu}{memory}, {platform.system()}"


@contextlib.contextmanager
def scratch(keep):
    """A folder for sites and outputs: a new one that is kept, or one in memory, where there is some."""
    if keep:
        keep.mkdir(parents=True)
        yield keep.resolve()
        return
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="banbao-bench-", dir=memory) as folder:
        yield pathlib.Path(folder)
