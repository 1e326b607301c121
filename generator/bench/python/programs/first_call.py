"""What importing a package, making a client and a first call add to what the packages below cost. usage: first_call.py WHAT ORIGIN"""

import os
import resource
import sys
import time

what, origin = sys.argv[1], sys.argv[2]
url = f"{origin}/v1/models/m1"


def dependencies(client) -> None:
    """Sends a request and makes a model of its answer, with nothing but what the SDK depends on."""
    from pydantic import BaseModel

    class Model(BaseModel):
        id: str
        object: str | None = None

    class Holder(BaseModel):
        one: Model | None = None

    answer = client.get(url)
    Model.model_validate_json(answer.content)
    Holder.model_validate_json("{}")


def now() -> "tuple[float, float]":
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return time.perf_counter(), usage.ru_utime + usage.ru_stime


def resident() -> float:
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


memory, (wall, cpu) = resident(), now()
marks = []
if what == "none":
    pass
elif what == "httpx2":
    import httpx2

    dependencies(httpx2.Client())
elif what == "httpx":
    import httpx

    dependencies(httpx.Client())
elif what == "github":
    import github

    marks.append(now())
    github.GitHub(base_url=origin).meta.retrieve()
elif what == "halyard":
    import halyard_ai

    marks.append(now())
    halyard_ai.Halyard(api_key="bench", base_url=f"{origin}/v1").models.retrieve("m1")
elif what == "openai":
    import openai

    marks.append(now())
    openai.OpenAI(api_key="bench", base_url=f"{origin}/v1").models.retrieve("m1")
end = now()
first = marks[0] if marks else end

import json  # noqa: E402

print(
    json.dumps(
        {
            "importing": (first[0] - wall) * 1e3,
            "wall": (end[0] - wall) * 1e3,
            "cpu": (end[1] - cpu) * 1e3,
            "memory": resident() - memory,
            "modules": len(sys.modules),
        }
    ),
    flush=True,
)
os._exit(0)
