import * as z from "zod";
import { momentAt, seek, type Direction } from "../../../../app/debug/index.ts";
import { HindcastError, printable } from "../../../../protocols/index.ts";
import type { Debuggee } from "../debuggee.ts";
import { isAt } from "../documents.ts";
import { Count, SourceName, request, type LogRequest, type RequestTable } from "./request.ts";
import { LOG_THREAD } from "../threads.ts";

const OfThread = z.object({ threadId: Count });
const Stepping = OfThread.extend({
  granularity: z.string().optional(),
  targetId: Count.optional(),
});

/** Requests that go to another position. */
export const travelRequests: RequestTable = {
  continue: running("forwards"),
  reverseContinue: running("backwards"),
  next: stepping("forwards"),
  stepBack: stepping("backwards"),
  stepIn: request(Stepping, ({ threads, traveller }, { threadId, targetId }) => {
    threads.agentOf(threadId);
    return { after: () => traveller.stepIn(threadId, targetId) };
  }),
  stepOut: request(Stepping, ({ threads, traveller }, { threadId }) => {
    threads.agentOf(threadId);
    return { after: () => traveller.stepOut(threadId) };
  }),
  pause: request(OfThread, ({ traveller }) => ({ after: () => traveller.pause() })),
  restartFrame: request(z.object({ frameId: Count }), (debuggee, { frameId }) => {
    checkFrame(debuggee, frameId);
    return { after: () => debuggee.traveller.goTo(frameId, "restart") };
  }),
  goto: request(OfThread.extend({ targetId: Count }), (debuggee, { targetId }) => {
    checkFrame(debuggee, targetId);
    return { after: () => debuggee.traveller.goTo(targetId, "goto") };
  }),
  gotoTargets: request(z.object({ source: SourceName, line: Count }), gotoTargets),
  stepInTargets: request(z.object({ frameId: Count }), ({ index }, { frameId }) => {
    const message = index.messages.at(frameId);
    const effects = message ? index.messages.effectsOf(message) : [];
    const targets = effects.map(({ seq, kind, to }) => ({
      id: seq,
      label: printable(`${seq}  ${kind} -> ${to}`),
    }));
    return { body: { targets } };
  }),
};

function running(direction: Direction): LogRequest {
  return request(OfThread, ({ threads, traveller }, { threadId }) => {
    threads.agentOf(threadId);
    return {
      body: { allThreadsContinued: true },
      after: () => traveller.continue(direction),
    };
  });
}

/** A step of an instruction is one message of the log, whose thread ever is chosen. */
function stepping(direction: Direction): LogRequest {
  return request(Stepping, ({ threads, traveller }, { threadId, granularity }) => {
    threads.agentOf(threadId);
    const thread = granularity === "instruction" ? LOG_THREAD : threadId;
    return { after: () => traveller.step(thread, direction) };
  });
}

/** The places before and after the current one at which a line would stop. */
function gotoTargets(
  { index, documents, traveller, first }: Debuggee,
  { source, line }: { readonly source: z.output<typeof SourceName>; readonly line: number },
): { body: object } {
  const document = documents.named(source);
  const at = document.lines[line - first.line];
  if (!at) throw new HindcastError("USAGE", `the document ends before line ${line}`);
  const targets = (["forwards", "backwards"] as const).flatMap((direction) => {
    const seq = seek(index, traveller.seq, direction, (moment) => isAt(document, at, moment));
    const message = seq === undefined ? undefined : index.messages.at(seq);
    if (!message) return [];
    const which = direction === "forwards" ? "next" : "previous";
    const label = printable(`${which}: ${message.seq}  ${message.kind} -> ${message.to}`);
    return [{ id: message.seq, label, line }];
  });
  return { body: { targets } };
}

function checkFrame({ index }: Debuggee, seq: number): void {
  if (!momentAt(index, seq)) throw new HindcastError("USAGE", `there is no frame ${seq}`);
}
