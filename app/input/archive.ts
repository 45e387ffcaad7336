import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { unpackTar } from "modern-tar";
import { HindcastError, reasonOf } from "../../protocols/index.ts";
import type { GivenFile, GivenRepository } from "./given.ts";

/** Bytes that an archive may unpack to: twice the text that one snapshot holds. */
const LIMIT = 1 << 30;

/**
 * The repository in a `.tar` or `.tar.gz`; a directory that holds everything, as archives of forges
 * have one, is not part of the paths. Links and devices are left out.
 *
 * @throws HindcastError REPOSITORY_UNREADABLE, REPOSITORY_TOO_LARGE
 */
export async function readArchive(file: string): Promise<GivenRepository> {
  const bytes = createReadStream(file);
  const tar = file.endsWith(".tar") ? bytes : bytes.pipe(createGunzip());
  bytes.on("error", (error) => tar.destroy(error));
  try {
    const stream = Readable.toWeb(Readable.from(bounded(tar, file)));
    const entries = await unpackTar(stream as ReadableStream<Uint8Array>);
    const files = entries.flatMap(({ header, data = new Uint8Array() }): GivenFile[] => {
      if (header.type !== undefined && header.type !== "file") return [];
      const executable = ((header.mode ?? 0) & 0o100) !== 0;
      return [{ path: header.name.replace(/^\.\//, ""), bytes: data, executable }];
    });
    return { files: withoutTop(files) };
  } catch (error) {
    if (error instanceof HindcastError) throw error;
    const detail = `${file}: ${reasonOf(error)}`;
    throw new HindcastError("REPOSITORY_UNREADABLE", detail, { cause: error });
  }
}

async function* bounded(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const chunk of chunks) {
    total += chunk.length;
    if (total > LIMIT) {
      throw new HindcastError(
        "REPOSITORY_TOO_LARGE",
        `${file} unpacks to more than ${LIMIT} bytes`,
      );
    }
    yield chunk;
  }
}

function withoutTop(files: readonly GivenFile[]): readonly GivenFile[] {
  const [first] = files;
  const top = first?.path.slice(0, first.path.indexOf("/") + 1) ?? "";
  if (top === "" || !files.every(({ path }) => path.startsWith(top))) return files;
  return files.map((file) => ({ ...file, path: file.path.slice(top.length) }));
}
