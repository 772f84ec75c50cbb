/** What tests stand on: the server, its database, time, and builders that read like the domain. */
@NullMarked
package io.maru.support;

import org.jspecify.annotations.NullMarked;
