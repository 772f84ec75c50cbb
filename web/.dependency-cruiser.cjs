/** Imports point one way: shared → features → routes, and no feature knows another. */
module.exports = {
  forbidden: [
    {
      name: "shared-stands-alone",
      severity: "error",
      from: { path: "^src/shared" },
      to: { path: "^src/(features|routes)" },
    },
    {
      name: "features-below-routes",
      severity: "error",
      from: { path: "^src/features" },
      to: { path: "^src/routes" },
    },
    {
      name: "features-do-not-know-each-other",
      severity: "error",
      from: { path: "^src/features/([^/]+)/" },
      to: { path: "^src/features/", pathNot: "^src/features/$1/" },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: { path: "^src", pathNot: "routeTree" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] }, pathNot: "routeTree" },
    },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true, pathNot: "^virtual:" } },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "\\.(css|svg)$" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "default"] },
  },
};
