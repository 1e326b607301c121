"""Runs one command and prints what it cost, as the operating system counted it for the command and all it started.

Prints one line of JSON: wall, user and sys in seconds, maxrss in MiB (the largest single process), and the exit code.
"""

import json
import os
import signal
import subprocess
import sys
import time


def main() -> None:
    limit = float(sys.argv[1])
    start = time.perf_counter()
    child = subprocess.Popen(
        sys.argv[2:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )
    signal.signal(signal.SIGALRM, lambda *_: os.killpg(child.pid, signal.SIGKILL))
    signal.setitimer(signal.ITIMER_REAL, limit)
    errors = child.stderr.read() if child.stderr else b""
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    print(
        json.dumps(
            {
                "wall": wall,
                "user": usage.ru_utime,
                "sys": usage.ru_stime,
                "maxrss": usage.ru_maxrss / 1024,
                "code": os.waitstatus_to_exitcode(status),
                "stderr": (errors[:2000] + b"\n" + errors[2000:][-800:]).decode("utf-8", "replace"),
            }
        )
    )


main()
