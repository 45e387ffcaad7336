import { Console } from "node:console";
import type { CommandIo } from "../../output/index.ts";
import type { LaunchDefaults } from "./launch.ts";
import { AdapterSession } from "./session.ts";

/** Speaks the Debug Adapter Protocol on the standard streams until the client is gone. */
export async function serveAdapter(io: CommandIo, defaults: LaunchDefaults): Promise<void> {
  const { stdin, stdout, stderr } = io;
  // Standard output is the protocol's: what agents of plug-ins print there would break it.
  const before = globalThis.console;
  globalThis.console = new Console(stderr, stderr);
  try {
    await new Promise<void>((resolve) => {
      const session = new AdapterSession(io, defaults, resolve);
      stdin.on("end", resolve);
      session.start(stdin, stdout);
    });
  } finally {
    globalThis.console = before;
    stdin.removeAllListeners("data");
    stdin.pause();
  }
}
