import { execFileSync } from "node:child_process";
import { mkdtemp, rm, statfs, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/** A file system of its own that is small enough to be filled. Needs the right to mount. */
export class SmallDisk {
  readonly directory: string;

  private constructor(directory: string) {
    this.directory = directory;
  }

  /** Throws with an instruction where this process may not mount. */
  static async mount(bytes: number): Promise<SmallDisk> {
    const directory = await mkdtemp(path.join(tmpdir(), "hindcast-disk-"));
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", `size=${bytes}`, "tmpfs", directory]);
    } catch (error) {
      await rm(directory, { recursive: true, force: true });
      throw new Error(
        "a full disk is tried on a tmpfs: run as root, or in a container that may mount",
        {
          cause: error,
        },
      );
    }
    return new SmallDisk(directory);
  }

  /** Takes what is free, to the last byte. */
  async fill(): Promise<void> {
    const { bavail, bsize } = await statfs(this.directory);
    await writeFile(this.#ballast, Buffer.alloc(bavail * bsize)).catch(() => {});
  }

  async free(): Promise<void> {
    await rm(this.#ballast, { force: true });
  }

  async unmount(): Promise<void> {
    execFileSync("umount", ["--lazy", this.directory]);
    await rm(this.directory, { recursive: true, force: true });
  }

  get #ballast(): string {
    return path.join(this.directory, "ballast");
  }
}
