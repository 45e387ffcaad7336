import {
  canonicalJson,
  firstNonJson,
  sha256,
  type BlobRef,
  type Json,
} from "../protocols/index.ts";
import type { SearchProblem, Strategy } from "../protocols/index.ts";
import type { AgentDefinition, ServiceDefinition, ServiceTools } from "../runtime/define/index.ts";
import { drive, type DriveOptions } from "./drive.ts";
import { examine, lineOfError, type Finding } from "./examine.ts";

/** Drives an agent to its end and holds it against the promises of replay: see {@link examine}. */
export function checkAgent(definition: AgentDefinition, options: DriveOptions): Finding[] {
  try {
    return examine(drive(definition, options).mailbox);
  } catch (error) {
    return [{ check: "ends", role: definition.role, detail: lineOfError(error) }];
  }
}

/** Blobs in memory, and nothing else that a service may use. */
export function memoryTools(): ServiceTools {
  const kept = new Map<string, Uint8Array>();
  const put = (bytes: Uint8Array): Promise<BlobRef> => {
    const ref = { sha256: sha256(bytes), bytes: bytes.length };
    kept.set(ref.sha256, bytes);
    return Promise.resolve(ref);
  };
  const get = ({ sha256: hash }: BlobRef): Promise<Uint8Array> => {
    const found = kept.get(hash);
    return found ? Promise.resolve(found) : Promise.reject(new Error(`there is no blob ${hash}`));
  };
  const text = async (ref: BlobRef): Promise<string> => Buffer.from(await get(ref)).toString();
  const keep = (value: string): Promise<string> => Promise.resolve(value);
  return {
    blobs: {
      put,
      get,
      putText: keep,
      shareText: keep,
      getText: (ref) => (typeof ref === "string" ? Promise.resolve(ref) : text(ref)),
      putJson: (value) => put(Buffer.from(JSON.stringify(value))),
      shareJson: (value) => Promise.resolve(value),
      getJson: async (ref) => JSON.parse(await text(ref)) as unknown,
    },
    // oxlint-disable-next-line no-empty-function -- a service in a test has no session
    log: async function* () {},
    signal: new AbortController().signal,
    note: () => {},
  };
}

/**
 * Asks a service once for each request and holds the answers against its tables: each kind that it
 * accepts is asked, bodies have their schemas, and the same request gets the same answer.
 */
export async function checkService(
  service: ServiceDefinition,
  requests: readonly { readonly kind: string; readonly body: unknown }[],
): Promise<Finding[]> {
  const { role, accepts, sends } = service;
  const finding = (detail: string): Finding => ({ check: "fails", role, detail });
  const unasked = Object.keys(accepts).filter(
    (kind) => !requests.some((each) => each.kind === kind),
  );
  const findings = unasked.map((kind) => finding(`no request of the check is a ${kind}`));
  for (const { kind, body } of requests) {
    const request = { id: "s/main/main#1", session: "s", from: "s/main/main", kind, body };
    try {
      const parsed = { ...request, body: accepts[kind]?.parse(body) };
      const [reply, again] = [
        await service.handle(structuredClone(parsed), memoryTools()),
        await service.handle(structuredClone(parsed), memoryTools()),
      ];
      if (reply.kind !== "service.failed") sends[reply.kind]?.parse(reply.body);
      const isKnown = reply.kind === "service.failed" || reply.kind in sends;
      if (!isKnown)
        findings.push(finding(`answers ${kind} with ${reply.kind}, which it does not send`));
      if (canonicalJson(reply.body) !== canonicalJson(again.body)) {
        findings.push(finding(`answers the same ${kind} in two ways`));
      }
    } catch (error) {
      findings.push(finding(`${kind}: ${lineOfError(error)}`));
    }
  }
  return findings;
}

/** Batches after which a strategy that still asks is taken to ask for ever. */
const BATCHES = 1000;

/** Runs a strategy on a made-up value: it ends, keeps its budget, repeats itself and is plain JSON. */
export function checkStrategy(strategy: Strategy<Json>, problem: SearchProblem): Finding[] {
  const finding = (detail: string): Finding => ({ check: "fails", role: strategy.name, detail });
  const once = (): { trace: string; asked: number; wrong?: string } => {
    let state = strategy.begin(structuredClone(problem));
    const trace: string[] = [];
    let asked = 0;
    for (let batch = 0; batch < BATCHES; batch += 1) {
      const wrong = firstNonJson(state);
      if (wrong !== undefined) return { trace: "", asked, wrong };
      const moves = strategy.ask(state);
      if (moves.length === 0) return { trace: trace.join(), asked };
      asked += moves.length;
      trace.push(canonicalJson(moves));
      state = strategy.tell(
        state,
        moves.map(({ base }, index) => ({
          result: "scored" as const,
          assignment: base,
          value: ((asked + index) % 7) / 7,
          cost: 10,
        })),
      );
    }
    return { trace: trace.join(), asked: Infinity };
  };
  try {
    const [first, second] = [once(), once()];
    if (first.wrong !== undefined) return [finding(`its state${first.wrong} is not plain JSON`)];
    if (first.asked === Infinity) return [finding(`still asks after ${BATCHES} batches`)];
    return [
      ...(first.asked > problem.budget
        ? [finding(`asks ${first.asked} of ${problem.budget}`)]
        : []),
      ...(first.trace === second.trace ? [] : [finding("asks something else the second time")]),
    ];
  } catch (error) {
    return [finding(lineOfError(error))];
  }
}
