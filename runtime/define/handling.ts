import type { AnyStateMachine, AnyStateNode } from "xstate";
import { HindcastError, messages, type MessageTable } from "../../protocols/index.ts";
import { nearest } from "../../protocols/index.ts";

/** Built-in kinds that only services are asked with. */
const SERVICE_KIND = /^(?:graph|author|scorer|recorder)\./;

/** What a machine and the tables of its role must agree on. */
interface Handling {
  readonly role: string;
  readonly machine: AnyStateMachine;
  readonly accepts: MessageTable;
  readonly sends: MessageTable;
}

/**
 * Throws AGENT_MODULE, naming the role and the state, when a machine handles what its role does not
 * accept, does not handle what it accepts, asks services and does not hear of their failures, or
 * names actions or guards that it does not have.
 */
export function checkHandling(handling: Handling): void {
  const { role, machine, accepts, sends } = handling;
  const nodes = nodesOf(machine.root);
  const raised = raisedIn(nodes);
  const handled = new Set<string>();
  for (const node of nodes) {
    checkNames(role, machine, node);
    for (const [descriptor] of node.transitions) {
      if (descriptor === "" || descriptor.startsWith("xstate.")) continue;
      const kinds = Object.keys(accepts).filter((kind) => matches(descriptor, kind));
      for (const kind of kinds) handled.add(kind);
      if (kinds.length > 0 || raised === "unknown" || raised.has(descriptor)) continue;
      const known = nearest(descriptor, [...Object.keys(accepts), ...Object.keys(messages)]);
      wrong(role, `${stateOf(node)}: handles ${descriptor}, which it does not accept`, known);
    }
  }
  for (const kind of Object.keys(accepts)) {
    if (!handled.has(kind)) wrong(role, `accepts ${kind}, which no state handles`);
  }
  const asks = Object.keys(sends).find((kind) => SERVICE_KIND.test(kind));
  if (asks !== undefined && !("service.failed" in accepts)) {
    wrong(role, `asks services (${asks}) and does not accept service.failed`);
  }
}

/** Every state of a machine, the root first. */
export function nodesOf(node: AnyStateNode): AnyStateNode[] {
  return [node, ...Object.values(node.states).flatMap((child) => nodesOf(child as AnyStateNode))];
}

/** What a state is called in errors. */
export function stateOf(node: AnyStateNode): string {
  return `state ${node.path.length === 0 ? "(root)" : node.path.join(".")}`;
}

function checkNames(role: string, machine: AnyStateMachine, node: AnyStateNode): void {
  const { actions, guards } = machine.implementations;
  const transitions = [...node.transitions.values()].flat().concat(node.always ?? []);
  const used = [...node.entry, ...node.exit, ...transitions.flatMap((each) => each.actions)];
  for (const action of used) {
    const name = nameOf(action);
    if (name === undefined || name.startsWith("xstate.") || Object.hasOwn(actions, name)) continue;
    const hint = nearest(name, Object.keys(actions));
    wrong(role, `${stateOf(node)}: the machine has no action ${name}`, hint);
  }
  for (const { guard } of transitions) {
    const name = nameOf(guard);
    if (name === undefined || name.startsWith("xstate.") || Object.hasOwn(guards, name)) continue;
    const hint = nearest(name, Object.keys(guards));
    wrong(role, `${stateOf(node)}: the machine has no guard ${name}`, hint);
  }
}

/** The name of an action or a guard; undefined for one that is written out where it is used. */
function nameOf(used: unknown): string | undefined {
  if (typeof used === "string") return used;
  if (typeof used !== "object" || used === null || !("type" in used)) return undefined;
  return typeof used.type === "string" ? used.type : undefined;
}

/** Types of the events that the machine raises itself; unknown where they are computed. */
function raisedIn(nodes: readonly AnyStateNode[]): ReadonlySet<string> | "unknown" {
  const types = new Set<string>();
  const { actions } = nodes[0]?.machine.implementations ?? { actions: {} };
  const used = nodes.flatMap((node) => [
    ...node.entry,
    ...node.exit,
    ...[...node.transitions.values()].flat().flatMap((each) => each.actions),
    ...(node.always ?? []).flatMap((each) => each.actions),
  ]);
  for (const action of [...used, ...Object.values(actions)]) {
    if (typeof action !== "function" || !("type" in action)) continue;
    if (action.type === "xstate.enqueueActions") return "unknown";
    if (action.type !== "xstate.raise") continue;
    const { event } = action as unknown as { event: unknown };
    const type = nameOf(event);
    if (type === undefined) return "unknown";
    types.add(type);
  }
  return types;
}

/** Whether an event descriptor of XState (`a.b`, `a.*`, `*`) takes a kind. */
function matches(descriptor: string, kind: string): boolean {
  if (descriptor === "*" || descriptor === kind) return true;
  return descriptor.endsWith(".*") && kind.startsWith(descriptor.slice(0, -1));
}

function wrong(role: string, what: string, meant?: string): never {
  const hint = meant === undefined ? "" : `; did you mean ${meant}?`;
  throw new HindcastError("AGENT_MODULE", `role ${role}, ${what}${hint}`);
}
