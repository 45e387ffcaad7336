// Titles and sentences that licence texts begin with, each with its SPDX identifier.
const phrases: readonly (readonly [RegExp, string])[] = [
  [/apache license,? version 2\.0/, "Apache-2.0"],
  [/gnu affero general public license version 3/, "AGPL-3.0-only"],
  [/gnu lesser general public license version 3/, "LGPL-3.0-only"],
  [/gnu lesser general public license version 2\.1/, "LGPL-2.1-only"],
  [/gnu library general public license version 2/, "LGPL-2.0-only"],
  [/gnu general public license version 3/, "GPL-3.0-only"],
  [/gnu general public license version 2/, "GPL-2.0-only"],
  [/mozilla public license,? (?:version|v\.) ?2\.0/, "MPL-2.0"],
  [/eclipse public license -? ?v(?:ersion)? ?2\.0/, "EPL-2.0"],
  [/eclipse public license -? ?v(?:ersion)? ?1\.0/, "EPL-1.0"],
  [/european union public licence v\. 1\.2/, "EUPL-1.2"],
  [/the artistic license 2\.0/, "Artistic-2.0"],
  [/blue oak model license version 1\.0\.0/, "BlueOak-1.0.0"],
  [/python was created in the early 1990s|python software foundation license version 2/, "PSF"],
  [/sil open font license,? version 1\.1/, "OFL-1.1"],
  [/zope public license \(zpl\) version 2\.1/, "ZPL-2.1"],
  [/universal permissive license \(upl\),? version 1\.0/, "UPL-1.0"],
  [/business source license 1\.1/, "BUSL-1.1"],
  [/server side public license version 1/, "SSPL-1.0"],
  [/elastic license 2\.0/, "Elastic-2.0"],
  [/attribution 4\.0 international/, "CC-BY-4.0"],
  [/attribution-sharealike 4\.0 international/, "CC-BY-SA-4.0"],
  [/permission is hereby granted, free of charge, to any person obtaining a copy/, "MIT"],
  [/permission to use, copy, modify, and(?: or)? distribute this software/, "ISC"],
  [/redistribution and use in source and binary forms/, "BSD"],
  [/this software is provided 'as-is', without any express or implied warranty/, "Zlib"],
  [/this is free and unencumbered software released into the public domain/, "Unlicense"],
  [/creative commons legal code cc0 1\.0/, "CC0-1.0"],
  [/boost software license - version 1\.0/, "BSL-1.0"],
  [/do what the fuck you want to public license/, "WTFPL"],
];

/** Characters before a licence's own words that may tell whose it is, and not that another holds. */
const longestPreface = 1200;

/**
 * The SPDX identifier of a licence text, by its tag or its fixed phrases; null when unknown. Where a
 * file holds several, the first counts: others follow for what the repository brings along. Behind
 * a long preface the first is one of those too, and the preface is terms that are not known.
 *
 * The text of a GNU licence does not say whether later versions hold too: {@link orLater}.
 */
export function licenceOfText(text: string): string | null {
  const tag = /SPDX-License-Identifier:[ \t]*([\w.+-]+(?: (?:OR|AND|WITH) [\w.+-]+)*)/.exec(text);
  const plain = text
    .slice(0, Math.min(20_000, tag?.index ?? text.length))
    .toLowerCase()
    .replace(/[\u2018\u2019`]/g, "'")
    .replace(/[\s*#/]+/g, " ");
  let first: { at: number; licence: string } | undefined;
  for (const [phrase, licence] of phrases) {
    const at = plain.search(phrase);
    if (at >= 0 && (first === undefined || at < first.at)) first = { at, licence };
  }
  if (first === undefined) return tag?.[1] ?? null;
  return first.at > longestPreface ? null : variantOf(first.licence, plain.slice(first.at));
}

/** Licences whose variants differ in a clause alone. */
function variantOf(licence: string, plain: string): string {
  if (licence === "BSD") {
    if (/all advertising materials mentioning/.test(plain)) return "BSD-4-Clause";
    return forbidsNames(plain) ? "BSD-3-Clause" : "BSD-2-Clause";
  }
  if (licence === "MIT") {
    return /copyright notice and this permission notice/.test(plain) ? "MIT" : "MIT-0";
  }
  // Python's own text goes on with the licences of those who had it before.
  if (licence === "PSF") return /beopen/.test(plain) ? "Python-2.0" : "PSF-2.0";
  if (licence === "ISC") return /copyright notice and this permission/.test(plain) ? "ISC" : "0BSD";
  return licence;
}

/** Whether a BSD licence says that names may not be used to endorse what is made of the work. */
function forbidsNames(plain: string): boolean {
  if (/neither the names? of/.test(plain)) return true;
  return [...plain.matchAll(/ may (?:not )?be used/g)].some(({ index }) =>
    /names? of ./.test(plain.slice(Math.max(0, index - 210), index)),
  );
}

/** Whether a text grants its licence in later versions too, in the words of the GNU licences. */
export function orLater(text: string): boolean {
  return /\(?at your option\)?,? any later version|[AL]?GPL-\d\.\d(?:-or-later|\+)/.test(
    text.replace(/[\s*#/;-]{2,}|\s+/g, " "),
  );
}
