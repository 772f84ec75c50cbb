/** Writes the API's description from the controllers, and holds the committed one against it. */
@NullMarked
package io.maru.openapi;

import org.jspecify.annotations.NullMarked;
