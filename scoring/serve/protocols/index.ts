import { echoRoutes } from "./echo.ts";
import type { ProtocolRoute } from "../route.ts";
import { sglangRoutes } from "./sglang.ts";
import { tgiRoutes } from "./tgi.ts";
import { vllmRoutes } from "./vllm.ts";

/** Servers whose wire protocols are spoken. */
export const protocolNames = ["sglang", "vllm", "echo", "tgi"] as const;

/** A server whose wire protocol is spoken. */
export type ProtocolName = (typeof protocolNames)[number];

const routes: Readonly<Record<ProtocolName, readonly ProtocolRoute[]>> = {
  sglang: sglangRoutes,
  vllm: vllmRoutes,
  echo: echoRoutes,
  tgi: tgiRoutes,
};

/**
 * Paths of one protocol, or of all on one port. Where two of them have the same path, the body
 * decides, and vLLM has it where the body could be of both: its answers have what SGLang's and
 * plain echo servers' have, and more.
 */
export function routesOf(protocol: ProtocolName | "all"): readonly ProtocolRoute[] {
  if (protocol !== "all") return routes[protocol];
  return [...vllmRoutes, ...sglangRoutes, ...tgiRoutes, ...echoRoutes];
}
