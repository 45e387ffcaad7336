import type { IndexedLog } from "../../../app/log/index.ts";
import { Breakpoints } from "./breakpoints.ts";
import { MachineDocuments } from "./documents.ts";
import { AgentThreads } from "./threads.ts";
import { Traveller, type Stop } from "./travel.ts";
import { VariableStore } from "./variables.ts";

/** How a client counts lines and columns: the number of the first. */
export interface FirstNumbers {
  readonly line: number;
  readonly column: number;
}

/** A log that is open, with what a client set and looked at. */
export class Debuggee {
  readonly index: IndexedLog;
  readonly first: FirstNumbers;
  readonly threads: AgentThreads;
  readonly documents: MachineDocuments;
  readonly breakpoints: Breakpoints;
  readonly variables = new VariableStore();
  readonly traveller: Traveller;

  /** @param onStop told about every stop */
  constructor(index: IndexedLog, first: FirstNumbers, onStop: (stop: Stop) => void) {
    this.index = index;
    this.first = first;
    this.threads = new AgentThreads(index);
    this.documents = new MachineDocuments(index.actors.agents);
    this.breakpoints = new Breakpoints(index, this.documents);
    this.traveller = new Traveller(index, this.threads, this.breakpoints, (stop) => {
      this.variables.clear();
      onStop(stop);
    });
  }
}
