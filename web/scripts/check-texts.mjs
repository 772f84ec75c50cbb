// Fails when a text in the source is not in the catalogues, or a translation is missing.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const catalogues = "src/locales";
const contents = () =>
  readdirSync(catalogues, { recursive: true })
    .filter((name) => name.endsWith(".po"))
    .sort()
    .map((name) => [
      name,
      readFileSync(join(catalogues, name), "utf8").replace(/"POT-Creation-Date.*\n/, ""),
    ]);

const kept = mkdtempSync(join(tmpdir(), "maru-texts-"));
cpSync(catalogues, kept, { recursive: true });
const before = new Map(contents());
const extraction = spawnSync("npx", ["lingui", "extract", "--clean"], { encoding: "utf8" });
const after = new Map(contents());
rmSync(catalogues, { recursive: true });
cpSync(kept, catalogues, { recursive: true });
rmSync(kept, { recursive: true });

if (extraction.status !== 0) {
  console.error(extraction.stdout, extraction.stderr);
  process.exit(1);
}
const stale = [...after].filter(([name, text]) => before.get(name) !== text).map(([name]) => name);
if (stale.length > 0) {
  console.error(`These catalogues are behind the source; run "npm run texts": ${stale.join(", ")}`);
  process.exit(1);
}
const compilation = spawnSync("npx", ["lingui", "compile", "--typescript", "--strict"], { encoding: "utf8" });
if (compilation.status !== 0) {
  console.error(compilation.stdout, compilation.stderr);
  process.exit(1);
}
console.log("All texts are translated.");
