import type { ComponentChildren } from "preact";
import { Plain } from "../text/index.ts";

/** A part of a card. */
type Block =
  | { readonly kind: "heading"; readonly level: number; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "table"; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: "text"; readonly text: string };

/**
 * The card of an export as the Hub shows it, of the Markdown that cards are written in: headings,
 * tables, code and paragraphs. Everything in it is text; nothing in it is a link or markup.
 */
export function Card({ markdown }: { readonly markdown: string }) {
  return (
    <section class="dataset-card" aria-label="Card of the data set">
      <p class="aside">README.md, as it is on the Hub</p>
      {blocksOf(markdown).map((block, index) => (
        <Part key={index} block={block} />
      ))}
    </section>
  );
}

function Part({ block }: { readonly block: Block }): ComponentChildren {
  switch (block.kind) {
    case "heading":
      return block.level === 1 ? (
        <h2>
          <Plain text={block.text} />
        </h2>
      ) : (
        <h3>
          <Plain text={block.text} />
        </h3>
      );
    case "code":
      return (
        <pre class="code-block">
          <Plain text={block.text} />
        </pre>
      );
    case "table": {
      const [head = [], , ...rows] = block.rows;
      return (
        <table>
          <thead>
            <tr>
              {head.map((cell, index) => (
                <th key={index} scope="col">
                  <Plain text={cell} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={at}>
                {row.map((cell, index) => (
                  <td key={index}>
                    <Plain text={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    }
    case "text":
      return (
        <p class="prose">
          <Plain text={block.text} />
        </p>
      );
  }
}

/** Cuts the Markdown of a card into its parts. */
function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  const lines = markdown.split("\n");
  let paragraph: string[] = [];
  const end = (): void => {
    if (paragraph.length > 0) blocks.push({ kind: "text", text: paragraph.join("\n") });
    paragraph = [];
  };
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const fence = line.startsWith("```") ? "```" : at === 0 && line === "---" ? "---" : undefined;
    if (fence !== undefined) {
      end();
      const close = lines.findIndex((text, index) => index > at && text.startsWith(fence));
      const last = close === -1 ? lines.length : close;
      blocks.push({ kind: "code", text: lines.slice(at + 1, last).join("\n") });
      at = last;
    } else if (/^#{1,6} /.test(line)) {
      end();
      const level = line.indexOf(" ");
      blocks.push({ kind: "heading", level, text: line.slice(level + 1) });
    } else if (line.startsWith("|")) {
      end();
      const close = lines.findIndex((text, index) => index > at && !text.startsWith("|"));
      const last = close === -1 ? lines.length : close;
      blocks.push({ kind: "table", rows: lines.slice(at, last).map(cellsOf) });
      at = last - 1;
    } else if (line === "") end();
    else paragraph.push(line);
  }
  end();
  return blocks;
}

function cellsOf(line: string): string[] {
  return line
    .replace(/^\|/, "")
    .replace(/\|$/, "")
    .split("|")
    .map((cell) => cell.trim());
}
