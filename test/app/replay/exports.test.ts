import { describe, expect, test } from "vitest";
import * as z from "zod";
import {
  indexLog,
  inspectEvents,
  otlpTraces,
  sequenceDiagram,
  traceEvents,
} from "../../../app/log/index.ts";
import { logOf } from "../../cli/harness/output-files.ts";
import { helpedCoder, recorded } from "./recorded.ts";

const place = recorded();

function indexed() {
  return indexLog({ log: logOf(place.at("out")), definitions: [helpedCoder()] });
}

// The trace event format, by its phases: what is required differs.
const base = {
  name: z.string().min(1),
  pid: z.int(),
  tid: z.int().positive(),
  ts: z.number().min(0),
};
const args = z.record(z.string(), z.unknown());
const numbered = { cat: z.string().min(1), id: z.int(), args: args.optional() };
const ChromeEvent = z.discriminatedUnion("ph", [
  z.strictObject({ ...base, ph: z.literal("M"), args: z.strictObject({ name: z.string() }) }),
  z.strictObject({
    ...base,
    ph: z.literal("X"),
    dur: z.number().positive(),
    cat: z.string(),
    args,
  }),
  z.strictObject({ ...base, ...numbered, ph: z.enum(["b", "e", "s"]) }),
  z.strictObject({ ...base, ...numbered, ph: z.literal("f"), bp: z.literal("e") }),
]);

// opentelemetry-proto, trace/v1, in the JSON form of the OTLP specification.
const Attribute = z.strictObject({
  key: z.string().min(1),
  value: z.union([
    z.strictObject({ stringValue: z.string() }),
    z.strictObject({ intValue: z.string().regex(/^\d+$/) }),
  ]),
});
const hex = (digits: number) => z.string().regex(new RegExp(`^(?!0+$)[0-9a-f]{${digits}}$`));
const OtlpSpan = z.strictObject({
  traceId: hex(32),
  spanId: hex(16),
  parentSpanId: hex(16).optional(),
  name: z.string().min(1),
  kind: z.int().min(1).max(5),
  startTimeUnixNano: z.string().regex(/^\d{19}$/),
  endTimeUnixNano: z.string().regex(/^\d{19}$/),
  attributes: z.array(Attribute),
  status: z.strictObject({ code: z.literal(2), message: z.string() }).optional(),
});
const Otlp = z.strictObject({
  resourceSpans: z.tuple([
    z.strictObject({
      resource: z.strictObject({ attributes: z.array(Attribute) }),
      scopeSpans: z.tuple([
        z.strictObject({
          scope: z.strictObject({ name: z.string(), version: z.string() }),
          spans: z.array(OtlpSpan),
        }),
      ]),
    }),
  ]),
});

describe("a log in the formats of other tools", () => {
  test("trace events: every arrow has both ends in slices, every request an end", async () => {
    const { messages } = await indexed();
    const events = z.array(ChromeEvent).parse(traceEvents(messages, messages.messages));
    const slices = events.filter(({ ph }) => ph === "X");
    expect(slices).toHaveLength(messages.last);
    const lanes = new Set(events.flatMap(({ ph, tid }) => (ph === "M" ? [tid] : [])));
    for (const { tid } of events) expect(lanes).toContain(tid);
    const at = new Set(slices.map(({ tid, ts }) => `${tid} ${ts}`));
    expect(at.size).toBe(slices.length);
    const arrows = events.filter(({ ph }) => ph === "s" || ph === "f");
    for (const { tid, ts } of arrows) expect(at).toContain(`${tid} ${ts}`);
    const count = (wanted: string) => events.filter(({ ph }) => ph === wanted).length;
    expect(count("b")).toBeGreaterThan(10);
    expect(count("b")).toBe(count("e"));
    expect(count("s")).toBe(count("f"));
  });

  test("OTLP: one tree of spans for each session, ids used once, no end before its start", async () => {
    const { messages } = await indexed();
    const parsed = Otlp.parse(otlpTraces(messages, messages.messages, "1.0.0"));
    const { spans } = parsed.resourceSpans[0].scopeSpans[0];
    const ids = new Set(spans.map(({ spanId }) => spanId));
    expect(ids.size).toBe(spans.length);
    expect(spans.filter(({ parentSpanId }) => parentSpanId === undefined)).toHaveLength(1);
    for (const parent of spans.flatMap(({ parentSpanId }) => parentSpanId ?? [])) {
      expect(ids).toContain(parent);
    }
    for (const { startTimeUnixNano: start, endTimeUnixNano: end } of spans) {
      expect(BigInt(end) - BigInt(start)).toBeGreaterThanOrEqual(0n);
    }
  });

  test("Mermaid: every line is of the grammar, every lane declared, names cannot be syntax", async () => {
    const { messages } = await indexed();
    const own = messages.messages.filter(({ from, to }) =>
      [from, to].some((address) => address.endsWith("/coder/src/app.py")),
    );
    const [head, ...lines] = sequenceDiagram(own).trimEnd().split("\n");
    expect(head).toBe("sequenceDiagram");
    const lanes = lines.flatMap(
      (line) => /^ {2}participant (a\d+) as [\w ./#;-]+$/.exec(line)?.[1] ?? [],
    );
    const arrows = lines.slice(lanes.length).map((line) => {
      const [, from, to] = /^ {2}(a\d+)--?>>(a\d+): \d+ [\w.]+$/.exec(line) ?? [];
      return [from, to];
    });
    expect(arrows).toHaveLength(own.length);
    for (const lane of arrows.flat()) expect(lanes).toContain(lane);
    const [first] = own;
    const hostile = { ...first!, to: `${first!.session}/coder/a;end\nb: x%%` };
    expect(sequenceDiagram([hostile])).toContain("coder/a#59;end#10;b#58; x#37;#37;\n");
    const many = Array.from({ length: 2000 }, () => first!);
    expect(() => sequenceDiagram(many)).toThrow(expect.objectContaining({ code: "USAGE" }));
  });

  test("Stately: each agent starts once, and each message is followed by its snapshot", async () => {
    const { messages, steps, actors } = await indexed();
    const events = inspectEvents({ steps, actors }, messages.messages);
    const actorEvents = events.filter(({ type }) => type === "@xstate.actor");
    expect(actorEvents.map(({ sessionId }) => sessionId)).toEqual(steps.agents);
    for (const { definition } of actorEvents) {
      expect(
        Object.keys((JSON.parse(definition!) as { states: object }).states).length,
      ).toBeGreaterThan(1);
    }
    expect(events.filter(({ type }) => type === "@xstate.snapshot")).toHaveLength(
      steps.steps.length,
    );
    const last = events.findLast(({ sessionId }) => sessionId === steps.agents[0]);
    expect(last?.snapshot?.status).toBe("done");
  });
});
