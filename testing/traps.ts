import crypto from "node:crypto";
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { HindcastError } from "../protocols/index.ts";
import { aroundSteps } from "../runtime/define/purity.ts";

/**
 * What gives another result on another machine or at another time and is too costly to keep from
 * every step of a run: a check alone looks for it.
 */
const TRAPPED: readonly (readonly [name: string, holder: object, keys: readonly string[]])[] = [
  ["process", process, ["hrtime", "uptime", "cpuUsage", "memoryUsage", "cwd", "nextTick"]],
  ["crypto", crypto, ["randomBytes", "randomUUID", "randomInt", "randomFillSync"]],
  [
    "fs",
    fs,
    ["readFileSync", "writeFileSync", "existsSync", "statSync", "readdirSync", "readFile"],
  ],
];

/** Runs synchronous work whose steps of agents throw AGENT_IMPURE when they reach for these. */
export function trapping<T>(work: () => T): T {
  let inStep = false;
  const restore: (() => void)[] = [];
  for (const [name, holder, keys] of TRAPPED) {
    const functions = holder as Record<string, (...values: unknown[]) => unknown>;
    for (const key of keys) {
      const original = functions[key]!;
      const trap = (...values: unknown[]): unknown => {
        if (inStep) throw new HindcastError("AGENT_IMPURE", `called ${name}.${key} inside a step`);
        return Reflect.apply(original, holder, values);
      };
      functions[key] = Object.assign(trap, original);
      restore.push(() => (functions[key] = original));
    }
  }
  restore.push(trapPid(() => inStep));
  syncBuiltinESMExports();
  try {
    return aroundSteps((step) => {
      inStep = true;
      try {
        return step();
      } finally {
        inStep = false;
      }
    }, work);
  } finally {
    for (const undo of restore) undo();
    syncBuiltinESMExports();
  }
}

function trapPid(inStep: () => boolean): () => void {
  const { pid } = process;
  const whole = Object.getOwnPropertyDescriptor(process, "pid");
  if (!whole?.configurable) return () => {};
  Object.defineProperty(process, "pid", {
    configurable: true,
    enumerable: true,
    get: () => {
      if (inStep()) throw new HindcastError("AGENT_IMPURE", "read process.pid inside a step");
      return pid;
    },
  });
  return () => void Object.defineProperty(process, "pid", whole);
}
