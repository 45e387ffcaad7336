import type { Fault } from "./faults.ts";
import type { JudgedToken, RankedToken, PromptScore } from "./reading.ts";

/** Added by `logits`: no sum of eight bits is as low, so every number becomes positive. */
const offset = 100;

/** A reading as a faulty server would report it. The last token is hit, which every client wants. */
export function damage(reading: PromptScore, { names, logits }: Fault): PromptScore {
  const { judged, written } = reading;
  const asLogits = (token: JudgedToken): JudgedToken => ({
    ...asLogit(token),
    top: token.top.map(asLogit),
  });
  const shifted = (token: JudgedToken): JudgedToken => ({
    ...shift(token),
    top: token.top.map(shift),
  });
  let now = judged;
  if (logits) now = now.map(asLogits);
  if (names.has("null")) now = withLast(now, null);
  if (names.has("nan")) now = withLast(now, Number.NaN);
  if (names.has("shift")) now = now.map(shifted);
  if (names.has("short")) now = now.slice(0, -1);
  return {
    ...reading,
    ids: names.has("shift") ? reading.ids.map((id) => shiftId(id)) : reading.ids,
    judged: now,
    written: logits ? written.map(asLogits) : written,
  };
}

function withLast(tokens: readonly JudgedToken[], logprob: number | null): JudgedToken[] {
  return tokens.map((token, i) => (i === tokens.length - 1 ? { ...token, logprob } : token));
}

function asLogit<T extends RankedToken>(token: T): T {
  return token.logprob === null ? token : { ...token, logprob: token.logprob + offset };
}

function shift<T extends RankedToken>(token: T): T {
  return { ...token, id: shiftId(token.id) };
}

function shiftId(id: number): number {
  return (id + 1) % 256;
}
