import { expect, test } from "vitest";
import { licenceOfText } from "../../../graph/walk/licence/index.ts";
import { identity } from "./survey.ts";

test.each([
  ["package.json", '{"license":"SEE LICENSE IN x"}', null],
  ["package.json", '{"license":"UNLICENSED"}', null],
  ["package.json", '{"license":{"type":"MIT"}}', "MIT"],
  ["package.json", '{"licenses":[{"type":"MIT"},{"type":"Apache-2.0"}]}', "Apache-2.0 OR MIT"],
  ["package.json", '{"license":"GPL-2.0+"}', "GPL-2.0-or-later"],
  [
    "package.json",
    '{"license":"(GPL-2.0 WITH Classpath-exception-2.0 OR MIT)"}',
    "(GPL-2.0-only WITH Classpath-exception-2.0 OR MIT)",
  ],
  ["pyproject.toml", '[project]\nlicense = "BSD-3-Clause"\n', "BSD-3-Clause"],
  ["pyproject.toml", '[project]\nlicense = { text = "MIT License" }\n', "MIT"],
  [
    "pyproject.toml",
    '[project]\nlicense = { text = "Apache Software License 2.0" }\n',
    "Apache-2.0",
  ],
  ["pyproject.toml", '[project]\nlicense = { file = "LICENSE" }\n', null],
  ["pyproject.toml", '[tool.poetry]\nlicense = "LGPL-3.0-or-later"\n', "LGPL-3.0-or-later"],
  ["Cargo.toml", '[package]\nname = "x"\nlicense = "MIT/Apache-2.0"\n', "MIT OR Apache-2.0"],
  [
    "Cargo.toml",
    '[package]\nlicense.workspace = true\n[workspace.package]\nlicense = "MIT OR Unlicense"\n',
    "MIT OR Unlicense",
  ],
  [
    "composer.json",
    '{"license":["LGPL-2.1-only","GPL-3.0-or-later"]}',
    "GPL-3.0-or-later OR LGPL-2.1-only",
  ],
  ["composer.json", '{"license":"proprietary"}', null],
  ["x.gemspec", "  s.licenses = ['MIT', \"Ruby\"]\n", "MIT OR Ruby"],
])("%s declares a licence: %s", async (file, text, licence) => {
  expect(await identity({ [file]: text })).toMatchObject({ licence });
});

const mit =
  "Permission is hereby granted, free of charge, to any person obtaining a copy\nThe above copyright notice and this permission notice shall be included";
const apache = "                 Apache License\n           Version 2.0, January 2004";
const isc =
  "Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted";
const gpl = "GNU GENERAL PUBLIC LICENSE\n Version 3, 29 June 2007";
const lgpl =
  "GNU LESSER GENERAL PUBLIC LICENSE\n Version 3, 29 June 2007\nthe GNU General Public License version 3";

test.each([
  [{ "LICENSE-APACHE": apache, "LICENSE-MIT": mit }, "Apache-2.0 OR MIT"],
  [{ "MIT-LICENSE": mit }, "MIT"],
  [{ LICENSE: apache, "LICENSE-3rdparty.txt": mit }, "Apache-2.0"],
  [{ COPYING: gpl, "COPYING.LESSER": lgpl }, "LGPL-3.0-only"],
  [{ COPYING: gpl, "a.py": "print(1)\n" }, "GPL-3.0-only"],
  [
    {
      COPYING: gpl,
      "a.py": "# either version 3 of the License, or (at your\n# option) any later version.\n",
    },
    "GPL-3.0-or-later",
  ],
  [{ "LICENSE.md": "All rights reserved." }, null],
  [{ "LICENSES/MIT.txt": mit, "LICENSES/CC0-1.0.txt": "x" }, "CC0-1.0 AND MIT"],
  [{ "LICENSES/MIT.txt": mit, "LICENSES/LicenseRef-own.txt": "x" }, "LicenseRef-own AND MIT"],
  [{ LICENSE: apache, "LICENSES/MIT.txt": mit }, "Apache-2.0"],
  [{ "LICENSES/readme.txt": mit }, null],
])("the files of a root hold the licence: %j", async (files, licence) => {
  expect(await identity(files)).toMatchObject({ licence });
});

test.each([
  [mit, "MIT"],
  ["Permission is hereby granted, free of charge, to any person obtaining a copy", "MIT-0"],
  [apache, "Apache-2.0"],
  [
    `${apache}\n appendix of others:\nRedistribution and use in source and binary forms`,
    "Apache-2.0",
  ],
  ["Redistribution and use in source and binary forms", "BSD-2-Clause"],
  ["Redistribution and use in source and binary forms\nNeither the name of X", "BSD-3-Clause"],
  [
    "Redistribution and use in source and binary forms\nAll advertising materials mentioning\nNeither the name of",
    "BSD-4-Clause",
  ],
  [gpl, "GPL-3.0-only"],
  ["GNU GENERAL PUBLIC LICENSE\n Version 2, June 1991", "GPL-2.0-only"],
  [lgpl, "LGPL-3.0-only"],
  ["GNU LESSER GENERAL PUBLIC LICENSE\n Version 2.1, February 1999", "LGPL-2.1-only"],
  ["GNU AFFERO GENERAL PUBLIC LICENSE\n Version 3", "AGPL-3.0-only"],
  ["Mozilla Public License Version 2.0", "MPL-2.0"],
  ["Eclipse Public License - v 2.0", "EPL-2.0"],
  ["This software is provided 'as-is', without any express or implied\nwarranty.", "Zlib"],
  ["// SPDX-License-Identifier: MIT OR Apache-2.0", "MIT OR Apache-2.0"],
  [`${mit}\n a part:\nSPDX-License-Identifier: Apache-2.0`, "MIT"],
  [`${isc}\nprovided that the above copyright notice and this permission notice appear`, "ISC"],
  [isc, "0BSD"],
  [`SIL Open Font License Version 1.1\n${mit}`, "OFL-1.1"],
  ["Creative Commons Attribution 4.0 International Public License", "CC-BY-4.0"],
  ["Zope Public License (ZPL) Version 2.1", "ZPL-2.1"],
  ["Business Source License 1.1\nChange License: Apache License, Version 2.0", "BUSL-1.1"],
  [`PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2\n${isc}`, "PSF-2.0"],
  [
    `Python was created in the early 1990s by Guido van Rossum\nBEOPEN.COM LICENSE\n${isc}`,
    "Python-2.0",
  ],
  [`${"Our own terms hold for everything here. ".repeat(40)}\nParts come with:\n${mit}`, null],
  ["All rights reserved.", null],
])("a licence text is recognised by its fixed phrases: %s", (text, licence) => {
  expect(licenceOfText(text)).toBe(licence);
});
