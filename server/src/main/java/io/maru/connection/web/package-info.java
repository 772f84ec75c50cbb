/** Connected systems over HTTP. */
@NullMarked
package io.maru.connection.web;

import org.jspecify.annotations.NullMarked;
