import { requestOfReply, sha256, type Body, type Envelope } from "../../../protocols/index.ts";
import type { MessageIndex } from "../../../runtime/replay/index.ts";

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue: string } | { readonly intValue: string };
}

/** A span of OpenTelemetry's protocol in its JSON form: ids in hexadecimal, 64-bit numbers as text. */
export interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  /** 1: internal; 3: the client of a request. */
  readonly kind: 1 | 3;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly Attribute[];
  /** 2: an error. */
  readonly status?: { readonly code: 2; readonly message: string };
}

/**
 * A log as OTLP JSON: a trace for each session, a span for each message, below that of its cause. A
 * request and its answer are one span. Ids are those of the `traceparent` headers on a NATS server.
 */
export function otlpTraces(
  index: MessageIndex,
  shown: readonly Envelope[],
  version: string,
): object {
  const spans = shown.flatMap((envelope): OtlpSpan[] => {
    // An answer is the end of its request's span.
    if (index.requestOf(envelope) || index.isVoid(envelope.seq)) return [];
    const answer = index.answerOf(envelope);
    const cause = index.causeOf(envelope);
    const { run, session, kind, time, seq, from, to, id } = envelope;
    const failed = (answer ?? envelope).kind.endsWith(".failed") ? (answer ?? envelope) : undefined;
    const { code, reason } = (failed?.body ?? {}) as Partial<Body<"service.failed">>;
    return [
      {
        traceId: sha256(`${run}/${session}`).slice(0, 32),
        spanId: spanId(envelope),
        ...(cause ? { parentSpanId: spanId(index.requestOf(cause) ?? cause) } : {}),
        name: kind,
        kind: answer ? 3 : 1,
        startTimeUnixNano: nanoseconds(time),
        endTimeUnixNano: nanoseconds((answer ?? envelope).time),
        attributes: [
          text("hindcast.from", from),
          text("hindcast.to", to),
          text("hindcast.id", requestOfReply(id) ?? id),
          { key: "hindcast.seq", value: { intValue: String(seq) } },
        ],
        ...(failed ? { status: { code: 2, message: `${code}: ${reason}` } } : {}),
      },
    ];
  });
  const run = index.messages[0]?.run ?? "";
  const resource = { attributes: [text("service.name", "hindcast"), text("hindcast.run", run)] };
  return {
    resourceSpans: [{ resource, scopeSpans: [{ scope: { name: "hindcast", version }, spans }] }],
  };
}

/** As in the `traceparent` header of the same message on a NATS server. */
function spanId({ id }: Envelope): string {
  return sha256(id).slice(0, 16);
}

function nanoseconds(time: number): string {
  return String(BigInt(Math.round(time)) * 1_000_000n);
}

function text(key: string, value: string): Attribute {
  return { key, value: { stringValue: value } };
}
