import {
  isHindcastError,
  type BlobRef,
  type Body,
  type Envelope,
} from "../../../protocols/index.ts";
import type { Bus } from "../../../runtime/bus/index.ts";

/** An answer that names a blob which is not there, or is not what its hash says. */
export interface LostAnswer {
  readonly seq: number;
  readonly session: string;
  readonly kind: string;
  /** The blob's SHA-256. */
  readonly blob: string;
}

/**
 * The answers of services, in sessions that go on, whose blobs a power loss has taken: files of
 * zero length or of zeros. By their positions in the log.
 */
export async function findLost(
  bus: Pick<Bus, "read" | "getBlob">,
): Promise<ReadonlyMap<number, LostAnswer>> {
  const finished = new Set<string>();
  const voids = new Set<number>();
  for await (const { kind, session, body } of bus.read()) {
    if (kind === "session.finished") finished.add(session);
    if (kind !== "run.retried") continue;
    for (const seq of (body as Body<"run.retried">).voids) voids.add(seq);
  }
  const whole = new Map<string, boolean>();
  const lost = new Map<number, LostAnswer>();
  for await (const envelope of bus.read()) {
    const { id, seq, session, kind, body } = envelope;
    if (!id.endsWith(".reply") || finished.has(session) || voids.has(seq)) continue;
    for (const ref of refsIn(body)) {
      const known = whole.get(ref.sha256) ?? (await isWhole(bus, envelope, ref));
      whole.set(ref.sha256, known);
      if (!known) lost.set(seq, { seq, session, kind, blob: ref.sha256 });
    }
  }
  return lost;
}

async function isWhole(
  bus: Pick<Bus, "getBlob">,
  { session }: Envelope,
  ref: BlobRef,
): Promise<boolean> {
  try {
    await bus.getBlob(session, ref);
    return true;
  } catch (error) {
    if (isHindcastError(error)) return false;
    throw error;
  }
}

/** Every value of the form of a blob's reference; the hash of a trajectory has more beside it. */
function* refsIn(value: unknown): Generator<BlobRef> {
  if (typeof value !== "object" || value === null) return;
  if (isRef(value)) yield value;
  else for (const item of Object.values(value)) yield* refsIn(item);
}

function isRef(value: object): value is BlobRef {
  const { sha256, bytes } = value as Partial<Record<keyof BlobRef, unknown>>;
  return (
    Object.keys(value).length === 2 &&
    typeof bytes === "number" &&
    typeof sha256 === "string" &&
    /^[0-9a-f]{64}$/.test(sha256)
  );
}
