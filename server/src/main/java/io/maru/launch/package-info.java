/**
 * From the command line to a running server: reads the options, takes the data folder, starts or checks the database,
 * and says in one sentence why Maru cannot start when it cannot. Knows nothing of what the server does.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.maru.launch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
