@NullMarked
package io.maru.launch;

import org.jspecify.annotations.NullMarked;
