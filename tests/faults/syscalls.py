#!/usr/bin/env python3
"""Lets the system itself fail: the k-th call of each kind, for every k, with strace.

    tests/faults/syscalls.py BANBAO [--errors EIO,ENOSPC,EACCES,EMFILE] [--calls openat,write,...]

A small published site is edited and built again with one call failing. Wanted each time: exit code 3 with a message
that names a file, and the old site as it was; or exit code 0 and the new site. Then a build without faults gives what
a clean one gives, and leaves nothing. Prints what was tried, and every case that came out otherwise.
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

NOW = ["--now", "2024-09-01 12:00"]
CALLS = "openat openat2 read write close statx fstat newfstatat getdents64 readlink mkdir rename renameat renameat2 link linkat symlink symlinkat unlink unlinkat rmdir flock syncfs ftruncate chmod"
ARTICLE = "---\ntitle: {0}\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\ntags: [{1}]\n---\n{2}\n"


def write(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def readable(public):
    """Every file that a reader can get, without what builds keep for themselves."""
    found = {}
    for folder, folders, names in os.walk(public, followlinks=False):
        folders[:] = [name for name in folders if not name.startswith(".banbao-stage")]
        for name in names:
            path = pathlib.Path(folder, name)
            if path.is_file():
                found[str(path.relative_to(public))] = path.read_bytes()
    return found


def make(folder):
    site = folder / "site"
    write(site, {
        "content/site.yaml": "title: 试验板报\nfeeds: false\n",
        "content/2024/08/a.md": ARTICLE.format("甲", "通知", "[表](t.csv) [乙](b.md)"),
        "content/2024/08/t.csv": "a,b\n",
        "content/2024/08/b.md": ARTICLE.format("乙", "旧, 通知", "[甲](a.md)"),
        "content/static/CNAME": "example.org\n",
    })
    return site


def edit(site):
    (site / "content/2024/08/b.md").unlink()
    write(site, {
        "content/2024/08/a.md": ARTICLE.format("甲", "通知, 新", "改了 [表](t.csv) [丙](../09/c.md)"),
        "content/2024/09/c.md": ARTICLE.format("丙", "新", "[丁](d.md)"),
        "content/2024/09/d.md": ARTICLE.format("丁", "新", "[丙](c.md)"),
        "content/static/CNAME": "example.com\n",
    })


def build(program, site, before=()):
    return subprocess.run([*before, program, "--root", site, "build", "--threads", "1", *NOW], capture_output=True, text=True)


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("banbao")
    args.add_argument("--errors", default="EIO,ENOSPC,EACCES,EMFILE")
    args.add_argument("--calls", default=CALLS.replace(" ", ","))
    given = args.parse_args()
    if not shutil.which("strace"):
        sys.exit("syscalls.py: strace is missing")
    tried, bad = 0, []
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
        folder = pathlib.Path(folder)
        begin = make(folder)
        build(given.banbao, begin)
        old = readable(begin / "public")
        edit(begin)
        clean = folder / "clean"
        shutil.copytree(begin, clean, symlinks=True)
        build(given.banbao, clean)
        new = readable(clean / "public")
        around = sorted(os.listdir(begin))
        for call in given.calls.split(","):
            for error in given.errors.split(","):
                for k in range(1, 100_000):
                    site = folder / "try"
                    shutil.rmtree(site, ignore_errors=True)
                    shutil.copytree(begin, site, symlinks=True)
                    trace = folder / "trace"
                    strace = ["strace", "-f", "-qq", "-o", trace, "-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={k}"]
                    run = build(given.banbao, site, strace)
                    if "INJECTED" not in trace.read_text(errors="replace"):
                        break
                    tried += 1
                    now = readable(site / "public")
                    told = {line for line in (run.stdout + run.stderr).splitlines() if line}
                    fine = (run.returncode == 0 and now == new) or (run.returncode == 3 and now in (old, new) and any("/" in line for line in told))
                    again = build(given.banbao, site)
                    whole = again.returncode == 0 and readable(site / "public") == new and sorted(os.listdir(site)) == around
                    if not (fine and whole):
                        injected = next(line for line in trace.read_text(errors="replace").splitlines() if "INJECTED" in line)
                        bad.append(f"{call} {error} {k}: exit {run.returncode}, {'old' if now == old else 'new' if now == new else 'neither'}, next {whole}: {run.stderr.strip()[:200]} | {injected[:160]}")
                        print(bad[-1], flush=True)
            print(f"{call}: {tried} calls failed so far, {len(bad)} came out wrong", flush=True)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
