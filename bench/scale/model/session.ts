import { Station } from "../simulation/station.ts";
import type { Process, Wait } from "../simulation/simulation.ts";
import { Agent } from "./agent.ts";
import type { Cluster, Share } from "./cluster.ts";
import type { Repository } from "./repositories.ts";
import { OPENING_TEXTS, authorSeconds, fileWork, type FileWork } from "./work.ts";

/** One session from its start to the moment when it has left the server. */
export function* session(cluster: Cluster, repository: Repository): Process {
  const { gate, parsers, settings, rates, simulation } = cluster;
  yield gate.take();
  cluster.entered += 1;
  const share: Share = { messages: 0, bytes: 0 };
  const main = new Agent(cluster, share);
  const graph = (times: number) => (): Wait => parsers.use(rates.graphCpu * times);
  yield* main.say();
  yield* main.ask("graph", graph(repository.files.length));
  const text = authorSeconds(0, repository, settings, rates);
  for (let count = 0; count < OPENING_TEXTS; count += 1) {
    yield* main.ask("author", () => cluster.write(text));
  }
  yield* main.ask("graph", graph(1));
  const coders = new Station(simulation, rates.coders);
  yield simulation.all(
    repository.files.map((bytes) => {
      const work = fileWork(bytes, repository, settings, rates);
      return file(cluster, { coders, main, share, work });
    }),
  );
  yield* main.ask("recorder", graph(1));
  yield* main.say();
  gate.release();
  cluster.end();
  yield cluster.collectors.use(share.messages * rates.collectCpu);
  cluster.store(share, rates.remainder - share.bytes);
  cluster.collected += 1;
}

interface FileOfSession {
  readonly coders: Station;
  readonly main: Agent;
  readonly share: Share;
  readonly work: FileWork;
}

/** One file: its coder thinks and reads, its search rewrites. */
function* file(cluster: Cluster, { coders, main, share, work }: FileOfSession): Process {
  const { parsers, rates, simulation } = cluster;
  const check = (): Wait => parsers.use(rates.graphCpu);
  const write = (): Wait => cluster.write(work.authorSeconds);
  yield coders.take();
  const begun = simulation.now;
  yield* main.say();
  const coder = new Agent(cluster, share);
  yield* coder.ask("graph", check);
  for (let thought = 0; thought < work.thoughts; thought += 1) {
    yield* coder.ask("author", write);
    yield* coder.ask("graph", check);
  }
  yield* coder.say();
  const search = new Agent(cluster, share);
  const place = cluster.placed;
  const score = (): Wait => cluster.score(place, work.scorerTokens);
  yield* search.ask("scorer", score);
  const asks = (role: "author" | "graph", what: () => Wait): Process[] =>
    Array.from({ length: work.rewritesPerRound }, () => search.ask(role, what));
  for (let round = 0; round < work.rounds; round += 1) {
    yield simulation.all(asks("author", write));
    yield simulation.all(asks("graph", check));
    yield* search.ask("scorer", score);
  }
  yield* search.say();
  yield* coder.say();
  cluster.store(share, work.blobBytes);
  cluster.endFile(begun);
  coders.release();
}
