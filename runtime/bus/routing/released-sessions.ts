import { LRUCache } from "lru-cache";

/** Sessions that are remembered once they are released. */
const REMEMBERED = 1024;

/**
 * The sessions released last. An answer may still be under way when its session is released;
 * that it comes much later than others end is not expected, so memory stays bounded.
 */
export class ReleasedSessions extends LRUCache<string, true> {
  constructor() {
    super({ max: REMEMBERED });
  }

  add(session: string): void {
    this.set(session, true);
  }
}
