// Holds the JavaScript that is loaded before a ticket is shown under its budget, in bytes as browsers get them over plain HTTP (gzip).
import { readFileSync } from "node:fs";

const budget = 250_000;
const manifest = JSON.parse(readFileSync("dist/.vite/manifest.json", "utf8"));
const files = new Set();

function follow(key) {
  const chunk = manifest[key];
  if (!chunk || files.has(chunk.file)) return;
  files.add(chunk.file);
  (chunk.imports ?? []).forEach(follow);
}

// What a visit to a ticket loads: the entry, the workspace's frame, the ticket's screen and one language.
const onTheWay =
  /^(src\/routes\/_signed-in(\/_workspace)?|src\/routes\/_signed-in\/_workspace\/tickets\.\$key|src\/locales\/(shared|session|workspace)\/ko)\.tsx?/;
Object.keys(manifest)
  .filter((key) => manifest[key].isEntry || onTheWay.test(key))
  .forEach(follow);

const sizes = [...files]
  .filter((file) => file.endsWith(".js"))
  .map((file) => [file, readFileSync(`dist/${file}.gz`).length])
  .sort((one, other) => other[1] - one[1]);
const total = sizes.reduce((sum, [, size]) => sum + size, 0);
for (const [file, size] of sizes.slice(0, 8))
  console.log(`${(size / 1000).toFixed(1).padStart(7)} kB  ${file}`);
console.log(`${(total / 1000).toFixed(1).padStart(7)} kB  in all, of ${budget / 1000} kB`);
if (total > budget) process.exit(1);
