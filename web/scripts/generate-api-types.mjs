// Writes src/shared/api/schema.d.ts from the server's committed description of its API.
import { existsSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";

const description = "../server/src/main/resources/openapi.json";
const target = "src/shared/api/schema.d.ts";

if (existsSync(description)) {
  const run = spawnSync(
    "npx",
    ["openapi-typescript", description, "-o", target, "--default-non-nullable", "false"],
    {
      stdio: "inherit",
    },
  );
  process.exit(run.status ?? 1);
}

// Without a description every address and every body is accepted.
writeFileSync(
  target,
  `/* eslint-disable */
interface Operation {
  parameters: { query?: any; header?: any; path?: any; cookie?: any };
  requestBody?: { content: { "application/json": any } };
  responses: { 200: { headers: any; content: { "application/json": any } } };
}
interface Path {
  parameters: { query?: any; header?: any; path?: any; cookie?: any };
  get: Operation;
  put: Operation;
  post: Operation;
  delete: Operation;
  patch: Operation;
}
export type paths = { [path: string]: Path };
export type components = { schemas: { [name: string]: any } };
`,
);
