"""Serves one GGUF file with llama.cpp's own HTTP server, on loopback, until it is ended."""

import argparse
import signal

import xllamacpp

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--model", required=True, help="path of a GGUF file")
parser.add_argument("--name", required=True, help="the model's name in requests")
parser.add_argument("--port", type=int, required=True)
parser.add_argument("--context", type=int, default=8192, help="tokens of each slot")
parser.add_argument("--slots", type=int, default=1, help="requests at the same time")
parser.add_argument("--threads", type=int, default=1)
given = parser.parse_args()

params = xllamacpp.CommonParams()
params.model.path = given.model
params.model_alias = {given.name}
params.hostnames = ["127.0.0.1"]
params.port = given.port
params.n_parallel = given.slots
params.n_ctx = given.context * given.slots
params.cpuparams.n_threads = given.threads
params.cpuparams_batch.n_threads = given.threads
params.warmup = False

server = xllamacpp.Server(params)
print(f"listening on {server.listening_address}", flush=True)
signal.sigwait({signal.SIGTERM, signal.SIGINT})
