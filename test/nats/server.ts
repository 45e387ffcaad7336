import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { HOW_TO_GET_IT, NATS_SERVER, hasNatsServer } from "./binary.ts";
import { freePorts } from "./ports.ts";

/** Milliseconds between two looks at a file that the server is about to write. */
const LOOK = 5;
/** Milliseconds that a server may take to start or to end. */
const LIMIT = 20_000;

export interface NatsServerOptions {
  /** More lines of the server's configuration file. */
  readonly config?: string;
  /** Lines inside of its `jetstream` block; false leaves JetStream off. */
  readonly jetstream?: string | false;
  /** Where it stores, when that should be no directory of its own; it is not removed. */
  readonly store?: string;
}

/** A NATS server of a test: its own port, its own directory, gone when the test is. */
export class NatsServer {
  readonly directory: string;
  readonly port: number;
  #child: ChildProcess;

  private constructor(directory: string, port: number, child: ChildProcess) {
    this.directory = directory;
    this.port = port;
    this.#child = child;
  }

  static async start(options: NatsServerOptions = {}): Promise<NatsServer> {
    requireBinary();
    const directory = await mkdtemp(path.join(tmpdir(), "hindcast-nats-"));
    const { config = "", jetstream = "", store: place = path.join(directory, "store") } = options;
    await mkdir(place, { recursive: true });
    const store = `jetstream { store_dir: ${JSON.stringify(place)}\n`;
    const lines = [config, jetstream === false ? "" : `${store}${jetstream}\n}`];
    await writeFile(path.join(directory, "server.conf"), lines.join("\n"));
    // Not any port that the system gives: a server that is started again needs the same.
    const [port = 0] = await freePorts(1);
    const child = launch(directory, port);
    return new NatsServer(directory, await portOf(child, directory), child);
  }

  get url(): string {
    return `nats://127.0.0.1:${this.port}`;
  }

  /** Lets it end in its own way. */
  async stop(): Promise<void> {
    await this.#end("SIGTERM");
  }

  /** Ends it as a crash would. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** Stops it in the middle of whatever it does, until {@link thaw}. */
  freeze(): void {
    this.#child.kill("SIGSTOP");
  }

  thaw(): void {
    this.#child.kill("SIGCONT");
  }

  /**
   * Starts it again, with the same port and directory.
   *
   * @param binary another version of the server
   */
  async restart(binary: string = NATS_SERVER): Promise<void> {
    this.#child = launch(this.directory, this.port, binary);
    await portOf(this.#child, this.directory);
  }

  /** Ends it and removes its directory. */
  async remove(): Promise<void> {
    await this.kill();
    await rm(this.directory, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
    await rm(portsFile(child, this.directory), { force: true });
  }
}

function launch(directory: string, port: number, binary = NATS_SERVER): ChildProcess {
  const settings = ["-c", path.join(directory, "server.conf"), "--ports_file_dir", directory];
  const child = spawn(binary, ["-a", "127.0.0.1", "-p", String(port), ...settings], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  guard(child, directory);
  return child;
}

/** A test process may be ended in any way: its server and its files go with it. */
function guard(server: ChildProcess, directory: string): void {
  const script = `cat > /dev/null; kill -9 ${server.pid}; rm -rf "$0"`;
  const watcher = spawn("sh", ["-c", script, directory], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  server.once("exit", () => {
    // The whole group: what reads from this process would otherwise go on.
    if (watcher.pid !== undefined) process.kill(-watcher.pid, "SIGKILL");
  });
}

/** The port of the server, once it listens: it writes a file then. */
async function portOf(child: ChildProcess, directory: string): Promise<number> {
  let output = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    output = `${output}${chunk.toString()}`.slice(-4000);
  });
  for (const start = performance.now(); performance.now() - start < LIMIT;) {
    if (child.exitCode !== null) break;
    try {
      const text = await readFile(portsFile(child, directory), "utf8");
      const [url] = (JSON.parse(text) as { nats: string[] }).nats;
      if (url) return Number(new URL(url).port);
    } catch {
      await new Promise((resolve) => {
        setTimeout(resolve, LOOK);
      });
    }
  }
  throw new Error(`${NATS_SERVER} does not start:\n${output}`);
}

function portsFile(child: ChildProcess, directory: string): string {
  return path.join(directory, `${path.basename(NATS_SERVER)}_${child.pid}.ports`);
}

/** Tests install nothing: whoever runs them decides what is on the machine. */
function requireBinary(): void {
  if (!hasNatsServer) throw new Error(`there is no ${NATS_SERVER}: ${HOW_TO_GET_IT}`);
}
