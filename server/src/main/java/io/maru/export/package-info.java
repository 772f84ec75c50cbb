/**
 * Takes what a query finds along in a file, CSV or XLSX, written while it is read. What somebody may see is said by {@link
 * io.maru.query.Queries}; this module knows what files are made of.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "people", "query"})
package io.maru.export;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
