const phrases: readonly (readonly [RegExp, string])[] = [
  [/apache license,? version 2\.0/, "Apache-2.0"],
  [/gnu affero general public license version 3/, "AGPL-3.0"],
  [/gnu lesser general public license version 3/, "LGPL-3.0"],
  [/gnu lesser general public license version 2\.1/, "LGPL-2.1"],
  [/gnu general public license version 3/, "GPL-3.0"],
  [/gnu general public license version 2/, "GPL-2.0"],
  [/mozilla public license,? (?:version|v\.) ?2\.0/, "MPL-2.0"],
  [/permission is hereby granted, free of charge, to any person obtaining a copy/, "MIT"],
  [/permission to use, copy, modify, and(?:\/or)? distribute this software/, "ISC"],
  [/this is free and unencumbered software released into the public domain/, "Unlicense"],
  [/creative commons legal code cc0 1\.0/, "CC0-1.0"],
  [/boost software license - version 1\.0/, "BSL-1.0"],
  [/do what the fuck you want to public license/, "WTFPL"],
];

/** The SPDX identifier of a licence text, by its tag or its fixed phrases; null when unknown. */
export function licenceOfText(text: string): string | null {
  const tag = /SPDX-License-Identifier:\s*([\w.+-]+(?: (?:OR|AND|WITH) [\w.+-]+)*)/.exec(text);
  if (tag?.[1] !== undefined) return tag[1];
  const plain = text
    .slice(0, 20_000)
    .toLowerCase()
    .replace(/[\s*#/]+/g, " ");
  if (/redistribution and use in source and binary forms/.test(plain)) {
    return /(?:neither the names? of|names? of .{1,200} may (?:not )?be used)/.test(plain)
      ? "BSD-3-Clause"
      : "BSD-2-Clause";
  }
  // "GNU GENERAL PUBLIC LICENSE Version 3, 29 June 2007": the licence's own title line.
  for (const [phrase, licence] of phrases) if (phrase.test(plain)) return licence;
  return null;
}
